"""The queue of letters: what is queued, claimed, tried again, turned to the next channel and given up."""

import re
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import insert, select, text

from services.notify.domain.channel import Channel
from services.notify.domain.message import DeadlineItem, Draft
from services.notify.domain.outcome import declined, kept, later, not_configured, taken
from services.notify.domain.rate import Rate
from services.notify.domain.recipient import organisation
from services.notify.store.letter_tables import DISPATCHES, MAIL_QUEUE
from services.notify.usecases.deliver import deliver
from services.notify.usecases.failures import tell_failures
from services.notify.usecases.letter_ports import LetterReport, Outbound
from services.notify.usecases.letters import claim_letters, note_outcome, note_report, take_over
from services.notify.usecases.preferences import confirm_address, set_preferences
from services.notify.usecases.read_dispatches import list_dispatches, list_failures
from shared.contracts import audit
from tests.support.notify_suite import PERSON, UNIT, at, caller, open_case, return_case

pytestmark = pytest.mark.databases("sqlite")
ON_BOTH = pytest.mark.databases("sqlite", "postgres")
OPERATOR = caller("operator", roles=("operator",))
MAIL, SMS = Channel.MAIL, Channel.SMS


@pytest.fixture
def mailing(world):
    world.sends_on(MAIL)
    contact = {"telephone": None, "address": None, "email": "clerk@unit.example"}
    world.happens(audit.ORGANISATION_REGISTERED, organisation_id=UNIT, contact=contact)
    return world


def reported(world, when=None):
    """The unit's roster is reported: a notice at once."""
    world.happens(audit.ROSTER_REPORTED, when or at(6, 26), organisation_id=UNIT)


def claimed(world, channel=MAIL):
    return world.work(claim_letters, channel)


def settled(world, outcome, channel=MAIL):
    (letter,) = claimed(world, channel)
    world.work(note_outcome, letter, outcome)
    return letter


def sent(world, **wanted):
    return world.call(list_dispatches, OPERATOR, filter={"everyone": True, **wanted})["items"]


def draft(key="k", **more):
    """A message to the unit."""
    told = {"kind": "roster_reported", "category": "notice", "title": "标题", "body": "正文"} | more
    return Draft(key=key, recipient=organisation(UNIT), items=(DeadlineItem("s"),), **told)


def test_an_organisation_with_an_address_gets_its_messages_by_mail(mailing):
    reported(mailing)
    (letter,) = claimed(mailing)
    assert (letter.address, letter.title) == ("clerk@unit.example", "申报人员花名册已上报")
    assert "clerk@unit.example" not in repr(letter)


def test_people_and_organisations_without_address_get_none(mailing):
    open_case(mailing, at(6, 20))
    return_case(mailing, at(6, 22), at(6, 29))
    mailing.happens(audit.ROSTER_REPORTED, at(6, 26), organisation_id="other")
    assert len(mailing.messages()) == 2
    assert mailing.messages(person_id=PERSON)
    assert claimed(mailing) == []


@ON_BOTH
def test_a_claimed_letter_is_left_alone_and_comes_back_under_the_same_id_if_its_process_died(mailing):
    reported(mailing)
    (first,) = claimed(mailing)
    assert claimed(mailing) == []
    mailing.clock.advance(timedelta(minutes=10))
    (again,) = claimed(mailing)
    assert (again.id, again.claim == first.claim) == (first.id, False)
    mailing.work(note_outcome, first, declined("550"))
    assert sent(mailing)[0]["state"] == "claimed"
    mailing.work(note_outcome, again, taken("4ABC", "250"))
    assert [sent(mailing)[0][name] for name in ("state", "receipt", "letter_id")] == ["sent", "4ABC", first.id]


def test_a_letter_that_is_not_taken_is_tried_again_with_growing_delays_and_then_given_up(mailing):
    reported(mailing)
    for delay in (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)):
        settled(mailing, later("451", "busy"))
        mailing.clock.advance(delay - timedelta(seconds=1))
        assert claimed(mailing) == []
        mailing.clock.advance(timedelta(seconds=1))
    settled(mailing, later("451", "busy"))
    mailing.clock.advance(timedelta(days=30))
    assert claimed(mailing) == []
    (failed,) = mailing.call(list_failures, OPERATOR)["items"]
    assert (failed["state"], failed["code"], len(failed["tries"])) == ("failed", "451", 5)


def test_a_server_that_asks_for_a_longer_wait_gets_it(mailing):
    reported(mailing)
    settled(mailing, later("429", wait=timedelta(minutes=30)))
    mailing.clock.advance(timedelta(minutes=29))
    assert claimed(mailing) == []
    mailing.clock.advance(timedelta(minutes=1))
    assert len(claimed(mailing)) == 1


