"""Our compiled conditions say what cel-python's own evaluator says, for every condition of every shipped pack.

A truth value depends only on the facts that a condition reads, so each distinct view of the 10,000 fact sets is put to
both once, and of those conditions that read much the first 1,000: cel-python takes milliseconds for each. A fact that
nobody has stated is absent from CEL's activation; CEL's error is our unknown.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import islice

import celpy
import pytest
from celpy.celtypes import StringType
from celpy.evaluation import CELEvalError

from shared.policy import Facts, compile_condition, shipped_pack
from shared.policy.pack.checks import condition_texts
from tests.unit.policy.fact_sets import fact_sets, projection

PACKS = sorted(entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir())
COUNT, VIEWS = 10_000, 1_000
TEXTS = sorted({text for name in PACKS for _, text in condition_texts(shipped_pack(name))})
PARTS = 8


@cache
def generated() -> list[Facts]:
    return list(fact_sets(COUNT, 20261121, TEXTS))


@cache
def environment() -> celpy.Environment:
    return celpy.Environment()


@cache
def program(text: str) -> celpy.Runner:
    """The condition as cel-python compiles it."""
    return environment().program(environment().compile(text), functions={"date": StringType})


def by_cel(text: str, facts: Facts) -> bool | None:
    """cel-python's answer; None where it ends in an error, which is what an absent fact leads to."""
    try:
        return bool(program(text).evaluate(activation(text, facts)))
    except CELEvalError:
        return None


def activation(text: str, facts: Facts) -> dict[str, object]:
    """What the condition reads as nested maps (`title.years` -> title: {years: ...}), facts not stated left out."""
    nested: dict[str, dict[str, object]] = defaultdict(dict)
    for name in compile_condition(text).reads:
        group, _, key = name.partition(".")
        members, value = nested[group], facts[name]
        if value is not None:
            members[key] = value
    return {group: celpy.json_to_cel(members) for group, members in nested.items()}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_condition_has_the_truth_value_that_cel_python_gives_it(part: int) -> None:
    for text in TEXTS[part::PARTS]:
        ours = compile_condition(text).test
        views = {projection(text, facts): facts for facts in generated()}
        for facts in islice(views.values(), VIEWS):
            assert ours(facts) == by_cel(text, facts), (text, compile_condition(text).evidence(facts))


def test_every_pack_takes_part_and_every_condition_is_seen_true_and_false() -> None:
    assert "chifeng-2026" in PACKS
    one_sided = [text for text in TEXTS if not {True, False} <= {compile_condition(text).test(f) for f in generated()}]
    assert not one_sided
