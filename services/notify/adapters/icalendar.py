"""Due days as an iCalendar file (RFC 5545). The library is loaded with the first calendar that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from services.notify.domain.calendar import DueDay
from shared.kernel.catalogue import text
from shared.kernel.deadline import ends_with_its_day, last_day

if TYPE_CHECKING:
    from icalendar import Event

REFRESHED_EVERY = timedelta(hours=6)


def calendar_file(days: Iterable[DueDay]) -> str:
    """The same days always give the same text, so that whoever has it already is told so."""
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    for name, value in (
        ("prodid", "-//zhiping//notify//ZH"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("x-wr-calname", text("notify_calendar_name")), ("x-wr-timezone", "Asia/Shanghai"),
        ("x-published-ttl", vDuration(REFRESHED_EVERY)), ("refresh-interval", vDuration(REFRESHED_EVERY)),
    ):  # fmt: skip
        calendar.add(name, value)
    calendar["refresh-interval"].params["VALUE"] = "DURATION"
    for day in days:
        calendar.add_component(_event(day))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(day: DueDay) -> Event:
    """A whole day where the end is that of its day, else the instant itself; nobody is busy because of it."""
    from icalendar import Event

    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.changed_at.astimezone(UTC))
    event.add("last-modified", day.changed_at.astimezone(UTC))
    event.add("sequence", day.changes)
    if ends_with_its_day(day.due_at):
        event.add("dtstart", last_day(day.due_at))
        event.add("dtend", last_day(day.due_at) + timedelta(days=1))
    else:
        event.add("dtstart", day.due_at.astimezone(UTC))
    event.add("summary", _summary(day))
    event.add("status", "CONFIRMED" if day.standing else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _summary(day: DueDay) -> str:
    """The thing and how many there are of it, or the number of the one; never a name of a person."""
    words = {"what": text(f"notify_deadline_{day.kind.value}"), "count": day.standing, "label": day.label or ""}
    if not day.standing:
        return text("notify_calendar_done", **words)
    which = "many" if day.standing > 1 else "one" if day.label else "bare"
    late = text("notify_calendar_overdue") if day.overdue else ""
    return text(f"notify_calendar_{which}", **words) + late
