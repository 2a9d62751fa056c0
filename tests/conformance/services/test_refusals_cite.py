"""Every refusal carries the clause that decides: read from the calls, whatever they look like on the page.

The suites add the other half (`tests.support.uncited.require_cited`): a clause that turns out to be None fails there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from infra.paths import ROOT
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import invalid, not_found, refused
from tests.support.sources import nodes_of
from tests.support.uncited import UNCITED, require_cited

MAKERS = ("refused", "ZhipingError")
KERNEL = "shared/kernel/errors.py"


class Refusal(NamedTuple):
    """A call that makes one: its slug where the call spells it out, and whether it gives a clause."""

    place: str
    slug: str | None
    cites: bool


def refusals_in(source: str, place: str = "") -> Iterator[Refusal]:
    """The calls of a module that make an error of the kind `refused`."""
    for node in nodes_of(source):
        if isinstance(node, ast.Call) and _makes_refusals(node):
            yield Refusal(f"{place}:{node.lineno}", _literal(node.args[:1]), _gives_clause(node))


def _makes_refusals(call: ast.Call) -> bool:
    name = _name(call.func)
    return name == "refused" or (name == "ZhipingError" and "REFUSED" in ast.dump(call))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _literal(args: list[ast.expr]) -> str | None:
    only = args[0] if args else None
    return only.value if isinstance(only, ast.Constant) and isinstance(only.value, str) else None


def _gives_clause(call: ast.Call) -> bool:
    """`clause=` with something else than a plain None or an empty text."""
    given = [word.value for word in call.keywords if word.arg == "clause"]
    return any(not isinstance(value, ast.Constant) or bool(value.value) for value in given)


def used_otherwise(source: str) -> list[str]:
    """Names of the makers under another name, or handed on uncalled: what would hide a call from this test."""
    nodes = nodes_of(source)
    renamed = [
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in MAKERS and alias.asname
    ]
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    types = {id(part) for node in nodes for part in _types_in(node)}
    fields = {id(node.target) for node in nodes if isinstance(node, ast.AnnAssign) and node.value is None}
    loose = [
        _name(node)
        for node in nodes
        if isinstance(node, ast.Name | ast.Attribute)
        and _name(node) in MAKERS
        and id(node) not in called | types | fields
    ]
    return renamed + loose


def _types_in(node: ast.AST) -> Iterator[ast.AST]:
    """Where the class of errors is named as a type: annotations, handlers (Flask's too), isinstance's second half."""
    parts: list[ast.AST | None] = []
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = [node.returns]
    elif isinstance(node, ast.arg | ast.AnnAssign):
        parts = [node.annotation]
    elif isinstance(node, ast.ExceptHandler):
        parts = [node.type]
    elif isinstance(node, ast.Call) and _name(node.func) == "isinstance":
        parts = list(node.args[1:])
    elif isinstance(node, ast.Call) and _name(node.func) == "register_error_handler":
        parts = list(node.args[:1])
    for part in parts:
        if part is not None:
            yield from ast.walk(part)


SOURCES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for folder in ("services", "shared")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if str(path.relative_to(ROOT)) != KERNEL
}
FOUND = [one for place, source in SOURCES.items() for one in refusals_in(source, place)]


@pytest.mark.parametrize("one", FOUND, ids=lambda one: f"{one.place} {one.slug}")
def test_a_refusal_gives_its_clause_or_is_one_that_no_notice_decides(one: Refusal) -> None:
    assert one.cites or one.slug in UNCITED


def test_the_list_holds_no_slug_that_does_not_need_it() -> None:
    assert UNCITED.keys() == {one.slug for one in FOUND if not one.cites}
    assert UNCITED.keys() <= set(catalogue())


def test_every_slug_of_the_list_has_a_reason_of_its_own() -> None:
    reasons = list(UNCITED.values())
    assert all(len(reason.split()) > 3 for reason in reasons)
    assert len(set(reasons)) == len(reasons)


def test_nothing_hides_a_refusal_from_this_test() -> None:
    ours = {place: source for place, source in SOURCES.items() if place.startswith("services/")}
    hidden = {place: names for place, source in ours.items() if (names := used_otherwise(source))}
    assert ours
    assert hidden == {}


@pytest.mark.parametrize(
    ("source", "cites"),
    [
        ('refused("x", clause=rule.cited)', True),
        ('refused(\n    "x",\n    path="p",\n    clause=rule.cited,\n)', True),
        ('errors.refused("x", clause="n/1")', True),
        ('refused("x")', False),
        ('refused("x", path="clause=")', False),
        ('refused("x", clause=None)', False),
        ('refused("x", clause="")', False),
        ('refused("x", **details)', False),
        ('errors.refused("x")', False),
        ('ZhipingError("x", Kind.REFUSED)', False),
        ('ZhipingError("x", Kind.REFUSED, clause=rule.cited)', True),
    ],
)
def test_a_call_is_read_as_it_runs(source: str, cites: bool) -> None:
    assert [(one.slug, one.cites) for one in refusals_in(source)] == [("x", cites)]


def test_what_is_no_refusal_is_left_alone() -> None:
    assert list(refusals_in('invalid("x")\nZhipingError("x", Kind.INVALID)\n# refused("x")\n"refused(x)"')) == []


@pytest.mark.parametrize(
    "source",
    [
        "from shared.kernel.errors import refused as no",
        "no = refused",
        'partial(refused, "x")',
        "no = errors.refused",
        "MAKERS = (ZhipingError,)",
        "refused: Maker = no",
    ],
)
def test_a_refusal_under_another_name_is_noticed(source: str) -> None:
    assert used_otherwise(source)


def test_a_field_of_that_name_hides_nothing() -> None:
    assert used_otherwise("class Decided:\n    refused: int") == []


def test_a_refusal_that_names_nothing_when_it_comes_is_noticed() -> None:
    with pytest.raises(AssertionError, match="pool_empty"):
        require_cited(refused("pool_empty", clause=None))
    for error in (
        refused("pool_empty", clause="n/1"),
        refused("committee_rules_unknown"),
        invalid("x"),
        not_found("x"),
    ):
        assert require_cited(error) is error
