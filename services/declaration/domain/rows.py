"""Dates inside the tables of a dossier: nothing ends before it began, nothing claimed lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from shared.kernel.errors import invalid

ENDS = {"ended_on": "started_on", "graduated_on": "started_on", "appointed_on": "obtained_on"}
"""Field -> the field that it must not lie before."""

PAST = ("started_on", "graduated_on", "obtained_on", "published_on", "awarded_on", "granted_on", "taken_on")
"""Fields that speak of something that has happened."""


def check_dates(sections: dict[str, Any], today: date, root: str) -> None:
    """Raise invalid `dates_out_of_order` or `date_in_future` with the path of the field, e.g. `root.papers.0.…`."""
    for path, row in _rows(sections, root):
        for name, value in row.items():
            if name in PAST and value and date.fromisoformat(value) > today:
                raise invalid("date_in_future", path=f"{path}.{name}")
            earlier = row.get(ENDS.get(name, ""))
            if value and earlier and value < earlier:
                raise invalid("dates_out_of_order", path=f"{path}.{name}")


def _rows(sections: dict[str, Any], root: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in sections.items():
        if isinstance(value, dict):
            yield f"{root}.{name}", value
        elif isinstance(value, list):
            for number, row in enumerate(value):
                if isinstance(row, dict):
                    yield f"{root}.{name}.{number}", row
