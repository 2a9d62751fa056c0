"""Conditions: what is refused, what unknown means, and the same answers as cel-python's own evaluator."""

from __future__ import annotations

from typing import Any

import celpy
import pytest
from celpy import celtypes
from celpy.evaluation import CELEvalError
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy import ConditionError, Facts, compile_condition, vocabulary
from shared.policy.terms.vocabulary import Fact
from tests.support.some import some

REFUSED = [
    ("title.years >= 'a'", "cannot compare int with string"),
    ("title.years", "int where bool is needed"),
    ("titel.years >= 5", "not in the vocabulary: titel.years"),
    ("title.rank.__class__ == 1", "not a fact"),
    ("__import__('os')", "no such function"),
    ("person.kind == 'x'", "person.kind is never 'x'"),
    ('person.kind in ["retired", "x"]', "person.kind is never 'x'"),
    ("title.years > 1.5", "not allowed here: 1.5"),
    ("[1].map(x, x)", "not allowed here"),
    ("person.kind.size() == 1", "not allowed here"),
    ("title.years ? true : false", "write two conditions"),
    ("date('2026-13-01') < time.today", "not a date"),
    ("date(person.kind) < time.today", "no such function"),
    ("time.today < '2026-01-01'", "cannot compare date with string"),
    ("person.kind < 'a'", "needs integers or dates"),
    ("true &&", "does not parse"),
    ("", "does not parse"),
    ("has(title.years)", "no such function"),
    ("person.kind in [1]", "a list holds plain texts"),
    ("title['years'] == 1", "not in the vocabulary"),
    ("title.years / 2 == 1", "not allowed here"),
    ("title.years % 2 == 1", "not allowed here"),
    ("null == null", "not allowed here"),
    ("b'a' == 'a'", "not allowed here"),
    (r"person.kind == '\x41'", "not allowed here"),
    ("!title.years", "int where bool is needed"),
    ("person.foreign_permit && 1", "int where bool is needed"),
    ("history.rights_used == history.rights_used", "cannot compare list"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_condition_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ConditionError, match=r".*") as refused:
        compile_condition(text)
    assert reason in str(refused.value)


UNKNOWN = [
    ("title.years >= 5", {}, None),
    ("title.years >= 5 || person.foreign_permit", {"person.foreign_permit": True}, True),
    ("title.years >= 5 || person.foreign_permit", {"person.foreign_permit": False}, None),
    ("title.years >= 5 && person.foreign_permit", {"person.foreign_permit": False}, False),
    ("title.years >= 5 && person.foreign_permit", {"person.foreign_permit": True}, None),
    ("!person.foreign_permit", {}, None),
    ('person.kind in ["retired"]', {}, None),
    ("size(history.rights_used) == 0", {}, None),
    ("plan.rank - title.rank == 1", {"plan.rank": 4}, None),
]


@pytest.mark.parametrize(("text", "known", "answer"), UNKNOWN)
def test_an_unknown_fact_leaves_open_only_what_hinges_on_it(text: str, known: Facts, answer: bool | None) -> None:
    assert compile_condition(text).test(known) is answer


def test_a_condition_reports_the_facts_it_reads_and_those_it_misses() -> None:
    condition = compile_condition("plan.rank - title.rank == 1 && title.rank > 0")
    known: Facts = {"plan.rank": 4, "title.rank": None}
    assert condition.reads == ("plan.rank", "title.rank")
    assert condition.evidence(known) == {"plan.rank": 4, "title.rank": None}
    assert condition.missing(known) == ("title.rank",)


SHAPES = [
    "-title.years < -3",
    "(title.years + career.years) * 2 >= 20 - plan.rank",
    '!(person.kind in ["retired", "freelancer"]) || title.same_series',
    '"green-channel" in history.rights_used',
    "size(history.rights_used) > 1 && !(size(history.rights_used) == 3)",
    'time.today <= date("2026-07-10") && integrity.until > time.today',
    "title.same_series == (title.rank != 0)",
    'person.kind == "retired" || (person.foreign_permit && (title.years > 3 || exam.qualified))',
    "title.years == career.years && title.rank != plan.rank",
    "true && (false || ce.hours >= 90)",
]


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    texts = st.sampled_from(sorted(fact.values) or ["a", "green-channel", "k12_teacher", "health"])
    known = {
        "int": st.integers(-1, 40),
        "bool": st.booleans(),
        "string": texts,
        "date": st.dates().map(str),
        "list": st.lists(texts, max_size=3),
    }[fact.type]
    return st.one_of(known, known, known, st.none())


FACT_SETS = st.fixed_dictionaries({fact.name: value_of(fact) for fact in vocabulary().values()})
ENVIRONMENT = celpy.Environment()


def oracle(text: str) -> celpy.Runner:
    return ENVIRONMENT.program(ENVIRONMENT.compile(text), functions={"date": lambda value: value})


def as_cel(facts: Facts) -> dict[str, Any]:
    """Nested maps; an unknown fact is simply not there."""
    groups: dict[str, Any] = {name.split(".")[0]: celtypes.MapType() for name in vocabulary()}
    for name, value in facts.items():
        group, key = name.split(".")
        if value is not None:
            groups[group][celtypes.StringType(key)] = celpy.json_to_cel(value)
    return groups


def cel_answer(program: celpy.Runner, facts: dict[str, Any]) -> bool | None:
    try:
        return bool(program.evaluate(facts))
    except CELEvalError:
        return None


ORACLES = {text: oracle(text) for text in SHAPES}


@settings(max_examples=settings.default.max_examples, deadline=None)
@given(facts=FACT_SETS)
def test_every_shape_of_the_subset_answers_as_cel_python_does(facts: Facts) -> None:
    cel_facts = as_cel(facts)
    for text in some(SHAPES):
        assert compile_condition(text).test(facts) is cel_answer(ORACLES[text], cel_facts), text
