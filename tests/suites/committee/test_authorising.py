"""Office and authority: organisations by the pack, people never for both; answers of three kinds; what is void."""

import pytest

from shared.contracts import declaration
from shared.kernel.caller import Caller
from shared.policy import shipped_pack
from tests.suites.committee.test_watching import why
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import AUTHORITY, BUREAU, CLERK, OFFICE, at, confirmed_by_the_bureau
from tests.support.stages import staged

FILING = shipped_pack("chifeng-2026").committee_rules.registration.clause
COUNTY = Caller("clerk-5", "吴十", "bureau-county", frozenset({"hr_clerk"}))
OFFICE_AS_BUREAU = Caller("clerk-6", "郑一", OFFICE, frozenset({"hr_clerk"}))
BOTH = Caller("clerk-1", "赵六", AUTHORITY, frozenset({"hr_clerk"}))
"""Whoever acted for the office, now with a token of the authority."""


EXTENSION = {"needs": "consent", "within_year": True, "clause": "chifeng-2023/5.3.1"}
"""What another notice says of putting a review off; this one says nothing."""


def amended(world, committee=None, **sections):
    """A version of the notice in which this suite's committee, or whole sections, are otherwise."""
    raw = confirmed_by_the_bureau(shipped_pack("chifeng-2026").raw)
    listed = [
        one | (committee or {}) if one["code"] == "chifeng-education-middle" else one for one in raw["committees"]
    ]
    sections = {name: raw.get(name, {}) | of if isinstance(of, dict) else of for name, of in sections.items()}
    pack = raw | {"committees": listed} | sections
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": pack})


@staged
def filed(world, **answer):
    """A committee, and the request to answer its filing."""
    world.begin()
    world.registers("bureau-county", "hr_bureau", tier="county", region="150402")
    return {"committee_id": world.register(), "expected_version": 1, "opinion": "同意"} | answer


@staged
def reported(world, **first):
    """A session whose package lies with the authority."""
    play = Play(world, **first)
    play.published()
    world.clock.set(at(9, 21))
    play.step("close_results")
    play.step("report_package")
    return play


@pytest.mark.parametrize("who", [COUNTY, OFFICE_AS_BUREAU])
def test_only_the_authority_of_the_notice_files_a_committee(world, who):
    assert refusal(world.do, who, "approve_committee", **filed(world)) == "organisation_not_allowed"
    assert world.rows("committees")[0]["state"] == "registered"


def test_a_committee_whose_authority_is_not_registered_waits_for_it(world):
    world.begin()
    world.registers(AUTHORITY, "hr_bureau", region="150500")
    error = why(world.register)
    assert (error.slug, error.clause) == ("authority_unknown", "chifeng-2026/2.1")


def test_an_authority_that_has_ended_is_none_until_another_has_its_place(world):
    world.begin()
    world.registers(AUTHORITY, "hr_bureau", valid_until="2026-01-31")
    assert why(world.register).slug == "authority_unknown"
    world.registers("successor", "hr_bureau", valid_from="2026-02-01")
    assert world.register()


def test_the_answer_names_the_authority_that_nobody_chose(world):
    world.begin()
    world.register()
    [event] = world.events("committee.committee_registered")
    assert (event["authority_id"], event["authority_name"]) == (AUTHORITY, f"机构{AUTHORITY}")


def test_nobody_acts_for_office_and_authority(world):
    request = filed(world)
    error = why(world.do, BOTH, "approve_committee", **request)
    assert (error.slug, error.kind, error.clause) == ("acted_for_other_side", "forbidden", "chifeng-2026/2.1")
    world.do(BUREAU, "approve_committee", **request)
    turned = Caller(BUREAU.person_id, "钱七", OFFICE, frozenset({"committee_office"}))
    assert refusal(world.do, turned, "open_pool_upload", committee_id=request["committee_id"], size=9,
                   sha256="0" * 64) == "acted_for_other_side"  # fmt: skip


@pytest.mark.parametrize("relation", ["register", "notice"])
def test_where_both_are_one_body_the_answer_says_so(world, relation):
    request = filed(world)
    assert world.do(BUREAU, "approve_committee", **request)["same_body"] is False
    if relation == "register":
        world.registers(OFFICE, "committee_office", sector="education", parent_id=AUTHORITY)
        amended(world, extension=EXTENSION)
    else:
        amended(world, {"same_body": {"clause": "chifeng-2026/5.2.3"}}, extension=EXTENSION)
    world.import_pool(request["committee_id"], 2)
    world.clock.set(at(8, 1))
    asked = world.do(CLERK, "file_extension", committee_id=request["committee_id"], notice_id="chifeng-2026",
                     until="2026-12-01", reason="专家不足。")  # fmt: skip
    answer = {"extension_id": asked["extension_id"], "expected_version": 1, "agreed": True, "opinion": "可"}
    assert refusal(world.do, BOTH, "answer_extension", **answer) == "acted_for_other_side"
    told = world.do(BUREAU, "answer_extension", **answer)
    assert (told["same_body"], "不同内设机构" in told["note"]) == (True, True)


@pytest.mark.parametrize("outcome", ["returned", "refused"])
def test_a_filing_that_is_not_approved_is_registered_anew(world, outcome):
    request = filed(world, outcome=outcome, opinion="请补充评委构成。")
    assert world.do(BUREAU, "approve_committee", **request)["state"] == outcome
    [event] = world.events("committee.committee_declined")
    assert (event["outcome"], event["opinion"], event["clause"]) == (outcome, "请补充评委构成。", FILING)
    assert refusal(world.do, BUREAU, "approve_committee", **request | {"expected_version": 2}) == "step_not_possible"
    again = world.register(size=13)
    assert again == request["committee_id"]
    answer = world.do(BUREAU, "approve_committee", committee_id=again, expected_version=3, opinion="同意")
    assert answer["state"] == "approved"
    assert refusal(world.register) == "committee_exists"
    [row] = world.rows("committees")
    assert (row["size"], row["version"]) == (13, 4)


