"""A required text has something to see in it, in every command of every service."""

import zlib

import pytest

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from tests.support.audit_suite import world as audit_people
from tests.support.case_tables import INVISIBLE, SLUGS, names, refused, wrong
from tests.support.committee_suite.world import BUREAU, CLERK, COMMITTEE_CODE, SUPERVISOR
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

ITEM = {"path": "summary", "defect": "过于简单", "remedy": "补充", "clause": "chifeng-2026/4.3.2"}
CASE = {"declaration_id": audit_people.key_of(1), "expected_version": 1}
RECOMMENDED = {"method": "经考核推荐小组推荐", "qualification": "符合申报资格条件"}
SESSION = {"session_id": "s", "expected_version": 1}
MEETING = {
    "committee_id": "c", "notice_id": "chifeng-2026", "meeting_on": "2026-09-10", "place": "赤峰市", "panel_size": 11,
    "procedure": "程序", "measures": "措施",
}  # fmt: skip
COMMITTEE = {
    "code": COMMITTEE_CODE, "name": "评审委员会", "level_group": "middle", "series": ["k12_teacher"], "majors": [],
    "region": "150400", "size": 11, "office_organisation_id": "office-1", "authority_organisation_id": "bureau-1",
    "valid_from": "2026-01-01", "valid_to": "2028-12-31", "scope_kind": "series",
}  # fmt: skip
ORGANISATION = {
    "name": "松山区第二小学", "kind": "unit", "tier": "county", "region": "150404", "sector": "education",
    "nature": "public_institution", "parent_id": None, "contact": audit_people.CHANNEL,
}  # fmt: skip
UNIT = Caller("clerk-school", "经办", "school", frozenset({"unit_clerk", "department_clerk"}))
EXPERTS = Caller("clerk-1", "赵六", "office-1", frozenset({"committee_office"}))
GRANTED = {"declaration_id": "d", "granted": True, "opinion": "同意认定"}

