"""What people read: Chinese without words of the code; the format with an example; the version that counts now."""

import re

import pytest

from shared.contracts import audit as facts
from shared.kernel.catalogue import catalogue
from tests.suites.committee.test_extending import answer, ask
from tests.suites.committee.test_scoring import WEIGHTS, weigh
from tests.suites.committee.test_watching import lift, measure
from tests.suites.declaration.test_following import STAGE
from tests.support.audit_suite import rightly
from tests.support.audit_suite.world import RECOMMENDED, at, key_of
from tests.support.case_tables import assert_for_people, latin, names
from tests.support.committee_suite.body import GRANTED, Body
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import BUREAU, COMMITMENT, pool_workbook
from tests.support.committee_suite.world import at as committee_at
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

TO_PROGRAMMERS = {"content_type_not_json", "length_missing", "if_match_missing"}
"""What only the author of a calling program reads: headers of HTTP have no Chinese names."""

MADE_UP_NUMBERS = {"notify_example_label", "notify_example_number"}
"""Of a case and of a certificate, with the letters that real ones have."""


def test_no_sentence_of_the_catalogue_holds_words_of_the_code():
    """Placeholders set aside: what is put into them is looked at below."""
    for_people = {slug: text for slug, text in catalogue().items() if slug not in TO_PROGRAMMERS | MADE_UP_NUMBERS}
    found = {slug: latin(re.sub(r"\{\w+\}", "", text)) for slug, text in for_people.items()}
    assert {slug: words for slug, words in found.items() if words} == {}


def objection(play, number=1):
    """Somebody objects to a result."""
    told = {
        "session_id": play.session_id,
        "declaration_id": f"declaration-{number}",
        "content": "业绩不实，请核查。",
    }
    return play.world.do(None, "file_objection", **told)


STEPS = {
    "opened before the plan": lambda play: (play.drawn(), play.step("open_session")),
    "drawn before the seed": lambda play: play.step("draw_panel", seed="5e" * 32),
    "approved before the vote": lambda play: play.step("approve_results", who=BUREAU, opinion="同意"),
    "voted before the opening": lambda play: play.step("close_voting"),
    "assigned after the seed": lambda play: (
        play.step("assign_declarations"), play.step("commit_seed", commitment=COMMITMENT),
        play.step("assign_declarations"),
    ),
    "objected to before the list": lambda play: objection(play),
    "objected to after the approval": lambda play: (play.certified(), objection(play)),
    "posted twice": lambda play: (play.published(), play.step("post_results")),
    "reported before the end": lambda play: (play.published(), play.step("report_package")),
    "scored before the opening": lambda play: play.step(
        "register_scores", rows=[{"declaration_id": "declaration-1", "method": "expert_comment", "score": 1}]
    ),
    "collected before the opening": lambda play: (play.drawn(), play.collect(play.members[0])),
    "moved after the plan": lambda play: (
        play.drawn(), play.world.clock.set(committee_at(9, 1)), play.step("file_plan"),
        play.step("reschedule_session", meeting_on="2026-09-20"),
    ),
    "consented to when nobody asked": lambda play: play.step(
        "consent_to_plan", who=BUREAU, agreed=True, opinion="同意"
    ),
    "a committee approved twice": lambda play: play.world.do(
        BUREAU, "approve_committee", committee_id=play.committee_id, expected_version=3, opinion="同意"
    ),
    "a reminder lifted": lambda play: lift(play, measure(play, "remind")),
    "an extension answered twice": lambda play: (
        answer(play, asked := ask(play)), answer(play, asked | {"version": 2}),
    ),
    "a panel that cannot be seated": lambda play: (
        play.world.import_pool(play.committee_id, 3, pool_workbook(10)), play.step("assign_declarations"),
        play.step("commit_seed", commitment=COMMITMENT),
    ),
    "a score by a method that is not provided": lambda play: (
        play.opened(), play.step("register_scores", rows=[
            {"declaration_id": "declaration-1", "method": "trial_lesson", "score": 1}]),
    ),
    "weights that are not a hundred": lambda play: weigh(play, WEIGHTS | {next(iter(WEIGHTS)): 1}),
    "weights of a series twice": lambda play: play.step(
        "set_indicators", indicators=[{"series": "k12_teacher", "weights": WEIGHTS}] * 2
    ),
    "weights of a series of another committee": lambda play: weigh(play, series="health"),
}  # fmt: skip
"""Steps that the state of a session does not allow."""


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_session_tells_its_state_in_chinese(committee, step):
    assert_for_people(refusal(step, Play(committee)))


