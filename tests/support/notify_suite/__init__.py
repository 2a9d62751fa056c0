"""What the suite of notify needs: its use cases over a database, and what happens to people."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from infra.docs.methods import methods_of
from services.notify.bootstrap import NotifyPorts
from services.notify.domain.rate import Rate
from services.notify.usecases import (
    announced,
    calendars,
    changes,
    counting,
    following,
    preview,
    read_inbox,
    read_reminders,
    remind,
)
from services.notify.usecases.letter_ports import Outbound
from shared.calendar import work_calendar
from shared.contracts import audit, committee, declaration
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock, iso
from shared.kernel.ids import new_id
from shared.persistence import reading, transaction
from shared.policy import shipped_pack
from tests.support.declared import held_to

START = datetime(2026, 5, 8, 9, 0, tzinfo=ZONE)
PERSON, OTHER_PERSON = "person-1", "person-2"
UNIT, BUREAU, OFFICE, AUTHORITY = "unit-1", "bureau-1", "office-1", "authority-1"

USE_CASES = {
    "count_deadlines": counting.count_deadlines,
    "count_messages": counting.count_messages,
    "make_calendar_link": calendars.make_calendar_link,
    "revoke_calendar_link": calendars.revoke_calendar_link,
    "list_calendar_links": calendars.list_calendar_links,
    "get_calendar": calendars.get_calendar,
    "list_wordings": read_reminders.list_wordings,
}
NAMED_BY = {"case": "declaration_id", "review": "declaration_id", "trail": "service"}
"""The member of its data that names the subject of an event, where it is not named like the aggregate."""
STAGE = audit.STAGE_ENTERED.sample["stage"]
UNIT_STAGE = STAGE | {"stage_id": "unit", "index": 0, "holder_id": UNIT, "due_on": "2026-07-20"}
BUREAU_STAGE = STAGE | {"stage_id": "bureau", "index": 1, "holder_id": BUREAU, "due_on": "2026-07-20"}
OFFICE_STAGE = STAGE | {"stage_id": "office", "index": 2, "holder_id": OFFICE, "due_on": "2026-10-30"}
STAGES = [UNIT_STAGE, BUREAU_STAGE, OFFICE_STAGE]


@dataclass(frozen=True)
class Fact:
    """An event as the bus would bring it."""

    id: str
    type: str
    subject: str
    sequence: int
    time: str
    fact: object


def at(month, day, hour=9, minute=0):
    """An instant of 2026 in Shanghai."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def caller(person_id="somebody", organisation_id=None, roles=("applicant",), region=None):
    """A verified caller."""
    return Caller(person_id, "name", organisation_id, frozenset(roles), region)


