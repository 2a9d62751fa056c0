"""Queues, retry levels, settings and error shapes have the names that everybody relies on."""

import pytest
from nameko.exceptions import RemoteError, deserialize

from shared.calls.errors import error_from_wire, wire_error
from shared.contracts import audit
from shared.kernel.errors import ZhipingError, refused
from shared.kernel.settings import Settings, parse_delays
from shared.messaging import STANDARD_RPC, Service, command, endpoints
from shared.messaging.events.topology import Subscription, retry_queue, subscriptions
from shared.messaging.outbox.senders import nobody_listens
from shared.wire.requests import Command, Query
from shared.wire.types import Done
from tests.support.ledger_service.ledger import LedgerService


def test_a_queue_is_named_after_consumer_source_and_aggregate():
    assert Subscription("declaration", audit.CASE).queue == "declaration.audit_case"
    assert retry_queue("declaration.audit_case", 0.5) == "declaration.audit_case.retry.500ms"


def test_no_two_subscriptions_share_a_queue():
    names = [one.queue for one in subscriptions()]
    assert len(names) == len(set(names))


def test_events_that_nobody_follows_are_known():
    followed = {event.name for one in subscriptions() for event in one.stream.events}
    assert not nobody_listens() & followed


def test_settings_come_from_the_environment():
    settings = Settings.from_env({"ZHIPING_RETRY_DELAYS": "1,2", "ZHIPING_MAX_WORKERS": "3", "OTHER": "x"})
    assert (settings.retry_delays, settings.max_workers, settings.environ["OTHER"]) == ((1.0, 2.0), 3, "x")
    assert settings.embedded
    assert parse_delays("") == ()


def test_a_typed_error_crosses_nameko_and_comes_back_the_same():
    error = refused("window_closed", path="plan_id", clause="chifeng-2026/3.2", until="2026-05-25")
    wire = wire_error(error)
    for back in (deserialize(wire), error_from_wire(wire)):
        assert isinstance(back, ZhipingError)
        assert back.to_wire() == error.to_wire()


def test_a_client_that_knows_nothing_of_us_still_reads_the_error():
    wire = wire_error(refused("window_closed")) | {"exc_path": "unknown.to.this.client"}
    found = deserialize(wire)
    assert isinstance(found, RemoteError)
    assert found.exc_type == "ZhipingError"
    assert '"slug": "window_closed"' in found.value


def test_other_failures_of_a_call_are_unavailable():
    assert error_from_wire({"exc_type": "MethodNotFound", "value": "x"}).slug == "rpc_refused"


def test_every_service_has_the_standard_methods():
    assert set(STANDARD_RPC) <= set(endpoints(LedgerService))
    assert endpoints(Service)["replay_dead_letter"].kind == "command"


def test_a_command_takes_an_idempotency_key():
    def ask(self, tx, request: Query) -> Done:
        """Without one."""

    def act(self, tx, request: Command) -> Done:
        """With one."""

    with pytest.raises(TypeError, match="ask: a command takes an idempotency_key"):
        command()(ask)
    assert command()(act)
