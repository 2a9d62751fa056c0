"""What comes after a return: which stage has it again, what may be asked again, what is printed in the end."""

from sqlalchemy import select, update

from services.audit.store.tables import CASES
from tests.suites.audit.test_door import Calm, said
from tests.suites.audit.test_judging import trail
from tests.support.audit_suite.rightly import CALLS, DECISIONS, ITEM
from tests.support.audit_suite.world import at, refusal


class TestAfterAReturn:
    def answers(self, world, day, **changes):
        """The second revision arrives; the route is walked again to its end."""
        world.clock.set(day)
        world.submitted(revision=2, **changes)

    def test_the_opinions_of_the_first_round_stand_on_no_form(self, world):
        world.submitted()
        world.decide("school", "return_declaration", **DECISIONS["return_declaration"])
        self.answers(world, at(6, 16))
        passed_again(world)
        [event] = world.events("audit.declaration_passed")
        assert [one["organisation_id"] for one in event["decisions"]] == [
            world.ids[key] for key in ("school", "bureau", "county", "city", "office")
        ]
        assert {one["opinion"] for one in event["decisions"]} == {"同意上报。"}
        assert len(world.case()["decisions"]) == 6

    def test_a_stage_that_approves_twice_is_printed_once_with_the_later_opinion(self, world):
        world.submitted()
        world.through_the_unit()
        world.decide("bureau", "return_declaration", **DECISIONS["return_declaration"])
        self.answers(world, at(6, 26))
        world.approve("school")
        passed_again(world, after="school")
        [event] = world.events("audit.declaration_passed")
        school = [one for one in event["decisions"] if one["organisation_id"] == world.ids["school"]]
        assert [one["at"] for one in school] == ["2026-06-26T09:00:00+08:00"]

    def test_the_office_gives_five_working_days_and_has_it_back_itself(self, world):
        CALLS["report_roster"](world).on(world)
        world.approve("city")
        world.clock.set(at(7, 22))
        answer = world.decide("office", "return_declaration", **DECISIONS["return_declaration"])
        assert answer["deadline"] == "2026-07-30T00:00:00+08:00"
        self.answers(world, at(7, 27))
        case = world.case()
        assert (case["stage"]["stage_id"], case["revision"]) == ("office", 2)
        world.approve("office")
        [event] = world.events("audit.declaration_passed")
        assert (len(event["decisions"]), event["revision"]) == (5, 2)

    def test_every_decision_names_the_revision_and_the_digest_that_it_was_taken_on(self, world):
        world.submitted()
        world.decide("school", "return_declaration", **DECISIONS["return_declaration"])
        first = world.case()["dossier_digest"]
        self.answers(world, at(6, 16), summary="重写的总结。")
        second = world.case()["dossier_digest"]
        assert first != second
        world.through_the_unit()
        world.decide("bureau", "reject_declaration", **DECISIONS["reject_declaration"])
        assert taken_on(world.case()["decisions"]) == [(1, first), (2, second), (2, second)]
        told = ("audit.declaration_returned", "audit.stage_approved", "audit.declaration_rejected")
        assert [taken_on([world.events(name)[0]["decision"]]) for name in told] == [
            [(1, first)], [(2, second)], [(2, second)],
        ]  # fmt: skip
        for action, digest in zip(("declaration_returned", "stage_approved", "declaration_rejected"),
                                  (first, second, second), strict=True):  # fmt: skip
            assert trail(world, action)[0]["digest"] == digest

    def test_a_decision_of_before_has_neither(self, world):
        CALLS["return_declaration"](world).on(world)
        with world.app.database.begin() as connection:
            content = connection.execute(select(CASES.c.content)).scalar_one()
            for one in content["decisions"]:
                del one["revision"], one["digest"]
            connection.execute(update(CASES).values(content=content))
        assert taken_on(world.case()["decisions"]) == [(None, None)]

    def test_the_same_stage_may_ask_again_for_what_it_listed_and_was_not_mended(self, world):
        CALLS["return_declaration"](world).on(world)
        self.answers(world, at(6, 16))
        assert world.decide("school", "return_declaration", **DECISIONS["return_declaration"])["version"]
        assert [one["return_number"] for one in world.events("audit.declaration_returned")] == [1, 2]

    def test_a_place_that_has_changed_since_may_be_asked_for(self, world):
        CALLS["return_declaration"](world).on(world)
        self.answers(world, at(6, 16), submitted_at="2026-06-16T09:00:00+08:00")
        items = [ITEM | {"path": "submitted_at"}]
        assert world.decide("school", "return_declaration", opinion="需补充。", items=items)["version"]

    def test_an_old_fault_is_refused_with_its_place_and_the_clause(self, world):
        CALLS["return_declaration"](world).on(world)
        self.answers(world, at(6, 16))
        items = [ITEM, ITEM | {"path": "person.name"}]
        with Calm(world):
            found = refusal(world.decide, "school", "return_declaration", opinion="需补充。", items=items)
            assert said(found, "visible_before_and_not_listed", "refused")
            assert (found.path, found.clause) == ("items.1.path", "chifeng-2026/4.3.2")

    def test_another_stage_has_not_spoken_yet_and_may_list_it(self, world):
        CALLS["return_declaration"](world).on(world)
        self.answers(world, at(6, 16))
        world.through_the_unit()
        items = [ITEM | {"path": "person.name"}]
        assert world.decide("bureau", "return_declaration", opinion="需补充。", items=items)["version"]


def taken_on(decisions):
    """Revision and digest of each."""
    return [(one["revision"], one["digest"]) for one in decisions]


def passed_again(world, after=None):
    """From where it stands through the rest of the route."""
    if after is None:
        world.through_the_unit()
    world.approve("bureau")
    listed = world.publish("county", "roster")
    world.clock.set(at(7, 6, 18))
    world.end("county", listed)
    world.approve("county")
    world.report()
    world.approve("city")
    world.clock.set(at(7, 22))
    world.approve("office")
