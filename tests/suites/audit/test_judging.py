"""The notice's own rules at every stage: what a holder sees of them, and what no approval gets past."""

import copy
import json
from dataclasses import asdict

import pytest

from shared.contracts.base import ContractViolation
from shared.contracts.declaration import SUBMITTED
from shared.contracts.samples import DOSSIER
from shared.policy import Filed, shipped_pack
from tests.suites.audit.test_amending import moved, publish
from tests.support.amendments import amended, compiled, rule
from tests.support.audit_suite.rightly import DECISIONS
from tests.support.audit_suite.world import APPLICANT, NOTICE, key_of, refusal

EARLY = {"present_title": DOSSIER["present_title"] | {"obtained_on": "2024-12-01"}}
"""Holds the present title for less than the years that the notice asks for."""
SHORT_OF_A_DEGREE = {"education": [DOSSIER["education"][0] | {"level": "associate", "degree": None}]}
"""An associate degree, where ordinary applicants need a bachelor's."""
THIRTY_YEARS = {
    "work_history": [DOSSIER["work_history"][0] | {"started_on": "1995-08-01"}], "route_claimed": "grass-roots-30-20",
}  # fmt: skip
"""Files by thirty years of work in counties; the unit has not yet spoken of outstanding results."""


FILED = Filed(
    notice_id="another", plan="economics", series="economics", level="associate_senior", level_group="senior",
    track="socialised",
)  # fmt: skip
"""Another filing of the year at the same level."""


def on_record(**changes):
    """A dossier with something on record."""
    changes = {name: [asdict(one) for one in value] if name == "filed" else value for name, value in changes.items()}
    return {"record": DOSSIER["record"] | changes}


def seen(world, place="school", number=1):
    """What the rules say, as the holder of the stage reads it in his inbox."""
    lines = world.call(world.clerk(place), "list_inbox")["items"]
    return next(line["eligibility"] for line in lines if line["declaration_id"] == key_of(number))


def trail(world, action):
    """Data of the trail entries of one action, oldest first."""
    with world.app.database.begin() as connection:
        rows = connection.exec_driver_sql("SELECT action, data FROM trail ORDER BY position").all()
    found = [row.data for row in rows if row.action == action]
    return [json.loads(data) if isinstance(data, str) else data for data in found]


def test_the_holder_sees_that_nothing_is_left_open(world):
    world.submitted()
    shown = seen(world)
    assert (shown["outcome"], shown["at"]) == ("eligible", "2026-06-15")
    assert shown["path"]["path_id"] == "associate-senior"
    assert shown["claimed"] == {"route": "ordinary", "open": True}
    assert (shown["refusals"], shown["open_points"]) == ([], [])
    assert shown["pack_digest"] == shipped_pack(NOTICE).digest
    assert world.case()["eligibility"] == shown


def test_the_applicant_sees_the_same_as_the_holder(world):
    world.submitted(**THIRTY_YEARS)
    assert world.call(APPLICANT, "get_case", declaration_id=key_of(1))["eligibility"] == seen(world)


def stated(value, fact="achievement.outstanding", **changes):
    """What the unit says, with the paper that it rests on."""
    return [{"fact": fact, "value": value, "basis": "校学术委员会推荐意见", "dated": "2026-06-12"} | changes]


