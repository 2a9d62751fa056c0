"""Fact sets made at random, close to the edges: integers around the constants that conditions compare with."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from shared.policy import Facts, compile_condition, vocabulary
from shared.policy.conditions.nodes import Const, Node
from shared.policy.conditions.translate import translate
from shared.policy.terms.vocabulary import Fact, FactValue

UNKNOWN = 0.15
"""Share of facts that nobody has stated."""

DAYS = [date(2019, 12, 31) + timedelta(days=157 * step) for step in range(20)]
WORDS = ("k12_teacher", "agriculture", "engineering", "health", "general", "education", "nowhere")


def fact_sets(count: int, seed: int, conditions: Iterable[str]) -> Iterator[Facts]:
    """`count` fact sets; the same seed gives the same ones."""
    rng = random.Random(seed)
    numbers = sorted({near for text in conditions for value in _numbers(translate(text)) for near in _around(value)})
    strings = sorted({*WORDS, *(value for text in conditions for value in _texts(translate(text)))})
    for _ in range(count):
        yield {name: _value(fact, rng, numbers, strings) for name, fact in vocabulary().items()}


def projection(text: str, facts: Facts) -> tuple[object, ...]:
    """What the condition can see of a fact set: its truth depends on nothing else."""
    seen = (facts[name] for name in compile_condition(text).reads)
    return tuple(tuple(value) if isinstance(value, list) else (type(value), value) for value in seen)


def _value(fact: Fact, rng: random.Random, numbers: list[int], strings: list[str]) -> FactValue:
    if rng.random() < UNKNOWN:
        return None
    choices = sorted(fact.values) or strings
    if fact.type == "list":
        return rng.sample(choices, rng.randrange(min(4, len(choices)) + 1))
    if fact.type == "bool":
        return rng.random() < 0.5
    if fact.type == "int":
        return rng.choice(numbers)
    return rng.choice(DAYS).isoformat() if fact.type == "date" else rng.choice(choices)


def _around(value: int) -> tuple[int, ...]:
    return tuple(near for near in (value - 1, value, value + 1) if near >= 0)


def _numbers(node: Node) -> Iterator[int]:
    return (const.value for const in _constants(node) if const.type == "int" and isinstance(const.value, int))


def _texts(node: Node) -> Iterator[str]:
    for const in _constants(node):
        if const.type == "string":
            yield str(const.value)
        elif isinstance(const.value, tuple):
            yield from const.value


def _constants(node: Node) -> Iterator[Const]:
    if isinstance(node, Const):
        yield node
    for part in ("operand", "left", "right", "item", "items"):
        if hasattr(node, part):
            yield from _constants(getattr(node, part))
