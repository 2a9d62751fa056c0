"""The mail queue: what is queued, claimed, tried again and given up."""

import json
import re
from datetime import timedelta
from functools import partial

import pytest

from services.notify.bootstrap import MailingPorts
from services.notify.config import smtp_settings
from services.notify.usecases.mail import next_letter, note_outcome
from shared.contracts import audit
from shared.contracts.trail import TRAILS, TrailHead
from shared.kernel.caller import Caller
from shared.persistence import transaction
from tests.support.notify_suite import PERSON, UNIT, at, caller, open_case, return_case

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def mailing(world):
    world.make_ports = MailingPorts
    contact = {"telephone": None, "address": None, "email": "clerk@unit.example"}
    world.happens(audit.ORGANISATION_REGISTERED, organisation_id=UNIT, contact=contact)
    return world


def work(world, step, *args):
    with transaction(world.database, MailingPorts, world.clock, Caller.system("notify")) as tx:
        return step(tx, *args)


def test_an_organisation_with_an_address_gets_its_messages_by_mail(mailing):
    mailing.happens(audit.ROSTER_REPORTED, at(6, 28), organisation_id=UNIT)
    letter = work(mailing, next_letter)
    assert (letter.address, letter.title, letter.attempts) == ("clerk@unit.example", "申报人员花名册已上报", 0)


def test_people_and_organisations_without_address_get_none(mailing):
    open_case(mailing, at(6, 20))
    return_case(mailing, at(6, 22), at(6, 29))
    mailing.happens(audit.ROSTER_REPORTED, at(6, 28), organisation_id="other")
    assert len(mailing.messages()) == 2
    assert mailing.messages(person_id=PERSON)
    assert work(mailing, next_letter) is None


def test_a_claimed_letter_is_left_alone_and_comes_back_if_its_process_died(mailing):
    mailing.happens(audit.ROSTER_REPORTED, at(6, 28), organisation_id=UNIT)
    assert work(mailing, next_letter) is not None
    assert work(mailing, next_letter) is None
    mailing.clock.advance(timedelta(minutes=10))
    assert work(mailing, next_letter).attempts == 1


def test_a_sent_letter_is_done(mailing):
    mailing.happens(audit.ROSTER_REPORTED, at(6, 28), organisation_id=UNIT)
    work(mailing, note_outcome, work(mailing, next_letter), True)
    mailing.clock.advance(timedelta(days=30))
    assert work(mailing, next_letter) is None


def test_a_refused_letter_is_tried_again_with_growing_delays_and_then_given_up(mailing):
    mailing.happens(audit.ROSTER_REPORTED, at(6, 28), organisation_id=UNIT)
    for delay in (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)):
        work(mailing, note_outcome, work(mailing, next_letter), False)
        mailing.clock.advance(delay - timedelta(seconds=1))
        assert work(mailing, next_letter) is None
        mailing.clock.advance(timedelta(seconds=1))
    work(mailing, note_outcome, work(mailing, next_letter), False)
    mailing.clock.advance(timedelta(days=30))
    assert work(mailing, next_letter) is None


def test_the_mail_server_is_read_from_the_environment():
    found = smtp_settings({"ZHIPING_SMTP_URL": "smtps://user:p%40ss@mail.example?from=zhiping@bureau.example"})
    assert (found.host, found.port, found.tls) == ("mail.example", 465, True)
    assert (found.user, found.password, found.sender) == ("user", "p@ss", "zhiping@bureau.example")
    assert "p@ss" not in repr(found)
    assert smtp_settings({}) is None


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example?from=a@b", "smtp://mail.example"])
def test_an_incomplete_mail_setting_stops_the_start(url):
    with pytest.raises(ValueError):
        smtp_settings({"ZHIPING_SMTP_URL": url})


def test_the_head_of_a_trail_goes_to_the_supervisor_once(mailing):
    mailing.make_ports = partial(MailingPorts, supervisor_mail="jiandu@bureau.example")
    for _ in range(2):
        mailing.happens(TRAILS["audit"].events[0])
    letter = work(mailing, next_letter)
    assert (letter.address, letter.title) == ("jiandu@bureau.example", "审计日志日摘要：audit，2026-06-15")
    (line,) = re.findall(r"\{.*\}", letter.body)
    assert TrailHead.read(json.loads(line)) == TrailHead("audit", "2026-06-15", 120, "ab" * 32, "t1")
    assert work(mailing, next_letter) is None


def test_without_an_address_the_head_stays_in_the_inbox_of_the_supervisors(mailing):
    mailing.happens(TRAILS["committee"].events[0])
    assert work(mailing, next_letter) is None
    (message,) = mailing.messages(
        caller("s", roles=("supervisor",), region="150400"), everyone=True, kind="trail_headed"
    )
    assert message["organisation_id"] == "supervision"
    assert mailing.messages(caller("p")) == []
