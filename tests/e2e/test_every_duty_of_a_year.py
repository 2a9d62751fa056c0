"""What a played year asks of people comes into the register by the services' own events, and goes by them."""

import json
from collections import defaultdict
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from services.notify.domain.kinds import DeadlineKind as Kind
from services.notify.store.two_tables import TABLES
from shared.kernel.clock import ZONE, parse_instant
from shared.kernel.errors import NotYet
from shared.persistence import Database, migrate
from shared.security import Keyring, install_keyring
from tests.support.reminders.driven import TYPES, Service
from tests.support.scenario.playing import recorded

SILENT = {
    Kind.PAY_FEE, Kind.ANNOUNCE_CALENDAR, Kind.ANSWER_EXTENSION, Kind.ANSWER_PLAN, Kind.CARRY_OUT_MEASURE,
    Kind.RENEW_EXPERTS,
}  # fmt: skip
"""Not of a year as it is played: its days are certain, its plans are merely filed, nothing is put off or rectified, its
pools say no terms. Facts of the contracts bring them in `tests/suites/notify/test_new_duties.py`; nothing, fees."""
LASTING = {Kind.RENEW_COMMITTEE, Kind.INTEGRITY_ENDS}
"""Terms that end long after the year."""


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """Kind -> the states of its entries, after notify has heard the year with a look every morning."""
    url = f"sqlite:///{tmp_path_factory.mktemp('register')}/notify.db"
    migrate("notify", url)
    install_keyring(Keyring.generate())
    database = Database(url)
    lines = (recorded(tmp_path_factory) / "events.jsonl").read_text(encoding="utf-8").splitlines()
    follow(database, [event for event in map(json.loads, lines) if event["type"] in TYPES])
    found = defaultdict(set)
    with database.begin_reading() as connection:
        for table in TABLES:
            for row in connection.execute(select(table)):
                found[Kind(row.kind)].add((row.state, row.cleared_at is not None))
    yield found
    database.close()
    install_keyring(None)


def follow(database, events):
    """In the order in which they left; what came before something that it needs comes again after it."""
    service = Service(database, parse_instant(events[0]["time"]))
    waiting = []
    for event in events:
        mornings(service, parse_instant(event["time"]))
        waiting = [one for one in [*waiting, event] if not heard(service, one)]
    assert waiting == []
    mornings(service, service.clock.now() + timedelta(days=40))


def mornings(service, until):
    """A look at nine of every day up to then."""
    now = service.clock.now().astimezone(ZONE)
    at = datetime.combine(now.date(), time(9), ZONE)
    while at <= until:
        if at > now:
            service.look(at)
        at += timedelta(days=1)


def heard(service, event):
    """Whether it could be worked in."""
    try:
        service.hear([event])
    except NotYet:
        return False
    return True


def test_every_kind_of_duty_arises(register):
    assert set(Kind) - set(register) == SILENT


@pytest.mark.parametrize("kind", sorted(set(Kind) - SILENT - LASTING))
def test_what_arose_was_cleared_by_the_fact_that_does_it(register, kind):
    assert ("cleared", True) in register[kind]


@pytest.mark.parametrize("kind", sorted(LASTING))
def test_a_term_that_lasts_stays_in_the_register(register, kind):
    assert register[kind] == {("open", False)}
