"""How somebody is reached: what the page of addresses and wishes shows, sends and keeps of what was typed."""

import pytest

from services.gateway.console.navigation import ROLE_NAMES
from shared.kernel.errors import conflict, forbidden, invalid
from tests.support.console_suite import Console, answer
from tests.support.console_suite.world import read


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    made = Console(tmp_path_factory.mktemp("console"))
    made.sign_in("unit_clerk", "clerk-1", "org-1")
    return made


def prefers(console, changes=None, **more):
    """The preferences with some channels changed."""
    told = answer("notify.get_preferences", **more)
    for one in told["channels"]:
        one.update((changes or {}).get(one["channel"], {}))
    console.services.says["notify.get_preferences"] = told


def test_channels_of_this_house_stand_apart_from_those_it_has_not(console):
    page = console.get("/reached")
    assert "c***k@unit.example（2026年6月1日09:00确认）" in page
    assert "未开通：政务平台" in page
    assert "发到单位工作群，只能由单位设置" in page
    assert "21:00至次日07:30不向外发送" in page
    assert "系统内消息（不能关闭）" in page


def test_a_pending_address_asks_for_its_code_with_tries_and_end(console):
    assert "待确认地址：138****1234。验证码2026年7月5日10:12前有效，还可以试4次" in console.get("/reached")


@pytest.mark.parametrize("change", [{"tries_left": 0}, {"code_until": "2026-07-05T09:59:00+08:00"}])
def test_a_code_that_counts_no_more_is_not_asked_for(console, change):
    prefers(console, {"sms": change})
    page = console.html("/reached")
    assert "验证码已失效" in page
    assert 'name="code-sms"' not in page


def test_a_new_address_is_sent_and_the_page_says_what_to_do_next(console):
    sent = console.send("/reached", "/reached/own/addresses/mail", **{"address-mail": " zhang@example.cn "})
    assert sent.headers["Location"] == "/reached?done=code&at=mail"
    told = console.services.told("notify.set_preferences")
    assert told["addresses"] == [{"channel": "mail", "address": "zhang@example.cn"}]
    assert told["for_organisation"] is False
    assert "验证码已发往新地址" in console.get("/reached?done=code&at=mail")


def test_an_address_that_cannot_be_one_is_kept_in_its_field_alone(console):
    refusal = invalid("address_unfit", path="addresses.0.address", channel="sms")
    console.services.says["notify.set_preferences"] = refusal
    page = console.send("/reached", "/reached/own/addresses/sms", **{"address-sms": "1380000"})
    assert page.status_code == 422
    assert 'name="address-sms" value="1380000"' in page.text
    assert page.text.count("is-invalid") == 1
    assert "不能作为短信地址" in page.text


def test_a_wrong_code_says_how_often_it_may_be_tried_yet(console):
    console.services.says["notify.confirm_address"] = {"channel": "sms", "confirmed": False, "tries_left": 3}
    page = console.send("/reached", "/reached/own/codes/sms", **{"code-sms": "123456"})
    assert (page.status_code, "验证码不正确，还可以再试3次" in read(page.text)) == (422, True)


def test_a_right_code_confirms_and_one_that_nobody_waits_for_is_refused_in_words(console):
    fields = {"code-sms": "123456"}
    done = console.send("/reached", "/reached/own/codes/sms", **fields)
    assert done.headers["Location"] == "/reached?done=confirmed&at=sms"
    assert console.services.told("notify.confirm_address")["code"] == "123456"
    console.services.says["notify.confirm_address"] = conflict("code_not_waiting", path="channel")
    assert "验证码已失效，请重新获取验证码" in console.send("/reached", "/reached/own/codes/sms", **fields).text


def test_an_address_is_given_up(console):
    assert console.send("/reached", "/reached/own/addresses/mail/forget").status_code == 303
    assert console.services.told("notify.set_preferences")["addresses"] == [{"channel": "mail", "address": None}]


def test_wishes_keep_channels_that_the_house_does_not_offer(console):
    fields = {"offered": ["mail", "sms"], "order-1": "sms", "order-2": "mail", "outside": ["notice"]}
    assert console.send("/reached", "/reached/own/wishes", **fields).headers["Location"] == "/reached?done=wishes"
    told = console.services.told("notify.set_preferences")
    assert (told["order"], told["outside"]) == (["sms", "mail", "platform", "wecom", "dingtalk"], ["notice"])


def test_a_channel_that_is_named_twice_is_told_beside_its_field_and_ticks_stay(console):
    refusal = invalid("channel_named_twice", path="order.1", channel="sms")
    console.services.says["notify.set_preferences"] = refusal
    fields = {"offered": ["mail", "sms"], "order-1": "sms", "order-2": "sms"}
    page = console.send("/reached", "/reached/own/wishes", **fields)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text.partition('id="f-order-2"')[2].partition(">")[0]
    assert "checked" not in page.text.partition('id="f-outside-reminder"')[2].partition(">")[0]


def test_a_clerk_sees_his_house_and_asks_in_its_name(console):
    assert "本单位（赤峰市第一中学）" in console.get("/reached")
    console.get("/reached/organisation")
    assert console.services.told("notify.get_preferences")["for_organisation"] is True
    console.send("/reached/organisation", "/reached/organisation/addresses/mail", **{"address-mail": "a@b.cn"})
    assert console.services.told("notify.set_preferences")["for_organisation"] is True


def test_test_mode_is_said_at_the_top(console):
    prefers(console, test=True)
    assert "本系统处于测试模式，未向外发送" in console.get("/reached")


def test_a_house_without_channels_says_so(console):
    prefers(console, {name: {"offered": False} for name in ("mail", "sms")})
    assert "没有开通任何外发渠道" in console.get("/reached")


def test_who_acts_for_nobody_is_refused_in_words(console):
    console.services.says["notify.get_preferences"] = forbidden("role_not_allowed", path="for_organisation")
    assert "无权办理" in console.get("/reached/organisation", 403)
    assert console.browser.get("/reached/nobody").status_code == 404


@pytest.mark.parametrize("role", list(ROLE_NAMES))
def test_every_role_says_how_it_is_reached(console, role):
    console.browser = console.app.test_client()
    console.sign_in(role, f"reached-{role}", "org-1" if role.endswith("clerk") else None)
    page = console.html("/reached")
    assert ("本单位（" in page) is role.endswith("clerk")
    assert '<a href="/reached" aria-current="page">通知方式</a>' in page
