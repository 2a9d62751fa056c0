"""Rows of tables have ids for life, so that proofs and corrections follow a row wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from shared.contracts.places import TITLES
from shared.kernel.errors import invalid

TABLES = tuple(TITLES)
"""The tables of a profile and a dossier whose rows have ids."""

Sections = dict[str, Any]


def identified(sections: Sections, known: Iterable[Sections], new_id: Callable[[], str], root: str) -> Sections:
    """The sections with an id in every row: the one that the row came back with, a new one for a new row.

    `known` holds the sections in which a row may have got its id. Raises invalid `row_unknown` or `row_twice` with the
    path of the id, e.g. `root.papers.0.id`.
    """
    stored = list(known)
    return {
        name: _table(value, _ids(stored, name), new_id, f"{root}.{name}") if name in TABLES else value
        for name, value in sections.items()
    }


def _ids(stored: list[Sections], name: str) -> set[str]:
    return {row["id"] for sections in stored for row in sections.get(name) or () if row.get("id")}


def _table(
    rows: list[dict[str, Any]], known: set[str], new_id: Callable[[], str], root: str
) -> list[dict[str, Any]]:  # fmt: skip
    taken: set[str] = set()
    kept = []
    for number, row in enumerate(rows):
        key = row.get("id")
        if key is not None and key not in known:
            raise invalid("row_unknown", path=f"{root}.{number}.id", row=number + 1)
        if key in taken:
            raise invalid("row_twice", path=f"{root}.{number}.id", row=number + 1)
        kept.append({**row, "id": key or new_id()})
        taken.add(kept[-1]["id"])
    return kept
