"""From choosing a plan to pressing submit."""

import hashlib

import pytest

from shared.contracts.declaration import SUBMITTED
from shared.kernel.canonical import digest
from shared.policy import Record, declared_facts, evaluate, honours, shipped_pack, shipped_text, with_remedies
from shared.wire.plain import plain
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal
from tests.support.verdict_json import verdict_json


def test_a_submission_travels_by_value_with_its_digest(world):
    key = world.submitted()
    event = world.published("declaration.submitted")[0]
    SUBMITTED.check_outgoing(event)
    assert event["digest"] == digest(event["dossier"])
    assert event["dossier"]["person"]["id_number_masked"] == "*" * 18
    assert people.id_number() not in str(event)
    stored = world.ask(people.APPLICANT, "get_dossier", declaration_id=key, revision=1)
    assert stored["digest"] == event["digest"]
    assert stored["dossier"]["person"]["id_number"] == people.id_number()


def test_what_the_engine_looked_at_travels_with_the_submission_and_gives_the_same_verdict(world):
    claims = {"kind": "professional", "honours": [{"code": min(honours()), "awarded_on": "2020-09-08"}]}
    told_by = {"person_id": "person-1", "opinion": "情况属实。", "expected_version": 4}
    world.do(people.APPLICANT, "update_profile", person_id="person-1", expected_version=3, profile=claims)
    world.do(people.UNIT_CLERK, "verify_profile", **told_by)
    world.clock.set(people.IN_WINDOW)
    asked = {"person_id": "person-1", "plan_id": people.PLAN, "major": people.sections()["major"]}
    told = world.ask(people.APPLICANT, "check_eligibility", **asked)
    world.submitted()
    [event] = world.published("declaration.submitted")
    dossier, pack, day = event["dossier"], shipped_pack("chifeng-2026"), people.IN_WINDOW.date()
    assert (dossier["circumstances"], dossier["record"]) == (claims, plain(Record()))
    plan = pack.plan(people.PLAN)
    facts = declared_facts(pack, plan, dossier, day)
    again = verdict_json(with_remedies(evaluate(pack, plan, facts, day), pack, plan, facts))
    assert again == {name: told[name] for name in again}
    assert again["outcome"] == "eligible"


def test_the_draft_begins_with_the_verified_profile(world):
    key = world.start()
    sections = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["sections"]
    assert sections["education"][0]["school"] == "内蒙古师范大学"
    assert sections["present_title"]["level"] == "middle"


@pytest.mark.parametrize(
    ("plan", "now", "slug", "clause"),
    [
        ("k12-associate-senior", people.at(6, 10, 23), "window_not_open", "chifeng-2026/3.2"),
        ("k12-associate-senior", people.at(7, 11, 0), "window_closed", "chifeng-2026/3.2"),
        ("health-middle", people.at(6, 1), "plan_exam_replaced", "chifeng-2026/2.2"),
        ("natural-science-associate-senior", people.at(6, 15), "plan_announced_later", "chifeng-2026/3.1.2"),
    ],
)
def test_a_plan_that_is_not_open_is_refused_with_the_clause(world, plan, now, slug, clause):
    world.clock.set(now)
    error = refusal(world.do, people.APPLICANT, "start_declaration", plan_id=plan)
    assert (error.slug, error.clause) == (slug, clause)
    assert world.published("declaration.started") == []


def test_the_first_and_the_last_day_of_the_window_count(world):
    world.clock.set(people.at(7, 10, 23, 59))
    assert world.start(now=world.clock.now())


def test_an_unknown_plan_is_not_found(world):
    assert refusal(world.do, people.APPLICANT, "start_declaration", plan_id="nothing").slug == "plan_not_found"


def test_without_the_units_verification_nothing_starts(world):
    world.do(
        people.APPLICANT, "update_profile", person_id="person-1", expected_version=3, profile={"health": "健康"}
    )  # fmt: skip
    world.clock.set(people.IN_WINDOW)
    error = refusal(world.do, people.APPLICANT, "start_declaration", plan_id=people.PLAN)
    assert (error.slug, error.kind, error.clause) == ("profile_not_verified", "refused", "chifeng-2026/4.1.1")


