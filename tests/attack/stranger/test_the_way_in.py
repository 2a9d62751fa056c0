"""What another site, a shared browser or a forged address tries with the pages for signing in."""

import re

import pytest

from services.gateway.domain.account import Capacity
from shared.kernel.ids import new_id
from tests.support.gateway_suite import FIRST, PASSWORD, token_of
from tests.support.gateway_suite.attacked import door, reused  # noqa: F401 (fixtures)

LOGIN = "zhiping_login"


@pytest.fixture
def browser(door):  # noqa: F811
    door.person("lihua")
    return door.browser()


def test_a_secret_that_was_planted_before_is_not_the_one_after(browser, door):  # noqa: F811
    browser.client.set_cookie(LOGIN, "planted")
    browser.sign_in()
    secret = browser.cookie(LOGIN)
    assert secret
    assert "planted" not in secret
    thief = door.browser()
    thief.client.set_cookie(LOGIN, "planted")
    assert thief.get("/account").status_code == 403


def test_signing_in_again_ends_the_login_before(browser, door):  # noqa: F811
    browser.sign_in()
    before = browser.cookie(LOGIN)
    browser.post("/sign-in", page="/account", login_name="lihua", password=PASSWORD)
    old = door.browser()
    old.client.set_cookie(LOGIN, before)
    assert old.get("/account").status_code == 403
    assert browser.get("/account").status_code == 200


def test_another_capacity_has_another_secret(browser, door):  # noqa: F811
    with door.gateway.transaction() as tx:
        account = tx.ports.accounts.every()[0]
        expert = Capacity(new_id(), "expert")
        tx.ports.accounts.add_capacity(account.id, expert)
    browser.sign_in()
    before = browser.cookie(LOGIN)
    browser.post("/capacities", page="/capacities", capacity_id=expert.id)
    assert browser.cookie(LOGIN) != before
    old = door.browser()
    old.client.set_cookie(LOGIN, before)
    assert old.get("/account").status_code == 403


def test_nobody_takes_a_capacity_that_is_not_his(browser, door):  # noqa: F811
    operator = door.account(door.person("yunwei", "运维", ("operator", None, None)))
    browser.sign_in()
    wanted = next(one.id for one in operator.capacities if one.role == "operator")
    assert browser.post("/capacities", page="/account", capacity_id=wanted).status_code == 403
    for path in ("/accounts", "/accounts/new", "/accounts/grants", "/accounts/sign-ins", "/portals"):
        assert browser.get(path).status_code == 403, path
    assert browser.post(f"/accounts/{operator.id}/block", page="/account").status_code in (403, 422)
    assert door.account(operator.id).blocked_at is None


def test_a_form_of_another_site_signs_nobody_in(browser):
    form = {"login_name": "lihua", "password": PASSWORD}
    assert browser.client.post("/sign-in", data=form).status_code == 403
    token = token_of(browser.get("/sign-in"))
    browser.client.delete_cookie("zhiping_form")
    assert browser.client.post("/sign-in", data={**form, "csrf": token}).status_code == 403
    browser.get("/sign-in")
    assert browser.client.post("/sign-in", data={**form, "csrf": token}).status_code == 403, (
        "a token of another browser"
    )
    assert browser.cookie(LOGIN) is None


