"""Every kind of duty: its rule word, who must act, which facts bring it and which end it. The register follows this
table alone; a new kind is a line here, its terms (arising/) and its words in the catalogue."""

from __future__ import annotations

from services.notify.domain.arising import committees, declarations, lists, sessions, stages
from services.notify.domain.deadline_kind import DeadlineKind as Kind
from services.notify.domain.declared import AfterTheDay, Declared, End, begins, ends
from shared.contracts import audit, committee, declaration
from shared.contracts.audit.case import CaseRedated
from shared.contracts.committee import oversight
from shared.contracts.committee.results import ResultObjection
from shared.contracts.committee.session import PlanAnswered


def _held_anew(fact: CaseRedated) -> bool:
    return fact.current is not None


def _refused_for_good(fact: PlanAnswered) -> bool:
    return not fact.agreed and bool(fact.final)


def _answered(fact: ResultObjection) -> bool:
    return fact.outcome != "open"


_STAGE_DONE = (
    audit.CASE_OPENED, audit.STAGE_APPROVED, audit.STAGE_ENTERED, audit.DECLARATION_RETURNED,
    audit.DECLARATION_REJECTED, audit.CASE_CLOSED, audit.DECLARATION_PASSED,
)  # fmt: skip
_REDATED = End(audit.CASE_REDATED, _held_anew)
_AT_STAGE = ends(*_STAGE_DONE, _REDATED)
_CASE_OVER = (audit.DECLARATION_REJECTED, audit.CASE_CLOSED, audit.DECLARATION_PASSED)
_MEETING_SET = (committee.SESSION_SCHEDULED, committee.SESSION_RESCHEDULED, committee.SESSION_RECONVENED)
_REFUSED = End(committee.PLAN_ANSWERED, _refused_for_good)


