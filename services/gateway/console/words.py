"""Filters of the templates: days, instants and words of the code as people read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask

from shared.calendar import work_calendar
from shared.kernel.catalogue import catalogue
from shared.kernel.clock import ZONE, parse_instant
from shared.kernel.ids import new_id
from shared.kernel.labels import field_label, value_label

WEEKDAYS = "一二三四五六日"


def day(value: str | date | None) -> str:
    """`2026-07-05` as 2026年7月5日; an instant as its day."""
    if value in (None, ""):
        return "—"
    found = _instant(value).date() if _is_instant(value) else value
    one = date.fromisoformat(found) if isinstance(found, str) else found
    return f"{one.year}年{one.month}月{one.day}日" if isinstance(one, date) else "—"


def weekday(value: str | date) -> str:
    """星期几."""
    one = date.fromisoformat(value) if isinstance(value, str) else value
    return f"星期{WEEKDAYS[one.weekday()]}"


def instant(value: str | datetime | None) -> str:
    """An ISO instant as 2026年7月5日 09:30."""
    if value in (None, ""):
        return "—"
    one = _instant(value)
    return f"{day(one.date())} {one:%H:%M}"


def working_days_between(start: date, end: date | str) -> int:
    """How many working days lie after `start` up to and with `end`; negative where it is past."""
    last = date.fromisoformat(end[:10]) if isinstance(end, str) else end
    calendar = work_calendar()
    low, high = min(start, last), max(start, last)
    count = sum(calendar.is_working_day(date.fromordinal(n)) for n in range(low.toordinal() + 1, high.toordinal() + 1))
    return count if last >= start else -count


def label(value: Any, name: str) -> str:
    """The Chinese name of a word of the code in the field `name`: `{{ case.state | label('case_state') }}`."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value_label(name, str(value)) or str(value)


def yuan(fen: int | None) -> str:
    """Fen as yuan."""
    return "—" if fen is None else f"{fen // 100}.{fen % 100:02d} 元"


def clause(reference: str | None) -> str:
    """A clause as people cite it: without the key of its notice."""
    path = reference.partition("/")[2] if reference and reference.isascii() else ""
    if path.startswith("annex"):
        return f"通知附件{path.partition('.')[2]}"
    return f"通知第 {path} 条" if path else reference or ""


def register(app: Flask) -> None:
    """Make them known to the templates."""
    filters = (day, weekday, instant, label, yuan, field_label, clause)
    app.jinja_env.filters.update({each.__name__: each for each in filters})
    app.jinja_env.globals.update(
        working_days_between=working_days_between, fresh_key=new_id, said=lambda slug: catalogue().get(slug, slug)
    )


def _is_instant(value: Any) -> bool:
    return isinstance(value, datetime) or (isinstance(value, str) and "T" in value)


def _instant(value: Any) -> datetime:
    return value.astimezone(ZONE) if isinstance(value, datetime) else parse_instant(str(value))
