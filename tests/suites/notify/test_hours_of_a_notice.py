"""A notice that has quiet hours and an hour of the daily letter of its own: its letters keep to them."""

import pytest

from services.notify.domain.channel import Channel
from services.notify.domain.outcome import later, taken
from services.notify.usecases.letters import claim_letters, note_outcome
from shared.contracts import audit, declaration
from shared.policy import shipped_pack
from tests.support.notify_suite import UNIT, at, open_case

pytestmark = pytest.mark.databases("sqlite")
CONTACT = {"telephone": None, "address": None, "email": "clerk@unit.example"}
RULE = {"deadline": "audit_due", "days_before": [5], "to": ["holder"], "source": "s"}


def mailing(world, *rules, **reminding):
    """The notice has these rules and hours, and the unit a mail address."""
    world.sends_on(Channel.MAIL)
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), organisation_id=UNIT, contact=CONTACT)
    pack = dict(shipped_pack("chifeng-2026").raw) | {"reminders": list(rules), "reminding": reminding}
    world.happens(declaration.NOTICE_PUBLISHED, at(6, 2), pack=pack, version=2)
    open_case(world, at(6, 20))
    return world


def letters(world, when):
    world.clock.set(when)
    return world.work(claim_letters, Channel.MAIL)


def test_the_daily_letter_leaves_at_the_hour_of_the_notice(world):
    mailing(world, RULE, daily_letter="14:00")
    assert len(world.sweep(at(7, 15, 8))) == 1
    assert letters(world, at(7, 15, 13, 59)) == []
    assert len(letters(world, at(7, 15, 14))) == 1


def test_what_the_notice_lets_be_told_in_the_evening_leaves_in_the_evening_and_a_retry_too(world):
    mailing(world, RULE | {"at": "21:30", "batch": False}, quiet={"from": "22:00", "to": "06:00"})
    assert len(world.sweep(at(7, 15, 21, 30))) == 1
    (letter,) = world.work(claim_letters, Channel.MAIL)
    world.work(note_outcome, letter, later("451"))
    (letter,) = letters(world, at(7, 15, 21, 31))
    world.clock.set(at(7, 15, 21, 55))
    world.work(note_outcome, letter, later("451"))
    assert letters(world, at(7, 16, 5, 59)) == []
    (letter,) = letters(world, at(7, 16, 6))
    world.work(note_outcome, letter, taken("q"))


def test_longer_quiet_hours_hold_the_daily_letter_back_to_their_end(world):
    mailing(world, RULE | {"at": "10:00"}, quiet={"from": "19:00", "to": "09:30"})
    world.sweep(at(7, 15, 10))
    assert letters(world, at(7, 16, 9, 29)) == []
    assert len(letters(world, at(7, 16, 9, 30))) == 1


def test_notices_with_hours_of_their_own_share_no_letter_with_those_of_the_house(world):
    mailing(world, RULE, RULE | {"deadline": "correction_due", "to": ["unit"]}, daily_letter="14:00")
    world.happens(declaration.PROFILE_WAITING, at(7, 10), person_id="p-1", unit_id=UNIT)
    assert len(world.sweep(at(7, 15, 8))) == 2
    (morning,) = letters(world, at(7, 15, 8, 30))
    world.work(note_outcome, morning, taken("q"))
    (noon,) = letters(world, at(7, 15, 14))
    assert ("个人信息" in morning.title, "审核" in noon.title) == (True, True)


def test_a_letter_that_leaves_on_another_day_says_of_which_day_its_remainder_is(world):
    mailing(world, RULE)
    (message,) = world.sweep(at(7, 15, 9))
    assert letters(world, at(7, 15, 20)) == []
    (letter,) = letters(world, at(7, 16, 8, 30))
    assert letter.title == f"{message['title']}（7月15日）"
    assert letter.body == f"{message['body']}（本提醒生成于7月15日，所称剩余或逾期天数自该日起算。）"
    world.work(note_outcome, letter, later("451"))
    (again,) = letters(world, at(7, 16, 8, 31))
    assert (again.title, again.body) == (letter.title, letter.body)


def test_a_daily_letter_that_would_come_after_the_day_is_not_waited_for(world):
    mailing(world, RULE | {"days_before": [0]})
    (message,) = world.sweep(at(7, 20, 9))
    (letter,) = letters(world, at(7, 20, 9))
    assert letter.title == message["title"] == "高级申报材料审核今天截止：1件待办"
