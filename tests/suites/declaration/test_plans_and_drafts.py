"""What a plan asks before anybody is judged by it, and what a draft lacks before anybody submits it."""

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.declaration_suite import people


def test_everybody_reads_what_a_plan_asks(world):
    listed = world.ask(None, "list_plans")["items"][0]
    plan = world.ask(None, "get_plan", plan_id=listed["plan_id"], notice_id=listed["notice_id"])
    assert {name: plan[name] for name in listed} == listed
    assert plan["rules"]
    assert plan["paths"]
    assert all(rule["clause"] or rule["source"] for rule in plan["rules"])
    assert [item["number"] for item in plan["items"]] == sorted(item["number"] for item in plan["items"])
    assert plan["commitment"]


def test_a_plan_that_is_in_no_notice_is_not_found(world):
    with pytest.raises(ZhipingError) as refused:
        world.ask(None, "get_plan", plan_id="no-such-plan")
    assert refused.value.slug == "plan_not_found"


def test_a_draft_tells_what_submitting_would_refuse(world):
    key = world.start()
    check = world.ask(people.APPLICANT, "check_draft", declaration_id=key)
    with pytest.raises(ZhipingError) as refused:
        world.change(key, "submit_declaration")
    assert refused.value.slug == "dossier_incomplete"
    assert check["missing"] == refused.value.details["missing"]
    lacked = {one["path"]: one for one in check["missing"]}
    assert {item: lacked[f"materials.{item}"]["item"] for item in check["required_items"]} == {
        item: item for item in check["required_items"]
    }
    assert lacked["commitment"]["item"] is None


def test_what_has_no_proof_names_the_line_of_the_list_that_takes_it(world):
    key = world.start()
    world.change(key, "fill_dossier", sections=people.sections())
    missing = world.ask(people.APPLICANT, "check_draft", declaration_id=key)["missing"]
    takers = {one["path"].split(".")[1]: one["item"] for one in missing if one["slug"] == "missing_evidence"}
    assert takers == {"achievements": "achievements", "papers": "papers"}


def test_nobody_elses_draft_is_checked(world):
    key = world.start()
    with pytest.raises(ZhipingError) as refused:
        world.ask(people.STRANGER, "check_draft", declaration_id=key)
    assert refused.value.slug == "declaration_not_found"


def test_everybody_reads_which_clauses_ask_about_a_field(world):
    whole = world.ask(None, "list_asked_facts", filter={"notice_id": "chifeng-2026"})["items"]
    asked = {one["fact"]: one for one in whole}
    assert asked["ce.hours"] == {
        "notice_id": "chifeng-2026", "fact": "ce.hours", "label": "继续教育学时", "clauses": ["chifeng-2026/5.10"],
        "fields": [f"continuing_education.{name}" for name in ("year", "professional_hours", "public_hours")],
    }  # fmt: skip
    assert asked["employment.nature"]["fields"] == []
    plan = {"notice_id": "chifeng-2026", "plan_id": "k12-associate-senior"}
    of_the_plan = world.ask(None, "list_asked_facts", filter=plan)["items"]
    assert {one["fact"] for one in of_the_plan} < set(asked)
    assert world.ask(None, "list_asked_facts", filter={"year": 1999})["items"] == []


def test_what_an_unknown_notice_asks_is_not_found(world):
    with pytest.raises(ZhipingError) as refused:
        world.ask(None, "list_asked_facts", filter={"notice_id": "nobody-2026"})
    assert refused.value.slug == "notice_not_found"
