"""Finitely many values of each fact that together show every answer a set of conditions can give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TypedDict

import yaml

from shared.policy.conditions import compile_condition
from shared.policy.conditions.condition import children
from shared.policy.conditions.nodes import Compare, Const, FactRef, In, Node
from shared.policy.conditions.translate import translate
from shared.policy.terms.vocabulary import Fact, FactValue, vocabulary

ELSE = "\u2205"
"""Stands for every text that no condition names."""

LARGEST_FULL_RANGE = 400
Values = tuple[FactValue, ...]


@cache
def bounds() -> dict[str, tuple[int, int]]:
    """Least and greatest value of the integer facts that have both."""
    return {name: (low, high) for name, (low, high) in _laws_file()["bounds"].items()}


@cache
def law_texts() -> tuple[str, ...]:
    """Conditions that every fact set meets."""
    return tuple(_laws_file()["laws"])


class _LawsFile(TypedDict):
    """The data file."""

    bounds: dict[str, tuple[int, int]]
    laws: list[str]


def _laws_file() -> _LawsFile:
    text = files("shared.policy").joinpath("data/fact_laws.yaml").read_text(encoding="utf-8")
    found: _LawsFile = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def domains(texts: Iterable[str]) -> dict[str, Values]:
    """Values for every fact that these conditions read: all of an enumeration, integers around each constant, ..."""
    constants: dict[str, set[int | str]] = {}
    linked: set[str] = set()
    for text in texts:
        constants |= {name: constants.get(name, set()) for name in compile_condition(text).reads}
        for names, values in comparisons(text):
            linked |= names if len(names) > 1 else set()
            for name in names:
                constants[name] = constants[name] | values
    return {name: tuple(_values(vocabulary()[name], found, name in linked)) for name, found in constants.items()}


@cache
def comparisons(text: str) -> tuple[tuple[frozenset[str], frozenset[int | str]], ...]:
    """Per comparison in a condition: the facts it reads and the constants it names."""
    return tuple(_comparisons(translate(text)))


def _comparisons(node: Node) -> Iterator[tuple[frozenset[str], frozenset[int | str]]]:
    if isinstance(node, Compare | In):
        leaves = list(_leaves(node))
        yield (
            frozenset(leaf.name for leaf in leaves if isinstance(leaf, FactRef)),
            frozenset(value for leaf in leaves if isinstance(leaf, Const) for value in _plain(leaf)),
        )
    for child in children(node):
        yield from _comparisons(child)


def _leaves(node: Node) -> Iterator[Node]:
    if not children(node):
        yield node
    for child in children(node):
        yield from _leaves(child)


def _plain(const: Const) -> tuple[int | str, ...]:
    return const.value if isinstance(const.value, tuple) else (const.value,)


def _values(fact: Fact, constants: set[int | str], linked: bool) -> Iterable[FactValue]:
    if fact.type == "bool":
        return (True, False)
    if fact.type == "int":
        return _integers(fact.name, {int(value) for value in constants if isinstance(value, int)}, linked)
    words = sorted({str(value) for value in constants if isinstance(value, str)})
    if fact.type == "list":
        return _lists(words)
    return sorted(fact.values) or [*words, ELSE]


def _integers(name: str, constants: set[int], linked: bool) -> list[int]:
    low, high = bounds().get(name, (0, max(constants, default=0) + 2))
    if name in bounds() or (linked and high < LARGEST_FULL_RANGE):
        return list(range(low, high + 1))
    near = {value + step for value in constants for step in (-1, 0, 1)}
    return sorted(value for value in {0, 1, high} | near if value >= low)


def _lists(words: list[str]) -> list[FactValue]:
    """Nothing, each subset of up to two of the named words, all of them, and one that nobody names."""
    some = [list(chosen) for size in (0, 1, 2) for chosen in combinations(words, size)]
    return [*some, list(words), [*words, ELSE]]
