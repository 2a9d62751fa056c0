"""Filters of the templates: days, instants and words of the code as people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, request, url_for
from markupsafe import Markup

from services.gateway.console.forms import form_key
from shared.calendar import work_calendar
from shared.kernel.catalogue import catalogue
from shared.kernel.citing import cited_clause
from shared.kernel.clock import ZONE, parse_instant
from shared.kernel.deadline import ends_with_its_day, last_day
from shared.kernel.errors import ZhipingError
from shared.kernel.labels import field_label
from shared.storage import media_type_name

WEEKDAYS = "一二三四五六日"
SOON = 3
"""Working days from which on a deadline is near."""
DAY = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")
REFERENCE = re.compile(r"(?<![a-z0-9-])[a-z]+(?:-[a-z0-9]+)*-\d{4}/(?:annex|[0-9]+)(?:\.[0-9]+)*")
BARE_NOTICE = re.compile(r"(?<![a-z0-9-])[a-z]+(?:-[a-z0-9]+)*-\d{4}(?![\d/-])")
UNKNOWN_NOTICE = "有关通知"
MIB = 1 << 20
"""Limits of files are set in these."""


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
    return work_calendar().working_days_left(start, last)


def last_instant(deadline_at: str | datetime) -> str:
    """Until when there is time, as people write it: midnight belongs to the day before."""
    end = parse_instant(deadline_at) if isinstance(deadline_at, str) else deadline_at
    return f"{day(last_day(end))}24时" if ends_with_its_day(end) else instant(end)


def yuan(fen: int | None) -> str:
    """Fen as yuan."""
    return "—" if fen is None else f"{fen // 100}.{fen % 100:02d} 元"


def due_class(left: int) -> str:
    """The colour of a deadline by the working days left; the words beside it say the same."""
    return "due-late" if left < 0 else "due-soon" if left <= SOON else "due-calm"


def due_words(left: int) -> str:
    """How far a deadline is."""
    if left < 0:
        return f"已逾期 {-left} 个工作日"
    return "今日截止" if left == 0 else f"剩余 {left} 个工作日"


def clause(reference: str | None) -> str:
    """A clause by the number of its notice, as papers cite it."""
    return cited_clause(reference, notice_number) if reference else ""


def clause_link(reference: str | None) -> str:
    """The same as a link to what is kept of the clause; a source outside the notices stays a text."""
    if not reference or not REFERENCE.fullmatch(reference):
        return clause(reference)
    notice_id, _, section = reference.partition("/")
    address = url_for("public.clause", notice_id=notice_id, section=section)
    return Markup('<a href="{}">{}</a>').format(address, clause(reference))


def clauses(references: Sequence[str]) -> list[str]:
    """Clauses as papers cite them, those of one notice together behind its number."""
    by_notice: dict[str, list[str]] = {}
    for reference in references:
        by_notice.setdefault(reference.partition("/")[0], []).append(reference)
    return [_of_one_notice(notice, found) for notice, found in by_notice.items()]


def _of_one_notice(notice: str, references: list[str]) -> str:
    number, cited = notice_number(notice), [clause(one) for one in references]
    return f"{number} {'、'.join(one.removeprefix(number).strip() for one in cited)}"


def notice_number(notice_id: str) -> str:
    """The document number of a notice; asked for once, since a fault page needs it while services are away, too."""
    known: dict[str, str] = current_app.extensions.setdefault("notice_numbers", {})
    if notice_id not in known:
        try:
            page = current_app.extensions["gateway"].backend.ask(None, "declaration.list_notices")
        except ZhipingError:
            return UNKNOWN_NOTICE
        known |= {one["notice_id"]: one["document_number"] or one["title"] for one in page["items"]}
        known.setdefault(notice_id, UNKNOWN_NOTICE)
    return known[notice_id]


def cited(text: str) -> str:
    """A sentence of a service with the clauses, notices and days in it as papers write them."""
    told = REFERENCE.sub(lambda found: clause(found[0]), text)
    told = BARE_NOTICE.sub(lambda found: notice_number(found[0]), told)
    told = DAY.sub(lambda found: day(found[0]), told)
    return told.replace("日 .. ", "日至")


def size(count: int) -> str:
    """Bytes for people."""
    if count and count % MIB == 0:
        return f"{count // MIB} 兆字节"
    return f"{count / 1_000_000:.1f} 兆字节" if count >= 100_000 else f"{max(1, count // 1000)} 千字节"


def page_address(cursor: str | None) -> str:
    """This page with its filters, at another place of the list."""
    kept = {name: value for name, value in request.args.items() if name != "cursor" and value}
    values = {**(request.view_args or {}), **kept} | ({"cursor": cursor} if cursor else {})
    return url_for(request.endpoint or "", **values)


def register(app: Flask) -> None:
    """Make them known to the templates."""
    filters = (
        day, weekday, instant, last_instant, yuan, field_label, clause, clause_link, clauses, cited, size,
        media_type_name,
    )  # fmt: skip
    app.jinja_env.filters.update({each.__name__: each for each in filters})
    app.jinja_env.globals.update(
        working_days_between=working_days_between, due_class=due_class, due_words=due_words, form_key=form_key,
        page_address=page_address, said=lambda slug: catalogue().get(slug, slug), region_name=region_name,
    )  # fmt: skip


def region_name(code: str | None) -> str:
    """The division of a code, where the catalogue has it; else the code, which is a national number."""
    return catalogue().get(f"region_{code}") or code or "—"


def _is_instant(value: Any) -> bool:
    return isinstance(value, datetime) or (isinstance(value, str) and "T" in value)


def _instant(value: Any) -> datetime:
    return value.astimezone(ZONE) if isinstance(value, datetime) else parse_instant(str(value))
