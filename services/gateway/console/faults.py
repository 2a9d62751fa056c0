"""What a page says when it cannot be shown: every refusal and every fault of the server in words.

While a service is away, what was typed comes along on the page, and one button sends it again.
"""

from __future__ import annotations

import re

from flask import Flask, current_app, g, make_response, render_template, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import Fault
from shared.kernel.errors import Kind, ZhipingError

STATUS = {
    Kind.INVALID: 422, Kind.FORBIDDEN: 403, Kind.NOT_FOUND: 404, Kind.CONFLICT: 409, Kind.REFUSED: 422,
    Kind.UNAVAILABLE: 503,
}  # fmt: skip
TITLES = {
    Kind.INVALID: "填写有误", Kind.FORBIDDEN: "无权办理", Kind.NOT_FOUND: "未找到", Kind.CONFLICT: "数据已更新",
    Kind.REFUSED: "未能办理", Kind.UNAVAILABLE: "服务暂不可用",
}  # fmt: skip
SIGN_IN = frozenset({"token_missing", "token_expired", "token_invalid"})
AGAIN = {
    "password": "密码", "new_password": "新密码", "code": "动态码", "id_number": "居民身份证号码",
}  # fmt: skip
SECRET = frozenset(AGAIN)
"""Fields that are not sent back to a page: whoever typed them types them again there."""
OWN_FIELDS = frozenset({"csrf", "idempotency_key"})
_FOR_PROGRAMS = re.compile(r"[a-z0-9_.:/-]*|[A-Za-z0-9_.-]{32,}")
"""Values that a form carries along or chooses by, and nobody has typed in words."""
WORDS = {
    400: ("请求无法处理", "浏览器发来的内容不完整，请返回上一页刷新后重试。"),
    403: ("无权办理", "当前身份不能办理此事项，请切换身份或重新登录。"),
    404: ("未找到页面", "该地址不存在，或者内容已经移走。请检查地址，或从菜单进入。"),
    405: ("办理方式有误", "该地址不能这样打开，请从页面上的按钮进入。"),
    413: ("内容过大", "提交的文件或文字超过上限，请压缩后重新上传，或分次提交。"),
    429: ("操作过于频繁", "请稍候再试。"),
    500: ("系统内部错误", "系统出现故障，已记录在案，请稍后重试；如多次出现请联系运维人员。"),
    503: ("服务暂不可用", "服务暂时不可用，请稍后重试。"),
}
RETRY_AFTER = "10"
TOO_MANY = 429


def register(app: Flask) -> None:
    """Give every fault outside the interface for portals a page."""
    app.register_error_handler(HTTPException, of_http)


def of_service(error: ZhipingError) -> AnyResponse:
    """A page of its own for what no form shows."""
    _know_who_asks()
    hurried = error.slug == "too_many_requests"
    g.away = error.kind is Kind.UNAVAILABLE and not hurried
    title = WORDS[TOO_MANY][0] if hurried else TITLES[error.kind]
    answer = make_response(
        render_template("fault.html", title=title, fault=Fault.of(error), **_ways_on(error.kind)),
        TOO_MANY if hurried else STATUS[error.kind],
    )
    if hurried:
        answer.headers["Retry-After"] = str(error.details.get("seconds", RETRY_AFTER))
    elif error.kind is Kind.UNAVAILABLE:
        say_away(answer)
    return answer


def say_away(answer: AnyResponse) -> None:
    """To browsers, and whatever watches the door: it is not the form that is at fault. What was only to be read is
    asked for again by itself."""
    answer.status_code = 503
    answer.headers["Retry-After"] = RETRY_AFTER
    if request.method == "GET":
        answer.headers["Refresh"] = RETRY_AFTER


def of_http(error: HTTPException) -> AnyResponse | HTTPException:
    """Flask's own faults in words; what portals call and redirects stay what they are."""
    code = error.code or 500
    if code < 400 or request.path.startswith("/api/"):
        return error
    if code == 413:
        request.__dict__["form"] = ImmutableMultiDict()  # reading what is too large would fail once more
    _know_who_asks()
    title, message = WORDS.get(code, WORDS[500] if code >= 500 else WORDS[400])
    fault = Fault("http", message, None, {}, may_try_again=code >= 500)
    kind = Kind.UNAVAILABLE if code >= 500 else Kind.REFUSED
    answer = make_response(render_template("fault.html", title=title, fault=fault, **_ways_on(kind, code)), code)
    if code == 503:
        say_away(answer)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _know_who_asks() -> None:
    """Addresses outside every blueprint have no visit yet; without a database everybody is nobody."""
    if hasattr(g, "visit"):
        return
    g.visit = nobody = visit.Visit(current_app.extensions["gateway"])
    try:
        visit.begin()
    except ZhipingError:
        g.visit = nobody


def _ways_on(kind: Kind, code: int = 503) -> dict[str, object]:
    if kind is not Kind.UNAVAILABLE:
        return {"again": False, "kept": [], "shown": [], "retyped": {}, "files_lost": False, "by_itself": False}
    every = [(name, value) for name, values in request.form.lists() for value in values]
    kept = [(name, value) for name, value in every if name not in SECRET]
    shown = [value for name, value in kept if name not in OWN_FIELDS and not _FOR_PROGRAMS.fullmatch(value)]
    retyped = {name: AGAIN[name] for name, _ in every if name in SECRET}
    files = any(file.filename for file in request.files.values())
    told = {"again": True, "by_itself": code == 503}
    return told | {"kept": kept, "shown": shown, "retyped": retyped, "files_lost": files}
