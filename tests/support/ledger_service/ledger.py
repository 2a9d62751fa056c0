"""The publishing service."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from marshmallow import validate

from shared.kernel.errors import conflict, not_found, refused
from shared.messaging import (
    Application,
    Service,
    Wiring,
    command,
    query,
    sweep,
)
from shared.persistence import update_versioned
from shared.wire.requests import Change, Command, Query
from shared.wire.types import record
from tests.support.ledger_service.contract import ENTRY_BOOKED, EntryBooked
from tests.support.ledger_service.runs import note_run, wait_until_mended
from tests.support.ledger_service.tables import ACCOUNTS, Accounts

HERE = Path(__file__).parent


@dataclass
class Ports:
    accounts: Accounts


@record
class OpenAccount(Command):
    account_id: Annotated[str, validate.Length(max=36)]


@record
class BookEntry(Change):
    account_id: str
    amount: int
    behaviour: str = "ok"


@record
class Deposit(Command):
    """Right whatever the balance is, so no version is named."""

    account_id: str
    amount: int


@record
class BookMany(Command):
    accounts: tuple[str, ...]
    entries: int
    behaviour: str = "ok"


@record
class GetAccount(Query):
    account_id: str


@record
class AccountOpened:
    """A fresh account."""

    account_id: str
    version: int


@record
class AccountAfter:
    """The account after the entry."""

    account_id: str
    balance: int
    version: int


@record
class ManyBooked:
    """How many entries were announced."""

    booked: int


@record
class AccountView:
    """An account as its caller sees it."""

    balance: int
    version: int
    caller: str


def bootstrap(settings, clock):
    def make_ports(connection):
        return Ports(Accounts(connection))

    return Application.wire("ledger", settings, clock, make_ports, HERE / "access.csv")


class LedgerService(Service):
    """Books entries."""

    name = "ledger"
    app = Wiring(bootstrap)

    @command()
    def open_account(self, tx, request: OpenAccount) -> AccountOpened:
        if tx.ports.accounts.balance(request.account_id):
            raise conflict("stale_version", expected=0)
        tx.ports.accounts.open(request.account_id)
        return AccountOpened(account_id=request.account_id, version=1)

    @command()
    def book_entry(self, tx, request: BookEntry) -> AccountAfter:
        found = tx.ports.accounts.balance(request.account_id)
        if found is None:
            raise not_found("dead_letter_not_found", path="account_id")
        if found[0] + request.amount < 0:
            raise refused("invalid_field", path="amount", clause="test-1", field="amount", reason="overdrawn")
        if request.amount == 13:
            raise ValueError("张三 150402199001011234 must not be logged")
        values = {"balance": found[0] + request.amount}
        version = update_versioned(tx.connection, ACCOUNTS, request.account_id, request.expected_version, values)
        self._announce(tx, request.account_id, request.amount, request.behaviour)
        return AccountAfter(account_id=request.account_id, balance=values["balance"], version=version)

    @command()
    def deposit(self, tx, request: Deposit) -> AccountAfter:
        balance, version = tx.ports.accounts.balance(request.account_id)
        values = {"balance": balance + request.amount}
        version = update_versioned(tx.connection, ACCOUNTS, request.account_id, version, values)
        self._announce(tx, request.account_id, request.amount, "ok")
        return AccountAfter(account_id=request.account_id, balance=values["balance"], version=version)

    @command()
    def book_many(self, tx, request: BookMany) -> ManyBooked:
        for number in range(request.entries):
            for account in request.accounts:
                self._announce(tx, account, number, request.behaviour)
        if request.behaviour == "kill_call":
            os._exit(9)
        if request.behaviour == "slow_call":
            note_run("slow_call")
            time.sleep(2)
        return ManyBooked(booked=request.entries * len(request.accounts))

    @query()
    def get_account(self, tx, request: GetAccount) -> AccountView:
        found = tx.ports.accounts.balance(request.account_id)
        if found is None:
            raise not_found("dead_letter_not_found", path="account_id")
        return AccountView(balance=found[0], version=found[1], caller=tx.caller.person_id)

    @query()
    def watch_account(self, tx, request: GetAccount) -> AccountView:
        """The account, once the test has mended what is broken."""
        note_run("watch_account")
        wait_until_mended()
        return self.get_account.zhiping_endpoint.method(self, tx, request)

    @sweep()
    def run_due(self, tx):
        """Books one entry per call for each account named due-*, until the balance is 2."""
        for account in ("due-1", "due-2"):
            found = tx.ports.accounts.balance(account)
            if found and found[0] < 2:
                update_versioned(tx.connection, ACCOUNTS, account, found[1], {"balance": found[0] + 1})
                return 1
        return 0

    @staticmethod
    def _announce(tx, account_id, amount, behaviour):
        tx.record(ENTRY_BOOKED, account_id, EntryBooked(account_id=account_id, amount=amount, behaviour=behaviour))