def test_a_form_of_another_site_does_nothing_for_whoever_is_signed_in(browser):
    browser.sign_in()
    for path in ("/sign-out", "/account/password", "/account/second-factor", "/account/logins/end", "/capacities"):
        assert browser.client.post(path, data={"csrf": "guessed"}).status_code == 403, path
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
        "/%0d%0aSet-Cookie:x=1\r\nx", "/\t/evil.example", " //evil.example", "http:evil.example", "/" + "a" * 600,
        "///evil.example", "",
    ],
)  # fmt: skip
def test_after_signing_in_nobody_is_led_away(browser, path):
    answer = browser.sign_in(next=path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_after_signing_in_one_is_where_one_wanted_to_be(browser):
    assert browser.sign_in(next="/mine/declarations?x=1").headers["Location"] == "/mine/declarations?x=1"


def test_cookies_are_kept_from_scripts_other_sites_and_plain_connections(door):  # noqa: F811
    door.person("lihua")
    object.__setattr__(door.gateway.settings, "url", "https://zc.example.cn")
    browser = door.browser()
    page = browser.client.get("/sign-in", base_url="https://zc.example.cn")
    form = {"csrf": token_of(page), "login_name": "lihua", "password": PASSWORD}
    answer = browser.client.post("/sign-in", data=form, base_url="https://zc.example.cn")
    assert answer.status_code == 303
    given = [line for line in answer.headers.getlist("Set-Cookie") if "Max-Age=0" not in line]
    assert len(given) == 2
    for line in given:
        assert line.startswith("__Host-zhiping_")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(line.split("; "))


@pytest.mark.parametrize("change", ["flip", "none", "other"])
def test_a_cookie_that_the_door_has_not_signed_is_none(browser, door, change):  # noqa: F811
    browser.sign_in()
    good = browser.cookie(LOGIN)
    value = {"flip": good[:-9] + ("A" if good[-9] != "A" else "B") + good[-8:], "none": good.rsplit(".", 1)[0],
             "other": browser.cookie("zhiping_device")}[change]  # fmt: skip
    forged = door.browser()
    forged.client.set_cookie(LOGIN, value)
    assert forged.get("/account").status_code == 403


def test_what_was_typed_as_a_password_never_comes_back(browser):
    answer = browser.sign_in(password="my-typed-secret-1")
    assert answer.status_code == 403
    assert "my-typed-secret-1" not in answer.get_data(as_text=True)


def test_nothing_opens_before_a_password_of_ones_own(door):  # noqa: F811
    door.person("new", changed=False)
    browser = door.browser()
    browser.sign_in("new", FIRST)
    for path in ("/", "/account", "/mine/declarations", "/capacities"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/account/password"), path
    fields = {"password": FIRST, "new_password": PASSWORD, "repeated": PASSWORD}
    assert browser.post("/account/password", page="/account/password", **fields).status_code == 303
    assert browser.get("/account").status_code == 200


def test_one_click_signs_in_on_demonstration_sites_only(browser, door):  # noqa: F811
    account = door.gateway
    with account.reading() as tx:
        wanted = tx.ports.accounts.every()[0].id
    assert browser.post("/sign-in/demo", account_id=wanted).status_code == 404
    assert browser.cookie(LOGIN) is None


def test_the_second_step_belongs_to_the_browser_that_took_the_first(door):  # noqa: F811
    from services.gateway.usecases import own_account
    from services.gateway.usecases.logins import login_of

    door.person("lihua")
    secret = door.sign_in().secret
    with door.gateway.transaction() as tx:
        found = login_of(tx, secret)
        own_account.begin_second_factor(tx, found)
        factor, _ = own_account.pending_second_factor(tx, found)
        own_account.confirm_second_factor(tx, found, _code(door, factor))
    door.later(seconds=30)
    browser, other = door.browser(), door.browser()
    assert browser.sign_in().headers["Location"] == "/sign-in/code"
    assert other.post("/sign-in/code", code=_code(door, factor)).status_code == 403
    assert browser.get("/account").status_code == 403
    assert browser.post("/sign-in/code", page="/sign-in/code", code=_code(door, factor)).status_code == 303
    assert browser.get("/account").status_code == 200


def test_a_name_from_outside_is_text_on_a_page(door):  # noqa: F811
    door.person("lihua", "<script>alert(1)</script>")
    browser = door.browser()
    browser.sign_in()
    shown = browser.get("/account").get_data(as_text=True)
    assert "<script>alert" not in shown
    assert re.search(r"&lt;script&gt;alert", shown)


def _code(door, factor):  # noqa: F811
    import pyotp

    return pyotp.TOTP(factor.secret).at(int(door.clock.now().timestamp()))