AUDIT = [
    (audit_people.PUBLISHER, "register_organisation", ORGANISATION, "name"),
    (UNIT, "approve_stage", {**CASE, "opinion": "同意", "seal_reference": "公章"}, "opinion"),
    (UNIT, "approve_stage", {**CASE, "opinion": "同意", "seal_reference": "公章"}, "seal_reference"),
    (UNIT, "approve_stage",
     {**CASE, "opinion": "同意", "seal_reference": "公章", "recommendation": RECOMMENDED}, "recommendation.method"),
    (UNIT, "approve_stage",
     {**CASE, "opinion": "同意", "seal_reference": "公章", "recommendation": RECOMMENDED},
     "recommendation.qualification"),
    (UNIT, "return_declaration", {**CASE, "opinion": "需补充", "items": [ITEM]}, "opinion"),
    (UNIT, "return_declaration", {**CASE, "opinion": "需补充", "items": [ITEM]}, "items.0.defect"),
    (UNIT, "return_declaration", {**CASE, "opinion": "需补充", "items": [ITEM]}, "items.0.remedy"),
    (UNIT, "return_declaration", {**CASE, "opinion": "需补充", "items": [ITEM]}, "items.0.path"),
    (UNIT, "return_declaration",
     {**CASE, "opinion": "需补充", "items": [ITEM], "override": {"reason": "另有发现"}}, "override.reason"),
    (UNIT, "reject_declaration",
     {**CASE, "opinion": "不予受理", "reason_code": "out_of_scope", "clause": "chifeng-2026/1"}, "opinion"),
    (None, "file_objection", {"publicity_id": "p", "declaration_id": "d", "content": "业绩不实，请核查。"}, "content"),
    (UNIT, "resolve_objection",
     {"objection_id": "o", "expected_version": 1, "outcome": "dismissed", "opinion": "不属实"}, "opinion"),
    (UNIT, "report_roster",
     {"notice_id": "chifeng-2026", "level_group": "senior", "recommendation_report": "上报"}, "recommendation_report"),
    (UNIT, "record_charge", {**CASE, "kind": "review", "amount_fen": 1, "receipt": "0001"}, "receipt"),
]  # fmt: skip
COMMITTEES = [
    (CLERK, "register_committee", COMMITTEE, "name"),
    (CLERK, "register_committee", COMMITTEE, "code"),
    (BUREAU, "approve_committee", {"committee_id": "c", "expected_version": 1, "opinion": "同意"}, "opinion"),
    (CLERK, "schedule_session", MEETING, "place"),
    (CLERK, "schedule_session", MEETING, "procedure"),
    (CLERK, "schedule_session", MEETING, "measures"),
    (CLERK, "declare_recusal", {**SESSION, "expert_no": "E001", "reason": "亲属"}, "reason"),
    (BUREAU, "consent_to_plan", {**SESSION, "agreed": True, "opinion": "同意"}, "opinion"),
    (None, "file_objection", {"session_id": "s", "declaration_id": "d", "content": "业绩不实，请核查。"}, "content"),
    (CLERK, "resolve_objection",
     {"objection_id": "o", "expected_version": 1, "outcome": "dismissed", "opinion": "不属实"}, "opinion"),
    (BUREAU, "approve_results", {**SESSION, "opinion": "同意"}, "opinion"),
    (CLERK, "recognise_declarations", {"committee_id": "c", "notice_id": "n", "decisions": [GRANTED]},
     "decisions.0.opinion"),
    (SUPERVISOR, "record_inspection",
     {"committee_id": "c", "kind": "spot_check", "inspected_on": "2026-05-01", "faults": True, "findings": "不完整"},
     "findings"),
    (BUREAU, "take_measure", {"committee_id": "c", "kind": "remind", "reason": "程序不规范"}, "reason"),
    (BUREAU, "lift_measure", {"measure_id": "m", "expected_version": 1, "opinion": "已整改"}, "opinion"),
    (BUREAU, "revoke_certificate", {"certificate_number": "n", "expected_version": 1, "reason": "材料不实"}, "reason"),
    (CLERK, "file_extension",
     {"committee_id": "c", "notice_id": "chifeng-2026", "until": "2026-12-20", "reason": "成绩公布较晚"}, "reason"),
    (BUREAU, "answer_extension", {"extension_id": "e", "expected_version": 1, "agreed": True, "opinion": "同意"},
     "opinion"),
    (CLERK, "report_cleaning",
     {"committee_id": "c", "notice_id": "chifeng-2026", "removed": [{"expert_no": "E001", "reason": "退休"}],
      "added": []}, "removed.0.reason"),
    (BUREAU, "agree_joint_review",
     {"committee_id": "c", "from_code": "x", "notice_id": "chifeng-2026", "mode": "joint", "opinion": "同意"},
     "opinion"),
]  # fmt: skip
WHO = {"person_id": "person-1"}
PROFILE = {**WHO, "expected_version": 3}
DECLARATION = {"declaration_id": "d", "expected_version": 1}


def profile(table):
    """update_profile with one table of the good profile."""
    return {**PROFILE, "profile": {table: people.profile()[table]}}


def section(table):
    """fill_dossier with one good section."""
    return {**DECLARATION, "sections": {table: people.sections()[table]}}


ME = people.caller("person-77")
DECLARATIONS = [
    (ME, "register_person", people.basics(), "name"),
    (ME, "register_person", people.basics(), "ethnicity"),
    (ME, "register_person", people.basics(), "current_work"),
    (people.UNIT_CLERK, "verify_profile", {**PROFILE, "opinion": "情况属实"}, "opinion"),
    (people.APPLICANT, "update_profile", profile("present_title"), "profile.present_title.name"),
    (people.APPLICANT, "update_profile", profile("education"), "profile.education.0.school"),
    (people.APPLICANT, "update_profile", profile("education"), "profile.education.0.major"),
    (people.APPLICANT, "update_profile", profile("work_history"), "profile.work_history.0.organisation"),
    (people.APPLICANT, "update_profile", profile("work_history"), "profile.work_history.0.post"),
    (people.APPLICANT, "update_profile", profile("assessments"), "profile.assessments.0.grade"),
    (people.APPLICANT, "fill_dossier", section("achievements"), "sections.achievements.0.name"),
    (people.APPLICANT, "fill_dossier", section("achievements"), "sections.achievements.0.role"),
    (people.APPLICANT, "fill_dossier", section("papers"), "sections.papers.0.title"),
    (people.APPLICANT, "fill_dossier", section("papers"), "sections.papers.0.venue"),
    (people.APPLICANT, "attach_material", {**DECLARATION, "item": "ce_card", "object_key": "k", "title": "证书"},
     "title"),
    (people.APPLICANT, "open_upload",
     {"declaration_id": "d", "item": "ce_card", "filename": "证书.pdf", "size": 1, "media_type": "application/pdf",
      "sha256": "a" * 64}, "filename"),
]  # fmt: skip


