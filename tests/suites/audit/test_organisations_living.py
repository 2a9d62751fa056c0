"""The register as it lives: changed, ended, merged, looked for; its history; the official divisions."""

from collections import Counter
from datetime import timedelta

import pytest

from shared.kernel.caller import Caller
from tests.support.audit_suite.rightly import CALLS
from tests.support.audit_suite.world import OPERATOR, PLACES, PUBLISHER, SUPERVISOR, refusal

REASON = "根据机构编制部门批复。"
ELSEWHERE = Caller("publisher-9", "外地发布人", None, frozenset({"publisher"}), "152900")


def entry(world, key):
    """What anybody sees."""
    return world.call(None, "get_organisation", organisation_id=world.ids.get(key, key))


def act(world, method, key, who=PUBLISHER, **params):
    """A step at the present version."""
    found = entry(world, key)
    told = {"organisation_id": found["organisation_id"], "expected_version": found["version"], "reason": REASON}
    return world.do(who, method, **(told | params))


def change(world, key, who=PUBLISHER, **changes):
    """The entry as it stands, but for the changes."""
    found = entry(world, key)
    same = {name: found[name] for name in ("name", "kind", "parent_id", "contact", "valid_from")}
    return act(world, "change_organisation", key, who, **(same | changes))


def another_school(world, **changes):
    """One more unit of the bureau."""
    return CALLS["register_organisation"](world).on(world, **changes)["organisation_id"]


def history(world, key, who=PUBLISHER):
    """The newest step first."""
    wanted = {"organisation_id": world.ids.get(key, key)}
    return world.call(who, "list_organisation_changes", filter=wanted)["items"]


def listed(world, **wanted):
    """Names that fit."""
    return [one["name"] for one in world.call(None, "list_organisations", filter=wanted)["items"]]


def yesterday(world):
    return (world.clock.now().date() - timedelta(days=1)).isoformat()


def test_a_change_is_seen_announced_and_kept_with_who_and_why(world):
    change(world, "school", name="松山区实验小学", valid_from="2026-01-01")
    found = entry(world, "school")
    assert (found["name"], found["version"], found["valid_from"], found["state"]) == (
        "松山区实验小学", 2, "2026-01-01", "standing",
    )  # fmt: skip
    announced = world.events("audit.organisation_registered")[-1]
    assert (announced["name"], announced["valid_from"], announced["valid_until"]) == (
        "松山区实验小学", "2026-01-01", None,
    )  # fmt: skip
    newest, first = history(world, "school")
    assert (newest["version"], newest["kind"], newest["reason"]) == (2, "changed", REASON)
    assert (newest["by_id"], newest["by_name"]) == (PUBLISHER.person_id, PUBLISHER.name)
    assert newest["changes"] == [
        {"field": "name", "before": "松山区第一小学", "after": "松山区实验小学"},
        {"field": "valid_from", "before": None, "after": "2026-01-01"},
    ]
    assert (first["kind"], first["version"], first["reason"]) == ("registered", 1, None)


def test_to_replace_an_entry_keeps_its_days_and_is_a_step_of_its_history(world):
    call = CALLS["register_organisation"](world)
    key = call.on(world, valid_from="2026-02-01")["organisation_id"]
    act(world, "end_organisation", key, last_day="2026-12-31")
    call.on(world, organisation_id=key, name="松山区第九小学", idempotency_key="again")
    found = entry(world, key)
    assert (found["name"], found["valid_from"], found["valid_until"]) == ("松山区第九小学", "2026-02-01", "2026-12-31")
    assert [one["kind"] for one in history(world, key)] == ["replaced", "ended", "registered"]


@pytest.mark.parametrize("method", ["change_organisation", "end_organisation", "merge_organisation"])
def test_nobody_changes_what_lies_in_another_division(world, method):
    call = CALLS[method](world)
    before = world.everything()
    call.who = ELSEWHERE
    assert refusal(call.on, world).slug == "region_not_allowed"
    call.who = PUBLISHER
    found = refusal(call.on, world, organisation_id="0" * 36)
    assert (found.slug, found.kind) == ("organisation_not_found", "not_found")
    assert world.everything() == before


def test_the_history_is_for_those_who_keep_or_oversee_the_division(world):
    for who in (PUBLISHER, SUPERVISOR, OPERATOR):
        assert len(history(world, "school", who)) == 1
    assert refusal(history, world, "school", ELSEWHERE).slug == "region_not_allowed"
    assert refusal(history, world, "0" * 36).slug == "organisation_not_found"


