"""Comparing submissions: by default the last two, for whoever reads the dossier, masked as that is."""

import json

import pytest
from sqlalchemy import null, select, update

from services.declaration.store.tables import REVISIONS
from shared.contracts import audit
from shared.security import seal
from tests.suites.declaration.test_following import DEADLINE, STAGE, UPPER, opened, returned
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal
from tests.support.stages import staged

pytestmark = pytest.mark.databases("sqlite")
FAULT = {"defect": "过于简略", "remedy": "补充", "clause": "chifeng-2026/3.4", "place": "专业技术工作总结"}
OTHER_NUMBER = people.id_number(serial="048")


def sent_back(world, key, *paths):
    """With a correction for each place."""
    lines = [FAULT | {"number": number, "path": path} for number, path in enumerate(paths, start=1)]
    world.happens(
        audit.DECLARATION_RETURNED, declaration_id=key, stage=STAGE, deadline=DEADLINE, corrections=lines
    )  # fmt: skip


def answered(world, key, **sections):
    """Mended, signed, handed in again."""
    if sections:
        world.change(key, "fill_dossier", sections=sections)
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    return key


@staged
def resubmitted(world):
    """Returned for four places: summary and a row are mended, a file is replaced, the last one is not answered."""
    key = opened(world)
    row = world.row(key, "achievements")
    sent_back(world, key, "summary", f"achievements.{row['id']}.effect", "materials.ce_card", "work_history")
    held = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["materials"]
    (old,) = [one["material_id"] for one in held if one["item"] == "ce_card"]
    world.change(key, "remove_material", material_id=old)
    data, sha256 = people.file_for("ce_card anew")
    path = world.upload(key, "ce_card", data, sha256)
    world.change(key, "attach_material", item="ce_card", object_key=path, title="继续教育审验卡")
    mended = row | {"effect": "全市推广", "content": "整本书阅读"}
    return answered(world, key, summary="任现职以来主持校本课程建设。", achievements=[mended])


def compared(world, key, who=people.APPLICANT, **chosen):
    """What changed."""
    return world.ask(who, "compare_revisions", declaration_id=key, **chosen)


def test_what_was_resubmitted_is_told_place_by_place_with_the_correction_that_it_answers(world):
    key = resubmitted(world)
    found = compared(world, key, people.UNIT_CLERK)
    assert (found["earlier"]["revision"], found["later"]["revision"]) == (1, 2)
    assert found["later"]["digest"] == world.published("declaration.submitted")[-1]["digest"]
    told = [
        (one["kind"], one["name"], [field["name"] for field in one["fields"]], one["answers"])
        for section in found["sections"] for one in section["changes"]
    ]  # fmt: skip
    assert told == [
        ("changed", "工作业绩第1项（校本课程）", ["工作内容", "完成情况及效果"], ["2/2"]),
        ("changed", "专业技术工作总结", ["专业技术工作总结"], ["2/1"]),
    ]
    (file,) = found["files"]
    assert (file["kind"], file["item"], file["answers"]) == ("replaced", "ce_card", ["2/3"])
    assert file["before"]["sha256"] != file["after"]["sha256"]
    (back,) = found["returns"]
    assert (back["reference"], back["holder_name"]) == ("unit/1", "松山区第三小学")
    assert [one["outcome"] for one in back["corrections"]] == ["changed", "changed", "changed", "unchanged"]


def test_facts_that_the_rules_look_at_are_told_where_they_changed(world):
    key = opened(world)
    returned(world, key)
    more = world.row(key, "continuing_education") | {"professional_hours": 70}
    found = compared(world, answered(world, key, continuing_education=[more]))
    assert [one["section"] for one in found["sections"]] == ["continuing_education"]
    assert found["facts"] == [{"fact": "ce.hours", "label": "继续教育学时", "before": 90, "after": 100}]


def test_any_two_submissions_are_compared_with_the_returns_in_between(world):
    key = resubmitted(world)
    sent_back(world, key, "summary")
    answered(world, key, summary="第三次的总结。")
    last, whole = compared(world, key), compared(world, key, earlier=1)
    assert [one["revision"] for one in last["returns"]] == [3]
    assert [one["revision"] for one in whole["returns"]] == [2, 3]
    assert whole["sections"][-1]["changes"][0]["answers"] == ["2/1", "3/1"]
    assert compared(world, key, later=2)["earlier"]["revision"] == 1


