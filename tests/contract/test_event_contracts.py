"""Every event type fits its own sample, refuses strangers when published and tolerates them when read."""

from __future__ import annotations

import copy
import subprocess
import sys

import pytest

from shared.contracts.base import ContractViolation, EventType
from shared.contracts.queues import SERVICES, STREAMS, SUBSCRIPTIONS

EVENTS = [event for stream in STREAMS for event in stream.events]
pytestmark = pytest.mark.contract


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
class TestEachEvent:
    def test_its_sample_may_be_published(self, event: EventType) -> None:
        event.check_outgoing(event.sample)
        assert isinstance(event.read(event.sample), event.record)

    def test_an_unknown_field_is_refused_on_the_way_out_and_tolerated_on_the_way_in(self, event: EventType) -> None:
        data = copy.deepcopy(event.sample) | {"surprise": 1}
        with pytest.raises(ContractViolation):
            event.check_outgoing(data)
        assert event.read(data)

    def test_a_missing_required_field_is_a_violation(self, event: EventType) -> None:
        data = copy.deepcopy(event.sample)
        required = next(name for name, field in event.schema().fields.items() if field.required)
        del data[required]
        with pytest.raises(ContractViolation, match=event.name):
            event.read(data)

    def test_it_is_named_service_dot_fact(self, event: EventType) -> None:
        assert event.source in SERVICES
        assert event.name.count(".") == 1


def test_event_names_are_unique() -> None:
    names = [event.name for event in EVENTS]
    assert len(names) == len(set(names))


def test_every_subscription_names_a_published_stream() -> None:
    assert all(stream in STREAMS for streams in SUBSCRIPTIONS.values() for stream in streams)


def test_whoever_reads_records_loads_no_framework_before_an_event_is_checked() -> None:
    program = (
        "import sys; from shared.contracts.queues import STREAMS; event = STREAMS[0].events[0]; "
        "loaded = lambda: {'marshmallow', 'apispec', 'jsonschema_rs'} & set(sys.modules); "
        "assert not loaded(), loaded(); event.read(event.sample); assert loaded()"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)
