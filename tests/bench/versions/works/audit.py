"""audit: cases at the school, with what they declare."""

from __future__ import annotations

import itertools

from shared.contracts.declaration import SUBMITTED, WITHDRAWN
from tests.bench.versions.doors import Step, calls, commands, events
from tests.support.audit_suite.world import RECOMMENDED, SUPERVISOR, at, key_of
from tests.support.upgrade.telling import Telling

_NUMBERS = itertools.count(1000)


def set_up(story: Telling) -> None:
    """Posts for everybody; twenty-five cases at the school."""
    story.state_posts(associate_senior=(9000, 17))
    for number in arrive(story, 25):
        story.case(number)


def arrive(story: Telling, count: int) -> list[int]:
    """Cases at the school since the middle of June."""
    story.clock.set(at(6, 15))
    numbers = [next(_NUMBERS) for _ in range(count)]
    for number in numbers:
        story.submitted(number)
    return numbers


def organisations(story: Telling, count: int) -> list[Step]:
    """The public register."""
    return calls(story, None, "list_organisations", [{"filter": {}, "limit": 20}] * count)


def inbox(story: Telling, count: int) -> list[Step]:
    """The school's work."""
    return calls(story, story.clerk("school"), "list_inbox", [{"limit": 20}] * count)


def case(story: Telling, count: int) -> list[Step]:
    """A case with its dossier, as whoever decides it sees it."""
    return calls(story, story.clerk("school"), "get_case", [{"declaration_id": key_of(1000)}] * count)


def watched(story: Telling, count: int) -> list[Step]:
    """The same for the supervisor, who reads no dossier."""
    return calls(story, SUPERVISOR, "get_case", [{"declaration_id": key_of(1000)}] * count)


def approval(story: Telling, count: int) -> list[Step]:
    """Cases whose list has been up long enough, approved by the school."""
    numbers = arrive(story, count)
    listed = story.publish("school", "unit", *numbers)
    story.clock.set(at(6, 25, 18))
    story.end("school", listed)
    said = {"opinion": "同意上报。", "seal_reference": "公章", "recommendation": RECOMMENDED, "statements": []}
    many = [{"declaration_id": key_of(one), "expected_version": story.case(one)["version"]} | said for one in numbers]
    return commands(story, story.clerk("school"), "approve_stage", many)


def submission(story: Telling, count: int) -> list[Step]:
    """New declarations with their dossiers: a case each."""
    story.clock.set(at(6, 15))
    return events(story, SUBMITTED, [story.submission(next(_NUMBERS)) for _ in range(count)])


def withdrawal(story: Telling, count: int) -> list[Step]:
    """Cases that their applicants take back."""
    many = [{"declaration_id": key_of(one), "person_id": f"person-{one}", "reason": None}
            for one in arrive(story, count)]  # fmt: skip
    return events(story, WITHDRAWN, many)


WORKS = {
    "list_organisations": (50, organisations),
    "list_inbox, 20": (20, inbox),
    "get_case with dossier": (50, case),
    "get_case of the supervisor": (50, watched),
    "approve_stage": (20, approval),
    "event declaration.submitted, with dossier": (30, submission),
    "event declaration.withdrawn": (30, withdrawal),
}
