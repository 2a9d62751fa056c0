"""Results posted before a year is announced: not closed on a guess, their last day corrected once the year is known."""

from dataclasses import replace
from datetime import date

import pytest

from services.committee import bootstrap
from shared.calendar import work_calendar
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import CLERK, OPERATOR, at

SHIPPED = work_calendar()
UNKNOWN = replace(SHIPPED, announced_years=SHIPPED.announced_years - {2026})
KNOWN = replace(SHIPPED, days_off=SHIPPED.days_off | {date(2026, 9, 15)})
"""As if 15 September 2026 were given: posted on the 10th, five working days end on the 18th, not on the 17th."""


@pytest.fixture
def posted(world, monkeypatch):
    """Results on show since before 2026 was announced; `announce()` brings the year."""
    monkeypatch.setattr(bootstrap, "work_calendar", lambda: UNKNOWN)
    world.way.under("2026 not announced")
    play = Play(world)
    play.answer = play.published()
    play.announce = lambda: monkeypatch.setattr(bootstrap, "work_calendar", lambda: KNOWN)
    return play


def shown(play):
    """What the office sees of the period."""
    session = play.world.call(CLERK, "get_session", session_id=play.session_id)
    return session["ends_on"], session["provisional"]


def test_results_of_a_year_not_announced_are_provisional_and_not_closed(world, posted):
    assert posted.answer["provisional"] is True
    assert shown(posted) == ("2026-09-17", True)
    world.clock.set(at(9, 28))
    assert refusal(posted.step, "close_results") == "calendar_provisional"


def test_the_sweep_corrects_the_last_day_once_the_year_is_announced(world, posted):
    assert world.call(OPERATOR, "run_due") == {"done": 0}
    posted.announce()
    assert world.call(OPERATOR, "run_due") == {"done": 1}
    assert world.call(OPERATOR, "run_due") == {"done": 0}
    [told] = world.events("committee.results_redated")
    assert (told["ends_before"], told["ends_on"], len(told["declaration_ids"])) == ("2026-09-17", "2026-09-18", 3)
    assert shown(posted) == ("2026-09-18", False)


def test_the_right_day_counts_even_before_the_sweep(world, posted):
    posted.announce()
    world.clock.set(at(9, 18))
    assert refused_by(posted.step, "close_results") == ("publicity_running", "chifeng-2026/6.3.2")
    world.clock.set(at(9, 19))
    assert posted.step("close_results")["version"]
    assert [told["ends_on"] for told in world.events("committee.results_redated")] == ["2026-09-18"]
