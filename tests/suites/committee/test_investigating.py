"""Objections about the truth of material: investigated by county, department or unit before the office decides."""

import pytest

from shared.kernel.caller import Caller
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import AUTHORITY, BUREAU, CLERK, at, confirmed_by_the_bureau
from tests.support.stages import staged

COUNTY = "bureau-county"
INVESTIGATOR = Caller("clerk-8", "周九", COUNTY, frozenset({"hr_clerk"}))
UNIT = {"unit_id": "school-1", "unit_tier": "county", "region": "150402"}


@staged
def published(world, **unit):
    """Three results on the list; the applicants' unit as given."""
    world.registers(COUNTY, "hr_bureau", tier="county", region="150402")
    world.registers("education-department", "department", sector="education")
    world.registers("school-1", "unit", parent_id="education-department", tier=unit.get("unit_tier", "county"))
    play = Play(world, **(UNIT | unit))
    play.published(fails=set())
    return play


def by_city_or_unit():
    """The notice as nmg-2021/8.2.3 has it: leagues and units verify what is reported."""
    raw = confirmed_by_the_bureau(shipped_pack("chifeng-2026").raw)
    asked = shipped_pack("nmg-2021").publicity_rule("result").material
    material = {"by": list(asked.by), "clause": "chifeng-2026/6.3.2"}
    return raw | {
        "publicity": [one | ({"material": material} if one["scope"] == "result" else {}) for one in raw["publicity"]]
    }


def object_to(play, number=1, about="material"):
    """Somebody says that a diploma is false."""
    return play.world.do(
        None, "file_objection", session_id=play.session_id, declaration_id=f"declaration-{number}",
        content="反映学历造假", about=about,
    )  # fmt: skip


def found(world, objection, finding, who=INVESTIGATOR, version=1):
    """The investigator's word."""
    return world.do(
        who, "report_investigation", objection_id=objection["objection_id"], expected_version=version, finding=finding,
        findings="已向毕业院校核实",
    )  # fmt: skip


def resolved(world, objection, outcome, version):
    """The office's."""
    return world.do(
        CLERK, "resolve_objection", objection_id=objection["objection_id"], expected_version=version, outcome=outcome,
        opinion="按核实结果办理",
    )  # fmt: skip


class TestInvestigations:
    @pytest.mark.parametrize(
        ("unit", "investigator"),
        [({}, COUNTY), ({"unit_tier": "township"}, COUNTY), ({"unit_tier": "city"}, "education-department")],
    )
    def test_the_notice_names_who_investigates(self, world, unit, investigator):
        play = published(world, **unit)
        assert object_to(play)["investigator_id"] == investigator
        assert object_to(play, about="review")["investigator_id"] is None

    @pytest.mark.parametrize(
        ("tier", "investigator"),
        [("township", AUTHORITY), ("county", AUTHORITY), ("city", AUTHORITY), ("region", "school-1")],
    )
    def test_a_notice_may_name_the_city_and_then_the_unit(self, world, tier, investigator):
        play = published(world, notice=by_city_or_unit(), unit_tier=tier)
        assert object_to(play)["investigator_id"] == investigator

    def test_the_office_upholds_what_was_confirmed(self, world):
        play = published(world)
        objection = object_to(play)
        assert refusal(resolved, world, objection, "dismissed", 1) == "investigation_missing"
        assert found(world, objection, "confirmed")["version"] == 2
        assert refusal(resolved, world, objection, "dismissed", 2) == "finding_contradicted"
        assert resolved(world, objection, "upheld", 2)["outcome"] == "upheld"
        assert refusal(found, world, objection, "not_confirmed", version=3) == "objection_closed"
        assert [one["declaration_id"] for one in world.events("committee.result_cancelled")] == ["declaration-1"]
        world.clock.set(at(9, 18))
        assert play.step("close_results")["upheld"] == 1

    def test_the_office_dismisses_what_was_not(self, world):
        play = published(world)
        objection = object_to(play)
        found(world, objection, "not_confirmed")
        assert refusal(resolved, world, objection, "upheld", 2) == "finding_contradicted"
        resolved(world, objection, "dismissed", 2)
        assert world.events("committee.result_cancelled") == []

    def test_only_the_named_body_and_the_office_see_it(self, world):
        play = published(world)
        key = object_to(play)["objection_id"]
        for who in (INVESTIGATOR, CLERK):
            assert world.call(who, "get_objection", objection_id=key)["content"] == "反映学历造假"
        assert refusal(world.call, BUREAU, "get_objection", objection_id=key) == "result_objection_not_found"
        assert refusal(found, world, {"objection_id": key}, "confirmed", BUREAU) == "result_objection_not_found"

    def test_nobody_investigates_himself(self, world):
        play = published(world)
        objection = object_to(play)
        himself = Caller("person-1", "申报人1", COUNTY, frozenset({"hr_clerk"}))
        assert refusal(found, world, objection, "not_confirmed", himself) == "own_affair"

    def test_what_is_found_is_stored_sealed(self, world):
        play = published(world)
        found(world, object_to(play), "confirmed")
        assert world.rows("objections")[0]["findings"].startswith("v1.")
