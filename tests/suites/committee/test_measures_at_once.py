"""A measure and a step that rests on the right to review, at the same moment, on PostgreSQL."""

import pytest
from sqlalchemy.exc import OperationalError

from services.committee.usecases.oversight import require_right_to_review
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.persistence import transaction
from tests.suites.committee.test_ballots_at_once import at_once
from tests.suites.committee.test_watching import measure
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import BUREAU, at

pytestmark = pytest.mark.databases("postgres")


def test_no_measure_slips_in_between_the_check_and_the_commit(world):
    play = Play(world)
    database, wanted = world.app.database, "SELECT id FROM committees FOR UPDATE NOWAIT"
    with transaction(database, world.app.make_ports, world.clock, Caller.system("committee")) as tx:
        require_right_to_review(tx, tx.ports.committees.get(play.committee_id))
        with database.begin() as other, pytest.raises(OperationalError):
            other.exec_driver_sql(wanted)
    with database.begin() as other:
        assert len(other.exec_driver_sql(wanted).all()) == 1


def test_results_are_approved_before_the_measure_or_not_at_all(world):
    play, outcomes = Play(world), []
    play.published()
    world.clock.set(at(9, 21))
    play.step("close_results")
    play.step("report_package")

    def approve():
        try:
            outcomes.append(play.step("approve_results", who=BUREAU, opinion="同意")["state"])
        except ZhipingError as error:
            outcomes.append(error.slug)

    at_once(approve, lambda: measure(play, "withdraw_right"))
    assert outcomes in (["approved"], ["committee_suspended"])
    assert len(world.rows("certificates")) == (3 if outcomes == ["approved"] else 0)
    assert refusal(play.schedule) == "committee_suspended"
