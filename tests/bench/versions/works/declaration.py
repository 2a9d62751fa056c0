"""declaration: a person's account and papers, from the first profile to a submission."""

from __future__ import annotations

import itertools

from shared.contracts import audit
from tests.bench.versions.doors import Step, calls, commands, events
from tests.support.declaration_suite import people
from tests.support.upgrade.stories.declaration import STAGE, UPPER
from tests.support.upgrade.telling import Telling

_NUMBERS = itertools.count(100)
ONE = people.caller("person-2")
"""The second part of the story has left his case at the unit."""


def set_up(story: Telling) -> None:
    """Twenty-five drafts more."""
    story.clock.set(people.IN_WINDOW)
    for _ in range(25):
        story.start_draft(registered(story))


def registered(story: Telling) -> people.Caller:
    """Somebody with a verified profile and an ID number of his own."""
    number = next(_NUMBERS)
    who, born = people.caller(f"bench-{number}"), 19600101 + 10000 * (number // 900)
    story.register(who, id_number=people.id_number(born=str(born), serial=f"{number % 900 + 100:03d}"))
    return who


def person(story: Telling, count: int) -> list[Step]:
    """One's own profile."""
    return calls(story, ONE, "get_person", [{"person_id": ONE.person_id}] * count)


def dossier(story: Telling, count: int) -> list[Step]:
    """What one handed in."""
    key = {"declaration_id": story.note(2)["declaration"], "revision": 1}
    return calls(story, ONE, "get_dossier", [key] * count)


def listing(story: Telling, count: int) -> list[Step]:
    """The declarations of the unit's people."""
    return calls(story, people.UNIT_CLERK, "list_declarations", [{"filter": {}, "limit": 20}] * count)


def eligibility(story: Telling, count: int) -> list[Step]:
    """Whether one qualifies for a plan, with the rules."""
    asked = {"person_id": ONE.person_id, "plan_id": people.PLAN}
    return calls(story, ONE, "check_eligibility", [asked] * count)


def profile(story: Telling, count: int) -> list[Step]:
    """Somebody changes his profile again and again."""
    who = registered(story)
    version = story.call(who, "get_person", person_id=who.person_id)["version"]
    many = [
        {"person_id": who.person_id, "expected_version": version + number, "profile": people.profile()}
        for number in range(count)
    ]
    return commands(story, who, "update_profile", many)


def submission(story: Telling, count: int) -> list[Step]:
    """Complete drafts, handed in."""
    story.clock.set(people.IN_WINDOW)
    return [_complete(story) for _ in range(count)]


def _complete(story: Telling) -> Step:
    who = registered(story)
    key = story.start_draft(who)
    story.change(key, "fill_dossier", who, sections=people.sections())
    draft = story.call(who, "get_declaration", declaration_id=key)["sections"]
    for item, supports in people.MATERIALS:
        story.hand_in(who, key, item, people.by_id(supports, draft))
    story.change(key, "sign_commitment", who, agreed=True)
    asked = {"declaration_id": key, "expected_version": story.version(key, who)}
    return commands(story, who, "submit_declaration", [asked])[0]


def opened(story: Telling, count: int) -> list[Step]:
    """audit has opened a case: the state of a declaration, and where it goes."""
    keys = []
    for _ in range(count):
        keys.append(_submitted(story))
    return events(
        story, audit.CASE_OPENED,
        [{"declaration_id": key, "stages": [STAGE, UPPER], "current": STAGE} for key in keys],
    )  # fmt: skip


def _submitted(story: Telling) -> str:
    return story.filed(registered(story))


WORKS = {
    "get_person": (50, person),
    "get_dossier": (50, dossier),
    "list_declarations, 20": (50, listing),
    "check_eligibility": (30, eligibility),
    "update_profile": (50, profile),
    "submit_declaration": (8, submission),
    "event audit.case_opened": (8, opened),
}
