"""考核认定: a body decides without a session, then the common way to the certificate."""

import pytest

from shared.contracts import declaration
from tests.suites.committee.test_withdrawing import takes_back
from tests.support.committee_suite.body import (
    BESIDE,
    BUREAU,
    GRANTED,
    MIDDLE,
    NOTICE,
    REFUSED,
    WELL,
    Body,
    played_later,
    review_of,
)
from tests.support.committee_suite.play import checked
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU as CITY
from tests.support.committee_suite.world import CLERK, SUPERVISOR, applicant, at


def test_the_title_counts_from_the_day_of_the_approving_unit(world):
    body = Body(world)
    body.reported()
    world.clock.set(at(8, 20))
    answer = body.step("approve_results", who=BUREAU, opinion="同意")
    assert (answer["state"], answer["approved"]) == ("approved", 2)
    issued = world.events("committee.certificate_issued")
    assert {(one["kind"], one["passed_on"], one["issued_on"], one["clause"]) for one in issued} == {
        ("recognition", "2026-08-20", "2026-08-20", "chifeng-2023/5.3.7")
    }
    assert [review_of(world, number)["state"] for number in (1, 2, 3)] == ["certified", "not_passed", "certified"]
    public = checked(world, answer["certificates"][0]["certificate_number"], applicant(1))
    assert (public["passed_on"], public["committee_name"]) == ("2026-08-20", "红山区人力资源和社会保障局（认定）")


def test_every_decision_is_announced_with_its_clause_and_why_not(world):
    body = Body(world)
    answer = body.decide({1: GRANTED, 2: REFUSED, 3: GRANTED})
    assert (answer["state"], answer["granted"], answer["refused"]) == ("concluded", 2, 1)
    assert answer["report_due_on"] == "2026-06-08"
    (decided,) = world.events("committee.recognition_decided")
    assert (decided["granted"], decided["refused"], decided["report_due_clause"]) == (2, 1, "chifeng-2023/5.3.5")
    said = {one["declaration_id"]: one for one in world.events("committee.declaration_recognised")}
    assert [said[f"declaration-{number}"]["granted"] for number in (1, 2, 3)] == [True, False, True]
    assert said["declaration-2"]["reason"] == "年度考核不合格"
    assert {one["clause"] for one in said.values()} == {"chifeng-2023/4.6.1"}
    assert "recognise_declarations" in [row["action"] for row in world.rows("trail")]


def test_applicants_learn_the_opinion_and_the_reason(world):
    Body(world).decide({1: GRANTED, 2: REFUSED})
    seen = review_of(world, 2, applicant(2))
    assert (seen["outcome"], seen["opinion"], seen["reason"]) == ("not_passed", "不予认定", "年度考核不合格")
    assert review_of(world, 3)["state"] == "waiting"
    assert refusal(review_of, world, 2, applicant(1)) == "review_not_found"


def test_the_list_is_posted_and_reported_as_a_sessions_is_without_any_vote(world):
    body = Body(world)
    body.reported()
    (posted,) = world.events("committee.results_posted")
    assert (posted["kind"], posted["ends_on"]) == ("recognition", "2026-08-10")
    assert [one["declaration_id"] for one in posted["people"]] == ["declaration-1", "declaration-3"]
    (package,) = world.events("committee.package_reported")
    assert (package["kind"], package["chair_name"], package["candidates"], package["not_passed"]) == (
        "recognition", "", 3, 1,
    )  # fmt: skip
    assert {(row["yes"], row["no"], row["abstain"], row["present"]) for row in package["rows"]} == {(0, 0, 0, 0)}
    shown = world.call(SUPERVISOR, "get_session", session_id=body.session_id)
    assert (shown["kind"], shown["panel_size"], shown["members"]) == ("recognition", 0, [])


def test_lists_of_either_kind_are_found_by_it(world):
    body = Body(world)
    body.decide({1: GRANTED})
    found = {
        kind: world.call(CLERK, "list_sessions", filter={"kind": kind}, with_total=True)["total"]
        for kind in ("recognition", "review")
    }
    assert found == {"recognition": 1, "review": 0}
    assert refusal(world.call, CLERK, "list_sessions", filter={"kind": "exam"}) == "invalid_field"


def test_an_upheld_objection_takes_a_recognition_back(world):
    body = Body(world)
    body.decide({1: GRANTED, 2: GRANTED})
    body.step("post_results")
    objection = world.do(
        None, "file_objection", session_id=body.session_id, declaration_id="declaration-1", content="工作年限不足"
    )
    world.do(
        CLERK, "resolve_objection", objection_id=objection["objection_id"], expected_version=1, outcome="upheld",
        opinion="经调查属实",
    )  # fmt: skip
    assert [review_of(world, number)["state"] for number in (1, 2)] == ["cancelled", "passed"]


