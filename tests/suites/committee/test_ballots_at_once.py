"""Many ballots at the same moment, and the count in the middle of them, on PostgreSQL."""

import threading

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.committee_suite.play import Play

pytestmark = pytest.mark.databases("postgres")


def at_once(*works):
    """Run them in threads that start together."""
    barrier = threading.Barrier(len(works))

    def run(work):
        barrier.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def ballot(play, papers, accepted, refused):
    def cast():
        try:
            accepted.append(play.cast(papers))
        except ZhipingError as error:
            refused.append(error.slug)

    return cast


def test_every_ballot_of_a_crowd_is_counted(world):
    play, accepted, refused = Play(world), [], []
    play.opened()
    at_once(*(ballot(play, play.collect(number), accepted, refused) for number in play.members))
    results = play.step("close_voting")["results"]
    assert (len(accepted), refused) == (11, [])
    assert [(line["yes"], line["abstain"]) for line in results] == [(11, 0)] * 3


def test_a_ballot_in_flight_is_either_counted_or_refused(world):
    play, accepted, refused, closed = Play(world), [], [], []
    play.opened()
    works = [ballot(play, play.collect(number), accepted, refused) for number in play.members]
    at_once(*works, lambda: closed.append(play.step("close_voting")))
    assert {line["yes"] for line in closed[0]["results"]} == {len(accepted)}
    assert set(refused) <= {"step_not_possible"}
    assert len(accepted) + len(refused) == 11


def test_two_requests_with_one_ballot_count_once(world):
    play, accepted, refused = Play(world), [], []
    play.opened()
    papers = play.collect(play.members[0])
    at_once(*[ballot(play, papers, accepted, refused)] * 3)
    assert (len(accepted), refused) == (1, ["ballot_spent"] * 2)
    assert {row["yes"] for row in world.rows("ballot_counts")} == {1}
