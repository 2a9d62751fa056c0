"""The console over the audit and the declaration service as they are, in one process and without a bus.

What one of the two announces the other hears; what the other services would answer stands in `ANSWERS`.
"""

import itertools
import json
import re
import time
import urllib.parse
from html.parser import HTMLParser
from types import SimpleNamespace

from flask import g

from services.gateway.adapters.cookies import CookieSigner
from services.gateway.adapters.files import Download, LinkedFiles
from services.gateway.adapters.throttle import Allowance
from services.gateway.config import DoorSettings
from services.gateway.console import visit
from services.gateway.domain.account import Account, Capacity
from services.gateway.service import create_app
from shared.contracts import audit, declaration
from shared.contracts.base import EventType
from shared.kernel.caller import Caller
from shared.kernel.errors import unavailable
from shared.kernel.ids import new_id
from shared.policy import shipped_text
from shared.security import TokenIssuer
from shared.storage.door import FileDoor
from tests.support.audit_suite.world import NOTICE, at
from tests.support.audit_suite.world import World as AuditWorld
from tests.support.console_suite.answers import ANSWERS
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World as DeclarationWorld

EVENTS = {one.name: one for home in (audit, declaration) for one in vars(home).values() if isinstance(one, EventType)}
HEARD_BY_DECLARATION = ("organisation", "case", "publicity")
HEARD_BY_AUDIT = ("notice", "declaration")
NAME = "阿古拉"
LARGEST = 60_000_000
TITLES = {item for item, _ in people.MATERIALS}
"""What the files are called in the declaration service's own stories."""

ELSEWHERE = {"notify.count_deadlines": ANSWERS["notify.count_deadlines"]}
"""What first pages ask of services that are not there."""


class Pair:
    """Both services on a folder of their own."""

    def __init__(self, folder):
        self.audit = AuditWorld(f"sqlite:///{folder}/audit.db?synchronous=OFF", folder / "a")
        self.declaration = DeclarationWorld(f"sqlite:///{folder}/declaration.db?synchronous=OFF", folder / "d")
        self.down, self.answers, self.asked = set(), {}, []
        self.apart = False
        """Whether the audit has cases of which the declaration service never heard."""
        self._told = {"audit": 0, "declaration": 0}

    def close(self):
        """Give connections back."""
        self.audit.close()
        self.declaration.close()

    def clock(self, moment):
        """Both are there now."""
        for world in (self.audit, self.declaration):
            if moment > world.clock.now():
                world.clock.set(moment)

    def settle(self):
        """What was announced arrives."""
        for event, data in self._new("audit", self.audit):
            if event.aggregate in HEARD_BY_DECLARATION:
                self.declaration.happens(event, **data)
        for event, data in self._new("declaration", self.declaration):
            if event.aggregate in HEARD_BY_AUDIT:
                self.audit.hears(event, data)
        for event, data in self._new("audit", self.audit):
            if event.aggregate in HEARD_BY_DECLARATION:
                self.declaration.happens(event, **data)

    def _new(self, name, world):
        with world.app.database.begin_reading() as connection:
            rows = connection.exec_driver_sql("SELECT type, body FROM outbox ORDER BY position").all()
        fresh, self._told[name] = rows[self._told[name] :], len(rows)
        return [(EVENTS[row.type], _data(row.body)) for row in fresh if row.type in EVENTS]

    # -- the backend of the door ------------------------------------------------------------------------------------

    def ask(self, caller, method, **params):
        """A query."""
        service, _, name = method.partition(".")
        if method == "notify.count_messages":
            raise unavailable("service_unavailable")
        self.asked.append((method, params))
        if service in self.down:
            raise unavailable("service_unavailable")
        if method in self.answers:
            return self.answers[method]
        if method in ELSEWHERE:
            return ELSEWHERE[method]
        world = {"audit": self.audit.call, "declaration": self.declaration.ask}[service]
        return world(caller, name, **params)

    def tell(self, caller, method, *, key=None, **params):
        """A command."""
        answer = self.ask(caller, method, idempotency_key=key or new_id(), **params)
        if not self.apart:
            self.settle()
        return answer

    # -- the story --------------------------------------------------------------------------------------------------

    def begin(self):
        """Notice, organisations, and one applicant of the school whose declaration has come in."""
        self.audit.begin()
        self.declaration.publish(shipped_text(NOTICE))
        self._new("declaration", self.declaration)
        self.settle()
        return self

    def applicant(self, number=1):
        """Somebody of the school with a verified profile."""
        who = Caller(f"person-{number}", NAME, None, frozenset({"applicant"}))
        named = people.basics(
            name=NAME, unit_id=self.audit.ids["school"], id_number=people.id_number(serial=f"{number:02d}4")
        )
        self.declaration.do(who, "register_person", **named)
        told = {"person_id": who.person_id, "expected_version": 1}
        self.declaration.do(who, "update_profile", profile=people.profile(), **told)
        return who

    def vouch(self, who):
        """The school's word for a profile."""
        told = {"person_id": who.person_id, "expected_version": 2, "opinion": "情况属实。"}
        self.declaration.do(self.audit.clerk("school"), "verify_profile", **told)

    def submitted(self):
        """The declaration of the first applicant lies at the school."""
        self.vouch(self.applicant())
        self.clock(at(6, 15))
        key = self.declaration.submitted()
        self.settle()
        return key


