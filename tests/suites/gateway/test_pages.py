"""The pages of accounts as people use them."""

import re

import pytest

from tests.support.gateway_suite import PASSWORD

NEW = {"name": "王芳", "login_name": "wangfang"}


@pytest.fixture
def operator(world):
    """An operator in his browser."""
    world.person("first", "甲", ("operator", None, None))
    return signed_in(world, "first")


def signed_in(world, name, role="operator", password=PASSWORD):
    browser = world.browser()
    browser.sign_in(name, password)
    with world.gateway.reading() as tx:
        account = tx.ports.accounts.find(tx.ports.passwords.of_name(name).account_id)
    wanted = next(one.id for one in account.capacities if one.role == role)
    if len(account.capacities) > 1:
        browser.post("/capacities", page="/capacities", capacity_id=wanted)
    return browser


def text(answer):
    return answer.get_data(as_text=True)


def made(operator):
    """A new account by the form: its page and its first password."""
    shown = text(operator.post("/accounts", page="/accounts/new", **NEW))
    return re.search(r"/accounts/([0-9a-f-]{36})", shown)[1], re.search(r"<code>([^<]+)</code>", shown)[1]


def test_an_operator_makes_an_account_and_its_person_takes_a_password_of_his_own(world, operator):
    account_id, password = made(operator)
    assert password not in text(operator.get(f"/accounts/{account_id}"))
    person = world.browser()
    assert person.sign_in("wangfang", password).status_code == 303
    assert "由他人设置" in text(person.get("/account/password"))
    fields = {"password": password, "new_password": PASSWORD, "repeated": PASSWORD}
    assert "不一致" in text(person.post("/account/password", page="/account/password", **fields | {"repeated": "x"}))
    assert person.post("/account/password", page="/account/password", **fields).headers["Location"] == "/account"
    assert "最近登录" in text(person.get("/account"))


def test_two_operators_give_an_office_on_their_pages(world, operator):
    world.person("second", "乙", ("operator", None, None))
    account_id, _ = made(operator)
    page, wanted = f"/accounts/{account_id}", {"role": "unit_clerk", "organisation_id": "unit-1"}
    assert operator.post(f"{page}/capacities", page=page, role="unit_clerk").status_code == 422
    assert operator.post(f"{page}/capacities", page=page, **wanted).status_code == 303
    assert "待另一人确认" in text(operator.get(page))
    own = text(operator.get("/accounts/grants"))
    assert "须由其他人确认" in own
    grant = re.search(r"/accounts/grants/([0-9a-f-]{36})", own)[1]
    path = f"/accounts/grants/{grant}"
    refused = operator.post(path, page="/accounts/grants", decision="confirm")
    assert "不能自己确认" in text(refused)
    other = signed_in(world, "second")
    assert other.post(path, page="/accounts/grants", decision="confirm").status_code == 303
    assert "用人单位经办人" in text(operator.get(page))


def test_an_operator_locks_frees_and_signs_out(world, operator):
    account_id = world.person("lihua")
    page = f"/accounts/{account_id}"
    person = world.browser()
    person.sign_in("lihua")
    assert operator.post(f"{page}/logins/end", page=page).status_code == 303
    assert person.get("/account").status_code == 403
    operator.post(f"{page}/block", page=page)
    assert "起停用" in text(operator.get(page))
    assert world.browser().sign_in("lihua").status_code == 403
    operator.post(f"{page}/unblock", page=page)
    assert world.browser().sign_in("lihua").status_code == 303
    shown = text(operator.get("/accounts/sign-ins"))
    assert "账号停用被拒" in shown
    assert "李华" in text(operator.get("/accounts?name=lih"))
    assert "没有符合条件的账号" in text(operator.get("/accounts?name=zzz"))


def test_a_second_factor_is_set_by_a_picture_and_its_codes_are_shown_once(world):
    import pyotp

    world.person("lihua")
    browser = world.browser()
    browser.sign_in("lihua")
    assert browser.post("/account/second-factor", page="/account").headers["Location"] == "/account/second-factor"
    picture = browser.get("/account/second-factor.png")
    assert picture.data.startswith(b"\x89PNG")
    page = text(browser.get("/account/second-factor"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    code = pyotp.TOTP(secret).at(int(world.clock.now().timestamp()))
    path = "/account/second-factor/confirm"
    assert browser.post(path, page="/account/second-factor", code="000000").status_code == 422
    shown = text(browser.post(path, page="/account/second-factor", code=code))
    assert len(re.findall(r"<code>([0-9A-Z-]{19})</code>", shown)) == 10
    assert browser.get("/account/second-factor.png").status_code == 404
    assert "尚有 10 个备用码" in text(browser.get("/account"))


def test_an_operator_makes_renews_and_revokes_a_portal(world, operator):
    wanted = {"name": "人社门户", "methods": "declaration.list_plans\naudit.*", "role": "unit_clerk",
              "organisation_id": "unit-1", "days": "90"}  # fmt: skip
    shown = text(operator.post("/portals", page="/portals", **wanted))
    assert re.search(r"zps_[0-9a-f]{32}_", shown)
    page = text(operator.get("/portals"))
    assert "zps_" not in page
    portal = re.search(r"/portals/([0-9a-f]{32})/secret", page)[1]
    assert "zps_" in text(operator.post(f"/portals/{portal}/secret", page="/portals"))
    assert "有效密钥 2 个" in text(operator.get("/portals"))
    assert operator.post(f"/portals/{portal}/revoke", page="/portals").status_code == 303
    assert "已吊销" in text(operator.get("/portals"))
    assert operator.post("/portals", page="/portals", **wanted | {"methods": "all"}).status_code == 422
