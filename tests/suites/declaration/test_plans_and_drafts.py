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
    assert {f"materials.{item}" for item in check["required_items"]} <= {one["path"] for one in check["missing"]}


def test_nobody_elses_draft_is_checked(world):
    key = world.start()
    with pytest.raises(ZhipingError) as refused:
        world.ask(people.STRANGER, "check_draft", declaration_id=key)
    assert refused.value.slug == "declaration_not_found"
