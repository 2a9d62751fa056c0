"""What the door lets in from other machines, and what it keeps of requests."""

import io
import json

import pytest
from flask import Flask, abort

from services.gateway.config import DoorSettings
from services.gateway.server.figures import DoorFigures, observe
from shared.kernel.transport_security import Unprotected
from shared.telemetry import configure_logs

OPEN = {"ZHIPING_DOOR_HOST": "0.0.0.0"}


def test_without_a_server_with_tls_before_it_the_door_answers_this_machine_only():
    assert DoorSettings.from_env({}).host == "127.0.0.1"
    with pytest.raises(Unprotected, match="ZHIPING_DOOR_HOST"):
        DoorSettings.from_env(OPEN)
    assert DoorSettings.from_env(OPEN | {"ZHIPING_DOOR_PROXIES": "1"}).proxies == 1
    assert DoorSettings.from_env(OPEN | {"ZHIPING_TLS": "off"}).host == "0.0.0.0"


def test_files_come_by_links_or_through_the_door():
    assert DoorSettings.from_env({}).files == "links"
    assert DoorSettings.from_env({"ZHIPING_FILES": "proxied"}).files == "proxied"
    with pytest.raises(ValueError, match="elsewhere"):
        DoorSettings.from_env({"ZHIPING_FILES": "elsewhere"})


@pytest.fixture
def told():
    log = io.StringIO()
    configure_logs("gateway", stream=log)
    app, figures = Flask("door"), DoorFigures()
    observe(app, figures)
    app.add_url_rule("/verify/<number>", "verify", lambda number: "ok")
    app.add_url_rule("/fault", "fault", lambda: abort(409))
    client = app.test_client()
    for path in ("/verify/2026-0001?name=何晓", "/fault", "/nowhere/150402199001011234"):
        client.get(path)
    return figures.exposition().decode(), log.getvalue()


def test_figures_count_by_operation_and_status(told):
    for labels in (
        'method="GET",operation="verify",status="200"',
        'method="GET",operation="fault",status="409"',
        'method="GET",operation="none",status="404"',
    ):
        assert f"zhiping_http_requests_total{{{labels}}} 1.0" in told[0]
    assert "zhiping_http_under_way 0.0" in told[0]


def test_what_is_refused_before_any_page_is_asked_counts_as_well():
    configure_logs("gateway", stream=io.StringIO())
    app, figures = Flask("door"), DoorFigures()
    app.before_request(lambda: abort(403))
    observe(app, figures)
    assert app.test_client().get("/").status_code == 403
    assert 'status="403"} 1.0' in figures.exposition().decode()
    assert "zhiping_http_under_way 0.0" in figures.exposition().decode()


def test_no_address_of_a_page_is_kept(told):
    lines = [json.loads(line) for line in told[1].splitlines()]
    assert [line["operation"] for line in lines if line["event"] == "answered"] == ["verify", "fault", "none"]
    for kept in told:
        assert not [said for said in ("2026-0001", "何晓", "150402199001011234", "nowhere") if said in kept]
