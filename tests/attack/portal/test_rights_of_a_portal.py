"""A portal's broker user may write calls and nothing else: that is enough to call, and leaves nothing to misuse."""

import amqp
import pytest

from shared.calls import RpcClient
from shared.kernel.errors import ZhipingError
from tests.support.ledger_service.lone_fleet import connected, user_who_may_only_write


@pytest.fixture(scope="module")
def portal(stack, fleet):
    return user_who_may_only_write(stack, fleet.amqp_uri.rpartition("/")[2])


@pytest.fixture
def client(fleet, portal):
    with RpcClient(portal, fleet.token("clerk", "operator"), timeout=10) as client:
        yield client


def test_it_calls_and_gets_its_answers(fleet, client):
    assert client.command("ledger.open_account", account_id="p1")["version"] == 1
    assert client.call("ledger.get_account", account_id="p1")["caller"] == "p1"
    with pytest.raises(ZhipingError) as error:
        client.command("ledger.open_account", account_id="p1")
    assert error.value.slug == "stale_version"


def test_a_service_that_is_not_there_is_told_at_once_and_the_connection_goes_on(client):
    for _ in range(2):
        with pytest.raises(ZhipingError) as error:
            client.call("nobody.home", timeout=60)
        assert error.value.slug == "service_unavailable"
    assert client.call("ledger.get_status")


def steal_calls(channel):
    queue = channel.queue_declare(exclusive=True).queue
    channel.queue_bind(queue, "nameko-rpc", "#")


def bind_for_others(channel):
    channel.queue_bind("rpc-ledger", "nameko-rpc", "mirror.*")


def read_calls(channel):
    channel.basic_consume("rpc-ledger")


def take_a_call(channel):
    channel.basic_get("rpc-ledger")


def read_answers_of_others(channel):
    channel.basic_consume("amq.rabbitmq.reply-to.g1h2AA9yZXBseUA", no_ack=True)


def delete_the_exchange(channel):
    channel.exchange_delete("nameko-rpc")


def delete_the_queue(channel):
    channel.queue_delete("rpc-ledger")


def purge_the_queue(channel):
    channel.queue_purge("rpc-ledger")


def declare_another_exchange(channel):
    channel.exchange_declare("calls", "topic", durable=True, auto_delete=False)


def write_into_a_queue(channel):
    channel.basic_publish(amqp.Message("{}"), "", "rpc-ledger")
    channel.queue_declare("rpc-ledger", passive=True)


@pytest.mark.parametrize(
    "misuse",
    [steal_calls, bind_for_others, read_calls, take_a_call, read_answers_of_others, delete_the_exchange,
     delete_the_queue, purge_the_queue, declare_another_exchange, write_into_a_queue],
)  # fmt: skip
def test_with_the_rights_that_suffice_for_calling_nothing_else_can_be_done(client, portal, misuse):
    assert client.call("ledger.get_status")
    connection = connected(portal)
    with pytest.raises((amqp.exceptions.AccessRefused, amqp.exceptions.NotFound)):
        misuse(connection.channel())
    connection.close()
    assert client.call("ledger.get_status")
