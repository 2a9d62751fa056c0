"""Traces of real processes, as a collector receives them."""

import json

import pytest

from shared.kernel.errors import ZhipingError
from shared.telemetry import traced
from tests.support.ledger_service.contract import QUEUE
from tests.support.otlp_receiver import Receiver

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
LOOKS_LIKE_A_PERSON = "150402199001011234"


@pytest.fixture
def receiver():
    made = Receiver()
    made.start()
    yield made
    made.stop()


def trace_to(fleet, receiver, seconds):
    """Services started from now on send their spans after so many seconds."""
    fleet.settings |= {
        "OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url,
        "OTEL_BSP_SCHEDULE_DELAY": f"{seconds * 1000}",
    }


def test_a_command_and_what_follows_from_it_in_another_service_are_one_connected_trace(fleet, receiver):
    trace_to(fleet, receiver, 3600)  # so that nothing but the graceful stop sends them
    processes = fleet.up("ledger", "mirror")
    with traced("a portal", PARENT) as caller:
        fleet.book(1, 2)
    fleet.settled()
    assert receiver.spans == []
    assert [fleet.terminate(process) for process in processes] == [0, 0]
    ours = [span for span in receiver.spans if span.trace == PARENT[3:35]]
    command = next(span for span in ours if span.name == "ledger.book_many")
    handled = [span for span in ours if span.name == f"{QUEUE} ledger.entry_booked"]
    assert (command.service, command.parent) == ("zhiping-ledger", caller[36:52])
    assert [(span.service, span.parent) for span in handled] == [("zhiping-mirror", command.span)] * 2
    assert len(ours) == 3


def test_what_people_typed_is_in_no_span(fleet, receiver):
    trace_to(fleet, receiver, 0.1)
    (process,) = fleet.up("ledger")
    wrong = {"accounts": [LOOKS_LIKE_A_PERSON], "entries": 1, "behaviour": "张三"}
    with pytest.raises(ZhipingError):
        fleet.client.command("ledger.book_many", correlation=LOOKS_LIKE_A_PERSON, 姓名="张三", **wrong)
    fleet.client.command("ledger.book_many", correlation=LOOKS_LIKE_A_PERSON, **wrong)
    fleet.terminate(process)
    told = json.dumps([span.text for span in receiver.spans if span.name == "ledger.book_many"], ensure_ascii=False)
    assert "unknown_field" in told
    assert "[hidden]" in told
    assert LOOKS_LIKE_A_PERSON not in told
    assert "张三" not in told
    assert fleet.token("clerk")[:20] not in told


def test_a_collector_that_does_not_answer_holds_nobody_up(fleet, receiver):
    trace_to(fleet, receiver, 0.05)
    receiver.answers.clear()
    processes = fleet.up("ledger", "mirror")
    assert receiver.asked.wait(30)
    assert fleet.book(2, 3) == 6
    fleet.settled()
    assert receiver.bodies == [], "every call above was answered while the exporter waited"
    receiver.answers.set()
    assert [fleet.terminate(process) for process in processes] == [0, 0]
    assert {span.service for span in receiver.spans} == {"zhiping-ledger", "zhiping-mirror"}


def test_without_the_variables_nothing_is_sent(fleet, receiver):
    (process,) = fleet.up("ledger")
    assert fleet.terminate(process) == 0
    assert not receiver.asked.is_set()
