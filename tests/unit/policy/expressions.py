"""Conditions made at random: every shape that the language has, over facts of every type."""

from __future__ import annotations

import random
from collections.abc import Iterator

from shared.policy import ConditionError, compile_condition, vocabulary

INTS = ("title.years", "title.rank", "education.rank", "career.years", "plan.rank", "plan.step_up", "ce.hours")
BOOLS = ("exam.qualified", "integrity.barred", "title.same_series", "education.full_time")
ENUMS = ("employment.nature", "employment.tier", "person.kind")
TEXTS = ("employment.sector", "plan.id")
WORDS = {
    "honours.names": ("state_council_allowance", "national_science_prize"), "history.rights_used": ("a", "b"),
}  # fmt: skip
DAYS = ("time.today", "integrity.until")


def expressions(count: int, seed: int, depth: int) -> Iterator[str]:
    """`count` conditions that read at least one fact, nested up to `depth`; the same seed gives the same ones."""
    rng, made = random.Random(seed), 0
    while made < count:
        text = condition(rng, rng.randrange(depth + 1))
        try:
            reads = compile_condition(text).reads
        except ConditionError:
            continue
        if reads:
            made += 1
            yield text


def condition(rng: random.Random, depth: int) -> str:
    """One condition."""
    if depth and rng.random() < 0.8:
        if rng.random() < 0.2:
            return f"!({condition(rng, depth - 1)})"
        joint = rng.choice(["&&", "||", "&&", "||", "==", "!="])
        return f"({condition(rng, depth - 1)} {joint} {condition(rng, depth - 1)})"
    return rng.choice([_numbers, _numbers, _bool, _enum, _text, _member, _days])(rng)


def _numbers(rng: random.Random) -> str:
    return f"({_number(rng, 1)} {_order(rng)} {_number(rng, 1)})"


def _number(rng: random.Random, depth: int) -> str:
    kind = rng.random()
    if depth and kind < 0.1:
        return f"({_number(rng, 0)} {rng.choice('+-*')} {_number(rng, 0)})"
    if kind < 0.2:
        return f"size({rng.choice(list(WORDS))})"
    return rng.choice(INTS) if kind < 0.6 else str(rng.randrange(12))


def _bool(rng: random.Random) -> str:
    return rng.choice(BOOLS)


def _enum(rng: random.Random) -> str:
    name = rng.choice(ENUMS)
    some = rng.sample(sorted(vocabulary()[name].values), 2)
    listed = f'["{some[0]}", "{some[1]}"]'
    return rng.choice([f'({name} == "{some[0]}")', f'({name} != "{some[0]}")', f"({name} in {listed})"])


def _text(rng: random.Random) -> str:
    return f'({rng.choice(TEXTS)} {rng.choice(["==", "!="])} "{rng.choice(["general", "health"])}")'


def _member(rng: random.Random) -> str:
    name = rng.choice(list(WORDS))
    return f'("{rng.choice(WORDS[name])}" in {name})'


def _days(rng: random.Random) -> str:
    return f"({_day(rng)} {_order(rng)} {_day(rng)})"


def _day(rng: random.Random) -> str:
    return rng.choice([*DAYS, f'date("20{rng.randrange(20, 29)}-0{rng.randrange(1, 10)}-15")'])


def _order(rng: random.Random) -> str:
    return rng.choice(["==", "!=", "<", "<=", ">", ">="])
