"""An objection is on its way while the list is being closed, on PostgreSQL: it is resolved first, or comes too late."""

import threading

import pytest

from services.audit.requests import FileObjection
from services.audit.usecases import objections
from services.committee.requests import FileResultObjection
from services.committee.usecases import objections as results_objections
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from tests.support.attacked import emptied
from tests.support.audit_suite import world as audit
from tests.support.committee_suite import world as committee
from tests.support.committee_suite.play import Play

CONTENT = "业绩不实，请核查。"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
LOOKS = 2000


@pytest.fixture
def reused(request, tmp_path_factory):
    with emptied(request.param, "postgres", request, tmp_path_factory) as made:
        yield made


def meanwhile(world, work, close):
    """`work(tx)` in a transaction that is still open when somebody closes the list; what the close came to."""
    found = []

    def run():
        try:
            found.append(close())
        except ZhipingError as error:
            found.append(error.slug)

    closing = threading.Thread(target=run)
    with world.app.transaction(Caller.nobody()) as tx:
        work(tx)
        closing.start()
        assert waits(world), "the close did not wait for the objection"
    closing.join(60)
    return found[0]


def waits(world):
    """Whether somebody waits for a lock, sooner or later."""
    for _ in range(LOOKS):
        with world.app.database.begin_reading() as connection:
            if connection.exec_driver_sql(WAITING).scalar():
                return True
    return False


@pytest.mark.parametrize("reused", ["audit"], indirect=True)
def test_a_list_is_not_closed_over_an_objection_in_flight(reused, tmp_path):
    world = audit.World(reused.url, tmp_path, reused.fresh())
    world.way.under("postgres")
    world.begin()
    key, listed = world.submitted(), world.publish("school", "unit")
    world.clock.set(audit.at(6, 25, 18))
    told = FileObjection(idempotency_key="k", publicity_id=listed, declaration_id=key, content=CONTENT)
    close = {"publicity_id": listed, "expected_version": 1}
    came = meanwhile(
        world, lambda tx: file_while_open(tx, told), lambda: world.do(world.clerk("school"), "close_publicity", **close)
    )
    assert came == "objection_unresolved"
    world.close()


def file_while_open(tx, told):
    """As of the last day, when the objection began."""
    tx.now = audit.at(6, 23, 12)
    objections.file_objection(tx, told)


@pytest.mark.parametrize("reused", ["committee"], indirect=True)
def test_results_are_not_closed_over_an_objection_in_flight(reused, tmp_path):
    world = committee.World(reused.url, tmp_path, reused.fresh())
    world.way.under("postgres")
    play = Play(world)
    play.published()
    world.clock.set(committee.at(9, 18))
    told = FileResultObjection(
        idempotency_key="k", session_id=play.session_id, declaration_id="declaration-1", content=CONTENT
    )

    def file(tx):
        tx.now = committee.at(9, 17, 12)
        results_objections.file_objection(tx, told)

    assert meanwhile(world, file, lambda: play.step("close_results")) == "objections_open"
    world.close()
