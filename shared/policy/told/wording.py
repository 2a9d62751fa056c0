"""One entry of a pack in Chinese: what it is called, and what it says beside that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from shared.policy.diff.labels import label, plain_fields, sentence, spell
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import CommitteeSpec, Plan, Window
from shared.policy.pack.procedure import PublicityRule
from shared.policy.pack.routes import StagePublicity
from shared.policy.terms.basics import Basis, Selector

NAMES = ("name", "title")
SENTENCES = ("message", "reason", "hint")
"""What an entry tells people itself."""
NAMED = ("rules", "paths", "reliefs", "routes", "groups", "material_lists")
"""Sections whose entries are for the engine beside what they are called and tell."""
_LATIN = re.compile(r"[A-Za-z]")


def applies_in_words(pack: Pack, applies: Selector) -> str:
    """Whom an entry is about, plans and rounds by their names; empty for everybody."""
    if applies == Selector():
        return ""
    lines = {plan.line: plan.name for plan in pack.plans}
    rounds = {one.id: one.name for one in pack.rounds}
    plans = tuple(lines.get(line, line) for line in applies.plans)
    return spell(replace(applies, plans=plans, rounds=tuple(rounds.get(one, one) for one in applies.rounds)))


def called(entry: Any) -> str:
    """Its Chinese name or printed title; empty where it has none."""
    if isinstance(entry, CommitteeSpec):
        return entry.general_name
    if isinstance(entry, Window):
        return spell(entry.stage)
    return next((str(said) for name in NAMES if (said := getattr(entry, name, None))), "")


def says(pack: Pack, section: str, entry: Any) -> str:
    """What it says in a sentence of its own, or its fields one after the other."""
    for name in SENTENCES:
        if said := getattr(entry, name, None):
            return str(said)
    match entry:
        case Window():
            return _days(pack, entry)
        case Plan():
            return spell(entry.mode)
        case PublicityRule():
            return "\n".join((_posted(entry), *entry.texts.values()))
        case StagePublicity():
            return sentence("publicity", scope=spell(entry.scope), days=entry.working_days)
        case CommitteeSpec() | MaterialItem():
            return ""
    texts: dict[str, str] = getattr(entry, "texts", None) or {}
    stated = "" if section in NAMED else _fields(pack, entry)
    return "\n".join(part for part in (stated, *texts.values()) if part)


def _days(pack: Pack, window: Window) -> str:
    key = "days" if window.opens_on else "until"
    said = sentence(key, first=window.opens_on, last=window.closes_on)
    return "；".join(part for part in (applies_in_words(pack, window.applies), said) if part)


def _posted(rule: PublicityRule) -> str:
    return sentence("posted", scope=spell(rule.scope), days=rule.working_days, where=rule.where)


def _fields(pack: Pack, entry: Any) -> str:
    """Field by field; a plain no, and what only programs read (words without a name, entries within), is left out."""
    parts = []
    for name, value in plain_fields(entry).items():
        if name in NAMES or value is False or value in (None, (), {}, "") or _holds_entries(value):
            continue
        said = applies_in_words(pack, value) if isinstance(value, Selector) else spell(value, name)
        if said and not _LATIN.search(said):
            parts.append(f"{label('fields', name)}：{said}")
    return "；".join(parts)


def _holds_entries(value: object) -> bool:
    return isinstance(value, Basis) or (isinstance(value, tuple) and any(isinstance(one, Basis) for one in value))
