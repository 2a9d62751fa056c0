"""Duties beside a declaration's way that units, offices and authorities have: profiles, objections, committees."""

PROFILE, RECORD, OBJECTION = "verify_profile", "integrity_record_ends", "investigate_objection"
FILING, TERM, EXPERTS = "approve_committee", "renew_committee", "renew_experts"
MEASURE, EXTENSION, REVIEW = "carry_out_measure", "answer_extension", "conclude_review"
WORDS = {
    PROFILE: "profile_waiting", RECORD: "integrity_ends", OBJECTION: "objection_waiting",
    FILING: "committee_waiting", TERM: "committee_term_ends", EXPERTS: "expert_term_ends",
    MEASURE: "measure_due", EXTENSION: "extension_waiting",
}  # fmt: skip


def apply(duties, name, data, at):
    """One fact; others mean nothing here."""
    handler = HANDLERS.get(name)
    if handler is not None:
        handler(duties, data, at)


def _profile(duties, data, at):
    who = {"unit": data["unit_id"], "applicant": data["person_id"]}
    duties.enter_anew(PROFILE, data["person_id"], at, None, None, None, "unit", **who)


def _profile_done(duties, data, at):
    duties.end(data["person_id"], PROFILE)


def _record(duties, data, at):
    if data.get("until"):
        duties.enter_anew(
            RECORD, data["declaration_id"], at, data["until"], data["notice_id"], None, "applicant",
            applicant=data["person_id"],
        )  # fmt: skip


def _objection(duties, data, at):
    duties.enter_anew(OBJECTION, data["objection_id"], at, None, None, None, "holder", holder=data["organisation_id"])


def _objection_done(duties, data, at):
    duties.end(data["objection_id"], OBJECTION)


def _result_objection(duties, data, at):
    """With the investigator until there is a finding, then with the office."""
    duties.end(data["objection_id"], OBJECTION)
    if data["outcome"] != "open":
        return
    known = duties.sessions[data["session_id"]]
    asked = data.get("investigator_id") if data.get("finding") is None else None
    duties.enter_anew(
        OBJECTION, data["objection_id"], at, None, known["notice_id"], known["level_group"], "holder",
        holder=asked or known["office_id"],
    )  # fmt: skip


def _registered(duties, data, at):
    if not data["approved"]:
        duties.enter_anew(FILING, data["committee_id"], at, None, None, None, "authority", **_bodies(data))


def _declined(duties, data, at):
    duties.end(data["committee_id"], FILING)


def _approved(duties, data, at):
    duties.end(data["committee_id"], FILING)
    _term(duties, data, at)


def _term(duties, data, at):
    if data["approved"]:
        committee, last = data["committee_id"], data["valid_to"]
        duties.enter_anew(TERM, committee, at, last, None, None, "office", **_bodies(data))


def _pool(duties, data, at):
    duties.end(data["committee_id"], EXPERTS)
    for term in data.get("terms", ()) if data.get("office_id") else ():
        duties.enter_part(
            term["ends_on"], EXPERTS, data["committee_id"], at, term["ends_on"], "office", office=data["office_id"]
        )


def _measure(duties, data, at):
    if data.get("due_on") and data["state"] != "lifted":
        duties.enter_anew(MEASURE, data["measure_id"], at, data["due_on"], None, None, "office", **_bodies(data))


def _measure_done(duties, data, at):
    duties.end(data["measure_id"], MEASURE)


def _extension(duties, data, at):
    """Filed: the authority answers. Agreed: the review of every session that is named lasts longer."""
    duties.end(data["extension_id"], EXTENSION)
    if data["state"] == "filed":
        duties.enter_anew(
            EXTENSION, data["extension_id"], at, None, data["notice_id"], None, "authority", **_bodies(data)
        )
    if data["state"] != "agreed":
        return
    for session in data["sessions"]:
        known = duties.sessions[session]
        duties.enter_anew(
            REVIEW, session, at, data["until"], known["notice_id"], known["level_group"], "office",
            office=known["office_id"], authority=known["authority_id"],
        )  # fmt: skip


def _bodies(data):
    """Another body may do the work of a committee's office."""
    return {"office": data.get("substitute_id") or data["office_id"], "authority": data["authority_id"]}


HANDLERS = {
    "profile_waiting": _profile, "profile_verified": _profile_done, "profile_returned": _profile_done,
    "id_number_voided": _profile_done, "integrity_recorded": _record,
    "objection_filed": _objection, "objection_resolved": _objection_done, "result_objection": _result_objection,
    "committee_registered": _registered, "committee_declined": _declined, "committee_approved": _approved,
    "office_handed_over": _term, "pool_imported": _pool, "measure_taken": _measure, "measure_lifted": _measure_done,
    "extension_filed": _extension, "extension_answered": _extension,
}  # fmt: skip
