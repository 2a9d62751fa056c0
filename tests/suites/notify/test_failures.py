"""Letters that came to nothing: who sees them, and that none is lost without a word."""

from dataclasses import replace

import pytest

from services.notify.domain.channel import Channel
from services.notify.domain.message import DeadlineItem, Draft
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.read_dispatches import list_failures
from shared.contracts import audit, declaration
from tests.support.notify_suite import PERSON, UNIT, at, caller, open_case

pytestmark = pytest.mark.databases("sqlite")
OPERATOR = caller("operator", roles=("operator",))
SMS = Channel.SMS


@pytest.fixture
def mailing(world):
    return world.sends_on(Channel.MAIL)


def draft(key="k", **more):
    """A message to the unit."""
    told = {"kind": "roster_reported", "category": "notice", "title": "标题", "body": "正文"} | more
    return Draft(key=key, recipient=organisation(UNIT), items=(DeadlineItem("s"),), **told)


def test_a_supervisor_sees_whom_in_his_division_no_letter_reaches_but_not_what_a_person_was_to_be_told(mailing):
    mailing.happens(audit.ORGANISATION_REGISTERED, organisation_id=UNIT, region="150402")
    open_case(mailing, at(6, 20))
    for number, recipient in enumerate((person(PERSON), organisation(UNIT), person("elsewhere"))):
        mailing.work(deliver, replace(draft(f"k{number}", channels=(SMS,)), recipient=recipient))
    here, elsewhere = (caller("s", roles=("supervisor",), region=code) for code in ("150400", "159900"))
    seen = {
        one["person_id"] or one["organisation_id"]: one["body"] for one in mailing.call(list_failures, here)["items"]
    }
    assert seen == {PERSON: "", UNIT: "正文"}
    assert mailing.call(list_failures, elsewhere)["items"] == []
    assert len(mailing.call(list_failures, OPERATOR)["items"]) == 3


def test_somebodys_supervisor_is_that_of_the_unit_for_which_he_applied_last(mailing):
    for unit, code in ((UNIT, "150402"), ("unit-2", "159902")):
        mailing.happens(audit.ORGANISATION_REGISTERED, organisation_id=unit, region=code)
    mailing.happens(declaration.PROFILE_WAITING, at(6, 20), person_id=PERSON, unit_id="unit-2")
    mailing.happens(declaration.STARTED, at(6, 10), person_id=PERSON, unit_id=UNIT, declaration_id="d-9")
    mailing.work(deliver, replace(draft(channels=(SMS,)), recipient=person(PERSON)))
    here, there = (caller("s", roles=("supervisor",), region=code) for code in ("150400", "159900"))
    assert [len(mailing.call(list_failures, who)["items"]) for who in (here, there)] == [0, 1]


def test_an_address_in_the_directory_that_cannot_be_one_is_a_visible_failure(mailing):
    contact = {"telephone": None, "address": None, "email": "nobody at all"}
    mailing.happens(audit.ORGANISATION_REGISTERED, organisation_id=UNIT, contact=contact)
    mailing.work(deliver, draft())
    (told,) = mailing.call(list_failures, OPERATOR)["items"]
    assert (told["state"], told["code"], told["channel"]) == ("not_sent", "address_unfit", "mail")
