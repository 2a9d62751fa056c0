"""A year in a few facts: the samples of the contracts, made to fit each other."""

import copy

from shared.contracts import audit, committee, declaration
from shared.contracts.committee import oversight
from shared.contracts.samples import DIGEST, DOSSIER, ID_A, ID_B, ID_C, ID_D
from shared.kernel.caller import Caller
from shared.kernel.canonical import canonical_json
from shared.kernel.masking import mask_id_number
from shared.policy import shipped_pack
from shared.security import seal

OWNER, UNIT, DECLARATION, DEPARTMENT = ID_A, ID_B, ID_C, ID_D
BUREAU = "01976a00-0000-7000-8000-0000000000b1"
OFFICE = "01976a00-0000-7000-8000-0000000000b2"
COUNTY = "01976a00-0000-7000-8000-0000000000b3"
PUBLICITY = "01976a00-0000-7000-8000-0000000000c1"
REPORT = "01976a00-0000-7000-8000-0000000000c2"
SESSION = "01976a00-0000-7000-8000-0000000000c3"
RESULTS = "01976a00-0000-7000-8000-0000000000c4"
EXTENSION = "01976a00-0000-7000-8000-0000000000c6"
COMMITTEE = "01976a00-0000-7000-8000-0000000000c5"
ID_NUMBER = "150402198510021234"
CONTACT = {"telephone": "0476-8221234", "address": "赤峰市新城区玉龙大街", "email": "zhicheng@example.cn"}


def person(role, person_id="person-of-" + "office", organisation_id=None):
    """A caller with one role."""
    return Caller(person_id, "某人", organisation_id, frozenset({role}))


APPLICANT = person("applicant", OWNER)
OTHER_APPLICANT = person("applicant", "somebody-else")
UNIT_CLERK = person("unit_clerk", "clerk-1", UNIT)
OFFICE_CLERK = person("committee_office", "clerk-2", OFFICE)
STRANGER = person("unit_clerk", "clerk-3", "another-unit")
OPERATOR = person("operator", "operator-1")


def dossier(revision=1, declaration_id=DECLARATION, **changes):
    """A complete dossier with a sealed ID number."""
    made = copy.deepcopy(DOSSIER) | {"revision": revision, "declaration_id": declaration_id}
    made["person"] |= {"id_number_sealed": seal(ID_NUMBER), "id_number_masked": mask_id_number(ID_NUMBER)}
    return made | changes


def notice():
    """The notice with its real pack."""
    pack = copy.deepcopy(shipped_pack("chifeng-2026").raw)
    canonical_json(pack)
    return declaration.NOTICE_PUBLISHED, "chifeng-2026", declaration.NOTICE_PUBLISHED.sample | {"pack": pack}


KINDS = {UNIT: "unit", DEPARTMENT: "department", BUREAU: "hr_bureau", COUNTY: "hr_bureau", OFFICE: "committee_office"}


def organisation(key, name):
    """An organisation with contact and seal."""
    changes = {"organisation_id": key, "name": name, "contact": CONTACT, "seal_reference": f"{name}公章"}
    changes |= {"kind": KINDS[key], "region": "150402"}
    return audit.ORGANISATION_REGISTERED, key, audit.ORGANISATION_REGISTERED.sample | changes


def submitted(revision=1, declaration_id=DECLARATION, **changes):
    """A revision handed in."""
    data = {"declaration_id": declaration_id, "revision": revision, "digest": DIGEST, "answers_return": None}
    return declaration.SUBMITTED, declaration_id, data | {"dossier": dossier(revision, declaration_id, **changes)}


def of(event, subject, **changes):
    """The contract's sample with changes, ready to be told."""
    return event, subject, copy.deepcopy(event.sample) | changes


