"""Small steps that several use cases share: whose matter is it, which pack rules, what is cited."""

from __future__ import annotations

from typing import Any, TypedDict

from services.committee.domain.committee import Committee
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.session import Session
from services.committee.usecases.bodies import act_for_office, spec_under
from services.committee.usecases.clauses import clause_of_step
from services.committee.usecases.ports import Ports
from shared.kernel.errors import not_found, refused
from shared.persistence import Tx
from shared.policy import CommitteeSpec, Pack


def own_session(tx: Tx[Ports], session_id: str, action: str, *, lock: bool = False) -> tuple[Session, Committee, Pack]:
    """As own_results, for a step that only a session takes."""
    process, committee, pack = own_results(tx, session_id, action, lock=lock)
    return session_in(process, action, None), committee, pack


def own_results(
    tx: Tx[Ports], session_id: str, action: str, *, lock: bool = False
) -> tuple[ResultsProcess, Committee, Pack]:
    """The session or recognition for its committee's office, with committee and pack; `lock` keeps ballots out.

    conflict("step_not_possible") with the clause that orders the steps when the action is not possible now.
    """
    sessions = tx.ports.sessions
    process = sessions.lock(session_id) if lock else sessions.get(session_id)
    committee = tx.ports.committees.get(process.committee_id)
    act_for_office(tx, committee)
    pack = pack_of(tx, process.notice_id)
    process.check(action, clause_of_step(pack, process.state, action))
    return process, committee, pack


def overseen_results(tx: Tx[Ports], session_id: str) -> tuple[ResultsProcess, Committee, CommitteeSpec, Pack]:
    """The session or recognition with committee, what the notice says of it, and pack, for an authority to look at."""
    process = tx.ports.sessions.get(session_id)
    committee, pack = tx.ports.committees.get(process.committee_id), pack_of(tx, process.notice_id)
    return process, committee, spec_under(tx, pack, committee), pack


def session_in(process: ResultsProcess, action: str, clause: str | None) -> Session:
    """The session that takes a step before its results; conflict("step_not_possible") when it cannot now.

    A recognition begins after all of these steps, so none of them is possible for it.
    """
    process.check(action, clause)
    assert isinstance(process, Session)
    return process


def step_clause(tx: Tx[Ports], process: ResultsProcess, action: str) -> str | None:
    """The clause that orders this step."""
    return clause_of_step(pack_of(tx, process.notice_id), process.state, action)


def office_committee(tx: Tx[Ports], committee_id: str) -> Committee:
    """The committee, for whoever acts for its office."""
    committee = tx.ports.committees.get(committee_id)
    act_for_office(tx, committee)
    return committee


def pack_of(tx: Tx[Ports], notice_id: str) -> Pack:
    """The notice's pack; not_found `notice_not_found`."""
    pack = tx.ports.packs.find(notice_id)
    if pack is None:
        raise not_found("notice_not_found", path="notice_id", notice=notice_id)
    return pack


def rules_of(tx: Tx[Ports], code: str, region: str) -> tuple[Pack, CommitteeSpec]:
    """The youngest pack that names this body, with what it says of it.

    refused("committee_rules_unknown") without one: nothing defaults.
    """
    for pack in tx.ports.packs.latest():
        for spec in pack.committees:
            if spec.code_for(region) == code:
                return pack, spec
    raise refused("committee_rules_unknown", path="code")


def pack_for_committee(tx: Tx[Ports], code: str, region: str) -> Pack:
    """The pack alone."""
    return rules_of(tx, code, region)[0]


def trail(tx: Tx[Ports], action: str, process: ResultsProcess, clause: str | None = None, **data: Any) -> None:
    """Keep a decision about a session or a recognition for good."""
    tx.trail(action, "session", process.id, clause=clause or None, data=data or None)


class StepFields(TypedDict):
    """The fields of a SessionStep; each record says to which states its step leads."""

    session_id: str
    version: int
    state: Any


def step_of(process: ResultsProcess) -> StepFields:
    """The session or recognition after a step that needed no saving."""
    return StepFields(session_id=process.id, version=process.version, state=process.state)


def saved(tx: Tx[Ports], process: ResultsProcess, expected_version: int) -> StepFields:
    """Write it at the version the caller saw."""
    tx.ports.sessions.save(process, expected_version)
    return step_of(process)
