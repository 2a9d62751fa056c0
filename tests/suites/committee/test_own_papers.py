"""Experts who are applicants: out of the draw, out of the panel, and away from every step of their session."""

import io

import pytest
from openpyxl import load_workbook

from services.committee.domain.transcript import differences
from shared.kernel.caller import Caller
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import CLERK, COMMITMENT, OFFICE, SEED, SUPERVISOR, at, pool_workbook

APPLICANT = Caller("person-1", "申报人1", OFFICE, frozenset({"committee_office", "expert"}))


def known_as(accounts):
    """The pool with the accounts of some experts."""
    book = load_workbook(io.BytesIO(pool_workbook()))
    sheet = book.active
    sheet.cell(1, sheet.max_column + 1, "账号")
    for row in sheet.iter_rows(min_row=2):
        row[-1].value = accounts.get(row[0].value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("spelt", ["person-1", "ｐｅｒｓｏｎ-1", "person-1\u200b"])
def test_an_expert_who_files_himself_is_left_out_of_the_draw_with_the_reason(world, spelt):
    play = Play(world)
    world.import_pool(play.committee_id, 3, known_as({"E001": spelt, "E003": "person-99"}))
    answer = play.drawn()
    assert {"expert_no": "E001", "reason": "is_applicant"} in answer["exclusions"]
    assert "E003" not in {one["expert_no"] for one in answer["exclusions"]}
    seated = {one["expert_no"] for one in (*answer["members"], *answer["alternates"])}
    assert "E001" not in seated
    transcript = world.call(SUPERVISOR, "get_session", session_id=play.session_id)["transcript"]
    assert differences(transcript) == []


def test_a_member_who_turns_out_to_be_an_applicant_is_replaced_before_the_session_opens(world):
    play = Play(world)
    alternates = [one["expert_no"] for one in play.drawn()["alternates"]]
    own = play.members[0]
    world.import_pool(play.committee_id, 3, known_as({own: "person-1", alternates[0]: "person-2"}))
    world.clock.set(at(9, 1))
    replaced = play.step("file_plan")["replaced"]
    assert [(one["expert_no"], one["replaced_by"]) for one in replaced] == [
        (own, alternates[0]), (alternates[0], alternates[1]),
    ]  # fmt: skip
    told = [event for event in world.events("committee.recusal_declared") if event["reason"] == "is_applicant"]
    assert [event["expert_no"] for event in told] == [own, alternates[0]]
    world.clock.set(at(9, 10))
    assert refusal(play.step, "check_in", expert_no=own) == "not_a_member"


def test_an_applicant_on_the_panel_neither_collects_nor_opens_nor_closes(world):
    play = Play(world)
    play.opened()
    with world.app.database.begin() as connection:
        change = f"UPDATE panel_members SET account = 'person-1' WHERE expert_no = '{play.members[0]}'"
        connection.exec_driver_sql(change)
    request = {"session_id": play.session_id, "idempotency_key": "mine"}
    assert refusal(world.call, APPLICANT, "collect_ballots", **request) == "own_affair"
    for method in ("close_voting", "file_plan", "open_session", "post_results"):
        assert refusal(play.step, method, who=APPLICANT) == "own_affair"
    rows = [{"declaration_id": "declaration-2", "method": "scoring", "score": 90}]
    assert refusal(play.step, "register_scores", who=APPLICANT, rows=rows) == "own_affair"
    assert {row["collected"] for row in world.rows("panel_members")} == {0}


def test_a_clerk_does_not_seat_recuse_or_draw_himself(world):
    play = Play(world)
    me = Caller("E005", "专家5", OFFICE, frozenset({"committee_office"}))
    play.step("assign_declarations")
    assert refusal(play.step, "commit_seed", who=me, commitment=COMMITMENT) == "own_affair"
    play.step("commit_seed", commitment=COMMITMENT)
    assert refusal(play.step, "draw_panel", who=me, seed=SEED) == "own_affair"
    play.step("draw_panel", seed=SEED)
    recusal = {"expert_no": "E005", "declaration_id": None, "reason": "本人申请"}
    assert refusal(play.step, "declare_recusal", who=me, **recusal) == "own_affair"
    assert refusal(play.step, "check_in", who=me, expert_no="E005") == "own_affair"


def test_nobody_puts_himself_into_a_pool(world):
    play = Play(world)
    content = known_as({"E007": CLERK.person_id})
    assert refusal(world.import_pool, play.committee_id, 3, content) == "own_affair"
    assert len(world.events("committee.pool_imported")) == 1


@pytest.mark.parametrize(
    ("name", "unit_id", "recused"),
    [("unit", "school-1", True), ("别的名字", "school-1", True), ("unit", "school-2", False), ("unit", "", True)],
)
def test_units_are_compared_by_the_register_where_both_are_in_it(world, other_world, name, unit_id, recused):
    member = Play(other_world).drawn()["members"][0]["expert_no"]
    unit = next(row["unit"] for row in other_world.rows("panel_members") if row["expert_no"] == member)
    world.registers("school-1", "unit", name=unit)
    play = Play(world, unit_name=unit if name == "unit" else name, unit_id=unit_id)
    own = {"expert_no": member, "declaration_id": "declaration-1", "reason": "same_unit"}
    assert play.drawn()["recusals"] == ([own] if recused else [])


def handed_over(world):
    """The office's only clerk waits himself: the education bureau above stands in."""
    play = Play(world)
    world.registers(OFFICE, "committee_office", sector="education", parent_id="education-1")
    world.registers("education-1", "department", sector="education")
    own = Caller("person-1", "申报人1", OFFICE, frozenset({"committee_office"}))
    request = {"committee_id": play.committee_id, "expected_version": 3, "reason": "唯一经办人为申报人。"}
    return play, world.do(own, "hand_over_office", **request), request


def test_the_body_above_does_the_work_of_an_office_whose_only_clerk_waits_himself(world):
    play, answer, _ = handed_over(world)
    assert (answer["office_organisation_id"], answer["substitute_id"]) == (OFFICE, "education-1")
    substitute = Caller("clerk-9", "冯二", "education-1", frozenset({"committee_office"}))
    assert play.step("assign_declarations", who=substitute)["assigned"] == 3
    shown = world.call(None, "get_committee", committee_id=play.committee_id)
    assert (shown["office_organisation_id"], shown["substitute_id"], shown["substitute_reason"]) == (
        OFFICE, "education-1", "唯一经办人为申报人。",
    )  # fmt: skip
    assert world.call(substitute, "get_session", session_id=play.session_id)["state"] == "scheduled"
    assert world.events("committee.office_handed_over")[0]["substitute_id"] == "education-1"
    row = next(row for row in world.rows("trail") if row["action"] == "hand_over_office")
    assert "education-1" in str(row)


def test_an_office_whose_clerk_is_not_concerned_keeps_its_work(world):
    _, _, request = handed_over(world)
    assert refusal(world.do, CLERK, "hand_over_office", **request | {"expected_version": 4}) == "office_keeps_its_work"
    stranger = Caller("person-1", "申报人1", "office-9", frozenset({"committee_office"}))
    assert refusal(world.do, stranger, "hand_over_office", **request) == "organisation_not_allowed"


def test_without_a_body_above_nothing_is_handed_over(world):
    play = Play(world)
    world.registers("bureau-1", "department")
    own = Caller("person-1", "申报人1", OFFICE, frozenset({"committee_office"}))
    request = {"committee_id": play.committee_id, "expected_version": 3, "reason": "唯一经办人为申报人。"}
    assert refusal(world.do, own, "hand_over_office", **request) == "superior_unknown"
