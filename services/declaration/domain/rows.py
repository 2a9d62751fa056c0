"""Rows of tables have ids for life, so that proofs and corrections follow a row wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from shared.contracts.places import TITLES
from shared.kernel.errors import invalid

TABLES = tuple(TITLES)
"""The tables of a profile and a dossier whose rows have ids."""

Row = dict[str, Any]
"""A row of a table as it was stated: JSON; requests/sections.py says what it may hold, packs ask about it."""

Sections = dict[str, Any]
"""Tables and parts of a profile or a dossier by name, stored as JSON just as they came: see requests/sections.py."""

DossierJson = dict[str, Any]
"""A dossier, or a part of one, as JSON: digested, stored and sent as it stands, read by the engine and the forms; its
shape is `shared/contracts/declaration/dossier.py`."""


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
    return {key for sections in stored for row in sections.get(name) or () if (key := row.get("id"))}


def _table(rows: list[Row], known: set[str], new_id: Callable[[], str], root: str) -> list[Row]:
    taken: set[str] = set()
    kept = []
    for number, row in enumerate(rows):
        key = row.get("id")
        if key is not None and key not in known:
            raise invalid("row_unknown", path=f"{root}.{number}.id", row=number + 1)
        if key in taken:
            raise invalid("row_twice", path=f"{root}.{number}.id", row=number + 1)
        own = key or new_id()
        kept.append({**row, "id": own})
        taken.add(own)
    return kept
