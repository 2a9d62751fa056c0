"""The console with its own database, signed in as somebody, before stood-in services."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from services.gateway.bootstrap import bootstrap
from services.gateway.config import DoorSettings
from services.gateway.domain.account import Account, Capacity
from services.gateway.service import create_app
from shared.kernel.clock import VirtualClock, parse_instant
from shared.persistence.schema.migrations import migrate
from shared.security import TokenIssuer
from tests.support.console_suite.answers import StoodIn

NOW = parse_instant("2026-07-05T10:00:00+08:00")
HIDDEN = re.compile(r'name="(csrf|idempotency_key|version)" value="([^"]*)"')
TAGS = re.compile(r"<[^>]+>")


class Console:
    """A browser at the console; `services` says what services answer."""

    def __init__(self, folder: Path, public_rate: int = 0) -> None:
        url = f"sqlite:///{folder / 'gateway.db'}"
        migrate("gateway", url)
        clock = VirtualClock(NOW)
        told = {
            "ZHIPING_AMQP_URI": "embedded://nobody", "ZHIPING_DATABASE_URL": url, "ZHIPING_DOOR_OPEN_DEMO": "yes",
            "ZHIPING_DOOR_KEY": TokenIssuer(clock).private_json, "ZHIPING_DOOR_PUBLIC_RATE": str(public_rate),
        }  # fmt: skip
        self.gateway = bootstrap(DoorSettings.from_env(told), clock)
        self.services = StoodIn()
        self.gateway.backend = self.services  # type: ignore[assignment]
        self.app = create_app(self.gateway)
        self.browser = self.app.test_client()

    def sign_in(self, role: str = "applicant", person_id: str = "person-1", organisation: str | None = None) -> None:
        """As somebody with one capacity."""
        capacity = Capacity(f"c-{person_id}", role, organisation, organisation and "赤峰市第一中学")
        with self.gateway.transaction() as tx:
            tx.ports.accounts.add(Account(f"a-{person_id}", person_id, "王老师", (capacity,)), tx.now)
        page = self.browser.get("/sign-in").text
        self.browser.post("/sign-in/demo", data={"account_id": f"a-{person_id}"} | _hidden(page))

    def get(self, address: str, status: int = 200) -> str:
        """The text of a page as people read it."""
        answer = self.browser.get(address)
        assert answer.status_code == status, read(answer.text)[:600]
        return read(answer.text)

    def html(self, address: str) -> str:
        """The page as it is sent."""
        return self.browser.get(address).text

    def send(self, page: str, action: str = "", **fields: Any) -> TestResponse:
        """Fill in the form on this page and send it, its hidden fields along."""
        hidden = _hidden(self.browser.get(page).text)
        return self.browser.post(action or page, data=hidden | fields)

    def post(self, address: str, **fields: Any) -> TestResponse:
        """Send fields to an address, with the token that forms of this browser carry."""
        return self.browser.post(address, data={"csrf": _hidden(self.browser.get("/sign-in").text)["csrf"]} | fields)


def read(page: str) -> str:
    """What a person reads: no tags, no blanks."""
    body = page.partition("<main")[2].rpartition("</main>")[0] or page
    return re.sub(r"\s+", "", html.unescape(TAGS.sub(" ", body)))


def _hidden(page: str) -> dict[str, str]:
    found = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
    return found
