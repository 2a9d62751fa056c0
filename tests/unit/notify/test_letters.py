"""What letters are made of: addresses, codes of servers, ID numbers, rates, hours, settings."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.notify.config import outbound_settings, smtp_settings, supervisor_mail
from services.notify.domain.channel import Channel
from services.notify.domain.dispatch import DISPATCH, Dispatch, DispatchState, LetterRoute, planned
from services.notify.domain.hours import HOUSE_HOURS
from services.notify.domain.id_numbers import holds_id_number
from services.notify.domain.outcome import declined, impersonal, later, taken
from services.notify.domain.rate import Rate
from services.notify.domain.recipient import person
from shared.calendar import work_calendar
from shared.kernel.clock import ZONE
from shared.kernel.masking import mask_key, mask_mail
from shared.kernel.secret_files import SettingRefused

NOW = datetime(2026, 6, 26, 9, tzinfo=ZONE)
MAIL, SMS = Channel.MAIL, Channel.SMS


def dispatch(**more):
    routes = (LetterRoute(MAIL, "a@b.cn"), LetterRoute(SMS, "13800001234"))
    made = Dispatch("d", "m", person("p"), "kind", "notice", "", routes, MAIL, NOW, NOW)
    return replace(made, **more)


@pytest.mark.parametrize(
    "text",
    [
        "身份证号150402198501011234有误", "150402 19850101 123X", "１５０４０２１９８５０１０１１２３ｘ",
        "号码：150402850101123。", "150402-19850101-1234", "（11010519491231002x）",
    ],
)  # fmt: skip
def test_an_id_number_is_found_however_it_is_written(text):
    assert holds_id_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "证书编号202615040000123456", "封印：" + "ab12" * 16, "申报（编号CF-2026-000123）", "2026年6月30日24时前",
        "13800001234", "01890a5d-ac96-774b-bcce-b302099a8057", "150402198513011234",
        '{"number": 120, "day": "2026-06-15"}',
    ],
)  # fmt: skip
def test_other_numbers_are_none(text):
    assert not holds_id_number(text)


def test_what_comes_back_is_short_and_names_nobody():
    assert impersonal("550 <zhang@unit.example>:\r\n no such user") == "550 <…>: no such user"
    assert impersonal("mobile 13800001234 is blacklisted") == "mobile … is blacklisted"
    assert impersonal("token " + "a" * 64 + " unknown") == "token … unknown"
    assert len(impersonal("long " * 100)) == 120


def test_a_mail_address_shows_its_first_letter_and_its_house_and_a_key_its_end():
    assert mask_mail("zhangsan@unit.example") == "z***@unit.example"
    assert mask_key("abcdefgh") == "****efgh"


def test_a_bucket_gives_so_many_at_once_and_then_as_fast_as_it_fills():
    rate = Rate(4, 60)
    assert rate.room(NOW, NOW) == 4
    full_at = rate.taken(NOW, NOW, 4)
    assert rate.room(full_at, NOW + timedelta(seconds=14)) == 0
    assert rate.room(full_at, NOW + timedelta(seconds=15)) == 1
    assert rate.room(full_at, NOW + timedelta(hours=1)) == 4


def test_the_daily_letter_goes_out_on_the_next_working_day():
    calendar = work_calendar()
    at = lambda day, hour, minute=0: datetime(2026, 6, day, hour, minute, tzinfo=ZONE)  # noqa: E731
    assert HOUSE_HOURS.next_daily(at(26, 8, 30), calendar) == at(26, 8, 30)
    assert HOUSE_HOURS.next_daily(at(26, 8, 31), calendar) == at(29, 8, 30)
    assert HOUSE_HOURS.next_daily(at(28, 6), calendar) == at(29, 8, 30)
    assert HOUSE_HOURS.last_daily(at(28, 6)) == at(27, 8, 30)


def test_with_another_channel_behind_it_a_letter_is_given_up_sooner():
    held = dispatch().claimed("c", "d.0", NOW)
    for _ in range(2):
        held = held.after(later("451"), NOW, HOUSE_HOURS).claimed("c", "d.0", NOW)
    turned = held.after(later("451"), NOW, HOUSE_HOURS)
    assert (turned.state, turned.channel, turned.attempts, turned.letter_id) == (DispatchState.QUEUED, SMS, 0, None)
    ended = turned.claimed("c", "d.1", NOW).after(declined("NO"), NOW, HOUSE_HOURS)
    assert (ended.state, ended.settled_at, len(ended.tries)) == (DispatchState.REFUSED, NOW, 4)


def test_a_retry_does_not_fall_into_the_quiet_hours():
    late = datetime(2026, 6, 26, 20, 59, 30, tzinfo=ZONE)
    held = dispatch().claimed("c", "d.0", late).after(later("451"), late, HOUSE_HOURS)
    assert held.due_at == datetime(2026, 6, 27, 7, 30, tzinfo=ZONE)


def test_a_bounce_after_a_receipt_still_turns_the_letter_to_the_next_channel():
    sent = dispatch().claimed("c", "d.0", NOW).after(taken("q"), NOW, HOUSE_HOURS)
    arrived = sent.returned(taken(None, "2.0.0"), NOW, HOUSE_HOURS)
    assert arrived.state is DispatchState.DELIVERED
    assert arrived.returned(declined("5.1.1"), NOW, HOUSE_HOURS).channel is SMS


def test_what_is_settled_moves_no_more():
    assert DISPATCH.final == {DispatchState.REFUSED, DispatchState.FAILED, DispatchState.TEST}
    assert planned(dispatch(routes=()), HOUSE_HOURS, "no_address").state is DispatchState.NOT_SENT


def test_the_mail_server_is_read_from_the_environment():
    found = smtp_settings({"ZHIPING_SMTP_URL": "smtps://user:p%40ss@mail.example?from=zhiping@bureau.example"})
    assert (found.host, found.port, found.tls) == ("mail.example", 465, True)
    assert (found.user, found.password, found.sender) == ("user", "p@ss", "zhiping@bureau.example")
    assert "p@ss" not in repr(found)
    assert smtp_settings({}) is None


@pytest.mark.parametrize(
    ("url", "starttls"),
    [
        ("smtp://mail.example?from=a@b.cn", "opportunistic"), ("smtp://u:p@mail.example?from=a@b.cn", "required"),
        ("smtp://u:p@127.0.0.1?from=a@b.cn", "opportunistic"), ("smtp://u@m.example?from=a@b.cn&starttls=off", "off"),
    ],
)  # fmt: skip
def test_a_password_leaves_the_machine_under_tls_alone_unless_somebody_says_otherwise(url, starttls):
    assert smtp_settings({"ZHIPING_SMTP_URL": url}).starttls == starttls


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example?from=a@b", "smtp://mail.example"])
def test_an_incomplete_mail_setting_stops_the_start(url):
    with pytest.raises(SettingRefused):
        smtp_settings({"ZHIPING_SMTP_URL": url})


def test_a_supervisor_without_a_mail_address_stops_the_start():
    with pytest.raises(ValueError, match="must be a mail address"):
        supervisor_mail({"ZHIPING_SUPERVISOR_MAIL": "jiandu"})


@pytest.fixture
def files(tmp_path):
    (tmp_path / "secret").write_text("hidden\n")
    return tmp_path


def test_channels_are_read_from_their_file(files):
    text = f"""