@pytest.mark.parametrize(
    ("chosen", "slug", "path"),
    [({"later": 3}, "revision_not_found", "later"), ({"earlier": 2}, "revisions_out_of_order", "earlier"),
     ({"earlier": 2, "later": 1}, "revisions_out_of_order", "earlier"), ({"later": 1}, "no_earlier_revision", "later"),
     ({"later": 0}, "invalid_field", "later")],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(world, chosen, slug, path):
    refused = refusal(compared, world, resubmitted(world), **chosen)
    assert (refused.slug, refused.path) == (slug, path)


def test_a_draft_and_a_first_submission_have_nothing_before_them(world):
    key = world.start()
    assert refusal(compared, world, key).slug == "revision_not_found"
    world.complete(key)
    world.change(key, "submit_declaration")
    assert refusal(compared, world, key).slug == "no_earlier_revision"


def test_it_is_for_those_who_read_the_dossier_and_for_nobody_else(world):
    key = resubmitted(world)
    for who in (people.STRANGER, people.OTHER_CLERK, people.HR_CLERK):
        assert refusal(compared, world, key, who).slug == "declaration_not_found"
    assert refusal(compared, world, key, people.OPERATOR).slug == "role_not_allowed"
    world.happens(audit.STAGE_APPROVED, declaration_id=key, stage=STAGE, waiting_report=False, next=UPPER)
    assert compared(world, key, people.HR_CLERK)["sections"] == compared(world, key)["sections"]
    assert world.ask(people.APPLICANT, "list_my_openings")["items"] == []


def with_another_number_before(world, key):
    """As if the number had been corrected between the two submissions."""
    with world.app.database.begin() as connection:
        first = REVISIONS.c.revision == 1
        content = json.loads(connection.execute(select(REVISIONS.c.content).where(first)).scalar_one())
        content["person"]["id_number_sealed"] = seal(OTHER_NUMBER)
        told = json.dumps(content, ensure_ascii=False)
        connection.execute(update(REVISIONS).where(first).values(content=told))


def numbers(found):
    """The number before and after."""
    (section,) = [one for one in found["sections"] if one["section"] == "person"]
    (field,) = section["changes"][0]["fields"]
    assert field["path"] == "person.id_number"
    return field["before"], field["after"]


def test_a_corrected_number_is_shown_where_the_dossier_shows_it_and_the_look_is_kept(world):
    key = resubmitted(world)
    with_another_number_before(world, key)
    assert numbers(compared(world, key, people.UNIT_CLERK)) == (OTHER_NUMBER, people.id_number())
    (kept,) = world.ask(people.APPLICANT, "list_my_openings")["items"]
    assert (kept["shown"], kept["subject_kind"], kept["opened_by"]) == (["id_number"], "dossier", "clerk-1")
    assert numbers(compared(world, key)) == (OTHER_NUMBER, people.id_number())
    assert len(world.ask(people.APPLICANT, "list_my_openings")["items"]) == 1


def test_others_read_that_the_number_was_corrected_and_nothing_of_it(world):
    key = resubmitted(world)
    with_another_number_before(world, key)
    world.happens(audit.STAGE_APPROVED, declaration_id=key, stage=STAGE, waiting_report=False, next=UPPER)
    found = compared(world, key, people.HR_CLERK)
    assert numbers(found) == ("*" * 18, "*" * 18)
    told = json.dumps(found, ensure_ascii=False)
    assert OTHER_NUMBER not in told
    assert people.id_number() not in told
    assert "sealed" not in told


def test_of_a_revision_older_than_the_keeping_of_returns_the_corrections_are_not_known(world):
    key = resubmitted(world)
    with world.app.database.begin() as connection:
        connection.execute(update(REVISIONS).values(answered=null()))
    (back,) = compared(world, key)["returns"]
    assert (back["reference"], back["corrections"]) == ("unit/1", None)