def test_a_letter_that_is_refused_goes_by_the_next_channel_and_what_came_back_is_told(mailing):
    mailing.sends_on(MAIL, SMS)
    confirm(mailing, SMS, "13800001234")
    mailing.clock.set(at(6, 26))
    mailing.work(deliver, draft(channels=(MAIL, SMS), rule="audit-warning"))
    settled(mailing, declined("550", "no such user <clerk@unit.example>"))
    letter = settled(mailing, taken("sms-7", "OK"), SMS)
    assert (letter.address, letter.short) == ("13800001234", "正文")
    (told,) = sent(mailing, organisation_id=UNIT, channel="sms", state="sent")[:1]
    assert [told[name] for name in ("rule", "address_masked", "state", "receipt", "body")] == [
        "audit-warning", "138****1234", "sent", "sms-7", "正文",
    ]  # fmt: skip
    assert [(one["channel"], one["outcome"], one["code"], one["said"]) for one in told["tries"]] == [
        ("mail", "refused", "550", "no such user <…>"), ("sms", "taken", "OK", ""),
    ]  # fmt: skip


def confirm(world, channel, address):
    """The unit's clerk brings a code back."""
    clerk = caller("clerk", UNIT, ("unit_clerk",))
    world.call(
        set_preferences, clerk, for_organisation=True, idempotency_key="k",
        addresses=[{"channel": channel.value, "address": address}],
    )  # fmt: skip
    (letter,) = claimed(world, channel)
    world.work(note_outcome, letter, taken(None))
    code = re.search(r"\d{6}", letter.body)[0]
    answer = world.call(
        confirm_address, clerk, for_organisation=True, channel=channel.value, code=code, idempotency_key="c"
    )
    assert answer["confirmed"]


def test_a_channel_that_the_house_has_no_longer_is_passed_over(mailing):
    reported(mailing)
    settled(mailing, not_configured())
    assert sent(mailing)[0]["state"] == "refused"


def test_what_a_rule_wants_on_a_channel_that_nobody_set_up_is_a_visible_failure(mailing):
    mailing.work(deliver, draft(channels=(SMS,)))
    (told,) = mailing.call(list_failures, OPERATOR)["items"]
    assert (told["state"], told["code"], told["channel"]) == ("not_sent", "not_configured", "sms")


def test_a_bounce_turns_a_letter_that_was_taken_into_a_failure_once(mailing):
    reported(mailing)
    letter = settled(mailing, taken("4ABC", "250"))
    assert mailing.work(note_report, LetterReport(letter.id, later("4.4.1"))) == 1
    assert sent(mailing)[0]["state"] == "sent"
    assert mailing.work(note_report, LetterReport(letter.id, declined("5.1.1", "unknown"))) == 1
    assert mailing.work(note_report, LetterReport(letter.id, declined("5.1.1", "unknown"))) == 0
    (told,) = mailing.call(list_failures, OPERATOR)["items"]
    assert [one["outcome"] for one in told["tries"]] == ["taken", "delayed", "bounced"]


def test_a_receipt_says_that_a_letter_has_arrived(mailing):
    reported(mailing)
    letter = settled(mailing, taken("4ABC", "250"))
    mailing.work(note_report, LetterReport(letter.id, taken(None, "DELIVRD")))
    assert sent(mailing)[0]["state"] == "delivered"
    assert mailing.work(note_report, LetterReport("unknown.0", taken(None))) == 0


def test_what_was_not_sent_by_day_stays_over_the_night(mailing):
    reported(mailing, at(6, 26, 20, 50))
    mailing.clock.set(at(6, 26, 21))
    assert claimed(mailing) == []
    mailing.clock.set(at(6, 27, 7, 30))
    assert len(claimed(mailing)) == 1


def test_letters_wait_for_the_end_of_the_quiet_hours_and_the_inbox_does_not(mailing):
    reported(mailing, at(6, 25, 23))
    assert len(mailing.messages()) == 1
    mailing.clock.set(at(6, 26, 7, 29))
    assert claimed(mailing) == []
    mailing.clock.set(at(6, 26, 7, 30))
    assert len(claimed(mailing)) == 1


