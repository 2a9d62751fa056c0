"""Whose letters go where: wishes, addresses, and the codes that show whose they are."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from services.notify.domain.channel import Channel
from services.notify.domain.outcome import taken
from services.notify.usecases.letters import claim_letters, note_outcome
from services.notify.usecases.preferences import confirm_address, get_preferences, set_preferences
from services.notify.usecases.read_dispatches import list_dispatches
from shared.contracts import audit
from shared.kernel.clock import iso
from shared.kernel.errors import ZhipingError
from tests.support.notify_suite import PERSON, UNIT, at, caller, open_case, return_case

pytestmark = pytest.mark.databases("sqlite")
MINE = caller(PERSON)
CLERK = caller("clerk", UNIT, ("unit_clerk",))


@pytest.fixture
def house(world):
    contact = {"telephone": None, "address": None, "email": "clerk@unit.example"}
    world.happens(audit.ORGANISATION_REGISTERED, organisation_id=UNIT, contact=contact)
    return world.sends_on(Channel.MAIL, Channel.SMS, Channel.WECOM)


def wish(world, who=MINE, **told):
    return world.call(set_preferences, who, **({"idempotency_key": "k"} | told))


def address(channel, text_):
    return {"addresses": [{"channel": channel, "address": text_}]}


def code_of(world, channel=Channel.SMS):
    """What came to the address."""
    (letter,) = world.work(claim_letters, channel)
    world.work(note_outcome, letter, taken(None))
    return letter.address, re.search(r"\d{6}", letter.body)[0]


def bring_back(world, code, who=MINE, channel="sms", **more):
    return world.call(confirm_address, who, channel=channel, code=code, idempotency_key="c", **more)


def channel_of(told, name):
    return next(one for one in told["channels"] if one["channel"] == name)


def returned(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29))


def test_a_person_gets_letters_at_an_address_once_its_code_has_come_back(house):
    told = wish(house, **address("sms", "+86 138 0000 1234"))
    assert channel_of(told, "sms")["pending_masked"] == "138****1234"
    to, code = code_of(house)
    assert to == "13800001234"
    assert bring_back(house, f" {code[:3]} {code[3:]}") == {"channel": "sms", "confirmed": True, "tries_left": 0}
    assert channel_of(house.call(get_preferences, MINE), "sms")["address_masked"] == "138****1234"
    returned(house)
    (letter,) = house.work(claim_letters, Channel.SMS)
    assert letter.address == "13800001234"


def test_how_long_a_code_counts_and_when_letters_leave_is_told(house):
    told = wish(house, **address("sms", "13800001234"))
    assert channel_of(told, "sms")["code_until"] == iso(house.clock.now() + timedelta(minutes=15))
    assert channel_of(told, "mail")["code_until"] is None
    hours = ("quiet_from", "quiet_until", "daily_letter", "test")
    assert [told[name] for name in hours] == ["21:00", "07:30", "08:30", False]
    quiet = house.make_ports.keywords["outbound"]
    house.make_ports = partial(house.make_ports.func, outbound=replace(quiet, test=True))
    assert house.call(get_preferences, MINE)["test"] is True


def test_an_address_that_waits_for_its_code_gets_nothing_else(house):
    wish(house, **address("sms", "13800001234"))
    code_of(house)
    returned(house)
    assert house.messages(person_id=PERSON)
    assert house.work(claim_letters, Channel.SMS) == []


def test_a_code_is_good_for_five_tries_and_a_quarter_of_an_hour(house):
    wish(house, **address("sms", "13800001234"))
    _, code = code_of(house)
    wrong = "000000" if code != "000000" else "111111"
    assert [bring_back(house, wrong)["tries_left"] for _ in range(5)] == [4, 3, 2, 1, 0]
    refuses(house, "code_not_waiting", lambda: bring_back(house, code))
    house.clock.advance(timedelta(minutes=1))
    wish(house, **address("sms", "13800001234"))
    _, code = code_of(house)
    house.clock.advance(timedelta(minutes=15))
    refuses(house, "code_not_waiting", lambda: bring_back(house, code))


def refuses(world, slug, step, path=None):
    with pytest.raises(ZhipingError) as refused:
        step()
    assert refused.value.slug == slug
    if path is not None:
        assert refused.value.path == path


def test_nobody_is_flooded_with_codes(house):
    wish(house, **address("sms", "13800001234"))
    again = lambda: wish(house, **address("sms", "13900001234"))  # noqa: E731
    refuses(house, "codes_too_often", again, "addresses.0.address")
    for _ in range(4):
        house.clock.advance(timedelta(minutes=1))
        again()
    house.clock.advance(timedelta(minutes=1))
    refuses(house, "codes_too_often", again)
    house.clock.advance(timedelta(days=1))
    again()


def test_the_address_before_stands_until_the_new_one_is_confirmed(house):
    wish(house, **address("sms", "13800001234"))
    bring_back(house, code_of(house)[1])
    house.clock.advance(timedelta(minutes=1))
    told = wish(house, **address("sms", "13900005678"))
    assert channel_of(told, "sms")["address_masked"] == "138****1234"
    bring_back(house, code_of(house)[1])
    assert channel_of(house.call(get_preferences, MINE), "sms")["address_masked"] == "139****5678"
    told = wish(house, **address("sms", None))
    assert channel_of(told, "sms")["address_masked"] is None


@pytest.mark.parametrize(
    ("channel", "given", "who", "slug", "path"),
    [
        ("mail", "nobody", MINE, "address_unfit", "addresses.0.address"),
        ("mail", "a@b.cn\nBcc: c@d.cn", MINE, "address_unfit", "addresses.0.address"),
        ("sms", "12345678901", MINE, "address_unfit", "addresses.0.address"),
        ("wecom", "no-key", CLERK, "address_unfit", "addresses.0.address"),
        ("wecom", "0f8fad5b-d9cb-469f-a165-70867728950e", MINE, "channel_not_offered", "addresses.0.channel"),
        ("dingtalk", "ab", CLERK, "channel_not_offered", "addresses.0.channel"),
        ("inbox", "x", MINE, "channel_not_offered", "addresses.0.channel"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_with_its_place(house, channel, given, who, slug, path):
    refuses(house, slug, lambda: wish(house, who, for_organisation=who is CLERK, **address(channel, given)), path)


def test_the_inbox_cannot_be_wished_away(house):
    refuses(house, "inbox_not_wished", lambda: wish(house, order=["mail", "inbox"]), "order.1")
    refuses(house, "channel_named_twice", lambda: wish(house, order=["mail", "mail"]), "order.1")
    wish(house, outside=[])
    returned(house)
    assert len(house.messages(person_id=PERSON)) == 1


def test_an_organisation_has_the_mail_address_of_the_directory_until_it_names_another(house):
    told = house.call(get_preferences, CLERK, for_organisation=True)
    assert channel_of(told, "mail")["address_masked"] == "c***@unit.example"
    wish(house, CLERK, for_organisation=True, **address("mail", "office@unit.example"))
    bring_back(house, code_of(house, Channel.MAIL)[1], CLERK, "mail", for_organisation=True)
    house.happens(audit.ROSTER_REPORTED, at(6, 26), organisation_id=UNIT)
    (letter,) = house.work(claim_letters, Channel.MAIL)
    assert letter.address == "office@unit.example"


def test_what_an_organisation_does_not_want_outside_stays_in_its_inbox(house):
    wish(house, CLERK, for_organisation=True, outside=["reminder"])
    house.happens(audit.ROSTER_REPORTED, at(6, 26), organisation_id=UNIT)
    assert house.work(claim_letters, Channel.MAIL) == []
    assert house.messages(CLERK)


def test_only_who_acts_for_an_organisation_sets_its_wishes(house):
    refuses(house, "role_not_allowed", lambda: wish(house, for_organisation=True, order=["mail"]), "for_organisation")


def test_a_code_is_shown_to_nobody_and_kept_by_nobody(house):
    wish(house, **address("sms", "13800001234"))
    with house.database.begin_reading() as connection:
        before = repr(
            [connection.execute(text(f"SELECT * FROM {table}")).all() for table in ("dispatches", "contacts")]
        )
    _, code = code_of(house)
    assert code not in before
    assert "13800001234" not in before
    (told,) = house.call(list_dispatches, MINE)["items"]
    assert (told["kind"], told["body"], told["message_id"]) == ("address_code", "", None)
    assert house.call(list_dispatches, caller("somebody else"))["items"] == []
