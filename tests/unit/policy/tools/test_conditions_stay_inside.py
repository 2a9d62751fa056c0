"""A condition reaches nothing but the vocabulary: whatever text comes, it compiles to that or is refused, never run."""

from __future__ import annotations

import builtins

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.policy import ConditionError, compile_condition, vocabulary

FACTS = st.sampled_from(sorted(vocabulary()))
NAMES = st.sampled_from(
    ["__class__", "__globals__", "__builtins__", "__import__", "mro", "os", "system", "x", "map", "filter", "all",
     "exists", "exists_one", "has", "matches", "size", "date", "dyn", "type", "timestamp", "duration", "string", "int",
     "eval", "exec", "open", "getattr", "contains", "startsWith", "facts", "vocabulary", "self"]
)  # fmt: skip
LITERALS = st.sampled_from(["1", "1.5", "-3", "true", "null", "'a'", '"b"', "b'c'", r"'\x41'", "1u", "[]", "{}", "[1]"])
ATOMS = st.one_of(FACTS, NAMES, LITERALS)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, NAMES).map(".".join),
        st.tuples(NAMES, inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(inner, NAMES, inner).map(lambda parts: f"{parts[0]}.{parts[1]}({parts[2]})"),
        st.tuples(inner, NAMES, NAMES, inner).map(lambda parts: f"{parts[0]}.{parts[1]}({parts[2]}, {parts[3]})"),
        st.tuples(inner, inner).map(lambda parts: f"{parts[0]}[{parts[1]}]"),
        st.tuples(inner, st.sampled_from(["==", "&&", "||", "in", "<", "+", "%", "/"]), inner).map(" ".join),
        st.tuples(inner, inner, inner).map(lambda parts: f"{parts[0]} ? {parts[1]} : {parts[2]}"),
        inner.map(lambda part: f"[{part} for x in {part}]"),
        inner.map(lambda part: f"lambda: {part}"),
        inner.map(lambda part: f"!({part})"),
    )


TEXTS = st.recursive(ATOMS, _grown, max_leaves=8)


def stays_inside(text: str) -> None:
    """Refused as no condition, or a condition that reads facts of the vocabulary and answers yes, no or unknown."""
    try:
        condition = compile_condition(text)
    except ConditionError:
        return
    assert set(condition.reads) <= vocabulary().keys()
    assert condition.test({}) in (True, False, None)


@settings(max_examples=settings.default.max_examples * 4, deadline=None)
@given(text=TEXTS)
def test_whatever_is_built_from_names_calls_and_macros_stays_inside(text: str) -> None:
    stays_inside(text)


@settings(max_examples=settings.default.max_examples * 3, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_is_a_condition_or_refused(text: str) -> None:
    stays_inside(text)


ESCAPES = [
    "__import__('os').system('true') == 0",
    "title.rank.__class__.__mro__[1].__subclasses__() == []",
    "[1, 2].map(x, x * 2) == [2, 4]",
    "history.rights_used.all(x, x == 'a')",
    "history.rights_used.exists(x, x == 'a')",
    "['a'].filter(x, true) == ['a']",
    "has(title.rank)",
    "type(title.rank) == int",
    "dyn(title.rank) == 1",
    "open('/etc/passwd') == ''",
    "person.kind.matches('.*')",
    "person.kind.startsWith('re')",
    "person.__dict__ == 1",
    "facts['title.rank'] == 1",
    "title == title",
    "title.rank == 1 ? true : open('x')",
    "timestamp('2026-01-01T00:00:00Z') < time.today",
    "{'a': 1}.a == 1",
    "title.rank == 1; import os",
    "[x for x in history.rights_used] == []",
    "lambda: true",
    "`ls` == ''",
    "person.kind == f'{title.rank}'",
    "title.rank == 99999999999999999999999999999999",
    "(" * 400 + "true" + ")" * 400,
    "!" * 900 + "person.classified",
    "true && " * 120 + "true",
    "true && " * 5000 + "true",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_a_way_out_is_refused_and_nothing_of_it_is_run(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def ran(*_: object, **__: object) -> None:
        raise AssertionError("a condition was executed")

    with monkeypatch.context() as patched:
        patched.setattr(builtins, "eval", ran)
        patched.setattr(builtins, "exec", ran)
        stays_inside(text)
    if not text.startswith(("(", "!", "true")) and "9999" not in text:
        with pytest.raises(ConditionError):
            compile_condition(text)
