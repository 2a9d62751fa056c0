"""committee: a session that meets, and what passes audit meanwhile."""

from __future__ import annotations

import itertools

from shared.contracts import audit
from tests.bench.versions.doors import Step, calls, events
from tests.support.committee_suite.world import CLERK, COMMITTEE_CODE
from tests.support.upgrade.telling import Telling

_NUMBERS = itertools.count(1000)


def set_up(story: Telling) -> None:
    """The story has left all that is needed."""


def listing(story: Telling, count: int) -> list[Step]:
    """The public register of committees."""
    return calls(story, None, "list_committees", [{"filter": {}, "limit": 20}] * count)


def session(story: Telling, count: int) -> list[Step]:
    """A session as its office sees it."""
    return calls(story, CLERK, "get_session", [{"session_id": story.note(2)["session"]}] * count)


def passed(story: Telling, count: int) -> list[Step]:
    """Declarations that have passed audit, to be reviewed."""
    many = []
    for number in itertools.islice(_NUMBERS, count):
        many.append({
            "declaration_id": f"declaration-{number}", "person_id": f"person-{number}",
            "case_number": f"CF2026-{number:06d}", "committee_code": COMMITTEE_CODE, "level": "middle",
            "level_group": "middle", "title": "一级教师",
        })  # fmt: skip
    return events(story, audit.DECLARATION_PASSED, many)


WORKS = {
    "list_committees": (50, listing),
    "get_session": (50, session),
    "event audit.declaration_passed": (50, passed),
}
