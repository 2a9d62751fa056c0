"""Following committees: measures against them, and reviews that are put off."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import clear
from services.notify.usecases.session_duties import duty_of
from shared.contracts import committee
from shared.contracts.committee import oversight as contract
from shared.kernel.clock import parse_instant
from shared.kernel.errors import NotYet


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the committee stream."""
    if event.type in _MEASURES:
        _measure(tx, event)
    elif event.type == contract.JOINT_REVIEW_AGREED.name:
        _joint(tx, event)
    elif event.type == contract.CLEANING_REPORTED.name:
        _cleaning(tx, event)
    elif event.type == committee.COMMITTEE_DECLINED.name:
        _declined(tx, event)
    elif event.type in (contract.EXTENSION_FILED.name, contract.EXTENSION_ANSWERED.name):
        _extension(tx, event)


def _measure(tx: NotifyTx, event: Fact) -> None:
    """Office, and for what is overdue the authority too."""
    kind, roles = _MEASURES[event.type]
    data = event.data
    item = Item(data["committee_id"], data["committee_name"])
    words = {"measure": data["name"], "reason": data["reason"], "day": data["due_on"] or data["taken_on"]}
    for role in roles:
        deliver(tx, notice(kind, organisation(data[role]), item, data["measure_id"], data["clause"], **words))


def _cleaning(tx: NotifyTx, event: Fact) -> None:
    """The authority hears of the yearly report."""
    data = event.data
    words = {name: data[name] for name in ("year", "removed", "added", "pool_size", "private")}
    item, told = Item(data["committee_id"], data["committee_name"]), organisation(data["authority_id"])
    deliver(tx, notice("cleaning_reported", told, item, f"{data['year']}/{event.time}", data["clause"], **words))


def _joint(tx: NotifyTx, event: Fact) -> None:
    """Both offices hear of the consent: the one that takes and, where it is registered, the one that hands over."""
    data = event.data
    item = Item(data["committee_id"], data["committee_name"])
    words = {"code": data["from_code"], "authority": data["authority_name"]}
    kind = f"joint_review_{data['mode']}"
    for office in filter(None, (data["office_id"], data["from_office_id"])):
        deliver(tx, notice(kind, organisation(office), item, data["joint_review_id"], data["clause"], **words))


def _declined(tx: NotifyTx, event: Fact) -> None:
    """The office hears that its filing was sent back or refused, and why."""
    data = event.data
    told, item = organisation(data["office_id"]), Item(data["committee_id"], data["committee_name"])
    kind = f"committee_{data['outcome']}"
    deliver(tx, notice(kind, told, item, event.time, data["clause"], opinion=data["opinion"]))


def _extension(tx: NotifyTx, event: Fact) -> None:
    """The authority hears of what it has to answer, the office of the answer; agreed, the review's last day moves."""
    data = event.data
    item = Item(data["committee_id"], data["committee_name"])
    words = {"until": data["until"], "reason": data["reason"], "opinion": data["opinion"] or ""}
    told = organisation(data["authority_id"] if event.type == contract.EXTENSION_FILED.name else data["office_id"])
    kind = f"extension_{'recorded' if data['answered_on'] is None and data['state'] == 'agreed' else data['state']}"
    deliver(tx, notice(kind, told, item, data["extension_id"], data["clause"], **words))
    if data["state"] == "agreed":
        for session_id in data["sessions"]:
            _move_last_day(tx, event, session_id)


def _move_last_day(tx: NotifyTx, event: Fact, session_id: str) -> None:
    subject = tx.ports.subjects.find(session_id)
    if subject is None:
        raise NotYet("the session has not arrived")
    data, kind = event.data, DeadlineKind.CONCLUDE_REVIEW
    clear(tx, session_id, (kind,), parse_instant(event.time))
    duty_of(tx, subject, event, kind, f"review/{data['until']}", data["until"], data["clause"])


_MEASURES: dict[str, tuple[str, tuple[str, ...]]] = {
    contract.MEASURE_TAKEN.name: ("measure_taken", ("office_id",)),
    contract.MEASURE_OVERDUE.name: ("measure_overdue", ("office_id", "authority_id")),
    contract.MEASURE_LIFTED.name: ("measure_lifted", ("office_id",)),
}
