"""A declaration that ends while it passes audit: two streams say so, in either order, once or twice."""

import pytest

from shared.contracts import audit, declaration
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refused_by
from tests.support.committee_suite.world import COMMITMENT, OPERATOR


def takes_back(world, number=1):
    """The applicant's own word."""
    key = f"declaration-{number}"
    world.hears(declaration.WITHDRAWN, {"declaration_id": key})


def closes(world, number=1, reason="withdrawn"):
    """The audit service's word."""
    data = {"declaration_id": f"declaration-{number}", "reason": reason}
    world.hears(audit.CASE_CLOSED, data)


def state_of(world, number=1):
    return world.call(OPERATOR, "get_review", declaration_id=f"declaration-{number}")["state"]


@pytest.mark.parametrize("ends", [takes_back, closes])
@pytest.mark.parametrize("times", [1, 2])
def test_what_ended_before_it_passed_waits_for_no_committee(world, ends, times):
    play = Play(world, applicants=0)
    for _ in range(times):
        ends(world)
        world.passes(1)
    assert state_of(world) == "withdrawn"
    assert play.step("assign_declarations")["assigned"] == 0
    assert world.rows("withdrawals")[0]["reason"] == "withdrawn"
    assert [row["action"] for row in world.rows("trail")].count("withdraw") == 1


@pytest.mark.parametrize("ends", [takes_back, closes])
def test_what_is_taken_back_while_it_waits_comes_on_no_list(world, ends):
    play = Play(world)
    ends(world)
    assert play.step("assign_declarations")["assigned"] == 2
    assert state_of(world) == "withdrawn"


def test_what_passes_again_after_it_was_taken_back_stays_away(world):
    play = Play(world)
    takes_back(world)
    world.passes(1)
    assert (state_of(world), play.step("assign_declarations")["assigned"]) == ("withdrawn", 2)


def test_what_is_taken_back_in_the_open_session_is_not_counted(world):
    play = Play(world)
    play.opened()
    papers = play.collect(play.members[0])
    takes_back(world, 2)
    assert play.cast(papers) == {"accepted": 3}
    assert len(play.collect(play.members[1])) == 2
    counted = play.step("close_voting")["results"]
    assert sorted(line["declaration_id"] for line in counted) == ["declaration-1", "declaration-3"]
    assert state_of(world, 2) == "withdrawn"


def test_a_result_that_nobody_approved_yet_is_cancelled(world):
    play = Play(world)
    play.opened()
    play.vote(fails={"declaration-2"})
    takes_back(world)
    takes_back(world, 2)
    assert (state_of(world), state_of(world, 2)) == ("cancelled", "not_passed")
    (event,) = world.events("committee.result_cancelled")
    assert (event["declaration_id"], event["reason"]) == ("declaration-1", "withdrawn")
    assert world.rows("withdrawals") == []


def test_after_the_approval_it_is_too_late(world):
    play = Play(world)
    play.certified()
    takes_back(world)
    assert state_of(world) == "certified"
    assert world.events("committee.result_cancelled") == []


def test_nobody_draws_for_a_list_of_which_everybody_left(world):
    play = Play(world, applicants=1)
    play.step("assign_declarations")
    takes_back(world)
    assert refused_by(play.step, "commit_seed", commitment=COMMITMENT) == ("nothing_assigned", "chifeng-2026/6.2.2")


def test_the_end_of_one_declaration_leaves_the_others_alone(world):
    play = Play(world)
    closes(world, 9, "lapsed")
    assert play.step("assign_declarations")["assigned"] == 3
    assert [(row["declaration_id"], row["reason"]) for row in world.rows("withdrawals")] == [
        ("declaration-9", "lapsed")
    ]