class World:
    """The service without bus and RPC door: events in, sweeps, questions."""

    def __init__(self, database):
        self.database = database
        self.clock = VirtualClock(START)
        self.make_ports = NotifyPorts
        self.count = 0
        pack = shipped_pack("chifeng-2026")
        self.happens(declaration.NOTICE_PUBLISHED, pack=pack.raw, digest=pack.digest)

    def happens(self, event, when=None, meanwhile=None, **told):
        """Deliver one event, made of its sample; the clock moves to its time first, unless it is late news. `meanwhile`
        is called when it is worked in and not committed."""
        if when is not None and when > self.clock.now():
            self.clock.set(when)
        data = event.sample | told
        event.check_outgoing(data)
        subject, self.count = data[NAMED_BY.get(event.aggregate, f"{event.aggregate}_id")], self.count + 1
        fact = Fact(new_id(), event.name, subject, self.count, iso(when or self.clock.now()), event.read(data))
        with self._transaction(Caller.system("notify")) as tx:
            following.follow(tx, fact)
            if meanwhile is not None:
                meanwhile()

    def sweep(self, when=None):
        """Everything that is due at `when`; returns the messages that went out."""
        if when is not None:
            self.clock.set(when)
        before = {message["message_id"] for message in self.messages()}
        for _ in range(1000):
            with self._transaction(Caller.system("notify")) as tx:
                if not remind.run_due(tx) and not announced.end_waiting(tx):
                    return [message for message in self.messages() if message["message_id"] not in before]
        raise AssertionError("the sweep does not end")

    def messages(self, who=None, **wanted):
        """Messages that the caller sees, oldest first; all of them for the operator."""
        return self._list(read_inbox.list_messages, "sent_at", who, wanted)

    def deadlines(self, who=None, **wanted):
        """Deadlines that the caller sees, soonest first; all of them for the operator."""
        return self._list(read_inbox.list_deadlines, "due_at", who, wanted)

    def occurrences(self, who=None, **wanted):
        """Settled moments that the caller sees, latest first."""
        return self._list(read_reminders.list_occurrences, "-at", who, wanted)

    def preview(self, who, **wanted):
        """What rules would send."""
        request, opened = taken("preview_reminders", **wanted), reading(self.database, NotifyPorts, self.clock, who)
        with held_to("notify", "preview_reminders"), opened as tx:
            return given("preview_reminders", preview.preview_reminders(tx, request))

    def changes(self, who, **wanted):
        """A part of the caller's feed."""
        request, opened = taken("get_changes", **wanted), reading(self.database, NotifyPorts, self.clock, who)
        with held_to("notify", "get_changes"), opened as tx:
            return given("get_changes", changes.get_changes(tx, request))

    def ask(self, method, who, **wanted):
        """An RPC query."""
        request, opened = taken(method, **wanted), reading(self.database, NotifyPorts, self.clock, who)
        with held_to("notify", method), opened as tx:
            return given(method, USE_CASES[method](tx, request))

    def do(self, method, who, key="k", **wanted):
        """An RPC command."""
        with held_to("notify", method), self._transaction(who) as tx:
            return given(method, USE_CASES[method](tx, taken(method, idempotency_key=key, **wanted)))

    def mark_read(self, who, message_id):
        """The RPC command."""
        with held_to("notify", "mark_read"), self._transaction(who) as tx:
            return given(
                "mark_read", read_inbox.mark_read(tx, taken("mark_read", message_id=message_id, idempotency_key="k"))
            )

    def sends_on(self, *channels, **more):
        """From now on the house is set up for these channels."""
        outbound = Outbound(dict.fromkeys(channels, Rate(1000, 60)), calendar=work_calendar())
        self.make_ports = partial(NotifyPorts, outbound=outbound, **more)
        return self

    def work(self, step, *args):
        """A step of the service itself."""
        with self._transaction(Caller.system("notify")) as tx:
            return step(tx, *args)

    def call(self, step, who, **params):
        """A method, by the use case that is named like it."""
        request = taken(step.__name__, **params)
        with held_to("notify", step.__name__), self._transaction(who) as tx:
            return given(step.__name__, step(tx, request))

    def _list(self, question, sort, who, wanted):
        if who is None:
            who, wanted = caller("operator", roles=("operator",)), {"everyone": True, **wanted}
        request = taken(question.__name__, filter=wanted, sort=sort, limit=500)
        opened = reading(self.database, NotifyPorts, self.clock, who)
        with held_to("notify", question.__name__), opened as tx:
            return given(question.__name__, question(tx, request))["items"]

    def _transaction(self, who):
        return transaction(self.database, self.make_ports, self.clock, who)


def taken(method, **params):
    """The request as the use case gets it."""
    return methods_of("notify")[method].endpoint.load(params)


def given(method, answer):
    """The answer as it goes over the wire."""
    return methods_of("notify")[method].endpoint.answer.checked(answer)


def start_draft(world, when=None, declaration_id="d-1", person_id=PERSON):
    """A draft for the senior window, which closes on 10 July."""
    world.happens(
        declaration.STARTED, when, declaration_id=declaration_id, person_id=person_id, unit_id=UNIT,
        level_group="senior", closes_on="2026-07-10",
    )  # fmt: skip


def open_case(
    world, when=None, declaration_id="d-1", revision=1, current=UNIT_STAGE, person_id=PERSON, paper=None, **more
):
    """A case with three stages; the audit is due on 20 July, the re-check on 30 October; `paper`: due on that day."""
    world.happens(
        audit.CASE_OPENED, when, declaration_id=declaration_id, revision=revision, person_id=person_id,
        unit_id=UNIT, level_group="senior", case_number=f"CF-{declaration_id}", stages=STAGES, current=current,
        paper_due_on=paper, **more,
    )  # fmt: skip


def return_case(world, when, deadline, declaration_id="d-1", revision=1, number=1):
    """The unit returns the case with a deadline."""
    world.happens(
        audit.DECLARATION_RETURNED, when, declaration_id=declaration_id, revision=revision, person_id=PERSON,
        unit_id=UNIT, stage=UNIT_STAGE, case_number=f"CF-{declaration_id}", deadline=iso(deadline),
        return_number=number,
    )  # fmt: skip


def schedule_session(world, when=None, **changes):
    """A session on 10 September whose plan is due on 3 September."""
    world.happens(
        committee.SESSION_SCHEDULED, when, session_id="s-1", office_id=OFFICE, authority_id=AUTHORITY, **changes
    )