@pytest.mark.parametrize("word", ["profile: {verified_by: nobody, clause: chifeng-2026/4.1}", ""], ids=["no", "silent"])
def test_a_notice_that_asks_for_no_verification_lets_a_profile_stand_as_it_is(world, word):
    asked = "profile: {verified_by: unit, clause: chifeng-2026/4.1.1}"
    pack = shipped_text("chifeng-2026").replace("id: chifeng-2026\n", "id: another-2026\n", 1).replace(asked, word)
    world.do(people.PUBLISHER, "publish_notice", pack=pack)
    world.do(people.APPLICANT, "update_profile", person_id="person-1", expected_version=3, profile={"health": "健康"})
    world.clock.set(people.IN_WINDOW)
    key = world.do(people.APPLICANT, "start_declaration", plan_id=people.PLAN, notice_id="another-2026")
    assert key["state"] == "draft"


def test_an_ineligible_person_is_refused_with_clause_and_reason(world):
    title = people.profile()["present_title"] | {"obtained_on": "2024-12-01"}
    other = people.caller("person-3")
    number = people.id_number(serial="004")
    world.register(other, people.profile(present_title=title), id_number=number)
    world.clock.set(people.IN_WINDOW)
    error = refusal(world.do, other, "start_declaration", plan_id=people.PLAN)
    assert (error.slug, error.clause) == ("ineligible", "chifeng-2026/5")
    assert "满5年" in error.message
    verdict = world.ask(other, "check_eligibility", person_id="person-3", plan_id=people.PLAN)
    assert verdict["verdict"] == "refused"


def test_the_chosen_plan_is_final_even_after_withdrawing(world):
    key = world.start()
    error = refusal(world.do, people.APPLICANT, "start_declaration", plan_id=people.PLAN)
    assert (error.slug, error.clause) == ("ineligible", "chifeng-2026/4.1.2")
    assert [rule["rule_id"] for rule in error.details["rules"]] == ["plan-final"]
    world.change(key, "withdraw_declaration")
    again = refusal(world.do, people.APPLICANT, "start_declaration", plan_id=people.PLAN)
    assert (again.slug, again.clause) == ("ineligible", "chifeng-2026/4.1.2")


def test_one_series_per_level_and_year(world):
    world.start()
    error = refusal(world.do, people.APPLICANT, "start_declaration", plan_id="agriculture-associate-senior")
    assert (error.slug, error.clause) == ("ineligible", "chifeng-2026/4.1.2")


def test_what_is_missing_is_said_at_once_and_nothing_is_sent(world):
    key = world.start()
    world.change(key, "fill_dossier", sections=people.sections())
    error = refusal(world.change, key, "submit_declaration")
    assert error.slug == "dossier_incomplete"
    missing = {row["path"]: row for row in error.details["missing"]}
    rows = {name: world.row(key, name) for name in ("achievements", "papers")}
    assert {"materials.ce_card", "materials.work_summary", "commitment"} <= set(missing)
    assert missing[f"sections.achievements.{rows['achievements']['id']}"]["clause"] == "chifeng-2026/4.2.1.2"
    assert f"sections.papers.{rows['papers']['id']}" in missing
    assert world.published("declaration.submitted") == []


def test_nothing_lies_in_the_future(world):
    key = world.start()
    late = people.sections()["papers"][0] | {"published_on": "2026-07-20"}
    error = refusal(world.change, key, "fill_dossier", sections={"papers": [late]})
    assert (error.slug, error.path) == ("date_in_future", "sections.papers.0.published_on")


def test_a_change_after_the_signature_asks_for_a_new_one(world):
    key = world.start()
    world.complete(key)
    world.change(key, "fill_dossier", sections={"summary": "改过的总结。"})
    error = refusal(world.change, key, "submit_declaration")
    assert [row["slug"] for row in error.details["missing"]] == ["missing_commitment"]