channels:
  - channel: mail
    url: smtp://user@mail.example:587?from=zhiping@bureau.example
    starttls: required
    password_file: {files}/secret
    bounces: {{maildir: {files}, address: bounce@bureau.example}}
  - channel: sms
    url: https://sms.example/send
    key_id: zhiping
    secret: hidden
    digest: sm3
    rate: {{letters: 10, seconds: 1}}
  - {{channel: wecom, url: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"}}
"""
    told = outbound_settings({"ZHIPING_CHANNELS": text})
    assert (told.mail.password, told.mail.starttls, told.mail.bounces.address) == (
        "hidden", "required", "bounce@bureau.example"
    )  # fmt: skip
    assert [(one.channel, one.secret, one.digest) for one in told.posted] == [
        (SMS, "hidden", "sm3"), (Channel.WECOM, "", "sha256"),
    ]  # fmt: skip
    assert told.rates[SMS] == Rate(10, 1)
    assert "hidden" not in repr(told)


ENTRY = "channels: [{channel: sms, url: 'https://s.example', key_id: k, secret_file: %s}]"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("channels: [{channel: pigeon, url: x}]", "channels.0.channel"),
        ("channels: [{channel: inbox, url: x}]", "channels.0.channel"),
        ("channels: [{channel: sms}]", "channels.0.url"),
        ("channels: [{channel: sms, url: 'https://s.example'}]", "channels.0.key_id"),
        (ENTRY % "/nowhere", "channels.0.secret_file"),
        ("channels: [{channel: sms, url: 'http://s.example', key_id: k, secret_file: x}]", "channels.0.url"),
        ("channels: [{channel: wecom, url: 'https://s.example', starttls: 'off'}]", "channels.0.starttls"),
        ("channels: [{channel: wecom, url: 'https://s.example', colour: red}]", "channels.0.colour"),
        ("channels: [{channel: mail, url: 'smtp://m.example'}]", "channels.0.url"),
        ("channels: [{channel: mail, url: 'smtp://m?from=a@b.cn', bounces: {}}]", "channels.0.bounces"),
        ("channels: [{channel: wecom, url: 'https://a'}, {channel: wecom, url: 'https://b'}]", "channels.1.channel"),
        ("channels: [{channel: wecom, url: 'https://a', rate: {letters: 0, seconds: 1}}]", "channels.0.rate.letters"),
        ("channels: {", "YAML"),
    ],
)
def test_what_is_wrong_with_a_channel_stops_the_start_and_names_its_place(text, place):
    with pytest.raises(SettingRefused, match=f"^ZHIPING_CHANNELS: .*{place}"):
        outbound_settings({"ZHIPING_CHANNELS": text})


def test_mail_stands_in_one_place():
    both = {"ZHIPING_SMTP_URL": "smtp://m.example?from=a@b.cn"}
    both["ZHIPING_CHANNELS"] = "channels: [{channel: mail, url: 'smtp://m.example?from=a@b.cn'}]"
    with pytest.raises(SettingRefused, match="ZHIPING_SMTP_URL"):
        outbound_settings(both)


def test_in_test_mode_every_channel_is_there_and_an_unknown_mode_stops_the_start():
    assert set(outbound_settings({"ZHIPING_OUTBOUND": "test"}).rates) == set(Channel) - {Channel.INBOX}
    assert outbound_settings({}).rates == {}
    with pytest.raises(SettingRefused, match="ZHIPING_OUTBOUND"):
        outbound_settings({"ZHIPING_OUTBOUND": "maybe"})
