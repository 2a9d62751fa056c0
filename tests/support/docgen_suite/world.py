"""The service without the bus: facts go into the use cases, questions through the door, printing on request."""

from dataclasses import dataclass, replace
from datetime import timedelta

from services.docgen.bootstrap import bootstrap
from services.docgen.rendering.errors import RenderFault
from services.docgen.rendering.library import Library
from services.docgen.requests import ListDocuments
from services.docgen.service import DocgenService
from services.docgen.usecases import (
    follow_cases,
    follow_committees,
    follow_declarations,
    follow_notices,
    follow_publicity,
    follow_reviews,
)
from services.docgen.usecases.render_jobs import release_expired
from shared.contracts.store_users import SEALED
from shared.kernel.caller import Caller
from shared.kernel.clock import VirtualClock, iso, parse_instant
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence import migrate
from shared.security import Keyring, TokenIssuer, install_keyring
from shared.security.sealed_files import open_file
from tests.support.declared import held_to
from tests.support.works_on import works_on

FOLLOW = {
    "notice": follow_notices.apply_notice,
    "organisation": follow_notices.apply_organisation,
    "declaration": follow_declarations.apply,
    "case": follow_cases.apply,
    "publicity": follow_publicity.apply,
    "report": follow_publicity.apply_report,
    "committee": follow_committees.apply_committee,
    "session": follow_committees.apply_session,
    "review": follow_reviews.apply,
}


@dataclass(frozen=True)
class Fact:
    """An event as the bus would bring it."""

    type: str
    time: str
    fact: object


class Printer:
    """Renders in this process; can be told to fail."""

    library = Library()
    """Templates are compiled once for all tests; what it keeps of a template does not change."""

    def __init__(self):
        self.orders = []
        self.broken = False

    def render(self, order):
        """The document, or the fault asked for."""
        self.orders.append(order)
        if self.broken:
            raise RenderFault("out of paper")
        return self.library.fill(order)


class World:
    """Everything but the bus: tokens, access table, schemas, transactions, the real store and files."""

    def __init__(self, database_url, storage_url, database=None):
        """`database` is the one behind the url: migrated, nothing in it, and to be used again."""
        self.clock = VirtualClock(parse_instant("2026-06-15T09:30:00+08:00"))
        self.wall = VirtualClock(parse_instant("2100-01-01T00:00:00+08:00"))
        self.issuer = TokenIssuer(self.clock)
        if database is None:
            migrate("docgen", database_url)
        environ = {"ZHIPING_PUBLIC_URL": "https://zc.example.cn"}
        self.settings = Settings(
            database_url=database_url,
            storage_url=storage_url,
            jwks=self.issuer.jwks,
            environ=environ,
            keyring=Keyring.generate().to_json(),
        )
        self.app = bootstrap(self.settings, self.clock, self.wall)
        if database is not None:
            own = self.app.database
            database.trail_keys, database.sign_event = own.trail_keys, own.sign_event
            works_on(self.app, database)
        self.printer = Printer()
        self.render_jobs = replace(self.app.render_jobs, renderer=self.printer)
        self.methods = endpoints(DocgenService)

    def close(self):
        """Give connections back."""
        self.app.close()
        install_keyring(None)

    def transaction(self):
        """A unit of work as the bus would open it."""
        return self.app.transaction(Caller.system("docgen"))

    def happens(self, event, subject, data):
        """A fact of another service arrives."""
        event.check_outgoing(data)
        with self.transaction() as tx:
            FOLLOW[event.aggregate](tx, Fact(event.name, iso(tx.now), event.read(data)))

    def ask(self, who, method, **params):
        """A query through the door."""
        context = CallContext(self.issuer.issue(who) if who else None, "correlation", "call", None)
        with held_to("docgen", method):
            return run_rpc(self.app, context, self.methods[method], DocgenService(), params)

    def print_all(self):
        """Run the render worker until it finds nothing; returns how many jobs it took."""
        taken = 0
        while step := self.render_jobs.run_once():
            taken += step
        return taken

    def file(self, key):
        """The file as it is read, whether it rests sealed or not."""
        data = self.render_jobs.files.get(key)
        return open_file(data) if key.endswith(SEALED) else data

    def later(self, **step):
        """Real time passes."""
        self.wall.advance(timedelta(**step))

    def release(self):
        """What the sweep does."""
        with self.transaction() as tx:
            return release_expired(tx)

    def documents(self):
        """Every document of the table, as the repository reads it one by one: lists leave records sealed."""
        with self.transaction() as tx:
            page = tx.ports.documents.page(_ALL, ListDocuments(limit=500)).items
            private = [one for one in tx.ports.documents.page(_OWNER, ListDocuments(limit=500)).items if one.private]
            return [tx.ports.documents.find(one.id) for one in (*page, *private)]

    def announced(self):
        """Data of the events recorded so far."""
        from sqlalchemy import select

        from shared.persistence.schema.common_tables import OUTBOX

        with self.app.database.begin_reading() as connection:
            bodies = list(connection.scalars(select(OUTBOX.c.body)))
        import json

        return [json.loads(body)["data"] for body in bodies]


def _scopes():
    from services.docgen.usecases.ports import DocumentScope
    from tests.support.docgen_suite.facts import OWNER

    return DocumentScope("nobody", None, everything=True), DocumentScope(OWNER, None)


_ALL, _OWNER = _scopes()