def _data(body):
    return json.loads(body)["data"]


class Console:
    """A browser without a login page: somebody signed in, and forms sent as a page has them."""

    def __init__(self, pair, monkeypatch, who, role=None, house=None):
        role = role or next(iter(who.roles)) if who else None
        capacity = Capacity("c", role, who.organisation_id, house or "本单位", who.region) if who else None
        account = Account("a", who.person_id, who.name, (capacity,)) if who else None
        signed = SimpleNamespace(account=account, capacity=capacity, login=SimpleNamespace(csrf="c")) if who else None
        door = SimpleNamespace(
            clock=pair.audit.clock,
            settings=DoorSettings.from_env({}),
            backend=pair,
            allowance=Allowance(0, time.monotonic),
            files=LinkedFiles("", LARGEST, 1),
            cookies=CookieSigner(TokenIssuer(pair.audit.clock).private_json),
        )
        self._as_him = lambda: monkeypatch.setattr(
            visit, "begin", lambda: setattr(g, "visit", visit.Visit(door, signed))
        )
        self.app = create_app(door)
        self.client = self.app.test_client()

    def asked(self, path):
        """What the door answers, as it is."""
        self._as_him()
        return self.client.get(path)

    def get(self, path, status=200):
        """A page; everything that any page has to keep is looked at here."""
        answer = self.asked(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[-2000:])
        return sound(answer.text)

    def send(self, path, status=303, **fields):
        """A form; where it led, or the page that came back."""
        self._as_him()
        answer = self.client.post(path, data={"csrf": "c", "idempotency_key": new_id(), **fields})
        told = re.findall(r'alert-[a-z]+"[^>]*>(.*?)</div>', answer.text, re.S) + re.findall(
            r'"wrong">([^<]*)', answer.text
        )
        assert answer.status_code == status, (path, answer.status_code, told)
        return answer.headers["Location"] if status == 303 else sound(answer.text)

    def hidden(self, page, name="expected_version"):
        """The value of a hidden field."""
        return re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page)[1]


_WORDS = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b(?:None|Undefined|chifeng-2026)\b")


class _Text(HTMLParser):
    """The words that people read."""

    def __init__(self):
        super().__init__()
        self.words, self.ids, self.inline = [], [], []

    def handle_starttag(self, tag, attrs):
        """Ids, and what the policy of the page forbids."""
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []
        self.inline += [name for name in told if name == "style" or name.startswith("on")]

    def handle_data(self, data):
        """A piece of text."""
        self.words.append(data)


def sound(page):
    """The page, once nothing on it is a word of the code, inline, or named twice."""
    reader = _Text()
    reader.feed(page)
    shown = " ".join(one for one in reader.words if one.strip() not in TITLES)
    assert not _WORDS.findall(shown), (_WORDS.findall(shown), shown[:3000])
    assert reader.inline == []
    doubled = [one for one, same in itertools.groupby(sorted(reader.ids)) if len(list(same)) > 1]
    assert doubled == []
    return page


def from_the_store(pair, monkeypatch):
    """Downloads reach the store's own door without a socket."""
    door = FileDoor(pair.declaration.files)

    def get(files, url):
        path, _, query = url.removeprefix(pair.declaration.files.door_url).partition("?")
        heard = {}
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": urllib.parse.unquote(path), "QUERY_STRING": query}
        body = b"".join(door(environ, lambda status, headers: heard.update(status=status)))
        if not heard["status"].startswith("200"):
            raise unavailable("storage_unavailable", code=int(heard["status"][:3]))
        return Download(len(body), "application/octet-stream", iter([body]))

    monkeypatch.setattr(LinkedFiles, "get", get)