def test_a_decision_taken_before_is_told_in_chinese(committee):
    body = Body(committee)
    body.decide({1: GRANTED})
    assert_for_people(refusal(body.decide, {1: GRANTED}))


def rejected(audit):
    """The case is closed by a rejection."""
    audit.submitted()
    audit.decide("school", "reject_declaration", **rightly.DECISIONS["reject_declaration"])


def back(audit):
    """The case is back with its applicant."""
    audit.submitted()
    audit.decide("school", "return_declaration", **rightly.DECISIONS["return_declaration"])


def withdrawn(audit):
    """The applicant took it back."""
    audit.submitted()
    audit.withdrawn()


STATES = {
    "rejected": rejected,
    "returned": back,
    "withdrawn": withdrawn,
    "waiting": lambda audit: audit.awaiting_report(),
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("method", sorted(rightly.DECISIONS))
def test_a_case_tells_its_state_in_chinese(audit, state, method):
    state(audit)
    place = "county" if state is STATES["waiting"] else "school"
    assert_for_people(refusal(audit.decide, place, method, **rightly.DECISIONS[method]))


def test_an_objection_answered_before_is_told_in_chinese(audit):
    call = rightly.CALLS["resolve_objection"](audit)
    call.on(audit)
    assert_for_people(refusal(call.on, audit, expected_version=3, idempotency_key="again"))


def test_a_list_of_the_wrong_kind_is_told_in_chinese(audit):
    audit.submitted()
    assert_for_people(refusal(audit.publish, "school", "roster"))


DRAFTS = {
    "filled": lambda world, key: world.change(key, "fill_dossier", sections={"summary": "改"}),
    "submitted": lambda world, key: world.change(key, "submit_declaration"),
    "signed": lambda world, key: world.change(key, "sign_commitment", agreed=True),
    "attached to": lambda world, key: world.attach(key, "ce_card"),
}


@pytest.mark.parametrize("act", DRAFTS.values(), ids=DRAFTS)
@pytest.mark.parametrize("end", ["submitted", "withdrawn"])
def test_a_declaration_tells_its_state_in_chinese(declaration, act, end):
    key = declaration.submitted()
    if end == "withdrawn":
        declaration.change(key, "withdraw_declaration")
    assert_for_people(refusal(act, declaration, key))


def test_a_declaration_rejected_by_the_audit_tells_its_state_in_chinese(declaration):
    key = declaration.submitted()
    declaration.happens(facts.CASE_OPENED, declaration_id=key, stages=[STAGE], current=STAGE)
    declaration.happens(facts.DECLARATION_REJECTED, declaration_id=key, stage=STAGE)
    assert_for_people(refusal(declaration.change, key, "withdraw_declaration"))


SECTION = people.sections()["papers"][0]
WRONG_FORMS = {
    "a day with slashes": ("update_profile", {"profile": {"work_started_on": "2007/08/01"}}, r"\d{4}-\d\d-\d\d"),
    "a day in Chinese": ("update_profile", {"profile": {"work_started_on": "2007年8月1日"}}, r"\d{4}-\d\d-\d\d"),
    "a day without zeros": ("update_profile", {"profile": {"work_started_on": "2007-8-1"}}, r"\d{4}-\d\d-\d\d"),
    "only a month": ("update_profile", {"profile": {"work_started_on": "2007-08"}}, r"\d{4}-\d\d-\d\d"),
    "a day that there is not": ("update_profile", {"profile": {"work_started_on": "2007-02-30"}}, r"\d{4}-\d\d-\d\d"),
    "a day in a table": ("update_profile", {"profile": {"assessments": [{"year": "2024年", "grade": "合格"}]}}, "如"),
    "hours as a text": ("update_profile", {"profile": {"continuing_education": [
        {"year": 2026, "professional_hours": "60学时", "public_hours": 30}]}}, "如"),
    "a level in Chinese": ("update_profile", {"profile": {"education": [
        people.profile()["education"][0] | {"level": "本科"}]}}, "如|：.*、"),
}  # fmt: skip


@pytest.mark.parametrize(("method", "params", "sample"), WRONG_FORMS.values(), ids=WRONG_FORMS)
def test_a_wrong_form_is_told_with_an_example(declaration, method, params, sample):
    told = {"person_id": "person-1", "expected_version": 3} | params
    error = refusal(declaration.do, people.APPLICANT, method, **told)
    assert error.slug == "invalid_field"
    assert re.search(sample, error.message), error.message
    assert_for_people(error)


@pytest.mark.parametrize("written", ["2026-06-15", "2026-06-15 09:00", "2026-06-15T09:00:00", "明天", "1750000000"])
def test_an_instant_in_another_form_is_told_with_an_example(declaration, written):
    told = {"person_id": "person-1", "plan_id": people.PLAN, "at": written}
    error = refusal(declaration.ask, people.APPLICANT, "check_eligibility", **told)
    assert re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", error.message), error.message


@pytest.mark.parametrize("written", ["1899-06-11T00:00:00+08:00", "2101-01-02T00:00:00+08:00"])
def test_an_instant_of_another_age_is_told_the_days_between(declaration, written):
    told = {"person_id": "person-1", "plan_id": people.PLAN, "at": written}
    error = refusal(declaration.ask, people.APPLICANT, "check_eligibility", **told)
    assert "应在 1900-01-01 至 2100-12-31 之间" in error.message, error.message


@pytest.mark.parametrize("digest", ["xyz", "A" * 63, "g" * 64, "sha256:" + "a" * 57])
def test_a_digest_in_another_form_is_told_what_it_is(declaration, digest):
    told = {"person_id": "person-1", "size": 1, "media_type": "image/png", "sha256": digest}
    error = refusal(declaration.do, people.APPLICANT, "open_photo_upload", **told)
    assert "64" in error.message, error.message
    assert_for_people(error)


FIELDS = {
    "an opinion that is empty": ("approve_stage", {"opinion": ""}),
    "an opinion of twenty thousand letters": ("approve_stage", {"opinion": "长" * 20_001}),
    "a seal that is a number": ("approve_stage", {"seal_reference": 7}),
    "a reason that is not in the list": ("reject_declaration", {"reason_code": "dislike"}),
    "a clause in another form": ("reject_declaration", {"clause": "第四条"}),
    "a scope that is not in the list": ("post_publicity", {"scope": "county"}),
    "a list that is empty": ("post_publicity", {"declaration_ids": []}),
    "no list at all": ("post_publicity", {"declaration_ids": "x"}),
    "a region of four digits": ("register_organisation", {"region": "1504"}),
    "a kind that is not in the list": ("register_organisation", {"kind": "school"}),
    "an amount with decimals": ("record_charge", {"amount_fen": 1.5}),
    "a page too large": ("list_inbox", {"limit": 501}),
    "a place in the list that is forged": ("list_inbox", {"cursor": "zzz"}),
}


@pytest.mark.parametrize(("method", "change"), FIELDS.values(), ids=FIELDS)
def test_a_wrong_field_is_named_in_chinese_only(audit, method, change):
    """The path tells programs which field it is; people read its Chinese name."""
    assert_for_people(refusal(rightly.CALLS[method](audit).on, audit, **change))


def test_a_stage_overdue_and_not_open_yet_are_told_in_chinese(audit):
    audit.submitted()
    audit.clock.set(at(7, 21))
    told = {"opinion": "同意。", "seal_reference": "公章", "recommendation": RECOMMENDED}
    error = refusal(audit.decide, "school", "approve_stage", **told)
    assert_for_people(error)
    assert names(error, "2026-07-20", "chifeng-2026/3.3")
    assert key_of(1) not in error.message
