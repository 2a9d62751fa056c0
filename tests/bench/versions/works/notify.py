"""notify: an inbox of many messages, and what fills it."""

from __future__ import annotations

import itertools

from shared.contracts import audit, declaration
from shared.kernel.clock import iso
from tests.bench.versions.doors import Step, calls, commands, events
from tests.support import notify_suite as suite
from tests.support.notify_suite import at, caller
from tests.support.upgrade.telling import Telling

_NUMBERS = itertools.count(1000)


def set_up(story: Telling) -> None:
    """Forty messages for one reader."""
    for number in range(40):
        returned(story, f"inbox-{number}", "reader")


def returned(story: Telling, name: str, person: str) -> None:
    """A draft that comes back: a message and a deadline."""
    story.clock.set(at(6, 15))
    who = {"declaration_id": f"d-{name}", "person_id": person}
    suite.start_draft(story, **who)
    suite.open_case(story, at(6, 20), **who)
    story.happens(
        audit.DECLARATION_RETURNED, at(6, 22), **who, revision=1, unit_id=suite.UNIT, stage=suite.UNIT_STAGE,
        case_number=f"CF-{name}", deadline=iso(at(6, 29, 18)), return_number=1,
    )  # fmt: skip


def listing(story: Telling, count: int) -> list[Step]:
    """The newest twenty."""
    return calls(story, caller("reader"), "list_messages", [{"limit": 20}] * count)


def deadlines(story: Telling, count: int) -> list[Step]:
    """What falls due for him."""
    return calls(story, caller("reader"), "list_deadlines", [{"limit": 20}] * count)


def reading(story: Telling, count: int) -> list[Step]:
    """Unread messages, one by one."""
    person = f"reader-{next(_NUMBERS)}"
    for number in range(count):
        returned(story, f"{person}-{number}", person)
    unread = story.call(caller(person), "list_messages", filter={"unread": True}, limit=count)["items"]
    return commands(story, caller(person), "mark_read", [{"message_id": one["message_id"]} for one in unread])


def started(story: Telling, count: int) -> list[Step]:
    """New drafts: a deadline each."""
    fact = {"unit_id": suite.UNIT, "level_group": "senior", "closes_on": "2026-07-10"}
    many = [{"declaration_id": f"d-new-{next(_NUMBERS)}", "person_id": "reader"} | fact for _ in range(count)]
    return events(story, declaration.STARTED, many)


WORKS = {
    "list_deadlines": (50, deadlines),
    "list_messages, 20 of 40": (50, listing),
    "mark_read": (30, reading),
    "event declaration.started": (50, started),
}
