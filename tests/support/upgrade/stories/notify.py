"""notify: somebody has a draft, files, gets it back with a deadline, is reminded; his unit gets mail of its roster."""

from sqlalchemy import select

from services.notify.domain.channel import Channel
from services.notify.domain.outcome import taken
from services.notify.store.letter_tables import MAIL_QUEUE
from services.notify.store.tables import MESSAGES
from services.notify.usecases.letters import claim_letters, note_outcome, take_over
from shared.contracts import audit, committee, declaration
from shared.kernel.caller import Caller
from shared.kernel.clock import iso
from shared.persistence import insert_if_absent
from shared.policy import shipped_pack
from tests.support import notify_suite as suite
from tests.support.notify_suite import at, caller
from tests.support.upgrade.replica import OPERATOR
from tests.support.upgrade.telling import Telling

ADDRESS = {"telephone": None, "address": None, "email": "clerk@unit.example"}


class Story(Telling):
    """Part `number` is about the draft `d-<number>` of `person-<number>`."""

    service_name, start = "notify", suite.START
    untold = frozenset({"openings"})

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        suite.World.sends_on(self, Channel.MAIL, Channel.SMS)
        self.app.make_ports = self.make_ports

    def happens(self, event, when=None, **changes):
        """A fact of another service, at that time."""
        if when is not None and when > self.clock.now():
            self.clock.set(when)
        self.arrives(event, event.sample | changes)

    def set_up(self):
        """The notice, and a unit with an address."""
        pack = shipped_pack("chifeng-2026")
        self.happens(declaration.NOTICE_PUBLISHED, pack=pack.raw, digest=pack.digest)
        self.happens(audit.ORGANISATION_REGISTERED, organisation_id=suite.UNIT, contact=ADDRESS)

    def first_half(self, number):
        """A draft, a case, a return; a session is planned, a roster handed up. Papers and a profile wait: duties that
        0.2.0 does not know."""
        self.clock.set(at(6, 15))
        who = {"declaration_id": f"d-{number}", "person_id": f"person-{number}"}
        suite.start_draft(self, **who)
        suite.open_case(self, at(6, 20), **who)
        self.happens(
            audit.DECLARATION_RETURNED, at(6, 22), **who, revision=1, unit_id=suite.UNIT, stage=suite.UNIT_STAGE,
            case_number=f"CF-d-{number}", deadline=iso(at(6, 29, 18)), return_number=1,
        )  # fmt: skip
        session = {"session_id": f"s-{number}", "office_id": suite.OFFICE, "authority_id": suite.AUTHORITY}
        self.happens(committee.SESSION_SCHEDULED, **session)
        self.happens(audit.ROSTER_REPORTED, report_id=f"report-{number}", organisation_id=suite.UNIT)
        suite.open_case(self, at(6, 23), f"p-{number}", person_id=who["person_id"], paper="2026-06-26")
        self.happens(declaration.PROFILE_WAITING, person_id=who["person_id"], unit_id=suite.UNIT)
        self._queued_beside()

    def _queued_beside(self):
        """A process of 0.2.0 has queued a letter: that version knows no other queue."""
        with self.app.database.begin() as connection:
            newest = (
                select(MESSAGES.c.id).where(MESSAGES.c.organisation_id == suite.UNIT).order_by(MESSAGES.c.id.desc())
            )
            row = {"message_id": connection.scalar(newest), "address": ADDRESS["email"], "state": "queued"}
            insert_if_absent(connection, MAIL_QUEUE, row | {"attempts": 0, "next_try_at": self.clock.now()})

    def second_half(self, number):
        """He is reminded and reads it; a letter goes out."""
        self.clock.set(at(6, 28))
        self.do(OPERATOR, "run_due")
        who = caller(f"person-{number}")
        for message in self.call(who, "list_messages", filter={"unread": True})["items"]:
            self.do(who, "mark_read", message_id=message["message_id"])
        self.do(who, "make_calendar_link", whose="mine")
        self.clock.set(at(6, 29, 9))
        self.do(who, "set_preferences", order=["mail"], addresses=[{"channel": "mail", "address": f"p{number}@b.cn"}])
        with self.app.transaction(Caller.system("notify")) as tx:
            take_over(tx)
            letters = claim_letters(tx, Channel.MAIL)
            for letter in letters:
                note_outcome(tx, letter, taken("4ABC", "250"))
        assert "clerk@unit.example" in {letter.address for letter in letters}

    def look(self, number, ended):
        """What he was told."""
        who = caller(f"person-{number}")
        found = self.call(who, "list_messages", limit=100, with_total=True)
        assert {one["kind"] for one in found["items"]} >= {"declaration_returned"}
        assert ended is all(one["read_at"] for one in found["items"])
        assert self.call(who, "list_deadlines", limit=100)["items"]
        self.call(OPERATOR, "list_dispatches", filter={"everyone": True}, limit=100)
