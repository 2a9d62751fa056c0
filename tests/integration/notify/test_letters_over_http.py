"""Robots and gateways on this machine, which check signatures and say what theirs say."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.notify.adapters.webhook import (
    GatewayReceipts,
    Signature,
    SignedGateway,
    WebhookSender,
    dingtalk,
    judge_robot,
    wecom,
)
from services.notify.domain.channel import Channel
from services.notify.usecases.letter_ports import Letter
from shared.kernel.clock import ZONE, VirtualClock
from tests.support.letters.gateways import KEY, KEY_ID, ROBOT, SECRET, WECOM, Gateways, gateways_at_work

CLOCK = VirtualClock(datetime(2026, 6, 28, 9, tzinfo=ZONE))
SMS = Letter("l-1.0", "claim", Channel.SMS, "13800001234", "标题", "正文", "正文")


@pytest.fixture
def gateways():
    return Gateways(CLOCK.now)


@pytest.fixture
def site(gateways):
    with gateways_at_work(gateways) as url:
        yield url


def gateway(site, channel=Channel.SMS, secret=KEY, digest="sha256", **more):
    made = SignedGateway(channel, f"{site}/{channel}", Signature(KEY_ID, secret, digest), CLOCK.now, **more)
    return WebhookSender(made.write, made.judge)


def sent(sender, letter):
    with sender.session() as send:
        outcome = send(letter)
    return outcome.verdict.value, outcome.code


@pytest.mark.parametrize("digest", ["sha256", "sm3"])
def test_a_gateway_takes_what_is_signed_and_gives_a_receipt(site, gateways, digest):
    with gateway(site, digest=digest, sign="赤峰职称").session() as send:
        outcome = send(SMS)
    assert (outcome.verdict.value, outcome.receipt) == ("taken", "r-1")
    ((path, told, headers),) = gateways.posts
    assert (path, told["to"], told["content"]) == ("/sms", "13800001234", "【赤峰职称】正文")
    assert headers["Idempotency-Key"] == told["id"] == "l-1.0"


def test_a_platform_gets_the_whole_text(site, gateways):
    letter = replace(SMS, channel=Channel.PLATFORM, address="account-1", body="全文")
    assert sent(gateway(site, Channel.PLATFORM), letter) == ("taken", "OK")
    assert gateways.posts[0][1]["content"] == "全文"


def test_a_wrong_secret_locks_the_house_out_and_the_letter_waits(site, gateways):
    assert sent(gateway(site, secret="another"), SMS) == ("later", "401")
    assert gateways.posts == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, {}, {"code": "LIMIT", "message": "too fast"}), ("later", "LIMIT")),
        ((200, {}, {"code": "NUMBER_INVALID"}), ("refused", "NUMBER_INVALID")),
        ((200, {}, b"<html>"), ("later", "no_answer")),
        ((200, {}, b"[]"), ("later", "no_answer")),
        ((503, {}, {}), ("later", "503")),
        ((404, {}, {}), ("refused", "404")),
        ((302, {"Location": "http://elsewhere.example/"}, {}), ("refused", "302")),
    ],
)
def test_what_a_gateway_answers_decides_what_becomes_of_the_letter(site, gateways, answer, expected):
    gateways.answers["/sms"] = [answer]
    assert sent(gateway(site, retry_codes=frozenset({"LIMIT"})), SMS) == expected


def test_a_gateway_that_asks_for_a_pause_gets_it(site, gateways):
    gateways.answers["/sms"] = [(429, {"Retry-After": "90"}, {})]
    with gateway(site).session() as send:
        assert send(SMS).wait == timedelta(seconds=90)


def test_nobody_there_is_no_fault_of_the_letter(site):
    assert sent(gateway("http://127.0.0.1:1"), SMS) == ("later", "unreachable")


def test_a_robot_of_dingtalk_is_signed_with_its_own_secret(site, gateways):
    robot = WebhookSender(dingtalk(f"{site}/robot/send", CLOCK.now), judge_robot)
    letter = replace(SMS, channel=Channel.DINGTALK, address=f"{ROBOT}#{SECRET}")
    assert sent(robot, letter) == ("taken", "0")
    assert gateways.posts == [("dingtalk", {"msgtype": "text", "text": {"content": "标题\n正文"}}, {})]
    assert sent(robot, replace(letter, address=f"{ROBOT}#SEC{'c' * 64}")) == ("refused", "310000")
    gateways.answers["/robot/send"] = [(200, {}, {"errcode": 130101, "errmsg": "send too fast"})]
    assert sent(robot, letter) == ("later", "130101")


def test_a_robot_of_wecom_is_known_by_its_key_and_long_texts_are_cut_to_their_title(site, gateways):
    robot = WebhookSender(wecom(f"{site}/cgi-bin/webhook/send"), judge_robot)
    letter = replace(SMS, channel=Channel.WECOM, address=WECOM, body="长" * 1000)
    assert sent(robot, letter) == ("taken", "0")
    assert gateways.posts[0][1]["text"] == {"content": "标题"}
    assert sent(robot, replace(letter, address=WECOM.replace("0", "1"))) == ("refused", "93000")
    gateways.answers["/cgi-bin/webhook/send"] = [(200, {}, {"errcode": 45009})]
    assert sent(robot, letter) == ("later", "45009")


def test_receipts_are_asked_for_and_gone_once_they_were_heard(site, gateways):
    gateways.receipts = [
        {"id": "l-1.0", "state": "delivered", "code": "DELIVRD"}, {"id": "l-2.0", "state": "failed", "code": "UNDELIV"},
    ]  # fmt: skip
    source = GatewayReceipts(f"{site}/receipts", Signature(KEY_ID, KEY), CLOCK.now)
    with pytest.raises(RuntimeError), source.read():
        raise RuntimeError
    with source.read() as reports:
        told = [(one.letter_id, one.outcome.verdict.value, one.outcome.code) for one in reports]
    assert told == [("l-1.0", "taken", "DELIVRD"), ("l-2.0", "refused", "UNDELIV")]
    with source.read() as reports:
        assert reports == []
