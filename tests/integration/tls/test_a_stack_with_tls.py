"""Real servers that speak TLS only: what the services do over it, and who is refused."""

import http.client
import json
import os
import subprocess
import sys
import threading
import urllib.request

import psycopg2
import pytest

from infra.broker_definitions import upload, vhost_of
from infra.devstack.ports import free_port
from infra.tls_certificates import CertificateAuthority, now
from shared.calls import RpcClient
from shared.contracts import broker_users
from shared.kernel.transport_security import TransportSecurity
from shared.storage import download, store_from_url
from shared.storage import upload as put
from tests.support.ledger_service.fleet import assert_each_once_in_order
from tests.support.ledger_service.lone_fleet import lone_fleet

CALLERS, CALLS = 8, 250
GREEN = """
import eventlet
eventlet.monkey_patch()
import sys
from shared.storage import download, store_from_url, upload
store, ca_file = store_from_url(sys.argv[1]), sys.argv[2]
def work(n):
    key = f"green/{n}.bin"
    upload(store.presigned_put(key, 60), b"x" * 200_000, ca_file=ca_file)
    return len(download(store.presigned_get(key, 60), ca_file=ca_file)) + len(store.get(key))
assert list(eventlet.GreenPool(8).imap(work, range(24))) == [400_000] * 24
print("green", len(store.list("green/")))
"""


@pytest.fixture
def fleet(tls_stack, tmp_path):
    with lone_fleet(tls_stack, tmp_path, **tls_stack.tls.variables()) as made:
        yield made


@pytest.fixture
def foreign(tmp_path):
    """The file of an authority that none of the servers knows."""
    CertificateAuthority.make(now()).issue(tmp_path / "foreign", ["localhost"], now())
    return str(tmp_path / "foreign" / "ca.crt")


@pytest.fixture(scope="module")
def storage_url(tls_stack):
    return tls_stack.objects.create_bucket("over-tls")