def ids(table):
    """`method path` of each line."""
    return [f"{method} {path}" for _, method, _, path in table]


def written(params, path, text):
    """A copy with the text at that place; `items.0.defect` goes into lists."""
    first, _, rest = path.partition(".")
    key = int(first) if first.isdigit() else first
    copy = list(params) if isinstance(params, list) else dict(params)
    copy[key] = written(copy[key], rest, text) if rest else text
    return copy


def some_of_them(method, path):
    """Seven of the invisible texts, others for each place; a space always."""
    start = zlib.crc32(f"{method} {path}".encode()) % len(INVISIBLE)
    turned = [*INVISIBLE.items(), *INVISIBLE.items()][start : start + 6]
    return {"space": " ", **dict(turned)}


def assert_refuses_invisible_texts(do, who, method, params, path):
    """Invisible texts at that place are refused, and the error names the place; the text as it stands is not."""

    def check(text):
        error = refused("invisible", do, who, method, **written(params, path, text))
        assert names(error, path), error.path

    assert path not in path_of_refusal(do, who, method, params)
    assert wrong(some_of_them(method, path), check) == {}


def path_of_refusal(do, who, method, params):
    """Where the good call fails, if it does: there is no such case, but its texts are right."""
    try:
        do(who, method, **params)
    except ZhipingError as error:
        return (error.path or "") if error.slug in SLUGS["invisible"] else ""
    return ""


@pytest.mark.parametrize(("who", "method", "params", "path"), AUDIT, ids=ids(AUDIT))
def test_texts_of_the_audit(audit, who, method, params, path):
    assert_refuses_invisible_texts(audit.do, who, method, params, path)


@pytest.mark.parametrize(("who", "method", "params", "path"), COMMITTEES, ids=ids(COMMITTEES))
def test_texts_of_the_committee(committee, who, method, params, path):
    assert_refuses_invisible_texts(committee.do, who, method, params, path)


@pytest.mark.parametrize(("who", "method", "params", "path"), DECLARATIONS, ids=ids(DECLARATIONS))
def test_texts_of_the_declaration(declaration, who, method, params, path):
    assert_refuses_invisible_texts(declaration.do, who, method, params, path)


@pytest.mark.parametrize(
    "text",
    ["无", "A", "同意。\n请上报。", "\u3000\u3000同意上报。", "e\u0301", "见附件\u200b", "👍同意", "…", "〇", "㈠"],
    ids=["one character", "a letter", "two lines", "indented", "an accent", "a trailing mark", "a picture", "dots",
         "zero", "in brackets"],
)  # fmt: skip
def test_a_text_in_which_something_is_seen_is_taken(audit, text):
    audit.submitted()
    error = refusal(audit.decide, "school", "approve_stage", opinion=text, seal_reference="公章",
                    recommendation=RECOMMENDED)  # fmt: skip
    assert error.slug == "publicity_missing"


def test_a_return_whose_defect_is_a_space_changes_nothing(audit):
    audit.submitted()
    items = [ITEM | {"defect": " "}]
    refused("invisible", audit.decide, "school", "return_declaration", opinion="需补充。", items=items)
    assert (audit.case()["state"], audit.events("audit.declaration_returned")) == ("open", [])
