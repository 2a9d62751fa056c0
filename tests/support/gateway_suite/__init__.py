"""The door over an empty database: a clock of its own, cheap digests that are counted, and no services behind it."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

from services.gateway.adapters.backend import Backend
from services.gateway.adapters.cookies import CookieSigner
from services.gateway.adapters.files import LinkedFiles
from services.gateway.adapters.hashing import ArgonHasher, HashingTerms
from services.gateway.adapters.throttle import BucketThrottle
from services.gateway.bootstrap import Gateway, GatewayPorts
from services.gateway.config import DoorSettings
from services.gateway.domain.account import Account, Capacity
from services.gateway.domain.sign_in import Where
from services.gateway.service import create_app
from services.gateway.usecases import administration, signing_in
from services.gateway.usecases.administration import NewAccount
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.ids import new_id
from shared.security import TokenIssuer, TokenVerifier

START = datetime(2026, 7, 6, 9, 0, tzinfo=ZONE)
PASSWORD, FIRST = "Kailu-2026-xueyuan", "Huairou-2026-lushan"
HOME, ELSEWHERE = Where("10.1.1.1", "office browser"), Where("203.0.113.9", "somebody else's")
COMMAND_LINE = Caller.system("command-line")


class NoServices:
    """Takes the place of the connections behind the door: notes with which token it would have called."""

    def __init__(self):
        self.token = None

    def with_token(self, token):
        made = NoServices()
        made.token = token
        return made

    def call(self, method, **params):
        return {"items": [], "next_cursor": None, "total": None, "unread": 0}

    def close(self):
        pass


class World:
    """The door with its use cases; `sources` are identity sources by name."""

    def __init__(self, database, sources=None, environ=None):
        self.clock = VirtualClock(START)
        self.issuer = TokenIssuer(self.clock)
        self.hasher = ArgonHasher(HashingTerms(1, 64, 1))
        settings = DoorSettings.from_env({"ZHIPING_DATABASE_URL": "", **(environ or {})})
        self.gateway = Gateway(
            settings, self.clock, database, Backend(NoServices(), self.issuer, self.clock), LinkedFiles("", 0, 1),
            GatewayPorts,
            hasher=self.hasher, throttle=BucketThrottle(), sources=sources or {},
            cookies=CookieSigner(self.issuer.private_json),
            verifier=TokenVerifier(json.loads(self.issuer.jwks), self.clock),
        )  # fmt: skip

    def person(self, login_name="lihua", name="李华", *capacities, changed=True):
        """A local account whose password is PASSWORD (FIRST where it was not changed yet)."""
        new = NewAccount(name, login_name, PASSWORD if changed else FIRST)
        account_id = administration.add_account(self.gateway, COMMAND_LINE, new)
        with self.gateway.transaction() as tx:
            for role, organisation, region in capacities:
                tx.ports.accounts.add_capacity(account_id, Capacity(new_id(), role, organisation, None, region))
            if changed:
                account = tx.ports.accounts.find(account_id)
                tx.ports.accounts.save(Account(account.id, account.person_id, account.name))
        return account_id

    def operator(self, login_name, name="运维"):
        """Somebody who looks after accounts, as the caller of use cases."""
        return self.caller(self.person(login_name, name, ("operator", None, None)), "operator")

    def caller(self, account_id, role):
        """The person of the account in one of his capacities."""
        account = self.account(account_id)
        return account.caller(next(one for one in account.capacities if one.role == role))

    def account(self, account_id):
        with self.gateway.reading() as tx:
            return tx.ports.accounts.find(account_id)

    def sign_in(self, login_name="lihua", password=PASSWORD, where=HOME, next_path="/"):
        return signing_in.by_password(self.gateway, login_name, password, where, next_path)

    def log(self, account_id=None):
        """(way, outcome) of every line, oldest first."""
        with self.gateway.reading() as tx:
            return [(line.way, line.outcome) for line in reversed(tx.ports.sign_ins.listed(account_id, None, 5000))]

    def trail(self):
        """Actions in the trail, oldest first."""
        with self.gateway.database.begin_reading() as connection:
            return connection.exec_driver_sql("SELECT action FROM trail ORDER BY position").scalars().all()

    def later(self, **how):
        self.clock.advance(timedelta(**how))

    def browser(self):
        return Browser(create_app(self.gateway).test_client())


class Browser:
    """A client of the pages that sends forms as the page has them."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self.client.get(path)

    def post(self, path, page="/sign-in", **fields):
        """The form with the token of the page on which it stands."""
        return self.client.post(path, data={"csrf": token_of(self.get(page)), **fields})

    def sign_in(self, login_name="lihua", password=PASSWORD, **fields):
        return self.post("/sign-in", login_name=login_name, password=password, **fields)

    def cookie(self, name):
        found = self.client.get_cookie(name)
        return found and found.value


def token_of(answer):
    """The token of the first form on a page."""
    found = re.search(r'name="csrf" value="([^"]*)"', answer.get_data(as_text=True))
    return found[1] if found else ""
