"""The notify service behind its door: a reminder has gone out to the applicant."""

from __future__ import annotations

import re
from typing import Any

from services.notify.bootstrap import bootstrap
from services.notify.domain.channel import Channel
from services.notify.domain.outcome import kept
from services.notify.service import NotifyService
from services.notify.usecases.letters import claim_letters, note_outcome
from shared.kernel.caller import Caller
from shared.kernel.ids import new_id
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence import Database, migrate
from shared.security import Keyring, TokenIssuer
from tests.support import notify_suite

APPLICANT = Caller(notify_suite.PERSON, "张三", None, frozenset({"applicant"}))
OPERATOR = Caller("operator-1", "运维", None, frozenset({"operator"}))


class World:
    """The suite's events, and calls through token check, access table, schema and transaction."""

    def __init__(self, url: str) -> None:
        migrate("notify", url)
        self.events = notify_suite.World(Database(url))
        self.clock = self.events.clock
        self.issuer = TokenIssuer(self.clock)
        keys, environ = Keyring.generate().to_json(), {"ZHIPING_OUTBOUND": "test"}
        settings = Settings(database_url=url, keyring=keys, jwks=self.issuer.jwks, environ=environ)
        self.app = bootstrap(settings, self.clock)
        self.methods = endpoints(NotifyService)

    def close(self) -> None:
        """Give the connections back."""
        self.events.database.close()
        self.app.close()

    def ask(self, who: Caller | None, method: str, **params: Any) -> Any:
        """A call."""
        context = CallContext(self.issuer.issue(who) if who else None, new_id(), new_id(), None)
        return run_rpc(self.app, context, self.methods[method], NotifyService(), params)

    def play(self) -> None:
        """Somebody who has not filed is reminded, reads and is done."""
        notify_suite.start_draft(self.events)
        self.clock.set(notify_suite.at(7, 8))
        self.ask(OPERATOR, "run_due", idempotency_key="due")
        self.ask(APPLICANT, "list_deadlines", filter={"state": "open"}, limit=5)
        self.ask(APPLICANT, "get_changes", limit=5)
        self.ask(OPERATOR, "list_occurrences", filter={"everyone": True}, limit=5)
        self.ask(OPERATOR, "preview_reminders", notice_id="chifeng-2026", from_day="2026-07-01", until_day="2026-07-31")
        self.ask(OPERATOR, "list_wordings", name="remind_audit")
        self.ask(APPLICANT, "count_deadlines", within_days=7, by_organisation=True)
        self.ask(APPLICANT, "count_messages")
        link = self.ask(APPLICANT, "make_calendar_link", whose="mine", idempotency_key="link")
        self.ask(APPLICANT, "list_calendar_links", limit=5)
        self.ask(None, "get_calendar", secret=link["secret"])
        self.ask(APPLICANT, "revoke_calendar_link", link_id=link["link_id"], idempotency_key="no link")
        (message, *_) = self.ask(APPLICANT, "list_messages", filter={"unread": True})["items"]
        self.ask(APPLICANT, "mark_read", message_id=message["message_id"], idempotency_key="read")
        self.be_written_to()

    def be_written_to(self) -> None:
        """He names a telephone and brings back the code that came to it; the operator sees what went out."""
        wishes = {"order": ["sms"], "addresses": [{"channel": "sms", "address": "13800001234"}]}
        self.ask(APPLICANT, "set_preferences", **wishes, idempotency_key="wishes")
        with self.app.transaction(Caller.system("notify")) as tx:
            (letter,) = claim_letters(tx, Channel.SMS)
            note_outcome(tx, letter, kept())
        (code,) = re.findall(r"\d{6}", letter.body)
        self.ask(APPLICANT, "confirm_address", channel="sms", code=code, idempotency_key="code")
        self.ask(APPLICANT, "get_preferences")
        self.ask(APPLICANT, "list_dispatches", limit=5)
        self.ask(OPERATOR, "list_failures", limit=5)