def test_a_committee_that_is_not_approved_holds_no_session(world):
    world.do(BUREAU, "approve_committee", **filed(world, outcome="refused"))
    refused = why(world.do, CLERK, "schedule_session", committee_id=world.rows("committees")[0]["id"],
                  notice_id="chifeng-2026", meeting_on="2026-09-10", place="赤峰市", panel_size=11, procedure="程序",
                  measures="措施")  # fmt: skip
    assert (refused.slug, refused.clause) == ("committee_not_approved", FILING)


def test_results_sent_back_are_reported_and_answered_again(world):
    play = reported(world)
    answer = play.step("approve_results", who=BUREAU, outcome="returned", opinion="请补充公示情况报告。")
    assert (answer["state"], answer["approved"], answer["void"]) == ("results_closed", 0, [])
    [event] = world.events("committee.results_declined")
    assert (event["outcome"], event["clause"]) == ("returned", "chifeng-2026/6.3.3")
    play.step("report_package")
    assert play.step("approve_results", who=BUREAU, opinion="同意")["approved"] == 3


def test_results_refused_certify_nobody(world):
    play = reported(world)
    answer = play.step("approve_results", who=BUREAU, outcome="refused", opinion="评审程序不合规。")
    assert (answer["state"], answer["certificates"]) == ("refused", [])
    assert {one["reason"] for one in answer["void"]} == {"results_refused"}
    assert len(world.events("committee.result_cancelled")) == 3
    assert world.rows("certificates") == []
    assert refusal(play.step, "approve_results", who=BUREAU, opinion="同意") == "step_not_possible"


def test_a_plan_refused_for_good_takes_another_day(world):
    play = Play(world)
    amended(world, implementation_plan={"needs": "consent"})
    play.drawn()
    world.clock.set(at(9, 1))
    play.step("file_plan")
    refused = play.step("consent_to_plan", BUREAU, agreed=False, final=True, opinion="不具备条件")
    assert refused["state"] == "plan_refused"
    assert world.events("committee.plan_answered")[0]["final"] is True
    assert refusal(play.step, "file_plan") == "step_not_possible"
    assert play.step("reconvene_session", meeting_on="2026-09-18")["state"] == "drawn"


def test_an_extension_sent_back_is_asked_for_anew(world):
    play = Play(world)
    amended(world, extension=EXTENSION)
    request = {"committee_id": play.committee_id, "notice_id": "chifeng-2026", "until": "2026-12-20", "reason": "推迟"}
    asked = world.do(CLERK, "file_extension", **request)
    answer = {"extension_id": asked["extension_id"], "expected_version": 1, "agreed": False, "final": False}
    assert world.do(BUREAU, "answer_extension", opinion="理由不充分。", **answer)["state"] == "returned"
    assert world.do(CLERK, "file_extension", **request)["state"] == "filed"


@pytest.mark.parametrize("steps", [[], ["post_results"]])
def test_what_was_not_made_public_is_neither_reported_nor_approved(world, steps):
    play = Play(world)
    amended(world, committee_rules={"unpublished": {"clause": "nmg-2021/8.2"}})
    play.opened()
    play.vote()
    for step in steps:
        play.step(step)
    for who, method, more in ((CLERK, "report_package", {}), (BUREAU, "approve_results", {"opinion": "同意"})):
        error = why(play.step, method, who=who, **more)
        assert (error.slug, error.clause) == ("step_not_possible", "nmg-2021/8.2")
        assert not set("abcdefghijklmnopqrstuvwxyz_") & set(error.message)


@pytest.mark.parametrize(("entrusted", "approved"), [(True, 3), (False, 2), (None, 2)])
def test_without_an_entrustment_letter_the_result_is_void(world, entrusted, approved):
    unit = "unit-of-the-centre"
    play = reported(world, unit_id=unit)
    amended(world, committee_rules={"unentrusted": {"clause": "chifeng-2023/3.2.4.1"}})
    world.registers(unit, "unit", stationed=True, entrusted=entrusted)
    answer = play.step("approve_results", who=BUREAU, opinion="同意")
    assert (answer["state"], answer["approved"]) == ("approved", approved)
    assert [one["reason"] for one in answer["void"]] == ["entrustment_missing"] * (3 - approved)
    assert len(world.rows("certificates")) == approved


def test_the_office_confirms_where_the_notice_lets_it_but_by_somebody_else(world):
    play = Play(world)
    raw = shipped_pack("chifeng-2026").raw
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": raw})
    play.published()
    world.clock.set(at(9, 21))
    play.step("close_results")
    play.step("report_package")
    assert refusal(play.step, "approve_results", who=BUREAU, opinion="同意") == "organisation_not_allowed"
    assert refusal(play.step, "approve_results", who=CLERK, opinion="同意") == "acted_for_other_side"
    colleague = Caller("clerk-4", "周九", OFFICE, frozenset({"committee_office"}))
    answer = play.step("approve_results", who=colleague, opinion="同意")
    assert (answer["approved"], answer["same_body"]) == (3, True)
    assert world.events("committee.results_approved")[0]["authority_id"] == OFFICE