def test_certificates_wait_for_publicity_and_package(world):
    body = Body(world)
    body.decide({1: GRANTED})
    assert refusal(body.step, "approve_results", who=BUREAU, opinion="同意") == "step_not_possible"
    assert refusal(body.step, "report_package") == "step_not_possible"
    assert refusal(body.step, "open_session") == "step_not_possible"
    assert world.rows("certificates") == []


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"track": "socialised"}, "not_for_recognition"),
        ({"committee_code": MIDDLE}, "not_this_body"),
        ({"series": "health"}, "not_this_body"),
        ({"level_group": "middle"}, "not_this_body"),
        ({"notice_id": "nmg-2021"}, "other_notice"),
    ],
)
def test_what_does_not_belong_to_the_body_is_refused_and_nothing_is_decided(world, changes, slug):
    body = Body(world)
    body.passes(9, **changes)
    assert refused_by(body.decide, {1: GRANTED, 9: GRANTED}) == (slug, "chifeng-2023/4.6.1")
    assert review_of(world, 1)["state"] == "waiting"
    assert world.rows("sessions") == []


def test_a_decision_is_made_once(world):
    body = Body(world)
    body.decide({1: GRANTED, 2: REFUSED})
    assert refusal(body.decide, {1: GRANTED}) == "already_decided"
    assert refusal(body.decide, {3: GRANTED, 2: GRANTED}) == "already_decided"
    takes_back(world, 3)
    assert refusal(body.decide, {3: GRANTED}) == "already_decided"
    assert refusal(body.decide, {8: GRANTED}) == "review_not_found"


def test_the_same_request_again_gives_the_same_answer(world):
    body = Body(world)
    lines = [{"declaration_id": "declaration-1", **GRANTED}]
    request = {"committee_id": body.committee_id, "notice_id": NOTICE, "decisions": lines, "idempotency_key": "k"}
    first = world.call(CLERK, "recognise_declarations", **request)
    assert world.call(CLERK, "recognise_declarations", **request) == first
    assert len(world.events("committee.recognition_decided")) == 1


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"notice_id": "unheard-of"}, "notice_not_found"),
        ({"committee_id": "unheard-of"}, "committee_not_found"),
        ({"decisions": []}, "invalid_field"),
        ({"decisions": [{"declaration_id": "declaration-1", "granted": True}]}, "missing_field"),
        ({"decisions": [{"declaration_id": "declaration-1", "opinion": WELL}]}, "missing_field"),
        ({"decisions": [{"declaration_id": "declaration-1", "granted": "yes", "opinion": WELL}]}, "invalid_field"),
        ({"decisions": [{"declaration_id": "declaration-1", "votes": 3, **GRANTED}]}, "unknown_field"),
        ({"decisions": [{"declaration_id": "declaration-1", "granted": False, "opinion": "否"}]}, "reason_missing"),
        ({"decisions": [{"declaration_id": "declaration-1", **GRANTED}] * 2}, "declaration_twice"),
        ({"decisions": "declaration-1"}, "invalid_field"),
    ],
)
def test_a_list_that_is_not_in_order_is_refused(world, changes, slug):
    body = Body(world)
    assert refusal(body.decide, {1: GRANTED}, **changes) == slug
    assert review_of(world, 1)["state"] == "waiting"


def test_only_the_bodys_own_office_decides(world):
    body = Body(world)
    stranger = type(CLERK)("clerk-8", "x", "office-8", frozenset({"committee_office"}))
    assert refusal(body.decide, {1: GRANTED}, who=stranger) == "organisation_not_allowed"
    assert refusal(body.decide, {1: GRANTED}, who=BUREAU) == "role_not_allowed"
    assert refusal(body.decide, {1: GRANTED}, who=applicant(1)) == "role_not_allowed"
    assert refusal(body.decide, {1: GRANTED}, who=None) == "token_missing"


def test_a_body_that_is_not_approved_or_no_longer_valid_does_not_decide(world):
    body = Body(world)
    middle = body.register(MIDDLE)
    assert refusal(body.decide, {1: GRANTED}, committee_id=middle) == "committee_not_approved"
    with world.app.database.begin() as connection:
        connection.exec_driver_sql("UPDATE committees SET valid_to = '2026-05-01'")
    assert refusal(body.decide, {1: GRANTED}) == "committee_not_valid"


