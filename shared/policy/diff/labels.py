"""Chinese words for sections, kinds of change, fields and values (`data/diff_labels.yaml`)."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from shared.policy.terms.basics import Basis, Ratio
from shared.policy.terms.reference import titles


@cache
def _labels() -> dict[str, dict[str, str]]:
    text = files("shared.policy").joinpath("data/diff_labels.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))


def label(group: str, key: str) -> str:
    """The Chinese word of a group (sections, kinds, fields, values, texts); the key itself where there is none."""
    return _labels()[group].get(key, key)


def sentence(key: str, **parts: Any) -> str:
    """A phrase of the group `texts` with its gaps filled."""
    return _labels()["texts"][key].format(**parts)


def spell(value: Any, field: str = "") -> str:
    """A value for people: words in Chinese, lists separated, nested entries as `field: value`.

    `field` settles words that mean one thing in one field and another elsewhere.
    """
    if value is None or value == () or value == {}:
        return label("values", "nothing")
    if isinstance(value, bool):
        return label("values", "yes" if value else "no")
    if isinstance(value, int | date | Ratio):
        return str(value)
    if isinstance(value, str):
        return _word(value, field)
    if isinstance(value, tuple | list):
        return "、".join(spell(item, field) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{label('fields', str(key))}：{spell(item)}" for key, item in value.items())
    stated = {name: item for name, item in plain_fields(value).items() if item}
    return "；".join(f"{label('fields', name)}：{spell(item, name)}" for name, item in stated.items()) or _word(
        "any", ""
    )


def _word(word: str, field: str) -> str:
    special = _labels()["words_of_a_field"].get(f"{field}.{word}")
    return special or (titles()[word].name if word in titles() else label("values", word))


def plain_fields(entry: Any) -> dict[str, object]:
    """What an entry says, without where it says it: no basis, no id, no printed texts, nothing the loader fills in."""
    basis = {field.name for field in dataclasses.fields(Basis)}
    return {
        field.name: getattr(entry, field.name)
        for field in dataclasses.fields(entry)
        if field.name not in basis | {"id", "texts"} and not field.metadata.get("resolved")
    }