class TestTheBodyAbove:
    def test_is_neither_oneself_nor_one_below(self, world):
        assert refusal(change, world, "school", parent_id=world.ids["school"]).slug == "parent_organisation_unknown"
        assert refusal(change, world, "bureau", parent_id=world.ids["school"]).slug == "parent_organisation_below"
        change(world, "city", parent_id=world.ids["bureau"])
        assert refusal(change, world, "bureau", parent_id=world.ids["city"]).slug == "parent_organisation_below"

    def test_stands(self, world):
        act(world, "end_organisation", "other", last_day=yesterday(world))
        assert refusal(change, world, "school", parent_id=world.ids["other"]).slug == "parent_organisation_ended"
        assert refusal(another_school, world, parent_id=world.ids["other"]).slug == "parent_organisation_ended"

    def test_does_not_end_while_units_stand_below_it(self, world):
        found = refusal(act, world, "end_organisation", "bureau", last_day=yesterday(world))
        assert (found.slug, found.kind, found.details["count"]) == ("organisation_has_units", "conflict", 1)
        act(world, "end_organisation", "school", last_day="2026-08-31")
        assert refusal(act, world, "end_organisation", "bureau", last_day="2026-08-30").slug == "organisation_has_units"
        act(world, "end_organisation", "bureau", last_day="2026-08-31")
        assert entry(world, "bureau")["valid_until"] == "2026-08-31"


class TestTheEnd:
    def test_lets_what_is_open_go_on_and_says_how_much_that_is(self, world):
        world.submitted()
        ended = act(world, "end_organisation", "school", last_day=yesterday(world))
        assert (ended["version"], ended["open_cases"]) == (2, 1)
        assert entry(world, "school")["state"] == "ended"
        world.published_by_the_unit()
        assert world.approve("school")["state"] == "open"

    def test_is_lifted_again(self, world):
        act(world, "end_organisation", "school", last_day=yesterday(world))
        act(world, "end_organisation", "school", last_day=None)
        assert (entry(world, "school")["state"], entry(world, "school")["valid_until"]) == ("standing", None)
        assert [one["kind"] for one in history(world, "school")] == ["revived", "ended", "registered"]

    def test_does_not_come_before_the_beginning(self, world):
        change(world, "school", valid_from="2026-06-01")
        found = refusal(act, world, "end_organisation", "school", last_day="2026-05-31")
        assert (found.slug, found.path) == ("organisation_days_reversed", "last_day")
        act(world, "end_organisation", "school", last_day="2026-06-30")
        assert refusal(change, world, "school", valid_from="2026-07-01").slug == "organisation_days_reversed"

    def test_leaves_its_place_on_new_routes_to_the_next_of_the_kind(self, world):
        place = PLACES["county"]
        successor = world.do(
            PUBLISHER, "register_organisation", name="松山区人社局", kind=place[1], tier=place[2], region=place[3],
            sector=place[4], nature="government",
        )["organisation_id"]  # fmt: skip
        world.submitted(1)
        act(world, "end_organisation", "county", last_day=yesterday(world))
        world.submitted(2)
        holders = [{one["holder_id"] for one in world.case(number)["stages"]} for number in (1, 2)]
        assert [world.ids["county"] in one for one in holders] == [True, False]
        assert [successor in one for one in holders] == [False, True]


class TestAMerger:
    def test_takes_effect_at_once_and_closes_the_entry(self, world):
        key = another_school(world)
        answer = act(world, "merge_organisation", key, into_id=world.ids["school"])
        found = entry(world, key)
        assert (found["state"], found["merged_into"], found["version"]) == ("merged", world.ids["school"], 2)
        assert answer["version"] == 2
        assert world.events("audit.organisation_registered")[-1]["merged_into"] == world.ids["school"]
        assert history(world, key)[0]["kind"] == "merged"
        for again in (
            lambda: change(world, key),
            lambda: act(world, "end_organisation", key, last_day=None),
            lambda: act(world, "merge_organisation", key, into_id=world.ids["school"]),
            lambda: another_school(world, organisation_id=key, idempotency_key="again"),
        ):
            assert refusal(again).slug == "organisation_merged"

    @pytest.mark.parametrize("place", ["school", "bureau", "city", "office"])
    def test_is_refused_while_cases_are_open_there_wherever_on_the_route_with_their_number(self, world, place):
        for number in (1, 2, 3):
            world.submitted(number)
        world.withdrawn(3)
        _, kind, tier, region, sector, _ = PLACES[place]
        into = another_school(world, kind=kind, tier=tier, region=region, sector=sector, parent_id=None)
        if place == "bureau":
            change(world, "school", parent_id=None)
        found = refusal(act, world, "merge_organisation", place, into_id=into)
        assert (found.slug, found.kind, found.details["count"]) == ("organisation_has_open_cases", "conflict", 2)
        assert "2 件" in found.message
        for number in (1, 2):
            world.withdrawn(number)
        assert act(world, "merge_organisation", place, into_id=into)["version"] >= 2

    def test_is_refused_while_units_stand_below(self, world):
        found = refusal(act, world, "merge_organisation", "bureau", into_id=world.ids["other"])
        assert (found.slug, found.details["count"]) == ("organisation_has_units", 1)

    def test_needs_a_target_of_the_own_division_that_is_there(self, world):
        found = refusal(act, world, "merge_organisation", "school", into_id="0" * 36)
        assert (found.slug, found.path) == ("organisation_not_found", "into_id")
        county = Caller("publisher-8", "区发布人", None, frozenset({"publisher"}), "150404")
        found = refusal(act, world, "merge_organisation", "bureau", county, into_id=world.ids["other"])
        assert (found.slug, found.path) == ("region_not_allowed", "into_id")