def test_a_suspended_body_does_not_decide(world):
    body = Body(world)
    halt = {"committee_id": body.committee_id, "kind": "withdraw_right", "reason": "认定程序不规范。"}
    world.do(BUREAU, "take_measure", **halt)
    assert refusal(body.decide, {1: GRANTED}) == "committee_suspended"


def test_a_decision_leaves_time_for_its_publicity_inside_the_review(world):
    body = Body(world)
    world.clock.set(at(9, 24))
    assert refusal(body.decide, {1: GRANTED}) == "recognition_too_late"


def test_no_decision_before_the_review_begins(world):
    pack = played_later()
    pack["windows"] = [
        one | ({"opens_on": "2026-06-01"} if one["stage"] == "review" else {}) for one in pack["windows"]
    ]
    body = Body(world, pack=pack)
    assert refusal(body.decide, {1: GRANTED}) == "recognition_too_early"


def test_a_notice_that_does_not_say_from_when_a_recognised_title_counts_recognises_nobody(world):
    body = Body(world)
    later = played_later()
    certificate = {key: value for key, value in later["certificate"].items() if key != "effective_recognised"}
    plans = [plan | {"track": "socialised"} for plan in later["plans"]]
    changed = {"notice_id": NOTICE, "version": 2, "pack": later | {"certificate": certificate, "plans": plans}}
    world.hears(declaration.NOTICE_PUBLISHED, changed)
    assert refused_by(body.decide, {1: GRANTED}) == ("recognition_rules_unknown", "chifeng-2023/5.3.7")


def test_a_body_has_neither_members_nor_pool_nor_session(world):
    body = Body(world)
    assert refused_by(body.register, MIDDLE, size=11) == ("body_has_no_panel", "chifeng-2023/4.6.1")
    assert [(one["decides"], one["size"]) for one in world.events("committee.committee_approved")] == [
        ("recognition", 0)
    ]
    upload = {"committee_id": body.committee_id, "size": 9, "sha256": "0" * 64}
    assert refused_by(world.do, CLERK, "open_pool_upload", **upload) == ("body_has_no_panel", "chifeng-2023/4.6.1")
    assert refused_by(world.import_pool, body.committee_id, 2) == ("body_has_no_panel", "chifeng-2023/4.6.1")
    session = {
        "committee_id": body.committee_id, "notice_id": NOTICE, "meeting_on": "2026-08-10", "place": "赤峰市",
        "panel_size": 11, "procedure": "程序", "measures": "措施",
    }  # fmt: skip
    assert refused_by(world.do, CLERK, "schedule_session", **session) == ("body_has_no_panel", "chifeng-2023/4.6.1")


BESIDES = {"region": "150400", "series": ["engineering"], "office_organisation_id": "office-2"}


def committee_beside(world, body):
    """A committee with members, registered under the same notice by another office."""
    return body.register("chifeng-city-middle", who=BESIDE, size=11, **BESIDES)


def test_a_committee_with_members_states_their_number_and_recognises_nobody(world):
    body = Body(world)
    assert refusal(body.register, "chifeng-city-middle", who=BESIDE, **BESIDES) == "committee_size_missing"
    committee_id = committee_beside(world, body)
    body.approve(committee_id, CITY)
    refused = refusal(body.decide, {1: GRANTED}, who=BESIDE, committee_id=committee_id)
    assert refused == "not_a_recognising_body"


def test_what_waits_for_recognition_comes_on_no_sessions_list(world):
    body = Body(world, people=0)
    committee_id = committee_beside(world, body)
    body.approve(committee_id, CITY)
    here = {"committee_code": "chifeng-city-middle", "level": "middle", "level_group": "middle",
            "series": "engineering"}  # fmt: skip
    body.passes(1, **here)
    body.passes(2, track="socialised", **here)
    answer = world.do(
        BESIDE, "schedule_session", committee_id=committee_id, notice_id=NOTICE, meeting_on="2026-08-10",
        place="赤峰市", panel_size=11, procedure="程序", measures="措施",
    )  # fmt: skip
    body.session_id, body.version = answer["session_id"], answer["version"]
    assigned = body.step("assign_declarations", who=BESIDE)
    assert (assigned["assigned"], assigned["out_of_scope"]) == (1, ["declaration-1"])


def test_recognitions_of_a_body_without_validity_are_void(world):
    body = Body(world)
    body.reported()
    with world.app.database.begin() as connection:
        connection.exec_driver_sql("UPDATE committees SET valid_to = '2026-08-01'")
    answer = body.step("approve_results", who=BUREAU, opinion="同意")
    assert (answer["state"], answer["approved"]) == ("void", 0)
    assert world.rows("certificates") == []
