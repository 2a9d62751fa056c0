"""Edited copies of the shipped pack of 2026: the shortest way to a pack with one thing wrong or different."""

from __future__ import annotations

from infra.policy.inspection import inspect
from shared.calendar import work_calendar
from shared.policy import Pack, load_pack, shipped_text
from shared.policy.pack.loader import load_with_lines

TEXT = shipped_text("chifeng-2026")


def edited(*changes: tuple[str, str]) -> str:
    """The text with each first occurrence replaced; a change that finds nothing is a mistake of the test."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def pack_of(*changes: tuple[str, str]) -> Pack:
    """The edited pack, loaded."""
    return load_pack(edited(*changes))


def findings(text: str, severity: str) -> list[str]:
    """What the inspection says of a text that loads, with lines."""
    pack, lines = load_with_lines(text)
    return [
        lines.told(finding.path, finding.reason)
        for finding in inspect(pack, work_calendar())
        if finding.severity == severity
    ]


def line_of(text: str, part: str) -> int:
    """The line (from 1) where the part first stands."""
    return text[: text.index(part)].count("\n") + 1