@pytest.mark.timeout(400)
def test_thousands_of_calls_and_their_events_arrive_over_tls(tls_stack, fleet):
    fleet.up("ledger", "mirror")
    published = fleet.book(20, 2)
    answered = []

    def ask():
        with RpcClient(fleet.amqp_uri, fleet.token("operator"), timeout=60) as client:
            answered.extend("pending" in client.call("ledger.get_status") for _ in range(CALLS))

    callers = [threading.Thread(target=ask) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    for _ in range(5):
        published += fleet.book(20, 5)
    for caller in callers:
        caller.join()
    fleet.settled(90)
    assert answered == [True] * CALLERS * CALLS
    assert all(fleet.alive())
    assert_each_once_in_order(fleet.effects(), published)
    held = tls_stack.broker.api("GET", "/api/connections?columns=ssl,ssl_protocol")
    assert {(one["ssl"], one["ssl_protocol"]) for one in held} == {(True, "tlsv1.3")}


def ready(port, context):
    """What the door says, without raising for a 503."""
    try:
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/ready", timeout=5, context=context) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        return json.loads(refusal.read())


@pytest.mark.parametrize("unknown", ["ZHIPING_AMQP_URI", "ZHIPING_DATABASE_URL"])
def test_a_service_that_does_not_know_the_authority_is_not_ready_and_says_why(tls_stack, fleet, foreign, unknown):
    right, port = str(tls_stack.tls.ca_file), free_port()
    told = fleet.environment("ledger")[unknown]
    wrong = told.replace(right, foreign).replace(right.replace("/", "%2F"), foreign.replace("/", "%2F"))
    assert wrong != told
    fleet.start("ledger", ZHIPING_HEALTH_PORT=str(port), **{unknown: wrong})
    context, check = tls_stack.tls.context(), {"ZHIPING_AMQP_URI": "bus", "ZHIPING_DATABASE_URL": "database"}[unknown]
    log = "broker_unreachable" if check == "bus" else "database_refused"
    fleet.eventually(lambda: any(log in line and '"certificate"' in line for line in fleet.logs().splitlines()))
    expected = {"bus": check != "bus", "calls": check != "bus", "database": check != "database"}
    fleet.eventually(lambda: ready(port, context) == expected)
    assert all(fleet.alive())


def test_a_plain_broker_client_is_refused(tls_stack):
    plain = tls_stack.broker.uri().partition("?")[0].replace("amqps:", "amqp:")
    with pytest.raises(Exception) as caught:
        RpcClient(plain, timeout=3).call("ledger.get_account")
    assert caught.value.slug in ("service_unavailable", "rpc_timeout")


def test_a_plain_database_client_is_refused(tls_stack):
    plain = tls_stack.database.url("postgres").partition("?")[0].replace("+psycopg2", "")
    with pytest.raises(psycopg2.OperationalError, match="no encryption"):
        psycopg2.connect(plain + "?sslmode=disable")


@pytest.mark.parametrize("server", ["objects", "broker"])
def test_plain_http_is_refused(tls_stack, server):
    facts = getattr(tls_stack, server).facts
    with pytest.raises((OSError, http.client.HTTPException)):
        urllib.request.urlopen(f"http://127.0.0.1:{facts.get('api_port', facts['port'])}/", timeout=5)


def test_files_and_links_go_over_https(tls_stack, storage_url):
    store, ca_file = store_from_url(storage_url), str(tls_stack.tls.ca_file)
    link = store.presigned_put("papers/one.txt", 60, 5)
    assert link.startswith("https://")
    put(link, "正本"[:1].encode() + b"ok", ca_file=ca_file)
    assert download(store.presigned_get("papers/one.txt", 60), ca_file=ca_file) == "正".encode() + b"ok"


def test_the_store_is_green_over_tls(tls_stack, storage_url):
    command = [sys.executable, "-W", "ignore", "-c", GREEN, storage_url, str(tls_stack.tls.ca_file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert (done.stdout, done.returncode) == ("green 24\n", 0), done.stderr


def test_users_are_brought_to_the_management_api_over_https(tls_stack, fleet):
    api, vhost = f"https://127.0.0.1:{tls_stack.broker.facts['api_port']}", vhost_of(fleet.amqp_uri)
    made = broker_users.definitions(vhost, [broker_users.service("visitor", [])], {"visitor": "geheim"}, ["visitor"])
    upload(api, fleet.amqp_uri, made, TransportSecurity(str(tls_stack.tls.ca_file)))
    assert "visitor" in [one["user"] for one in tls_stack.broker.api("GET", f"/api/vhosts/{vhost}/permissions")]


def test_the_command_line_names_the_certificate_it_refused(tls_stack, foreign):
    uri = tls_stack.broker.uri().partition("?")[0]
    told = {"ZHIPING_AMQP_URI": uri, "ZHIPING_CA_FILE": foreign, "ZHIPING_TOKEN": "x", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "infra.cli", "lag"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False, env=os.environ | told)
    assert done.returncode == 1
    assert "unable to get local issuer certificate" in done.stderr


@pytest.mark.parametrize(("client", "refusal"), [
    ("in_python", "certificate verify failed"), ("in_node", "certificate"), ("in_java", "PKIX path building failed"),
])  # fmt: skip
def test_the_clients_of_the_guide_call_over_tls(tls_stack, fleet, tmp_path, client, refusal):
    from tests.integration.messaging import test_portal_guide as guide

    fleet.up("ledger")
    command = getattr(guide, client)(tmp_path)
    uri, ca_file = fleet.amqp_uri.partition("?")[0], str(tls_stack.tls.ca_file)
    done = guide.run(command, uri, fleet.token("operator"), "ledger.get_status", ZHIPING_CA_FILE=ca_file)
    assert "pending" in done.stdout, done.stderr
    assert refusal in guide.run(command, uri, fleet.token("operator"), "ledger.get_status").stderr
