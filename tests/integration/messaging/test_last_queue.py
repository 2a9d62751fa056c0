"""What the broker has given up lies in the service's last queue until somebody keeps it: readiness and figures tell."""

import json
import urllib.request

import pytest
from amqp import Message

from infra.devstack.ports import free_port
from shared.contracts.lag import lag_of
from shared.contracts.queues import undelivered
from shared.messaging.base.amqp import connection_to
from shared.messaging.events.topology import declare_service
from tests.support.ledger_service.contract import SUBSCRIPTIONS

GIVEN_UP = 3


@pytest.fixture
def port(fleet):
    """Of the health door of a mirror that takes calls only; three messages lie in its last queue."""
    with connection_to(fleet.amqp_uri) as connection:
        declare_service(connection, "mirror")
        channel = connection.channel()
        for number in range(GIVEN_UP):
            channel.basic_publish(Message(str(number), delivery_mode=2), "", undelivered("mirror"))
    port = free_port()
    fleet.start("mirror", "rpc", ZHIPING_HEALTH_PORT=str(port))
    fleet.answers("mirror")
    return port


def asked(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status, answer.read().decode()


def test_it_is_told_until_a_process_of_the_service_has_kept_it(fleet, port):
    fleet.eventually(lambda: "warnings" in asked(port, "/ready")[1])
    status, told = asked(port, "/ready")
    assert (status, json.loads(told)["warnings"]) == (200, {"undelivered": GIVEN_UP})
    assert f'zhiping_undelivered{{service="mirror"}} {GIVEN_UP}.0' in asked(port, "/metrics")[1]
    lag = lag_of({"mirror": fleet.client.call("mirror.get_status")}, SUBSCRIPTIONS)
    assert lag == {"undelivered:mirror": GIVEN_UP}
    fleet.start("mirror", "events")
    fleet.eventually(lambda: fleet.client.call("mirror.get_status")["dead_letters"] == GIVEN_UP)
    fleet.eventually(lambda: "warnings" not in asked(port, "/ready")[1])
    assert 'zhiping_undelivered{service="mirror"} 0.0' in asked(port, "/metrics")[1]
