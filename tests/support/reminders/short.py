"""Logs of a few facts with no more in them than the oracle reads, and rows as a reader would note them down."""

from datetime import datetime, timedelta

from tests.support.reminders.days import SHANGHAI
from tests.support.reminders.oracle import expected

NOTICE = "chifeng-2026"
STEP = timedelta(minutes=30)
STAGES = ("unit", "county_hr", "office")


def at(text):
    """An instant of 2026, written 07-10 08:00."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def fact(kind, when, **data):
    """One event of the log."""
    return {"type": kind, "time": at(when).isoformat(), "data": data}


def published(when, *reminders, version=1, **reminding):
    """The notice, with these entries."""
    pack = {"reminders": list(reminders), "reminding": reminding}
    return fact("declaration.notice_published", when, notice_id=NOTICE, version=version, pack=pack)


def begun(when, about="d1", closes="2026-07-10", name="started", **more):
    """A draft of `about`'s person."""
    return fact(
        f"declaration.{name}", when, declaration_id=about, person_id=f"{about}-person", unit_id="school",
        notice_id=NOTICE, level_group="senior", closes_on=closes, **more,
    )  # fmt: skip


def stage(index, due, holder="school"):
    """A stage of the short route."""
    return {"stage_id": STAGES[index], "index": index, "holder_id": holder, "due_on": due}


def opened(when, about="d1", due="2026-07-20", index=0, level="senior", holder="school"):
    """A case under audit."""
    stages = [stage(0, due), stage(1, due, "county"), stage(2, "2026-10-30", "bureau")]
    return fact(
        "audit.case_opened", when, declaration_id=about, person_id=f"{about}-person", unit_id="school",
        notice_id=NOTICE, level_group=level, stages=stages, current=stage(index, due, holder),
    )  # fmt: skip


def of_case(name, when, about="d1", **data):
    """A later fact of a case."""
    who = {"declaration_id": about, "person_id": f"{about}-person", "unit_id": "school"}
    return fact(f"audit.{name}", when, **(who | data))


def ticks(first, last, step=STEP):
    """The service looks every half hour."""
    now, until = at(first), at(last)
    while now <= until:
        yield now
        now += step


def outcome(events, looks, house=None, parents=None):
    """What the oracle says of this log."""
    return expected(sorted(events, key=lambda event: event["time"]), looks, house, parents)


def lines(rows):
    """(recipient, token, sent at, days left, count) of every message."""
    return [
        (row.recipient[1], row.token, f"{row.sent_at:%m-%d %H:%M}", row.days, row.count)
        for row in sorted(rows, key=lambda row: (row.sent_at, row.recipient, row.kind, row.rule))
    ]
