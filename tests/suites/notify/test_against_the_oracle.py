"""A year's reminders, row by row, against what somebody computed from pack and log without having seen the service."""

import re
from dataclasses import dataclass
from datetime import time, timedelta

import pytest

from services.notify.domain.id_numbers import holds_id_number
from tests.support.reminders.driven import Row, Service, differences, house_rules, wanted_settled
from tests.support.reminders.oracle import Outcome, expected
from tests.support.reminders.year import OPENED, year
from tests.support.reminders.year_rules import MANY

pytestmark = pytest.mark.databases("sqlite")
TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Played:
    """What had to be sent, what was sent, and what became of the other moments."""

    due: Outcome
    sent: list[Row]
    settled: dict
    texts: list[str]


@pytest.fixture(scope="module", params=[(300, None), (150, MANY)], ids=["as shipped", "rules of every sort"])
def played(empty_database, request):
    """A year of the notice, with an amendment in its middle and three outages."""
    declarations, reminders = request.param
    made = year(declarations, reminders=reminders)
    database = empty_database("notify", copy=1).fresh()
    service = Service(database, OPENED - timedelta(days=30))
    service.follow(made.events, made.ticks)
    yield Played(
        expected(made.events, made.ticks, house_rules()), service.reminders(), service.settled(), service.texts()
    )
    database.close()


def test_nothing_is_missing_nothing_is_sent_twice_and_every_row_is_the_same(played):
    found = differences(played.due.sent, played.sent)
    assert not found, found.shown()
    assert len(played.sent) == len(played.due.sent) > 300


def test_no_message_of_the_year_carries_an_id_number_or_a_whole_telephone(played):
    assert len(played.texts) > 300
    assert [text for text in played.texts if holds_id_number(text) or TELEPHONE.search(text)] == []


def test_nobody_is_written_to_in_quiet_hours(played):
    assert all(time(7, 30) <= row.sent_at.time() < time(21) for row in played.sent)


def test_an_organisations_missed_moments_are_noted(played):
    """Of people the contract does not say whether a moment that nobody waited for any more counts as missed."""
    due, noted = (
        {key: what for key, what in rows.items() if what[0] == "missed" and "/organisation:" in key}
        for rows in (wanted_settled(played.due), played.settled)
    )
    assert due == noted
    assert due
