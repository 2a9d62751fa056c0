"""A small browser: cookies, redirects, and the forms of a page with their hidden fields."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any

SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What came back, at the address where redirects ended."""

    status: int
    url: str
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    @property
    def path(self) -> str:
        """Where it ended."""
        return urllib.parse.urlsplit(self.url).path

    def json(self) -> Any:
        """The document."""
        return json.loads(self.body)

    def forms(self) -> list[dict[str, Any]]:
        """Every form: `action`, `method` and the `fields` that it would send as it stands."""
        reader = _Forms()
        reader.feed(self.text)
        return reader.forms


class Browser:
    """One visitor; nothing is shared with another."""

    def __init__(self, base: str, headers: dict[str, str] | None = None) -> None:
        self.base = base
        self.headers = headers or {}
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def get(self, path: str, **query: str) -> Answer:
        """A page."""
        return self.request("GET", f"{path}?{urllib.parse.urlencode(query)}" if query else path)

    def post(self, path: str, **fields: str) -> Answer:
        """Send these fields as a form, and nothing else: no token that a page would have brought along."""
        return self.request("POST", path, urllib.parse.urlencode(fields).encode())

    def submit(self, page: str | Answer, action: str, /, _which: dict[str, str] | None = None, **fields: str) -> Answer:
        """Fill in and send the form of the page (an answer or a path) whose action ends so; `_which` are hidden fields
        that tell it from its sisters."""
        shown = self.get(page) if isinstance(page, str) else page
        wanted = _which or {}
        for form in shown.forms():
            if form["action"].endswith(action) and all(form["fields"].get(key) == wanted[key] for key in wanted):
                return self.post(urllib.parse.urljoin(shown.url, form["action"]), **form["fields"] | fields)
        raise AssertionError(
            f"no form for {action} {wanted} on {shown.path}: {[one['action'] for one in shown.forms()]}"
        )

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Anything else; header names with `_` for `-`."""
        told = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        asked = urllib.request.Request(urllib.parse.urljoin(self.base, path), body, told, method=method)
        try:
            answer = self._opener.open(asked, timeout=SECONDS)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return Answer(answer.status, answer.url, answer.headers, answer.read())


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": said.get("action", ""), "method": said.get("method", "get"), "fields": {}})
        elif tag == "input" and self.forms and said.get("name"):
            chosen = said.get("type") not in ("checkbox", "radio") or "checked" in said
            if chosen and said.get("type") not in ("submit", "file", "button"):
                self.forms[-1]["fields"][said["name"]] = said.get("value", "")
