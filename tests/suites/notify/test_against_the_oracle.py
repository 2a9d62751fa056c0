"""A year's reminders, row by row, against what somebody computed from pack and log without having seen the service."""

from datetime import time, timedelta

import pytest

from tests.support.reminders.driven import Service, differences, house_rules
from tests.support.reminders.oracle import expected
from tests.support.reminders.year import OPENED, year
from tests.support.reminders.year_rules import MANY


@pytest.mark.parametrize("reminders", [None, MANY], ids=["as shipped", "rules of every sort"])
def test_a_years_reminders_are_those_of_the_oracle(empty_database, reminders):
    made = year(300, reminders=reminders)
    due = expected(made.events, made.ticks, house_rules()).sent
    database = empty_database("notify").fresh()
    service = Service(database, OPENED - timedelta(days=30))
    service.follow(made.events, made.ticks)
    sent = service.reminders()
    database.close()
    found = differences(due, sent)
    assert not found, found.shown()
    assert len(sent) == len(due) > 300
    assert all(time(7, 30) <= row.sent_at.time() < time(21) for row in sent)
