"""Lists and returns before a year is announced: provisional, open, and counted again once the year is known."""

from dataclasses import replace

import pytest

from services.audit import bootstrap
from shared.calendar import work_calendar
from tests.support.audit_suite.rightly import DECISIONS
from tests.support.audit_suite.world import at, key_of, refusal

KNOWN = work_calendar()
UNKNOWN = replace(KNOWN, announced_years=KNOWN.announced_years - {2026})
"""As if 2026 were not announced: the Dragon Boat holiday of that June is missing, and nothing else of interest."""


@pytest.fixture
def calendar(world, monkeypatch):
    """Set the calendar that the service works with; it begins with what was known before 2026 was announced."""

    def use(found):
        monkeypatch.setattr(bootstrap, "work_calendar", lambda: found)

    world.way.under("2026 not announced")
    use(UNKNOWN)
    return use


def listed(world):
    """The school's list of 15 June, counted without the holiday: to 22 June instead of 23 June."""
    world.submitted()
    return world.publish("school", "unit")


class TestAListOfAYearNotAnnounced:
    def test_is_shown_as_provisional_and_is_not_closed(self, world, calendar):
        key = listed(world)
        shown = world.call(None, "get_publicity", publicity_id=key)
        assert (shown["ends_on"], shown["provisional"]) == ("2026-06-22", True)
        world.clock.set(at(6, 29))
        found = refusal(world.end, "school", key)
        assert (found.slug, found.kind.value, found.clause) == ("calendar_provisional", "refused", "chifeng-2026/6.1.1")
        assert "尚未公布" in found.message

    def test_takes_objections_until_it_is_closed(self, world, calendar):
        key = listed(world)
        world.clock.set(at(6, 29))
        told = {"publicity_id": key, "declaration_id": key_of(1), "content": "业绩不实，请核查。"}
        assert world.do(None, "file_objection", **told)["objection_id"]

    def test_is_left_alone_by_the_sweep_while_nothing_is_known(self, world, calendar):
        listed(world)
        assert world.sweep() == 0
        assert world.events("audit.publicity_redated") == []


class TestWhenTheYearIsAnnounced:
    def test_the_sweep_counts_again_once_and_says_so(self, world, calendar):
        key = listed(world)
        calendar(KNOWN)
        assert (world.sweep(), world.sweep()) == (1, 0)
        [told] = world.events("audit.publicity_redated")
        assert (told["publicity_id"], told["ends_before"], told["ends_on"]) == (key, "2026-06-22", "2026-06-23")
        assert told["declaration_ids"] == [key_of(1)]
        shown = world.call(None, "get_publicity", publicity_id=key)
        assert (shown["ends_on"], shown["provisional"]) == ("2026-06-23", False)

    def test_the_right_day_counts_even_before_the_sweep(self, world, calendar):
        key = listed(world)
        calendar(KNOWN)
        world.clock.set(at(6, 23))
        assert refusal(world.end, "school", key).details["ends_on"] == "2026-06-23"
        world.clock.set(at(6, 24))
        assert world.end("school", key)["closed_on"] == "2026-06-24"
        assert [told["ends_on"] for told in world.events("audit.publicity_redated")] == ["2026-06-23"]

    def test_a_list_that_was_certain_stays_as_it_is(self, world, calendar):
        calendar(KNOWN)
        listed(world)
        assert world.sweep() == 0
        assert world.events("audit.publicity_redated") == []


def returned(world):
    """The school sends it back on 17 June: three working days, counted without the holiday to 22 June."""
    world.submitted()
    world.clock.set(at(6, 17))
    return world.decide("school", "return_declaration", **DECISIONS["return_declaration"])


class TestAReturnOfAYearNotAnnounced:
    def test_says_that_its_deadline_is_not_certain(self, world, calendar):
        answer = returned(world)
        assert (answer["deadline"], answer["provisional"]) == ("2026-06-23T00:00:00+08:00", True)
        [told] = world.events("audit.declaration_returned")
        assert told["provisional"] is True
        assert world.sweep() == 0

    def test_gets_the_day_that_is_certain_once_it_is_known(self, world, calendar):
        returned(world)
        calendar(KNOWN)
        assert (world.sweep(), world.sweep()) == (1, 0)
        [told] = world.events("audit.return_redated")
        assert (told["deadline_before"], told["deadline"]) == ("2026-06-23T00:00:00+08:00", "2026-06-24T00:00:00+08:00")
        assert (told["return_number"], told["deadline_clause"]) == (1, "chifeng-2026/4.3.2")
        assert world.case()["return_deadline"] == "2026-06-24T00:00:00+08:00"

    def test_gives_nobody_less_time_than_he_was_told(self, world, calendar):
        calendar(replace(UNKNOWN, fixed_days=UNKNOWN.fixed_days | {(6, 18), (6, 22)}))
        told = returned(world)["deadline"]
        calendar(KNOWN)
        assert world.sweep() == 1
        assert [event["deadline"] for event in world.events("audit.return_redated")] == [told]

    def test_that_was_answered_meanwhile_is_nobodys_concern(self, world, calendar):
        returned(world)
        world.submitted(revision=2, answers_return="unit/1")
        calendar(KNOWN)
        assert world.sweep() == 0
        assert world.events("audit.return_redated") == []

    def test_of_a_year_that_is_known_is_certain_at_once(self, world, calendar):
        calendar(KNOWN)
        answer = returned(world)
        assert (answer["deadline"], answer["provisional"]) == ("2026-06-24T00:00:00+08:00", False)
        assert world.sweep() == 0
