"""One's own account: password, second factor, who has signed in."""

from __future__ import annotations

import io
from collections.abc import Callable

import segno
from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import cookies, visit
from services.gateway.console.agents import browser_of
from services.gateway.console.forms import Fault, attempt
from services.gateway.usecases import own_account
from shared.kernel.errors import ZhipingError, not_found

pages = Blueprint("own_account", __name__, url_prefix="/account")
SITE = "职称评审服务平台"
OUTCOMES = {
    "signed_in": "登录成功", "refused": "未通过", "locked": "暂停登录期间被拒", "blocked": "账号停用被拒",
    "wrong_code": "动态码错误", "signed_out": "退出登录", "ended": "其他登录被结束",
}  # fmt: skip
WAYS = {"password": "密码", "code": "密码和动态码", "recovery_code": "密码和备用码", "demo": "演示站点", "": "—"}


@pages.get("")
def overview() -> str:
    """What there is, and 最近登录."""
    return _overview()


@pages.get("/password")
def password() -> str:
    """To change one's password."""
    visit.current().must_be_signed_in()
    return render_template("accounts/password.html", fault=None)


@pages.post("/password")
def change_password() -> AnyResponse | tuple[str, int]:
    """Take another; the login goes on under a new secret, all others end."""
    here, form = visit.current(), request.form
    found = here.must_be_signed_in()
    if form.get("new_password", "") != form.get("repeated", ""):
        fault = Fault("passwords_differ", "两次输入的新密码不一致。", None, {"repeated": "与新密码不一致。"}, False)
        return render_template("accounts/password.html", fault=fault), 422
    try:
        secret = own_account.change_password(
            here.gateway, found, form.get("password", ""), form.get("new_password", ""), here.where
        )
    except ZhipingError as error:
        return render_template("accounts/password.html", fault=Fault.of(error)), 422
    answer = redirect(url_for("own_account.overview"), 303)
    cookies.put(answer, cookies.LOGIN, secret)
    return answer


@pages.post("/second-factor")
def begin_second_factor() -> AnyResponse:
    """Make a secret for an app."""
    here = visit.current()
    found = here.must_be_signed_in()
    with here.gateway.transaction(here.actor) as tx:
        own_account.begin_second_factor(tx, found)
    return redirect(url_for("own_account.second_factor"), 303)


@pages.get("/second-factor")
def second_factor() -> str:
    """The picture for the app, and where its first code goes."""
    return _second_factor(None)


@pages.get("/second-factor.png")
def second_factor_picture() -> Response:
    """The secret as a QR code; nobody but its owner is shown it, and only until it counts."""
    here = visit.current()
    found = here.must_be_signed_in()
    with here.gateway.reading() as tx:
        pending = own_account.pending_second_factor(tx, found)
    if pending is None:
        raise not_found("second_factor_not_begun")
    factor, login_name = pending
    picture = io.BytesIO()
    segno.make(factor.address(login_name, SITE), error="m").save(picture, kind="png", scale=5, border=4)
    return Response(picture.getvalue(), mimetype="image/png")


@pages.post("/second-factor/confirm")
def confirm_second_factor() -> str | tuple[str, int]:
    """It counts from now on. The recovery codes stand in this answer alone, which is therefore no redirect."""
    here = visit.current()
    found = here.must_be_signed_in()
    try:
        with here.gateway.transaction(here.actor) as tx:
            codes = own_account.confirm_second_factor(tx, found, request.form.get("code", ""))
    except ZhipingError as error:
        return _second_factor(Fault.of(error)), 422
    return render_template("accounts/recovery_codes.html", codes=codes)


@pages.post("/second-factor/remove")
def remove_second_factor() -> AnyResponse | tuple[str, int]:
    """Do without."""
    here, form = visit.current(), request.form
    found = here.must_be_signed_in()
    return _done(lambda: own_account.remove_second_factor(
        here.gateway, found, form.get("password", ""), form.get("code", ""), here.where
    ))  # fmt: skip


@pages.post("/logins/end")
def end_others() -> AnyResponse | tuple[str, int]:
    """Sign out everywhere else."""
    here = visit.current()
    return _done(lambda: own_account.end_others(here.gateway, here.must_be_signed_in(), here.where))


def _done(work: Callable[[], object]) -> AnyResponse | tuple[str, int]:
    fault = attempt(work)
    return (_overview(fault), 422) if fault else redirect(url_for("own_account.overview"), 303)


def _overview(fault: Fault | None = None) -> str:
    here = visit.current()
    found = here.must_be_signed_in()
    with here.gateway.reading() as tx:
        standing = own_account.standing_of(tx, found.account.id)
    return render_template("accounts/own.html", standing=standing, account=found.account, fault=fault, **log_words())


def log_words() -> dict[str, object]:
    """What the lines of the log are read with."""
    ways = WAYS | {name: source.label for name, source in visit.current().gateway.sources.items()}
    return {"outcomes": OUTCOMES, "ways": ways, "browser_of": browser_of}


def _second_factor(fault: Fault | None) -> str:
    here = visit.current()
    found = here.must_be_signed_in()
    with here.gateway.reading() as tx:
        pending = own_account.pending_second_factor(tx, found)
    if pending is None:
        raise not_found("second_factor_not_begun")
    return render_template("accounts/second_factor.html", secret=pending[0].secret, fault=fault)