class TestOpenPoints:
    def test_what_is_open_is_shown_with_the_stage_that_owes_it_and_passes_nobody(self, world):
        world.submitted(**(THIRTY_YEARS | SHORT_OF_A_DEGREE))
        shown = seen(world)
        assert shown["outcome"] == "conditional"
        [point] = shown["open_points"]
        assert (point["rule_id"], point["clause"]) == ("grass-roots-30-20.outstanding", "chifeng-2026/5.4.2")
        assert (point["stage_id"], point["due_on"]) == ("unit", "2026-07-20")
        assert [one["fact"] for one in point["facts"]] == ["achievement.outstanding"]
        assert point["message"]
        assert point["missing"]
        world.published_by_the_unit()
        before = world.everything()
        error = refusal(world.approve, "school", 1)
        assert (error.slug, error.clause) == ("points_open", "chifeng-2026/5.4.2")
        assert error.details["points"] == [point]
        assert world.everything() == before

    def test_a_yes_settles_the_point_and_stands_with_holder_day_and_ground(self, world):
        world.submitted(**(THIRTY_YEARS | SHORT_OF_A_DEGREE))
        world.published_by_the_unit()
        assert world.approve("school", statements=stated(True))["state"] == "open"
        [kept] = trail(world, "stage_approved")
        assert kept == {
            "outcome": "eligible", "pack_digest": shipped_pack(NOTICE).digest, "refusals": [], "open_points": [],
            "revision": 1, "digest": world.case()["dossier_digest"],
        }  # fmt: skip
        [said] = world.case()["statements"]
        assert (said["fact"], said["value"], said["stage_id"]) == ("achievement.outstanding", True, "unit")
        assert (said["basis"], said["dated"], said["clause"]) == (
            "校学术委员会推荐意见", "2026-06-12", "chifeng-2026/5.4.2",
        )  # fmt: skip
        assert seen(world, "bureau")["open_points"] == []

    def test_a_no_refuses_the_approval_and_nothing_has_changed(self, world):
        world.submitted(**(THIRTY_YEARS | SHORT_OF_A_DEGREE))
        world.published_by_the_unit()
        before = world.everything()
        error = refusal(world.approve, "school", 1, statements=stated(False))
        assert error.slug in ("ineligible", "claimed_path_closed")
        assert error.clause
        assert world.everything() == before

    @pytest.mark.parametrize(
        ("rows", "slug"),
        [
            (stated(True, "title.years"), "statement_not_asked"),
            (stated(True, "assessment.passed"), "statement_not_asked"),
            (stated(True, "nowhere"), "statement_not_asked"),
            (stated("yes"), "statement_misfits"),
            (stated(1), "statement_misfits"),
            (stated([]), "statement_misfits"),
        ],
    )
    def test_nobody_states_what_is_not_asked_of_the_stage_or_in_another_form(self, world, rows, slug):
        world.submitted(**(THIRTY_YEARS | SHORT_OF_A_DEGREE))
        world.published_by_the_unit()
        assert refusal(world.approve, "school", 1, statements=rows).slug == slug

    def test_an_answer_to_a_return_is_stated_anew(self, world):
        world.submitted(**(THIRTY_YEARS | SHORT_OF_A_DEGREE))
        world.published_by_the_unit()
        world.approve("school", statements=stated(True))
        world.decide("bureau", "return_declaration", **DECISIONS["return_declaration"])
        world.submitted(revision=2, **(THIRTY_YEARS | SHORT_OF_A_DEGREE))
        assert world.case()["statements"] == []
        assert refusal(world.approve, "school", 1).slug == "points_open"


