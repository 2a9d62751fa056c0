"""The service behind its door: calls by people with tokens, facts from other services, a clock that tests move."""

import json
from dataclasses import dataclass
from typing import Any

from services.declaration.bootstrap import bootstrap
from services.declaration.service import DeclarationService
from services.declaration.usecases import follow_audit, follow_committee, follow_publicity
from shared.contracts import audit
from shared.kernel.caller import Caller
from shared.kernel.clock import VirtualClock, iso
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence.schema.common_tables import OUTBOX
from shared.persistence.schema.migrations import migrate
from shared.policy import shipped_text
from shared.security import blind_index
from tests.support.declaration_suite import people
from tests.support.declared import held_to
from tests.support.stages import KEYRING, Issuer, Way, staged
from tests.support.uncited import require_cited
from tests.support.works_on import works_on

FOLLOW = {
    "organisation": follow_audit.apply,
    "case": follow_audit.apply,
    "publicity": follow_publicity.apply,
    "session": follow_committee.apply,
    "review": follow_committee.apply,
}


def refusal(call, *args, **params):
    """The typed error that a call raises; a refusal names its clause."""
    try:
        answer = call(*args, **params)
    except ZhipingError as error:
        return require_cited(error)
    raise AssertionError(f"not refused: {answer}")


@dataclass(frozen=True)
class Heard:
    """An event as the bus would bring it: its data held to the contract and read."""

    type: str
    time: str
    fact: Any

    @classmethod
    def of(cls, event, data, now):
        """The contract's event with that data."""
        event.check_outgoing(data)
        return cls(event.name, iso(now), event.read(data))


class World:
    """Everything but the bus: tokens, access table, schemas, transactions, idempotency, the real store and files."""

    def __init__(self, database_url, folder, start=people.OPENING, keyring=None, database=None):
        """`database` is the one behind the url: migrated, nothing in it, and to be used again."""
        self.clock = VirtualClock(start)
        self.issuer = Issuer(self.clock)
        if database is None:
            migrate("declaration", database_url)
        self.settings = Settings(
            database_url=database_url,
            storage_url=f"dir://{folder}/files?durable=no",
            keyring=keyring or KEYRING,
            jwks=self.issuer.jwks,
        )
        self.app = bootstrap(self.settings, self.clock)
        if database is not None:
            works_on(self.app, database)
        self.files = self.app.make_ports(None).files
        self.methods = endpoints(DeclarationService)
        self.way = Way(self, folder, new=database is not None and keyring is None)

    def close(self):
        """Give connections back."""
        self.way.close()
        self.app.close()

    def ask(self, who, method, **params):
        """A query."""
        context = CallContext(self.issuer.issue(who) if who else None, "correlation", "call", None)
        with held_to("declaration", method):
            return run_rpc(self.app, context, self.methods[method], DeclarationService(), params)

    def do(self, who, method, **params):
        """A command, with a key of its own unless one is given."""
        params.setdefault("idempotency_key", new_id())
        return self.ask(who, method, **params)

    def happens(self, event, **changes):
        """A fact of another service arrives; its data is the contract's sample with changes."""
        heard = Heard.of(event, event.sample | changes, self.clock.now())
        with self.app.transaction(Caller.system("declaration")) as tx:
            FOLLOW[event.aggregate](tx, heard)

    def published(self, name):
        """Bodies of the events of one type that wait in the outbox."""
        with self.app.database.begin_reading() as connection:
            rows = connection.execute(OUTBOX.select().where(OUTBOX.c.type == name).order_by(OUTBOX.c.position))
            return [json.loads(row.body)["data"] for row in rows]

    def claimants(self, number):
        """Ids of everybody who states this ID number."""
        with self.app.transaction(Caller.system("declaration")) as tx:
            return [each.person_id for each in tx.ports.persons.claimants(blind_index(number))]

    def sweep(self):
        """Everything that is due now."""
        return self.ask(people.OPERATOR, "run_due")["done"]

    # -- the story, step by step ------------------------------------------------------------------------------------

    @staged
    def prepare(self):
        """Notice published, organisations known, the applicant registered and verified."""
        self.publish(shipped_text("chifeng-2026"))
        for organisation in people.ORGANISATIONS:
            self.happens(audit.ORGANISATION_REGISTERED, contact=people.CONTACT, **organisation)
        self.register(people.APPLICANT)

    @staged
    def publish(self, pack):
        """A notice, or a version of one, is in force."""
        return self.do(people.publisher_of(pack), "publish_notice", pack=pack)

    @staged
    def register(self, who, profile=None, **basics):
        """An account with a verified profile."""
        self.do(who, "register_person", **people.basics(**basics))
        wanted = people.profile() if profile is None else profile
        self.do(who, "update_profile", person_id=who.person_id, expected_version=1, profile=wanted)
        clerk = people.UNIT_CLERK
        self.do(clerk, "verify_profile", person_id=who.person_id, expected_version=2, opinion="情况属实。")

    @staged
    def start(self, who=people.APPLICANT, plan=people.PLAN, now=people.IN_WINDOW, notice=None):
        """A draft inside the senior window; `notice` where several have the plan."""
        if now > self.clock.now():
            self.clock.set(now)
        return self.do(who, "start_declaration", plan_id=plan, notice_id=notice)["declaration_id"]

    def version(self, key, who=people.APPLICANT):
        """The version one has to name next."""
        return self.ask(who, "get_declaration", declaration_id=key)["version"]

    def row(self, key, section, number=0, who=people.APPLICANT):
        """A row of the draft as it is kept, with its id."""
        return self.ask(who, "get_declaration", declaration_id=key)["sections"][section][number]

    def change(self, key, method, who=people.APPLICANT, **params):
        """A command on a declaration at its present version."""
        return self.do(who, method, declaration_id=key, expected_version=self.version(key, who), **params)

    def upload(self, key, item, data, sha256, media_type="application/pdf"):
        """A file put where the link says; the directory twin is written to directly."""
        opened = self.do(
            people.APPLICANT,
            "open_upload",
            declaration_id=key,
            item=item,
            filename="file.pdf",
            size=len(data),
            media_type=media_type,
            sha256=sha256,
        )
        self.files.put(opened["object_key"], data, media_type)
        return opened["object_key"]

    def attach(self, key, item, supports=None):
        """One file uploaded and attached; `supports` may count a row from 0 (`papers.0`) as the draft stands."""
        draft = self.ask(people.APPLICANT, "get_declaration", declaration_id=key)["sections"]
        supports = people.by_id(supports, draft)
        data, sha256 = people.file_for(f"{item}{supports}")
        path = self.upload(key, item, data, sha256)
        return self.change(key, "attach_material", item=item, object_key=path, title=item, supports=supports)

    @staged
    def complete(self, key):
        """Filled, uploaded, signed."""
        self.change(key, "fill_dossier", sections=people.sections())
        for item, supports in people.MATERIALS:
            self.attach(key, item, supports)
        self.change(key, "sign_commitment", agreed=True)

    @staged
    def submitted(self, notice=None):
        """A submitted declaration."""
        key = self.start(notice=notice)
        self.complete(key)
        self.change(key, "submit_declaration")
        return key
