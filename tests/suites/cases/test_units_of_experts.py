"""An expert keeps away from applicants of his own unit, however the two of them spell it."""

import io
import json

import pytest
from openpyxl import load_workbook

from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import CLERK, COMMITMENT, SEED, pool_workbook

EXPERT, CELL = "E004", "D5"
"""An expert who is drawn with this seed, whatever his unit is called."""
UNIT = {
    "a full-width digit": ("红山区第1小学", "红山区第１小学"),
    "full-width letters": ("赤峰ABC学校", "赤峰ＡＢＣ学校"),
    "a zero width space inside": ("松山区第一小学", "松山区\u200b第一小学"),
    "a byte order mark before": ("松山区第一小学", "\ufeff松山区第一小学"),
    "a soft hyphen": ("松山区第一小学", "松山区第一\u00ad小学"),
    "a word joiner behind": ("松山区第一小学", "松山区第一小学\u2060"),
    "a space inside": ("松山区第一小学", "松山区 第一小学"),
    "a space behind": ("松山区第一小学", "松山区第一小学 "),
    "an ideographic space": ("松山区第一小学", "松山区\u3000第一小学"),
    "a no-break space": ("松山区第一小学", "松山区\u00a0第一小学"),
    "a line break": ("松山区第一小学", "松山区\n第一小学"),
    "narrow brackets": ("赤峰二中（本部）", "赤峰二中(本部)"),
    "narrow brackets at the expert's": ("赤峰二中(本部)", "赤峰二中（本部）"),
    "mixed brackets": ("赤峰二中（本部）", "赤峰二中（本部)"),
    "tortoise-shell brackets": ("赤峰二中（本部）", "赤峰二中〔本部〕"),
    "square brackets": ("赤峰二中（本部）", "赤峰二中［本部］"),
    "brackets and a space": ("赤峰二中（本部）", "赤峰二中 （ 本部 ）"),
    "small letters": ("赤峰ABC学校", "赤峰abc学校"),
    "circled digits": ("赤峰第1中学", "赤峰第①中学"),
    "a compatibility form": ("赤峰金华学校", "赤峰\uf90a华学校"),
    "several at once": ("赤峰第1中学（新校区）", "\ufeff赤峰第１中学\u3000(新校区)\u200b"),
}
"""The unit in the pool, and the same unit as the applicant's."""
OTHERS = {
    "another number": ("松山区第一小学", "松山区第二小学"),
    "another digit": ("红山区第1小学", "红山区第2小学"),
    "another county": ("松山区第一小学", "红山区第一小学"),
    "another kind": ("松山区第一小学", "松山区第一中学"),
    "a branch": ("赤峰二中", "赤峰二中（新城分校）"),
    "a short name": ("赤峰第二中学", "赤峰二中"),
    "the city before it": ("松山区第一小学", "赤峰市松山区第一小学"),
    "a letter typed wrongly": ("松山区第一小学", "松山区第一小字"),
    "a word left out": ("松山区第一小学", "松山第一小学"),
    "two letters changed places": ("赤峰学院附属中学", "赤峰学院属附中学"),
}
"""Two units, or perhaps one: nobody decides that but the office."""


def session(world, experts_unit, applicants_unit):
    """A session with an applicant of one unit and an expert of the other; a scheduled Play."""
    play = Play(world, unit_name=applicants_unit)
    book = load_workbook(io.BytesIO(pool_workbook()))
    book.active[CELL] = experts_unit
    out = io.BytesIO()
    book.save(out)
    world.import_pool(play.committee_id, 3, out.getvalue())
    return play


def kept_away(play, answer):
    """Whether the expert does not vote on the applicant of his unit: out of the draw, or recused from it."""
    out = {one["expert_no"]: one["reason"] for one in answer["exclusions"]}
    apart = {(one["expert_no"], one["declaration_id"]) for one in answer["recusals"]}
    return out.get(EXPERT) == "unit_of_applicant" or (EXPERT, "declaration-1") in apart


@pytest.mark.parametrize(("experts", "applicants"), UNIT.values(), ids=UNIT)
def test_one_unit_in_two_spellings_is_one(committee, experts, applicants):
    play = session(committee, experts, applicants)
    assert kept_away(play, play.drawn())


@pytest.mark.parametrize(("experts", "applicants"), OTHERS.values(), ids=OTHERS)
def test_two_units_are_not_silently_one(committee, experts, applicants):
    play = session(committee, experts, applicants)
    assert not kept_away(play, play.drawn())
    assert EXPERT in play.members


def near(answer):
    """What an answer says of units that may be one, whatever the list is called."""
    found = []
    for name, value in answer.items():
        if any(word in name for word in ("near", "similar", "possible", "resembl", "doubtful")):
            found.append(json.dumps(value, ensure_ascii=False))
    return " ".join(found)


NEAR = {name: OTHERS[name] for name in ("a branch", "a short name", "the city before it", "a letter typed wrongly",
                                        "a word left out", "two letters changed places")}  # fmt: skip


@pytest.mark.parametrize(("experts", "applicants"), NEAR.values(), ids=NEAR)
def test_what_may_be_one_unit_is_shown_to_the_office_before_the_draw(committee, experts, applicants):
    play = session(committee, experts, applicants)
    answers = [play.step("assign_declarations"), committee.call(CLERK, "get_session", session_id=play.session_id)]
    answers.append(play.step("commit_seed", commitment=COMMITMENT))
    shown = " ".join(near(answer) for answer in answers)
    assert EXPERT in shown or experts in shown


def test_the_transcript_can_still_be_redone_by_a_stranger(committee):
    from services.committee.domain.transcript import differences

    play = session(committee, *UNIT["several at once"])
    play.step("assign_declarations")
    play.step("commit_seed", commitment=COMMITMENT)
    play.step("draw_panel", seed=SEED)
    shown = committee.call(CLERK, "get_session", session_id=play.session_id)
    assert differences(shown["transcript"]) == []