@ON_BOTH
def test_what_may_wait_goes_in_one_letter_on_the_morning_of_a_working_day(mailing):
    mailing.clock.set(at(6, 26, 17))
    for key in ("a", "b", "c"):
        mailing.work(deliver, draft(key, title=f"提醒{key}", body=f"内容{key}", batch=True))
    mailing.clock.set(at(6, 28, 12))
    assert claimed(mailing) == []
    mailing.clock.set(at(6, 29, 8, 30))
    letter = settled(mailing, taken("q"))
    assert letter.title == "职称评审工作提醒（6月29日，共3项）"
    assert [letter.body.count(f"提醒{key}\n内容{key}") for key in "abc"] == [1, 1, 1]
    told = sent(mailing)
    assert {(one["state"], one["letter_id"], one["title"]) for one in told} == {
        ("sent", letter.id, f"提醒{key}") for key in "abc"
    }


def test_a_daily_letter_that_was_not_taken_comes_again_as_it_was(mailing):
    mailing.clock.set(at(6, 29, 8))
    for key in ("a", "b"):
        mailing.work(deliver, draft(key, batch=True))
    mailing.clock.set(at(6, 29, 8, 30))
    first = settled(mailing, later("451"))
    mailing.clock.advance(timedelta(minutes=1))
    mailing.work(deliver, draft("late", batch=True))
    again = settled(mailing, taken("q"))
    assert (again.id, again.body) == (first.id, first.body)


@ON_BOTH
def test_a_provider_is_given_no_more_letters_than_it_takes(mailing):
    mailing.sends_on(MAIL)
    outbound = Outbound({MAIL: Rate(2, 60)}, calendar=mailing.make_ports.keywords["outbound"].calendar)
    mailing.make_ports = partial(mailing.make_ports.func, outbound=outbound)
    for number in range(4):
        mailing.work(deliver, draft(str(number)))
    assert len(claimed(mailing)) == 2
    assert claimed(mailing) == []
    mailing.clock.advance(timedelta(seconds=30))
    assert len(claimed(mailing)) == 1


def test_no_letter_carries_an_id_number_whoever_wrote_it_into_a_reason(mailing):
    mailing.work(deliver, draft(body="理由：身份证号 150402 19850101 1234 有误"))
    assert claimed(mailing) == []
    (told,) = mailing.call(list_failures, OPERATOR)["items"]
    assert (told["state"], told["code"]) == ("not_sent", "id_number_in_text")


def test_in_test_mode_letters_are_kept_and_count_as_no_failure(mailing):
    reported(mailing)
    settled(mailing, kept())
    assert (sent(mailing)[0]["state"], mailing.call(list_failures, OPERATOR)["items"]) == ("test", [])


def test_failures_are_told_once_a_day_to_those_who_watch(mailing):
    reported(mailing, at(6, 25, 10))
    settled(mailing, declined("550"))
    assert mailing.work(tell_failures) == 0
    mailing.clock.set(at(6, 26, 8, 30))
    assert [mailing.work(tell_failures) for _ in range(2)] == [1, 0]
    mailing.clock.set(at(6, 27, 9))
    assert mailing.work(tell_failures) == 0
    (told,) = mailing.messages(kind="letters_failed")
    assert (told["organisation_id"], "1封" in told["title"]) == ("supervision", True)


def test_addresses_rest_sealed(mailing):
    reported(mailing)
    settled(mailing, declined("550", "clerk@unit.example is unknown"))
    with mailing.database.begin_reading() as connection:
        rows = connection.execute(text("SELECT * FROM dispatches")).all()
    assert rows
    assert "clerk@unit.example" not in repr(rows)


@ON_BOTH
def test_what_the_released_version_has_queued_is_taken_over_unless_it_has_it_in_hand(mailing):
    mailing.sends_on()
    for number in range(3):
        mailing.happens(audit.ROSTER_REPORTED, at(6, 26), organisation_id=UNIT, report_id=f"r-{number}")
    mailing.sends_on(MAIL)
    due, held = at(6, 26), at(6, 26, 9, 5)
    ids = [one["message_id"] for one in mailing.messages()]
    states = (("queued", due), ("queued", held), ("sent", due))
    rows = [
        {"message_id": key, "address": "clerk@unit.example", "state": state, "attempts": 1, "next_try_at": when}
        for key, (state, when) in zip(ids, states, strict=True)
    ]
    with mailing.database.begin() as connection:
        connection.execute(insert(MAIL_QUEUE), rows)
    assert [mailing.work(take_over) for _ in range(2)] == [2, 0]
    assert [letter.address for letter in claimed(mailing)] == ["clerk@unit.example"]
    with mailing.database.begin_reading() as connection:
        assert [row.message_id for row in connection.execute(select(MAIL_QUEUE))] == [ids[1]]
        assert sorted(connection.scalars(select(DISPATCHES.c.state))) == ["claimed", "sent"]
    mailing.clock.set(held)
    assert mailing.work(take_over) == 1