OF_DECLARATIONS = (
    Declared(
        Kind.SUBMIT_DECLARATION, "filing_closes", "applicant",
        begins(declarations.draft, declaration.STARTED, declaration.AMENDED),
        ends(declaration.SUBMITTED, declaration.WITHDRAWN, declaration.LAPSED),
    ),
    Declared(
        Kind.FIX_RETURNED, "correction_due", "applicant",
        begins(declarations.returned, audit.DECLARATION_RETURNED)
        + begins(declarations.return_redated, audit.RETURN_REDATED),
        ends(audit.CASE_OPENED, *_CASE_OVER, declaration.WITHDRAWN, declaration.LAPSED),
    ),
    Declared(
        Kind.HAND_IN_PAPER, "paper_due", "applicant",
        begins(declarations.paper, audit.CASE_OPENED, audit.CASE_REDATED),
        ends(audit.DECLARATION_RETURNED, *_CASE_OVER),
    ),
    Declared(Kind.PAY_FEE, "fee_due", "applicant", (), ends(audit.CHARGE_RECORDED, *_CASE_OVER)),
    Declared(
        Kind.INTEGRITY_ENDS, "integrity_ends", "applicant",
        begins(declarations.barred, audit.INTEGRITY_RECORDED), (), AfterTheDay.ENDS,
    ),
    Declared(
        Kind.VERIFY_PROFILE, "profile_waiting", "unit",
        begins(declarations.profile, declaration.PROFILE_WAITING),
        ends(declaration.PROFILE_VERIFIED, declaration.PROFILE_RETURNED, declaration.ID_NUMBER_VOIDED),
        AfterTheDay.WAITS,
    ),
)  # fmt: skip
OF_STAGES = (
    Declared(
        Kind.AUDIT_STAGE, "audit_due", "holder",
        begins(stages.audit, audit.CASE_OPENED, audit.CASE_REDATED, audit.STAGE_APPROVED, audit.STAGE_ENTERED),
        _AT_STAGE,
    ),
    Declared(
        Kind.RECHECK, "recheck_due", "holder",
        begins(stages.recheck, audit.CASE_OPENED, audit.CASE_REDATED, audit.STAGE_APPROVED, audit.STAGE_ENTERED),
        _AT_STAGE,
    ),
    Declared(
        Kind.REPORT_ROSTER, "audit_due", "holder",
        begins(stages.roster, audit.STAGE_APPROVED, audit.CASE_REDATED), _AT_STAGE,
    ),
    Declared(
        Kind.CLOSE_PUBLICITY, "publicity_ends", "holder",
        begins(lists.posted, audit.PUBLICITY_POSTED) + begins(lists.redated, audit.PUBLICITY_REDATED),
        ends(audit.PUBLICITY_CLOSED), AfterTheDay.STAYS,
    ),
    Declared(
        Kind.INVESTIGATE_OBJECTION, "objection_waiting", "holder",
        begins(lists.objection, audit.OBJECTION_FILED) + begins(lists.result_objection, committee.RESULT_OBJECTION),
        ends(audit.OBJECTION_RESOLVED, End(committee.RESULT_OBJECTION, _answered)),
        AfterTheDay.WAITS, about="objection_id",
    ),
    Declared(
        Kind.ANNOUNCE_CALENDAR, "calendar_unannounced", "operator",
        begins(lists.year_of_list, audit.PUBLICITY_POSTED, committee.RESULTS_POSTED)
        + begins(lists.year_of_return, audit.DECLARATION_RETURNED),
        ends(audit.PUBLICITY_REDATED, audit.PUBLICITY_CLOSED, audit.RETURN_REDATED, audit.CASE_OPENED, *_CASE_OVER,
             committee.RESULTS_REDATED, committee.RESULTS_CLOSED), AfterTheDay.WAITS,
    ),
)  # fmt: skip
OF_SESSIONS = (
    Declared(
        Kind.FILE_PLAN, "implementation_plan_due", "office",
        begins(sessions.plan, *_MEETING_SET) + begins(sessions.plan_again, committee.PLAN_ANSWERED),
        ends(committee.PLAN_FILED),
    ),
    Declared(
        Kind.ANSWER_PLAN, "plan_waiting", "authority",
        begins(sessions.plan_waiting, committee.PLAN_FILED),
        ends(committee.PLAN_ANSWERED, committee.SESSION_RECONVENED), AfterTheDay.WAITS,
    ),
    Declared(
        Kind.HOLD_SESSION, "meeting_on", "office",
        begins(sessions.meeting, *_MEETING_SET),
        ends(committee.SESSION_OPENED, committee.SESSION_ADJOURNED, _REFUSED),
    ),
    Declared(
        Kind.CONCLUDE_REVIEW, "review_due", "office",
        begins(sessions.review, committee.SESSION_SCHEDULED, committee.RECOGNITION_DECIDED)
        + begins(sessions.review_rescheduled, committee.SESSION_RESCHEDULED)
        + begins(sessions.review_extended, oversight.EXTENSION_FILED, oversight.EXTENSION_ANSWERED),
        ends(committee.RESULTS_CLOSED),
    ),
    Declared(
        Kind.CLOSE_RESULTS, "publicity_ends", "office",
        begins(sessions.results, committee.RESULTS_POSTED)
        + begins(sessions.results_redated, committee.RESULTS_REDATED),
        ends(committee.RESULTS_CLOSED), AfterTheDay.STAYS,
    ),
    Declared(
        Kind.REPORT_PACKAGE, "report_due", "office",
        begins(sessions.package, committee.SESSION_CONCLUDED, committee.RECOGNITION_DECIDED),
        ends(committee.PACKAGE_REPORTED),
    ),
    Declared(
        Kind.APPROVE_PACKAGE, "package_waiting", "authority",
        begins(sessions.package_waiting, committee.PACKAGE_REPORTED),
        ends(committee.RESULTS_APPROVED, committee.RESULTS_DECLINED), AfterTheDay.WAITS,
    ),
)  # fmt: skip
OF_COMMITTEES = (
    Declared(
        Kind.APPROVE_COMMITTEE, "committee_waiting", "authority",
        begins(committees.filing, committee.COMMITTEE_REGISTERED),
        ends(committee.COMMITTEE_APPROVED, committee.COMMITTEE_DECLINED), AfterTheDay.WAITS,
    ),
    Declared(
        Kind.RENEW_COMMITTEE, "committee_term_ends", "office",
        begins(committees.term, committee.COMMITTEE_APPROVED, committee.OFFICE_HANDED_OVER), (),
    ),
    Declared(
        Kind.RENEW_EXPERTS, "expert_term_ends", "office",
        begins(committees.experts, committee.POOL_IMPORTED), ends(committee.POOL_IMPORTED),
    ),
    Declared(
        Kind.CARRY_OUT_MEASURE, "measure_due", "office",
        begins(committees.measure, oversight.MEASURE_TAKEN), ends(oversight.MEASURE_LIFTED), about="measure_id",
    ),
    Declared(
        Kind.ANSWER_EXTENSION, "extension_waiting", "authority",
        begins(committees.extension, oversight.EXTENSION_FILED), ends(oversight.EXTENSION_ANSWERED),
        after=AfterTheDay.WAITS, about="extension_id",
    ),
)  # fmt: skip
DUTIES = (*OF_DECLARATIONS, *OF_STAGES, *OF_SESSIONS, *OF_COMMITTEES)
"""All of them, in the order of a declaration's way."""
