"""Handing up: whose report it is, and the posts and quotas that it is held to."""

from shared.contracts.samples import DOSSIER
from tests.suites.audit.test_judging import THIRTY_YEARS
from tests.support.audit_suite.world import CHANNEL, NOTICE, PUBLISHER, at, refusal


def test_people_of_the_city_itself_are_handed_up_by_their_competent_department(world):
    belong_to_the_city(world)
    world.submitted()
    world.through_the_unit()
    listed = world.publish("bureau", "roster")
    world.clock.set(at(7, 3, 18))
    world.end("bureau", listed)
    assert world.approve("bureau")["state"] == "waiting_report"
    assert world.report("bureau")["declarations"] == 1
    [rostered] = world.events("audit.roster_reported")
    assert (rostered["organisation_id"], rostered["stage_id"]) == (world.ids["bureau"], "department")
    assert world.case()["stage"]["stage_id"] == "city_education"


def belong_to_the_city(world):
    """The school is one of the city from now on, and the bureau above it another of the city's departments."""
    there = {"tier": "city", "region": "150400", "contact": CHANNEL}
    bureau, school = world.ids["bureau"], world.ids["school"]
    world.do(
        PUBLISHER, "register_organisation", organisation_id=bureau, name="赤峰市民族事务委员会", kind="department",
        sector="general", nature="government", **there,
    )  # fmt: skip
    world.do(
        PUBLISHER, "register_organisation", organisation_id=school, name="赤峰蒙古族中学", kind="unit",
        sector="education", nature="public_institution", parent_id=bureau, **there,
    )  # fmt: skip


class TestPostsAndQuotas:
    TITLE = DOSSIER["present_title"] | {"name": "高级教师", "level": "associate_senior"}

    def waiting(self, world, *numbers, **changes):
        for number in numbers:
            world.submitted(number, **changes)
        world.through_the_county(*numbers)

    def test_one_too_many_refuses_the_whole_report_with_the_computation(self, world):
        world.state_posts(associate_senior=(20, 19))
        self.waiting(world, 1, 2)
        before = world.everything()
        error = refusal(world.report)
        assert (error.slug, error.clause) == ("over_post_quota", "chifeng-2026/5.7")
        [numbers] = error.details["computation"]
        assert (numbers["vacant"], numbers["applications"], numbers["over"]) == (1, 2, 1)
        assert world.everything() == before

    def test_what_was_reported_before_counts_too(self, world):
        world.state_posts(associate_senior=(20, 19))
        world.submitted(1)
        world.submitted(2)
        world.published_by_the_county(1, 2)
        world.approve("county", 1)
        assert world.report()["declarations"] == 1
        world.approve("county", 2)
        error = refusal(world.report)
        assert (error.slug, error.details["applications"], error.details["over"]) == ("over_post_quota", 2, 1)

    def test_a_preview_shows_the_same_numbers(self, world):
        self.waiting(world, 1)
        shown = world.call(world.clerk("county"), "check_posts", notice_id=NOTICE, level_group="senior")
        assert [(count["base"], count["vacant"], count["over"]) for count in shown["posts"]] == [
            ("associate_senior", 3, 0)
        ]

    def test_somebody_whose_way_sets_the_quota_aside_is_not_counted(self, world):
        world.state_posts(associate_senior=(20, 20))
        self.waiting(world, 1, **THIRTY_YEARS, circumstances={"outstanding": True})
        assert world.report()["declarations"] == 1

    def test_a_county_without_an_allocation_has_no_place_in_the_quota(self, world):
        world.state_posts(full_senior=(5, 1))
        self.waiting(world, 1, plan="k12-full-senior", present_title=self.TITLE)
        assert refusal(world.report).slug == "over_county_quota"

    def test_with_its_allocation_it_has(self, world):
        world.state_posts(full_senior=(5, 1))
        self.allocate(world, 1)
        self.waiting(world, 1, plan="k12-full-senior", present_title=self.TITLE)
        assert world.report()["declarations"] == 1

    def test_the_parts_never_pass_the_whole(self, world):
        error = refusal(self.allocate, world, 50)
        assert (error.slug, error.clause, error.details["total"]) == ("quota_exceeded", "chifeng-2026/5.9", 49)

    def test_only_the_body_that_the_notice_names_allocates(self, world):
        assert refusal(self.allocate, world, 1, place="other").slug == "not_the_allocating_body"

    def allocate(self, world, number, place="city"):
        given = [{"region": "150404", "number": number}]
        told = {"notice_id": NOTICE, "quota_id": "k12-full-senior", "allocations": given}
        return world.do(world.clerk(place), "allocate_quota", **told)

    def test_a_body_sees_how_a_number_is_divided_and_what_the_units_below_it_have_stated(self, world):
        self.allocate(world, 7)
        world.state_posts(associate_senior=(20, 19))
        board = world.call(world.clerk("county"), "get_quotas", notice_id=NOTICE)
        [quota] = [one for one in board["quotas"] if one["quota_id"] == "k12-full-senior"]
        assert (quota["total"], quota["allocated"], quota["clause"]) == (49, 7, "chifeng-2026/5.9")
        assert [(share["region"], share["number"]) for share in quota["shares"]] == [("150404", 7)]
        [unit] = board["units"]
        assert unit["organisation_id"] == world.ids["school"]
        assert unit["posts"] == [{"level": "associate_senior", "approved": 20, "filled": 19}]
        assert world.call(world.clerk("other"), "get_quotas", notice_id=NOTICE)["units"] == []