def test_another_kind_waits_until_no_case_is_open_there(world):
    """The roles of its clerks have force by the kind: they could not go on."""
    world.submitted()
    found = refusal(change, world, "school", kind="department")
    assert (found.slug, found.details["count"]) == ("organisation_has_open_cases", 1)
    world.withdrawn()
    change(world, "school", kind="department")
    assert entry(world, "school")["kind"] == "department"


class TestSearching:
    def test_by_a_part_of_the_name_in_which_signs_mean_themselves(self, world):
        assert listed(world, name="教育局") == [
            "松山区教育局",
            "红山区教育局",
            "赤峰市教育局",
            "赤峰市教育局评委会办公室",
        ]
        assert listed(world, name="%") == listed(world, name="_") == []

    def test_by_a_place_and_everything_in_it(self, world):
        assert len(listed(world, within="150400")) == len(listed(world, within="150000")) == len(PLACES)
        assert listed(world, within="150402") == ["红山区教育局"]
        assert listed(world, within="150400", region="150400", kind="department") == ["赤峰市教育局"]

    def test_by_state_of_today(self, world):
        act(world, "end_organisation", "other", last_day=yesterday(world))
        change(world, "office", valid_from="2026-07-01")
        key = another_school(world)
        act(world, "merge_organisation", key, into_id=world.ids["school"])
        assert listed(world, state="ended") == ["红山区教育局"]
        assert listed(world, state="coming") == ["赤峰市教育局评委会办公室"]
        assert listed(world, state="merged") == ["松山区第二小学"]
        assert len(listed(world, state="standing")) == len(PLACES) - 2
        world.clock.advance(timedelta(days=30))
        assert listed(world, state="coming") == []

    @pytest.mark.parametrize("sort", ["name", "-name", "region", "-kind"])
    def test_pages_hold_each_once_in_the_order_asked_for(self, world, sort):
        seen, cursor = [], None
        while True:
            page = world.call(None, "list_organisations", filter={}, sort=sort, limit=2, cursor=cursor)
            seen += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        keys = [(one[sort.removeprefix("-")], one["organisation_id"]) for one in seen]
        assert keys == sorted(set(keys), reverse=sort.startswith("-"))
        assert len(keys) == len(PLACES)


class TestDivisions:
    def all(self, world, **wanted):
        page = world.call(None, "list_regions", filter=wanted, limit=500, with_total=True)
        assert page["total"] == len(page["items"])
        return page["items"]

    def test_are_the_whole_of_the_region_each_in_the_one_above(self, world):
        found = self.all(world)
        assert Counter(one["level"] for one in found) == {"region": 1, "city": 12, "county": 103}
        assert [one["code"] for one in found] == sorted({one["code"] for one in found})
        above = {"region": None, "city": "150000"}
        for one in found:
            assert one["parent"] == above.get(one["level"], f"{one['code'][:4]}00"), one
        names = [(one["parent"], one["name"]) for one in found]
        assert len(set(names)) == len(names)

    def test_are_found_by_what_they_lie_in_and_page_by_page(self, world):
        assert len(self.all(world, parent="150400")) == 12
        assert [one["name"] for one in self.all(world, parent="152900")] == ["阿拉善左旗", "阿拉善右旗", "额济纳旗"]
        first = world.call(None, "list_regions", filter={"level": "city"}, limit=7)
        then = world.call(None, "list_regions", filter={"level": "city"}, limit=7, cursor=first["next_cursor"])
        assert (len(first["items"]), len(then["items"]), then["next_cursor"]) == (7, 5, None)
        assert {one["code"] for one in first["items"]}.isdisjoint(one["code"] for one in then["items"])

    def test_an_entry_lies_in_one_of_them(self, world):
        """150427 was a banner's once; no code of today."""
        found = refusal(another_school, world, region="150427")
        assert (found.slug, found.kind, found.path) == ("division_unknown", "invalid", "region")
        assert "150427" in found.message
