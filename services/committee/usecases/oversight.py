"""The authority looks at a committee's work, takes measures, and lifts them; while some stand nothing goes on."""

from __future__ import annotations

from collections.abc import Sequence

from services.committee.domain.committee import Committee
from services.committee.domain.oversight import (
    Inspection,
    Measure,
    check_due_day,
    check_right_to_review,
    first_state,
)
from services.committee.domain.scope import body
from services.committee.requests import LiftMeasure, RecordInspection, TakeMeasure
from services.committee.results.oversight import InspectionRecordedAnswer, MeasureLifted, MeasureTaken
from services.committee.usecases.access import scope_of
from services.committee.usecases.bodies import act_for_authority
from services.committee.usecases.common import (
    pack_for_committee,
    pack_of,
    rules_of,
)
from services.committee.usecases.ports import Ports
from shared.contracts.committee import oversight as contract
from shared.kernel.errors import invalid, refused
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.policy import Basis, cited
from shared.policy.pack.oversight import OversightRules

AT_ONCE = 50


def record_inspection(tx: Tx[Ports], request: RecordInspection) -> InspectionRecordedAnswer:
    """抽查, 巡查, 倒查复查 by the committee's authority or a supervisor, under the notice of the session looked at."""
    committee = tx.ports.committees.get(request.committee_id)
    reach = scope_of(tx)
    if not reach.reaches(body(committee), {Ground.PLACE}):
        act_for_authority(tx, committee, rules_of(tx, committee.code, committee.region)[1])
    known = _rules(tx, committee, request.session_id)
    rule = known.inspection(request.kind)
    if rule is None:
        raise refused("inspection_unknown", path="kind", clause=_listing(known.inspections))
    if request.inspected_on > tx.today:
        raise invalid("inspection_in_future", path="inspected_on")
    inspection = Inspection(
        id=tx.new_id(), committee_id=committee.id, session_id=request.session_id, kind=request.kind, name=rule.name,
        inspected_on=request.inspected_on, faults=request.faults, findings=request.findings,
        inspector_id=tx.caller.person_id, organisation_id=reach.organisation_id or "", recorded_on=tx.today,
        clause=rule.cited,
    )  # fmt: skip
    tx.ports.oversight.add_inspection(inspection)
    tx.record(contract.INSPECTION_RECORDED, committee.id, _told(committee, inspection))
    _trail(
        tx, "record_inspection", committee, inspection.clause, inspection.findings, inspection_id=inspection.id,
        faults=inspection.faults,
    )  # fmt: skip
    return InspectionRecordedAnswer(inspection_id=inspection.id)


def _told(committee: Committee, inspection: Inspection) -> contract.InspectionRecorded:
    """Without the findings, which stay in this service."""
    return contract.InspectionRecorded(
        inspection_id=inspection.id, committee_id=committee.id, session_id=inspection.session_id,
        office_id=committee.office_id, committee_name=committee.name, kind=inspection.kind, name=inspection.name,
        faults=inspection.faults, inspected_on=inspection.inspected_on, clause=inspection.clause,
    )  # fmt: skip


def take_measure(tx: Tx[Ports], request: TakeMeasure) -> MeasureTaken:
    """提醒, 约谈, 限期整改, 通报批评, 收回评审权: those that the notice knows, with its clause."""
    committee = tx.ports.committees.lock(request.committee_id)
    authority = act_for_authority(tx, committee, rules_of(tx, committee.code, committee.region)[1])
    inspection = _inspection(tx, committee, request.inspection_id)
    known = _rules(tx, committee, inspection.session_id if inspection else None)
    rule = known.measure(request.kind)
    if rule is None:
        raise refused("measure_unknown", path="kind", clause=_listing(known.measures))
    check_due_day(rule, request.due_on, tx.today)
    measure = Measure(
        id=tx.new_id(), version=1, committee_id=committee.id, inspection_id=request.inspection_id, kind=rule.kind,
        name=rule.name, state=first_state(rule), suspends=rule.suspends, reason=request.reason, clause=rule.cited,
        organisation_id=authority.id, taken_on=tx.today, due_on=request.due_on,
    )  # fmt: skip
    tx.ports.oversight.add_measure(measure)
    tx.record(contract.MEASURE_TAKEN, committee.id, measure_state(measure, committee))
    _trail(tx, "take_measure", committee, measure.clause, measure.reason, measure_id=measure.id, kind=measure.kind)
    return MeasureTaken(measure_id=measure.id, version=measure.version, state=measure.state, suspends=measure.suspends)


