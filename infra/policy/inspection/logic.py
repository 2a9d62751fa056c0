"""Conditions that answer the same for everybody: what can never hold, and what always does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from infra.policy.inspection.finding import PackFinding, error, warning
from shared.policy.conditions.closures import close
from shared.policy.conditions.condition import children, compile_condition
from shared.policy.conditions.nodes import FactRef, Node
from shared.policy.conditions.satisfiable import Formula, Undecided, formula, not_all, person_for
from shared.policy.conditions.translate import translate
from shared.policy.pack.checks import condition_texts
from shared.policy.pack.pack import Pack
from shared.policy.terms.vocabulary import FactValue


def dead_conditions(pack: Pack) -> Iterator[PackFinding]:
    """Every condition of the pack on its own, and each side of its `&&` and `||`."""
    seen: dict[str, str | None] = {}
    for path, text in condition_texts(pack):
        if not compile_condition(text).reads:
            continue  # "true" and "false" are written on purpose
        if text not in seen:
            seen[text] = _verdict(text)
        if seen[text] == "never":
            yield error(path, f"contradicts itself, nobody can ever meet it: {text}")
        elif seen[text] == "partly":
            yield error(path, f"one side of it can never hold: {text}")
        elif seen[text] == "always":
            yield warning(path, f"holds for everybody whose facts are known: {text}")


def _verdict(text: str) -> str | None:
    if impossible([formula(text)]):
        return "never"
    if any(impossible([part]) for part in _parts(text)):
        return "partly"
    return "always" if impossible([not_all([text])]) else None


def _parts(text: str) -> Iterator[Formula]:
    for node in _boolean_nodes(translate(text)):
        reads = frozenset(_reads(node))
        if reads:
            yield Formula(reads, close(node), (text,))


def _boolean_nodes(node: Node) -> Iterator[Node]:
    for child in children(node):
        if child.type == "bool" and not isinstance(child, FactRef):
            yield child
        yield from _boolean_nodes(child)


def _reads(node: Node) -> Iterator[str]:
    if isinstance(node, FactRef):
        yield node.name
    for child in children(node):
        yield from _reads(child)


def impossible(formulas: Sequence[Formula], fixed: Mapping[str, FactValue] | None = None) -> bool:
    """Whether it is certain that no person meets all of them; an undecided search is no certainty."""
    try:
        return person_for(formulas, fixed) is None
    except Undecided:
        return False