def test_after_the_window_nothing_is_submitted(world):
    key = world.start()
    world.complete(key)
    world.clock.set(people.at(7, 11, 0, 1))
    error = refusal(world.change, key, "submit_declaration")
    assert (error.slug, error.clause) == ("window_closed", "chifeng-2026/3.2")


def test_a_submitted_declaration_cannot_be_changed(world):
    key = world.submitted()
    error = refusal(world.change, key, "fill_dossier", sections={"summary": "x"})
    assert error.slug == "declaration_not_editable"
    assert refusal(world.change, key, "submit_declaration").slug == "step_not_possible"


def test_files_are_looked_at_before_they_count(world):
    key = world.start()
    data, sha256 = people.file_for("ce_card")

    def attach(content, announced, item="ce_card", **more):
        path = world.upload(key, item, content, announced)
        return refusal(world.change, key, "attach_material", item=item, object_key=path, title="t", **more).slug

    text = b"just text, whatever its name says"
    assert attach(text, hashlib.sha256(text).hexdigest()) == "file_kind_unknown"
    assert attach(data, "0" * 64) == "file_digest_differs"
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 50
    kind = refusal(
        world.upload, key, "work_summary", picture, hashlib.sha256(picture).hexdigest(), media_type="image/png"
    )  # fmt: skip
    assert kind.slug == "file_kind_not_allowed"
    path = world.upload(key, "ce_card", data, sha256)
    wrong = {"item": "work_summary", "object_key": path, "title": "t"}
    assert refusal(world.change, key, "attach_material", **wrong).slug == "object_key_foreign"
    missing = {"item": "ce_card", "object_key": path[:-64] + "f" * 64, "title": "t"}
    assert refusal(world.change, key, "attach_material", **missing).slug == "object_missing"
    assert refusal(world.change, key, "attach_material", item="nothing", object_key="k", title="t").slug == (
        "material_item_unknown"
    )


def test_a_link_used_again_does_not_change_what_was_attached(world):
    key = world.start()
    data, sha256 = people.file_for("ce_card")
    path = world.upload(key, "ce_card", data, sha256)
    world.change(key, "attach_material", item="ce_card", object_key=path, title="t")
    world.files.replace(path, b"%PDF-1.7 something else", "application/pdf")
    (held,) = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["materials"]
    assert world.files.get(held["object_key"]) == data


def test_too_large_a_file_is_refused_before_the_upload(world):
    key = world.start()
    error = refusal(
        world.do, people.APPLICANT, "open_upload", declaration_id=key, item="ce_card", filename="a.pdf",
        size=30_000_000, media_type="application/pdf", sha256="a" * 64,
    )  # fmt: skip
    assert (error.slug, error.path, error.details["item"]) == ("file_too_large", "size", "ce_card")


def test_a_proof_names_an_existing_row(world):
    key = world.start()
    world.change(key, "fill_dossier", sections=people.sections())
    error = refusal(world.attach, key, "achievements", "achievements.7")
    assert error.slug == "supports_unknown"


def test_a_removed_file_is_missing_again(world):
    key = world.start()
    world.complete(key)
    held = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["materials"]
    paper = next(row for row in held if row["item"] == "papers")
    world.change(key, "remove_material", material_id=paper["material_id"])
    error = refusal(world.change, key, "submit_declaration")
    assert {row["slug"] for row in error.details["missing"]} == {"missing_evidence", "missing_commitment"}


def test_a_repeated_command_has_one_effect_and_one_answer(world):
    world.clock.set(people.IN_WINDOW)
    first = world.do(people.APPLICANT, "start_declaration", plan_id=people.PLAN, idempotency_key="same")
    again = world.do(people.APPLICANT, "start_declaration", plan_id=people.PLAN, idempotency_key="same")
    assert first == again
    assert len(world.published("declaration.started")) == 1