def lift_measure(tx: Tx[Ports], request: LiftMeasure) -> MeasureLifted:
    """The authority finds things put right (or lifts the measure for another reason): the committee may go on."""
    measure = tx.ports.oversight.get_measure(request.measure_id)
    committee = tx.ports.committees.get(measure.committee_id)
    act_for_authority(tx, committee, rules_of(tx, committee.code, committee.region)[1])
    measure.lift(tx.today, request.opinion)
    version = tx.ports.oversight.save_measure(measure, request.expected_version)
    tx.record(contract.MEASURE_LIFTED, committee.id, measure_state(measure, committee))
    _trail(tx, "lift_measure", committee, measure.clause, request.opinion, measure_id=measure.id)
    return MeasureLifted(measure_id=measure.id, version=version, state=measure.state, overdue=measure.overdue)


def require_right_to_review(tx: Tx[Ports], committee: Committee) -> None:
    """refused("committee_suspended") while a measure that suspends stands; none comes in before the commit."""
    tx.ports.committees.hold(committee.id)
    check_right_to_review(tx.ports.oversight.measures(committee.id))


def mark_overdue(tx: Tx[Ports]) -> int:
    """Dated measures whose day has passed are marked once each, and the authority is told."""
    late = tx.ports.oversight.past_due(tx.today, AT_ONCE)
    for measure in late:
        measure.mark_overdue()
        tx.ports.oversight.save_measure(measure, measure.version)
        committee = tx.ports.committees.get(measure.committee_id)
        tx.record(contract.MEASURE_OVERDUE, committee.id, measure_state(measure, committee))
        _trail(tx, "measure_overdue", committee, measure.clause, measure_id=measure.id)
    return len(late)


def measure_state(measure: Measure, committee: Committee) -> contract.MeasureState:
    """A measure as events tell it."""
    return contract.MeasureState(
        measure_id=measure.id, committee_id=committee.id, committee_name=committee.name,
        office_id=committee.office_id, authority_id=committee.authority_id, kind=measure.kind, name=measure.name,
        state=measure.state, suspends=measure.suspends, reason=measure.reason, taken_on=measure.taken_on,
        due_on=measure.due_on, lifted_on=measure.lifted_on, clause=measure.clause,
    )  # fmt: skip


def _inspection(tx: Tx[Ports], committee: Committee, inspection_id: str | None) -> Inspection | None:
    if inspection_id is None:
        return None
    found = next((one for one in tx.ports.oversight.inspections(committee.id) if one.id == inspection_id), None)
    if found is None:
        raise refused("inspection_not_found", path="inspection_id")
    return found


def _rules(tx: Tx[Ports], committee: Committee, session_id: str | None) -> OversightRules:
    """What the session's notice says, or the youngest that names the committee; a notice that says nothing refuses."""
    if session_id is None:
        pack = pack_for_committee(tx, committee.code, committee.region)
    else:
        process = tx.ports.sessions.get(session_id)
        if process.committee_id != committee.id:
            raise refused("session_of_another_committee", path="session_id")
        pack = pack_of(tx, process.notice_id)
    if pack.oversight is None:
        raise refused("oversight_unknown")
    return pack.oversight


def _listing(entries: Sequence[Basis]) -> str | None:
    """Where the notice lists what there is: its first entry says so."""
    return cited(next(iter(entries), None))


def _trail(
    tx: Tx[Ports], action: str, committee: Committee, clause: str, opinion: str | None = None, **data: object
) -> None:
    tx.trail(action, "committee", committee.id, clause=clause or None, opinion=opinion, data=data)
