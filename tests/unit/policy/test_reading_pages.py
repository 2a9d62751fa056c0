"""The pages of docs/reading go through every sentence of their notices, and what they name is in the packs.

A cell of the last column has parts between `; `, each `word: names` with the names between `, `. The word is a section
of the pack (names: its entries) or a single entry of it (names: what is set there); `feature` and `none` go with words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from shared.policy import Pack, shipped_pack
from shared.policy.terms.reference import clauses

PAGES = Path(__file__).parents[3] / "docs" / "reading"
NOTICES = sorted(path.name.removesuffix(".counts.yaml") for path in PAGES.glob("*.counts.yaml"))
ROW = re.compile(r"^\| (`?[\w.]+#\d.*?) \| (.+) \| (.+) \|$")
SENTENCES = re.compile(r"([\w.]+)#(\d+)(?:-(\d+))?")
NAMES = ("id", "code", "scope", "does", "name", "deadline", "kind", "clause")
IN_WORDS = ("feature", "none")
OUTSIDE_THE_CLAUSES = {"0", "end"}
"""Preamble and signature."""


def rows(notice: str) -> Iterator[tuple[str, str, str]]:
    """Sentences, what they demand, what carries them."""
    for line in (PAGES / f"{notice}.md").read_text(encoding="utf-8").splitlines():
        if found := ROW.match(line):
            yield found[1].replace("`", ""), found[2].strip(), found[3].strip().replace("`", "")


def sentences(cell: str) -> Iterator[tuple[str, int]]:
    """Every sentence that a first cell (`3.2#1`, `3.2#1-3`) stands for."""
    for section, first, last in SENTENCES.findall(cell):
        for number in range(int(first), int(last or first) + 1):
            yield section, number


def names_of(pack: Pack, word: str) -> set[str]:
    """What can be named under a word: ids of a section's entries, or what an entry sets."""
    section = getattr(pack, word)
    if isinstance(section, tuple):
        return {next(str(value) for key in NAMES if (value := getattr(entry, key, None))) for entry in section}
    return {name for name in dir(section) if not name.startswith("_") and getattr(section, name) is not None}


def astray(pack: Pack, cell: str) -> Iterator[str]:
    """The parts of a cell that lead nowhere."""
    for part in cell.split("; "):
        word, colon, said = part.partition(": ")
        if not (colon and said) or (word not in IN_WORDS and not hasattr(pack, word)):
            yield part
        elif word not in IN_WORDS:
            yield from (f"{word}: {name}" for name in said.split(", ") if name not in names_of(pack, word))


def test_a_reading_of_some_notice_is_there() -> None:
    assert NOTICES


@pytest.mark.parametrize("notice", NOTICES)
def test_every_sentence_of_the_text_has_its_row(notice: str) -> None:
    counts = yaml.safe_load((PAGES / f"{notice}.counts.yaml").read_text(encoding="utf-8"))
    wanted = {(str(section), number) for section, count in counts.items() for number in range(1, count + 1)}
    written = Counter(one for cell, _, _ in rows(notice) for one in sentences(cell))
    assert set(written) == wanted
    assert [one for one, times in written.items() if times > 1] == []


@pytest.mark.parametrize("notice", NOTICES)
def test_every_row_says_what_it_demands_and_what_carries_it(notice: str) -> None:
    assert [cell for cell, demands, carried in rows(notice) if "?" in (demands, carried)] == []


@pytest.mark.parametrize("notice", NOTICES)
def test_whatever_carries_a_sentence_is_in_the_pack(notice: str) -> None:
    pack = shipped_pack(notice)
    assert [(cell, part) for cell, _, carried in rows(notice) for part in astray(pack, carried)] == []


@pytest.mark.parametrize("notice", NOTICES)
def test_a_section_that_is_carried_by_the_pack_may_be_cited(notice: str) -> None:
    known = {path.removeprefix(f"{notice}/") for path in clauses() if path.startswith(f"{notice}/")}
    carried = {
        section
        for cell, _, by in rows(notice)
        for section, _ in sentences(cell)
        if any(part.partition(": ")[0] not in IN_WORDS for part in by.split("; "))
    }
    assert sorted(carried - known - OUTSIDE_THE_CLAUSES) == []
