"""The page of what a message or a letter is about, where whoever reads it has one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask import Flask, url_for

from services.gateway.console import visit

AUDITORS = ("unit_clerk", "department_clerk", "hr_clerk", "committee_office")
STAFF = ("committee_office", "hr_clerk", "supervisor", "operator")


class Thing(StrEnum):
    """What a kind of message speaks of; the value is what one without a number is called."""

    DECLARATION = "申报材料"
    PROFILE = "个人档案"
    LIST = "公示"
    OBJECTION = "异议"
    RESULT_OBJECTION = "评审结果异议"
    ROSTER = "花名册"
    SESSION = "评审会议"
    COMMITTEE = "评审委员会"
    MEASURE = "评审委员会有关事项"
    LETTERS = "未送达通知清单"


_KINDS: Mapping[Thing, str] = {
    Thing.DECLARATION: """
        submit_declaration fix_returned_declaration hand_in_paper pay_fee audit_stage recheck report_roster
        declaration_returned return_redated declaration_rejected declaration_lapsed amendment_followed
        amendment_to_answer amendment_kept audit_overdue audit_passed review_passed review_not_passed
        recognition_granted recognition_refused result_cancelled certificate_issued certificate_revoked
        review_postponed""",
    Thing.PROFILE: """
        verify_profile integrity_record_ends profile_returned id_number_settled id_number_voided
        id_number_voided_unit""",
    Thing.LIST: "close_publicity publicity_redated objection_filed",
    Thing.OBJECTION: "investigate_objection",
    Thing.RESULT_OBJECTION: "result_objection_to_investigate",
    Thing.ROSTER: "roster_reported",
    Thing.SESSION: """
        file_plan answer_plan hold_session conclude_review close_results report_package approve_package plan_consented
        plan_refused plan_sent_back session_adjourned results_redated results_approved results_returned
        results_refused result_objection_filed""",
    Thing.COMMITTEE: """
        renew_committee renew_experts approve_committee committee_returned committee_refused cleaning_reported
        joint_review_joint joint_review_entrusted measure_taken measure_overdue measure_lifted extension_filed
        extension_agreed extension_declined extension_recorded extension_returned review_postponed_unit""",
    Thing.MEASURE: "carry_out_measure answer_extension",
    Thing.LETTERS: "letters_failed",
}
_THINGS = {kind: thing for thing, kinds in _KINDS.items() for kind in kinds.split()}
Page = tuple[str, str]
"""Endpoint, and the part of its address that takes the subject's id; empty for a list that it stands in."""
MINE: Page = ("applicant_declaration.show", "declaration_id")
CASE: Page = ("clerk_case.case", "declaration_id")
PERSON: Page = ("clerk_people.person", "person_id")
LIST: Page = ("clerk_publicity.publicity", "publicity_id")
ROSTER: Page = ("clerk_roster.roster", "")
INVESTIGATION: Page = ("clerk_investigation.waiting", "")
SESSION: Page = ("committees.session", "session_id")
COMMITTEE: Page = ("committees.committee", "committee_id")
REGISTER: Page = ("committees.register", "")
_PAGES: Mapping[Thing, Mapping[str, Page]] = {
    Thing.DECLARATION: {"applicant": MINE, **dict.fromkeys(AUDITORS, CASE)},
    Thing.PROFILE: {"applicant": ("applicant_profile.profile", ""), **dict.fromkeys(AUDITORS[:3], PERSON)},
    Thing.LIST: dict.fromkeys(AUDITORS[:3], LIST),
    Thing.OBJECTION: {
        **dict.fromkeys(AUDITORS[:3], INVESTIGATION),
        "committee_office": ("committees.sessions", ""),
    },
    Thing.RESULT_OBJECTION: dict.fromkeys(AUDITORS[:3], ("clerk_investigation.objection", "objection_id")),
    Thing.ROSTER: dict.fromkeys(AUDITORS[1:3], ROSTER),
    Thing.SESSION: dict.fromkeys(STAFF, SESSION),
    Thing.COMMITTEE: {
        **dict.fromkeys(STAFF[:3], COMMITTEE),
        "unit_clerk": ("public_lists.committee", "committee_id"),
    },
    Thing.MEASURE: dict.fromkeys(STAFF[:3], REGISTER),
    Thing.LETTERS: dict.fromkeys(STAFF[2:], ("sent.failures", "")),
}


def address_of(page: Page, subject_id: str) -> str:
    """Of that subject's page, or of the list in which it stands."""
    endpoint, named = page
    return url_for(endpoint, **{named: subject_id}) if named else url_for(endpoint)  # type: ignore[arg-type]


def subject_page(kind: str, subject_id: str) -> str | None:
    """Where this visitor finds the subject of a message; None where he has no page of it."""
    thing = _THINGS.get(kind)
    found = _PAGES[thing].get(visit.current().role or "") if thing else None
    return None if found is None else address_of(found, subject_id)


def subject_name(kind: str, label: str | None) -> str | None:
    """The number that people know the subject by, else what it is; None of what stands nowhere."""
    thing = _THINGS.get(kind)
    return (label or thing.value) if thing else None


def register(app: Flask) -> None:
    """Make them known to the templates."""
    app.jinja_env.globals.update(subject_page=subject_page, subject_name=subject_name)
