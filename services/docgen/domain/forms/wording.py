"""Dates, levels and short texts as they are written on Chinese forms; all words come from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import Values
from shared.contracts.declaration.dossier import Education
from shared.kernel.catalogue import text
from shared.kernel.citing import cited_clause
from shared.kernel.clock import ZONE


def date_of(value: date) -> date:
    """The calendar day; an instant stands for its day in Shanghai."""
    return value.astimezone(ZONE).date() if isinstance(value, datetime) else value


def year(value: date) -> str:
    """2026."""
    return str(date_of(value).year)


def day(value: date | None) -> str:
    """A day or instant as 2026年5月8日; nothing for null."""
    if not value:
        return ""
    found = date_of(value)
    return text("doc_day", year=found.year, month=found.month, day=found.day)


def day_to_sign(value: date | None) -> str:
    """The same, with room to write by hand where the day is not known yet."""
    return day(value) or text("doc_blank_day")


def month(value: date | None) -> str:
    """A day as 2026年5月."""
    return text("doc_month", year=date_of(value).year, month=date_of(value).month) if value else ""


def numeric_month(value: date | None) -> str:
    """A day as rosters want it: 1985/10."""
    return f"{date_of(value):%Y/%m}" if value else ""


def dotted(value: date | None) -> str:
    """A day as 2024.07, for narrow columns."""
    return f"{date_of(value):%Y.%m}" if value else ""


def period(start: date | None, end: date | None) -> str:
    """2024.07—2024.09; an open end reads 至今."""
    return text("doc_range", start=dotted(start), end=dotted(end) or text("doc_until_now"))


def level(value: str) -> str:
    """正高级, 副高级, ..."""
    return text(f"doc_level_{value}")


def level_group(value: str) -> str:
    """高级, 中级 or 初级."""
    return text(f"doc_level_group_{value}")


def named(prefix: str, value: str) -> str:
    """The catalogue's word for a code (`track`, `mode`, ...); an unknown code prints as it is."""
    key = f"doc_{prefix}_{value}"
    found = text(key)
    return value if found == key else found


def joined(parts: Iterable[str | None]) -> str:
    """The parts that say something, separated as in a Chinese list."""
    return text("doc_list_separator").join(part for part in parts if part)


def or_none(value: Any) -> str:
    """Text of a value that the form wants filled: 无 where there is none."""
    return str(value) if value not in (None, "", []) else text("doc_none")


def rows_or_none(rows: list[Values], columns: Iterable[str]) -> list[Values]:
    """The rows, or one row that says 无 in its first text column: an empty table looks forgotten."""
    if rows:
        return rows
    names = list(columns)
    return [{name: text("doc_none") if index == 0 else "" for index, name in enumerate(names)}]


def years_between(start: date | None, end: date) -> int:
    """Full years from one day to another."""
    if not start:
        return 0
    first, last = date_of(start), date_of(end)
    return max(0, last.year - first.year - ((last.month, last.day) < (first.month, first.day)))


def highest_education(rows: Iterable[Education]) -> Education | None:
    """The row of the highest level, the latest of those; None when there is none."""
    order = (
        "secondary", "technician_intermediate", "associate", "technician_senior", "bachelor", "technician_pre",
        "master", "doctor",
    )  # fmt: skip
    ranked = sorted(rows, key=lambda row: (order.index(row.level), row.graduated_on))
    return ranked[-1] if ranked else None


def clause(reference: str, notice: KnownNotice) -> str:
    """`chifeng-2026/4.2.1` as it is cited on paper: the notice's number and 四（二）1; other references as they are."""
    return cited_clause(reference, lambda name: notice.document_number if name == notice.id else name)
