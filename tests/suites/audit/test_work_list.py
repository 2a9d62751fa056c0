"""The work of an organisation in its views: what stands where, how much of it, and that showing it judges nothing."""

import importlib
import json

import pytest

from services.audit.domain.judgement import Judgement
from services.audit.domain.work_view import WorkView
from shared.kernel.caller import Caller
from tests.support.audit_suite.rightly import DECISIONS
from tests.support.audit_suite.world import NOTICE, at, counted, key_of, refusal

HOUSES = ("school", "bureau", "county", "city", "office")
REVISION = importlib.import_module("services.audit.migrations.versions.audit_0005_work_list")


def seen(world, place, **wanted):
    """Numbers of the cases that the clerk of a place finds."""
    items = world.call(world.clerk(place), "list_inbox", filter=wanted)["items"]
    return sorted(int(one["declaration_id"][-12:]) for one in items)


@pytest.fixture
def at_work(world):
    """1 lies with the bureau, 2 was returned by the school, 3 rejected by it, 4 lies there; it is 2026-06-25."""
    for number in (1, 2, 3, 4):
        world.submitted(number)
    world.through_the_unit(1)
    world.decide("school", "return_declaration", 2, **DECISIONS["return_declaration"])
    world.decide("school", "reject_declaration", 3, **DECISIONS["reject_declaration"])
    return world


def test_each_house_finds_every_case_where_it_stands_from_there(at_work):
    found = {view: seen(at_work, "school", view=view) for view in WorkView}
    assert found == {"to_do": [4], "overdue": [], "waiting": [1], "returned": [2], "done": [3]}
    assert {view: seen(at_work, "bureau", view=view) for view in ("to_do", "waiting", "returned", "done")} == {
        "to_do": [1], "waiting": [], "returned": [], "done": [],
    }  # fmt: skip
    assert seen(at_work, "school") == [2, 3, 4]
    assert seen(at_work, "city", view="waiting") == []


def test_what_a_stage_has_missed_is_overdue_until_it_is_swept(at_work):
    at_work.clock.set(at(7, 21))
    assert (seen(at_work, "school", view="overdue"), seen(at_work, "school", view="to_do")) == ([4], [4])
    assert at_work.sweep() == 2
    assert (seen(at_work, "school", view="overdue"), seen(at_work, "school", view="done")) == ([], [1, 3, 4])


def test_whoever_had_a_case_follows_it_to_its_end(world):
    world.submitted()
    world.to_the_city()
    for place in ("school", "bureau", "county"):
        assert seen(world, place, view="waiting") == [1]
    world.approve("city")
    world.clock.set(at(7, 22))
    world.approve("office")
    for place in HOUSES:
        assert seen(world, place, view="done") == [1]


def test_every_count_is_that_of_the_list(at_work):
    for moment in (at(6, 26), at(7, 21)):
        at_work.clock.set(moment)
        for place in ("school", "bureau"):
            clerk = at_work.clerk(place)
            counts = at_work.call(clerk, "count_inbox")["counts"]
            assert counts
            for one in counts:
                wanted = {name: one[name] for name in ("view", "level_group", "stage_id")}
                assert counted(at_work, clerk, "list_inbox", **wanted) == one["number"]
            totals = {view: sum(one["number"] for one in counts if one["view"] == view) for view in WorkView}
            assert totals == {view: counted(at_work, clerk, "list_inbox", view=view) for view in WorkView}


def test_a_list_is_narrowed_by_notice_unit_and_day(world):
    world.submitted(1)
    world.submitted(2)
    other = world.ids["bureau"]
    for wanted, found in (
        ({"notice_id": NOTICE}, [1, 2]), ({"notice_id": "another"}, []), ({"unit_id": world.ids["school"]}, [1, 2]),
        ({"unit_id": other}, []), ({"due_by": "2026-07-20"}, [1, 2]), ({"due_by": "2026-07-19"}, []),
    ):  # fmt: skip
        assert seen(world, "school", view="to_do", **wanted) == found
    numbers = {
        notice: [one["number"] for one in world.call(world.clerk("school"), "count_inbox", notice_id=notice)["counts"]]
        for notice in (NOTICE, "another")
    }
    assert numbers == {NOTICE: [2], "another": []}