def year():
    """Every fact that asks for a document, in an order that could have happened."""
    stage = audit.STAGE_ENTERED.sample["stage"] | {"holder_id": DEPARTMENT, "holder_name": "红山区教育局"}
    decision = audit.DECLARATION_RETURNED.sample["decision"] | {"organisation_id": DEPARTMENT}
    decisions = [audit.DECLARATION_PASSED.sample["decisions"][0], decision | {"organisation_name": "红山区教育局"}]
    sealed = {"id_number_sealed": seal(ID_NUMBER), "id_number_masked": mask_id_number(ID_NUMBER)}
    row = committee.PACKAGE_REPORTED.sample["rows"][0] | {"id_number_sealed": sealed["id_number_sealed"]}
    who = {"office_id": OFFICE, "authority_id": BUREAU}
    return [
        notice(),
        organisation(UNIT, "红山区第一小学"),
        organisation(DEPARTMENT, "红山区教育局"),
        organisation(BUREAU, "赤峰市人力资源和社会保障局"),
        organisation(OFFICE, "赤峰市教育局"),
        submitted(),
        of(audit.CASE_OPENED, DECLARATION),
        of(audit.PUBLICITY_POSTED, PUBLICITY, publicity_id=PUBLICITY, organisation_id=UNIT, channel=CONTACT),
        of(audit.STAGE_APPROVED, DECLARATION, next=stage),
        of(audit.DECLARATION_RETURNED, DECLARATION, decision=decision),
        submitted(2),
        organisation(COUNTY, "红山区人社局"),
        of(audit.ROSTER_REPORTED, REPORT, report_id=REPORT, organisation_id=COUNTY, declaration_ids=[DECLARATION]),
        of(audit.DECLARATION_PASSED, DECLARATION, revision=2, decisions=decisions, **sealed),
        of(committee.COMMITTEE_APPROVED, COMMITTEE, committee_id=COMMITTEE, **who),
        of(oversight.EXTENSION_FILED, COMMITTEE, extension_id=EXTENSION, **who),
        of(oversight.EXTENSION_ANSWERED, COMMITTEE, extension_id=EXTENSION, **who),
        of(committee.SESSION_SCHEDULED, SESSION, session_id=SESSION, committee_id=COMMITTEE, **who),
        of(committee.PANEL_DRAWN, SESSION, session_id=SESSION),
        of(committee.ASSIGNED, DECLARATION, session_id=SESSION),
        of(committee.REVIEWED, DECLARATION, session_id=SESSION),
        of(committee.SESSION_CONCLUDED, SESSION, session_id=SESSION),
        of(committee.RESULTS_POSTED, SESSION, session_id=SESSION, publicity_id=RESULTS, organisation_id=OFFICE),
        of(committee.RESULT_OBJECTION, SESSION, session_id=SESSION),
        of(committee.RESULT_OBJECTION, SESSION, session_id=SESSION, outcome="upheld"),
        of(committee.PACKAGE_REPORTED, SESSION, session_id=SESSION, rows=[row], **who),
        of(committee.CERTIFICATE_ISSUED, DECLARATION, session_id=SESSION, **sealed),
    ]  # fmt: skip


EXPECTED = {
    ("evaluation_form", DECLARATION, "submitted", 1),
    ("submission_summary", DECLARATION, "submitted", 1),
    ("material_list", DECLARATION, "submitted", 1),
    ("evaluation_form", DECLARATION, "submitted", 2),
    ("submission_summary", DECLARATION, "submitted", 2),
    ("material_list", DECLARATION, "submitted", 2),
    ("evaluation_form", DECLARATION, "audited", 2),
    ("submission_summary", DECLARATION, "audited", 2),
    ("material_list", DECLARATION, "audited", 2),
    ("evaluation_form", DECLARATION, "approved", 0),
    ("publicity", PUBLICITY, "unit", 0),
    ("one_time_notice", DECLARATION, "return-1", 1),
    ("applicant_roster", REPORT, "senior", 0),
    ("publicity", RESULTS, "result", 0),
    ("commitment_letter", SESSION, "", 0),
    ("score_sheet", SESSION, "", 0),
    ("extension_filing", EXTENSION, "filed", 0),
    ("extension_filing", EXTENSION, "answered", 0),
    ("approval_report", SESSION, "", 0),
    ("publicity_report", SESSION, "", 0),
    ("pass_roster", SESSION, "", 0),
    ("certificate", DECLARATION, "holder", 0),
    ("certificate", DECLARATION, "masked", 0),
}


def recognised():
    """A year in which a body recognised without a session."""
    kept = [one for one in year() if one[0].name.partition(".")[0] != "committee"]
    extended = [one for one in year() if ".extension_" in one[0].name]
    sealed = kept[-1][2]["id_number_sealed"], kept[-1][2]["id_number_masked"]
    row = committee.PACKAGE_REPORTED.sample["rows"][0] | {"id_number_sealed": sealed[0]}
    row |= dict.fromkeys(("yes", "no", "abstain", "present"), 0)
    who = {"office_id": OFFICE, "authority_id": BUREAU}
    kind = {"kind": "recognition", "session_id": SESSION}
    said = {"session_id": SESSION, "granted": True, "opinion": "经考核合格，同意认定", "reason": None}
    return [
        *kept,
        *extended,
        of(committee.RECOGNITION_DECIDED, SESSION, session_id=SESSION, **who),
        of(committee.RECOGNISED, DECLARATION, **said),
        of(committee.RESULTS_POSTED, SESSION, publicity_id=RESULTS, organisation_id=OFFICE, **kind),
        of(committee.PACKAGE_REPORTED, SESSION, rows=[row], chair_name="", **kind, **who),
        of(committee.CERTIFICATE_ISSUED, DECLARATION, id_number_sealed=sealed[0], id_number_masked=sealed[1], **kind),
    ]
