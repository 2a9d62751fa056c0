"""Reminders of rules on their way out: together in the daily letter of a house, on the channels that a rule names."""

import pytest

from services.notify.domain.channel import Channel
from services.notify.usecases.letters import claim_letters
from services.notify.usecases.read_dispatches import list_dispatches
from shared.contracts import audit, declaration
from shared.policy import shipped_pack
from tests.support.notify_suite import PERSON, UNIT, at, caller, open_case

pytestmark = pytest.mark.databases("sqlite")
OPERATOR = caller("operator", roles=("operator",))
CONTACT = {"telephone": None, "address": None, "email": "clerk@unit.example"}


@pytest.fixture
def mailing(world):
    world.sends_on(Channel.MAIL)
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), organisation_id=UNIT, contact=CONTACT)
    return world


def test_what_waits_and_what_is_due_come_in_one_daily_letter(mailing):
    open_case(mailing, at(6, 20))
    mailing.happens(declaration.PROFILE_WAITING, at(7, 10), person_id=PERSON, unit_id=UNIT)
    told = [one for one in mailing.sweep(at(7, 15, 8)) if one["organisation_id"] == UNIT]
    assert {one["kind"] for one in told} == {"audit_stage", "verify_profile"}
    assert mailing.work(claim_letters, Channel.MAIL) == []
    mailing.clock.set(at(7, 15, 8, 30))
    (letter,) = mailing.work(claim_letters, Channel.MAIL)
    assert letter.address == "clerk@unit.example"
    assert all(one["title"] in letter.body for one in told)


def test_a_rule_names_its_channels_and_what_cannot_go_there_is_told(mailing):
    rule = {"deadline": "audit_due", "id": "by-sms", "days_before": [5], "to": ["holder"], "source": "s"}
    pack = dict(shipped_pack("chifeng-2026").raw) | {"reminders": [rule | {"channels": ["sms"]}]}
    mailing.happens(declaration.NOTICE_PUBLISHED, at(6, 2), pack=pack, version=2)
    open_case(mailing, at(6, 20))
    (message,) = mailing.sweep(at(7, 15, 8))
    (line,) = mailing.call(list_dispatches, OPERATOR, filter={"everyone": True})["items"]
    assert (line["message_id"], line["rule"], line["channel"]) == (message["message_id"], "by-sms", "sms")
    assert (line["state"], line["code"]) == ("not_sent", "not_configured")