def test_a_view_is_turned_page_by_page(world):
    for number in (1, 2, 3):
        world.submitted(number)
    clerk, found, cursor = world.clerk("school"), [], None
    for _ in range(3):
        page = world.call(
            clerk, "list_inbox", filter={"view": "to_do"}, sort="-case_number", limit=1, cursor=cursor
        )  # fmt: skip
        found += [one["declaration_id"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert (found, cursor) == ([key_of(3), key_of(2), key_of(1)], None)


def test_a_line_tells_the_working_days_that_are_left(world):
    """The dragon boat holiday of 2026 is 06-19 to 06-21; 2026-07-20 is a Monday."""
    world.submitted()
    (line,) = world.call(world.clerk("school"), "list_inbox")["items"]
    assert (line["due_on"], line["working_days_left"]) == ("2026-07-20", 24)
    for moment, left in ((at(7, 17), 1), (at(7, 20), 0), (at(7, 22), -2)):
        world.clock.set(moment)
        assert world.call(world.clerk("school"), "list_inbox")["items"][0]["working_days_left"] == left
    world.sweep()
    assert world.call(world.clerk("school"), "list_inbox")["items"][0]["working_days_left"] is None


def test_who_acts_for_a_body_as_an_employer_sees_the_cases_of_its_own_people_only(at_work):
    bureau = at_work.ids["bureau"]
    employer = Caller("employer", "人事", bureau, frozenset({"unit_clerk"}))
    assert counted(at_work, employer, "list_inbox", view="to_do") == 0
    assert at_work.call(employer, "count_inbox")["counts"] == []


def test_who_acts_for_nobody_has_no_work(world):
    nobody = Caller("clerk", "经办", None, frozenset({"unit_clerk"}))
    for method in ("list_inbox", "count_inbox"):
        assert refusal(world.call, nobody, method).slug == "organisation_not_allowed"


class TestTheVerdictIsKept:
    def test_a_page_judges_nothing(self, world, monkeypatch):
        world.submitted()
        shown = world.case()["eligibility"]
        monkeypatch.setattr(Judgement, "of", judging := Judging())
        (line,) = world.call(world.clerk("school"), "list_inbox")["items"]
        assert (line["eligibility"], judging.asked) == (shown, 0)

    def test_an_answer_to_a_return_is_judged_as_it_comes(self, world):
        world.submitted()
        world.decide("school", "return_declaration", **DECISIONS["return_declaration"])
        world.submitted(revision=2, route_claimed="grass-roots-30-20")
        (line,) = world.call(world.clerk("school"), "list_inbox")["items"]
        assert line["eligibility"] == world.case()["eligibility"]
        assert line["eligibility"]["claimed"]["route"] == "grass-roots-30-20"

    def test_a_verdict_about_another_revision_or_none_is_not_shown(self, world, monkeypatch):
        """As a process of an earlier version leaves it."""
        world.submitted()
        shown = world.case()["eligibility"]
        stale = json.dumps({
            "revision": 9, "notice_version": 1, "statements": 0, "eligibility": shown | {"outcome": "refused"},
        })  # fmt: skip
        for left in (stale, None):
            with world.app.database.begin() as connection:
                cast = "CAST(%s AS jsonb)" if world.app.database.is_postgres else "?"
                connection.exec_driver_sql(f"UPDATE cases SET verdict = {cast}", (left,))
            (line,) = world.call(world.clerk("school"), "list_inbox")["items"]
            assert line["eligibility"] == shown


class Judging:
    """Counts how often it is asked to judge, and does not."""

    asked = 0

    def __call__(self, *given):
        self.asked += 1
        raise AssertionError("judged")


def test_the_migration_enters_the_houses_that_a_move_enters(at_work):
    with at_work.app.database.begin() as connection:
        houses = connection.exec_driver_sql("SELECT organisation_id, declaration_id FROM case_houses").all()
        cases = connection.exec_driver_sql("SELECT declaration_id, content FROM cases").all()
    for key, content in cases:
        told = content if isinstance(content, dict) else json.loads(content)
        assert REVISION._reached(told) == {house for house, of in houses if of == key}
