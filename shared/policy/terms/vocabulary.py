"""The typed facts that conditions may look at (`vocabulary.yaml`), and a check of fact sets against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from shared.policy.terms.reference import honours

FactType = Literal["int", "bool", "string", "date", "list"]
FactValue = int | bool | str | list[str] | None
Facts = Mapping[str, FactValue]
PYTHON_TYPES: dict[FactType, type] = {"int": int, "bool": bool, "string": str, "date": str, "list": list}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its type, the closed list of values of an enumerated text, its Chinese label, what it means.

    `shown_with`: further facts that a verdict shows as evidence wherever a condition reads this one. `at_stage`: a
    stage of the audit may state it, where the notice leaves it to that. `source`: the part of a profile or unit that
    states it (`profile.exams`), or register, plan, clock; None where nothing does. `fields`: the fields of the profile
    that it is read from (`education.level`, `kind`), for forms to say what they are asked for.
    """

    name: str
    type: FactType
    label: str
    about: str
    values: frozenset[str] = frozenset()
    shown_with: tuple[str, ...] = ()
    at_stage: bool = False
    source: str | None = None
    fields: tuple[str, ...] = ()

    @property
    def is_statable(self) -> bool:
        """Whether anybody, or any record, can ever bring a value to it."""
        return self.source is not None or self.at_stage


@cache
def vocabulary() -> dict[str, Fact]:
    """All facts by name (`title.years`)."""
    text = files("shared.policy").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return {
        name: Fact(
            name, entry["type"], entry["label"], entry["about"], _values(entry.get("values", ())),
            tuple(entry.get("shown_with", ())), entry.get("at_stage", False), entry.get("from"),
            tuple(_fields(entry.get("from", ""), entry.get("also"), entry.get("of", ()))),
        )
        for name, entry in yaml.load(text, Loader=yaml.CSafeLoader).items()
    }  # fmt: skip


def _fields(source: str, also: str | None, names: Sequence[str]) -> Iterator[str]:
    """The fields of a profile behind a fact: named ones of its parts, or the parts themselves."""
    place, _, part = source.partition(".")
    if place == "profile":
        parts = [part, *filter(None, [also])]
        yield from (f"{one}.{name}" for one in parts for name in names) if names else parts


def _values(listed: list[str] | Literal["honours"]) -> frozenset[str]:
    return frozenset(honours() if listed == "honours" else listed)


def misfits(facts: Facts) -> Iterator[str]:
    """What is wrong with a fact set: unknown names, missing ones, values of another type. For builders and tests."""
    known = vocabulary()
    yield from (f"{name}: not in the vocabulary" for name in facts if name not in known)
    for name, fact in known.items():
        if name not in facts:
            yield f"{name}: not stated (null when unknown)"
        elif facts[name] is not None and not fits(fact, facts[name]):
            yield f"{name}: {facts[name]!r} is no {fact.type} of its values"


def fits(fact: Fact, value: FactValue) -> bool:
    """Whether a value is one that the fact can have."""
    if type(value) is not PYTHON_TYPES[fact.type]:
        return False
    if fact.type == "date":
        return str(value) == date.fromisoformat(str(value)).isoformat()
    return not fact.values or all(one in fact.values for one in (value if isinstance(value, list) else [value]))