class TestIneligible:
    def approval(self, world, number=1):
        error = refusal(world.approve, "school", number)
        assert error.kind.value == "refused"
        assert error.message
        return error

    def test_it_is_shown_with_clause_and_message_and_its_approval_is_refused_and_nothing_has_changed(self, world):
        world.submitted(**EARLY)
        world.published_by_the_unit()
        shown, before = seen(world), world.everything()
        assert shown["outcome"] == "refused"
        error = self.approval(world)
        assert (error.slug, error.path, error.clause) == ("ineligible", "declaration_id", "chifeng-2026/5")
        assert [{"cut_off": None} | said for said in error.details["rules"]] == shown["refusals"]
        assert "满5年" in error.message
        assert world.everything() == before

    @pytest.mark.parametrize(
        ("changes", "rule", "clause"),
        [
            (on_record(integrity_until="2026-06-20"), "integrity-record", "chifeng-2026/7.1"),
            (on_record(filed=[FILED]), "one-series-per-level", "chifeng-2026/4"),
            (on_record(under_discipline=True), "under-discipline", "chifeng-2026/5"),
        ],
    )
    def test_what_the_register_knew_on_the_day_of_submission_counts(self, world, changes, rule, clause):
        world.submitted(**changes)
        world.published_by_the_unit()
        error = self.approval(world)
        assert (error.slug, error.clause) == ("ineligible", clause)
        assert [said["rule_id"] for said in error.details["rules"]] == [rule]

    def test_a_way_that_is_closed_to_the_applicant_is_not_approved_though_another_is_open(self, world):
        world.submitted(route_claimed="grass-roots-30-20")
        world.published_by_the_unit()
        shown = seen(world)
        assert (shown["outcome"], shown["claimed"]["open"]) == ("eligible", False)
        before = world.everything()
        error = self.approval(world)
        assert (error.slug, error.clause) == ("claimed_path_closed", "chifeng-2026/5.4.2")
        assert [said["rule_id"] for said in error.details["rules"]] == ["grass-roots-30-20.service"]
        assert world.everything() == before

    def test_a_way_that_does_not_exist_is_not_approved(self, world):
        world.submitted(route_claimed="nowhere")
        world.published_by_the_unit()
        error = self.approval(world)
        assert (error.slug, error.clause, error.details["rules"]) == ("claimed_path_closed", "chifeng-2026/2.1", [])

    def test_it_may_be_returned_and_its_answer_is_judged_anew(self, world):
        world.submitted(**EARLY)
        item = {"path": "present_title", "defect": "取得时间有误", "remedy": "更正", "clause": "chifeng-2026/4.3.2"}
        world.decide("school", "return_declaration", opinion="需更正。", items=[item])
        world.submitted(revision=2)
        assert seen(world)["outcome"] == "eligible"
        world.through_the_unit()
        assert [entry["outcome"] for entry in trail(world, "case_opened")] == ["refused", "eligible"]

    def test_it_may_be_rejected(self, world):
        world.submitted(**EARLY)
        answer = world.decide(
            "school", "reject_declaration", opinion="不符合条件。", reason_code="out_of_scope", clause="chifeng-2026/5"
        )  # fmt: skip
        assert answer["state"] == "rejected"

    def test_a_move_that_the_case_does_not_allow_is_said_first(self, world):
        world.submitted(**EARLY)
        assert refusal(world.approve, "school").slug == "publicity_missing"


def test_every_stage_asks_the_rules_again(world):
    world.submitted()
    world.to_the_city()
    world.approve("city")
    outcomes = [entry["outcome"] for entry in trail(world, "stage_approved")]
    assert outcomes == ["eligible"] * 4


@pytest.mark.parametrize("part", ["record", "circumstances"])
def test_a_dossier_that_nobody_could_judge_is_no_submission(part):
    data = copy.deepcopy(SUBMITTED.sample)
    SUBMITTED.check_outgoing(data)
    data["dossier"][part] = None
    with pytest.raises(ContractViolation):
        SUBMITTED.check_outgoing(data)


def test_a_case_is_judged_by_the_version_of_the_notice_under_which_it_stands(world):
    world.submitted(1)
    world.submitted(2)
    stricter = rule(id="longer-tenure", require=["title.years >= 12"], message="须取得现职称满12年")
    publish(world, stricter)
    world.published_by_the_unit(1, 2)
    moved(world, 2)
    assert world.approve("school", 1)["state"] == "open"
    error = refusal(world.approve, "school", 2)
    assert (error.slug, [said["rule_id"] for said in error.details["rules"]]) == ("ineligible", ["longer-tenure"])
    assert [entry["outcome"] for entry in trail(world, "case_amended")] == ["refused"]
    assert seen(world, number=2)["pack_digest"] == compiled(amended(stricter)).digest


def test_each_line_of_an_inbox_speaks_of_its_own_dossier(world):
    world.submitted(1)
    world.submitted(2, **EARLY)
    world.submitted(3, **(THIRTY_YEARS | SHORT_OF_A_DEGREE))
    outcomes = [seen(world, number=number)["outcome"] for number in (1, 2, 3)]
    assert outcomes == ["eligible", "refused", "conditional"]
