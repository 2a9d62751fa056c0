"""Three replicas of notify, killed at their work, cut off from the broker, told things twice and in disorder under a
clock that jumps, send row by row what somebody computed who has not seen the service.

ZHIPING_CHAOS_SEED repeats the moments of an earlier run; ZHIPING_CHAOS_ROUNDS (`make soak`) plays more of them, each
with three times as many looks and accidents.
"""

import os
import random
from dataclasses import dataclass
from datetime import time, timedelta

import pytest

from tests.support.letters.mail_server import Clerk, mail_server
from tests.support.reminders import letters
from tests.support.reminders.besieged import HEARING, SENDING, Siege
from tests.support.reminders.days import SHANGHAI, QuietHours
from tests.support.reminders.driven import differences, house_rules
from tests.support.reminders.jumps import ENDED, jumping
from tests.support.reminders.oracle import expected
from tests.support.reminders.replicas import replicas
from tests.support.reminders.year import OPENED, year

ROUNDS = int(os.environ.get("ZHIPING_CHAOS_ROUNDS") or 1)
TIMES = 3 if "ZHIPING_CHAOS_ROUNDS" in os.environ else 1
DECLARATIONS = 500 if "ZHIPING_CHAOS_ROUNDS" in os.environ else 200
pytestmark = pytest.mark.timeout(1500)
"""Beside other groups on two cores the year takes several times as long as alone."""
QUIET = QuietHours(time(21), time(7, 30))


@dataclass(frozen=True)
class Played:
    """What had to be sent; what three replicas sent; its letters as they stand in the queue, the ids of all that were
    sent, and what arrived; the accidents."""

    due: list
    sent: list
    letters: list
    posted: list
    mails: list
    places: object
    accidents: list
    kills: int


@pytest.fixture(scope="module", params=range(ROUNDS))
def played(request, stack, tmp_path_factory):
    chosen = int(os.environ.get("ZHIPING_CHAOS_SEED") or random.SystemRandom().randrange(10**6)) + request.param
    print(f"repeat with ZHIPING_CHAOS_SEED={chosen}")
    rng, made, clerk = random.Random(chosen), year(DECLARATIONS, seed=chosen), Clerk()
    looks = jumping(rng, TIMES)
    due = expected(made.events, [look.at for look in looks], house_rules()).sent
    folder, start = tmp_path_factory.mktemp("replicas"), OPENED - timedelta(days=30)
    with mail_server(clerk) as mail, replicas(stack, folder, start, 3, mail) as site:
        siege = Siege(site, stack.broker, rng)
        siege.follow(made.events, looks, due, TIMES)
        assert site.rows("SELECT event_id, reason FROM dead_letters") == []
        found = Played(
            due, site.reminders(), site.rows(letters.SENT), site.rows(letters.IN_THE_POST), clerk.mails, made.places,
            siege.happened, len(site.kills),
        )  # fmt: skip
    return found


def test_every_reminder_is_in_the_inbox_once_and_every_row_is_the_same(played):
    found = differences(played.due, played.sent)
    assert not found, found.shown()
    assert len(played.sent) == len(played.due) > DECLARATIONS


def test_every_accident_happened(played):
    print("\n".join(played.accidents))
    assert len(played.accidents) == len(SENDING + HEARING) * TIMES
    assert played.kills >= len([one for one in SENDING + HEARING if one == "kill"]) * TIMES


def test_every_letter_is_queued_once_for_its_day_and_sent(played):
    found = letters.letters_of(played.letters)
    assert len(found) == len(dict(found))
    assert dict(found) == letters.letters_due(played.due, played.places.addresses, ENDED)


def test_nobody_is_written_to_in_quiet_hours(played):
    assert not [row.key for row in played.sent if QUIET.covers(row.sent_at)]
    sent = [row for row in played.letters if row.sent_at]
    assert not [row.key for row in sent if QUIET.covers(row.sent_at.astimezone(SHANGHAI))]
    assert not [row.key for row in sent if row.sent_at < row.due_at and row.state != "sent"]


def test_what_arrived_is_what_the_queue_says(played):
    """Who dies between the server's word and his own note leaves a letter that goes again, under the same id."""
    arrived = {mail["Message-ID"].strip("<>").partition("@")[0] for mail in played.mails}
    assert {letter_id for (letter_id,) in played.posted} == arrived
