"""Figures and the health door."""

import json

import eventlet
import pytest

from shared.telemetry import HealthApp, Metrics
from shared.telemetry.green import holds_in_time


@pytest.fixture
def metrics():
    return Metrics("audit")


def ask(app, path):
    seen = {}

    def start_response(status, headers):
        seen.update(status=status, headers=dict(headers))

    body = b"".join(app({"PATH_INFO": path}, start_response))
    return seen["status"][:3], body


def test_calls_events_outbox_and_alerts_are_counted_per_service(metrics):
    metrics.call("approve_stage", "ok", 0.004)
    metrics.event("audit.declaration_notice", "duplicate")
    metrics.published(200)
    metrics.outbox_pending(7)
    metrics.relay_alert("returned")
    text = metrics.exposition().decode()
    for line in (
        'zhiping_rpc_calls_total{method="approve_stage",outcome="ok",service="audit"} 1.0',
        'zhiping_events_total{outcome="duplicate",queue="audit.declaration_notice",service="audit"} 1.0',
        'zhiping_published_total{service="audit"} 200.0',
        'zhiping_outbox_pending{service="audit"} 7.0',
        'zhiping_relay_alerts_total{reason="returned",service="audit"} 1.0',
        'zhiping_rpc_seconds_bucket{le="0.005",method="approve_stage",service="audit"} 1.0',
    ):
        assert line in text


def test_two_services_of_one_process_keep_their_figures_apart(metrics):
    metrics.published(1)
    assert 'zhiping_published_total{service="notify"} 0.0' not in metrics.exposition().decode()
    assert "zhiping_published_total{" not in Metrics("notify").exposition().decode()


def test_a_live_process_says_so_even_when_the_broker_is_away(metrics):
    assert ask(HealthApp(metrics, {"broker": lambda: False}), "/live") == ("200", b'{"live": true}')


def test_readiness_names_each_check(metrics):
    def broken():
        raise OSError

    app = HealthApp(metrics, {"database": lambda: True, "broker": broken})
    status, body = ask(app, "/ready")
    assert (status, json.loads(body)) == ("503", {"database": True, "broker": False})
    assert ask(HealthApp(metrics, {"database": lambda: True}), "/ready")[0] == "200"


def test_a_warning_is_told_while_there_is_cause_and_keeps_nobody_from_being_ready(metrics):
    found = [0, 3]
    app = HealthApp(metrics, {"broker": lambda: True}, {"undelivered": lambda: found.pop(0)})
    assert ask(app, "/ready") == ("200", b'{"broker": true}')
    status, body = ask(app, "/ready")
    assert (status, json.loads(body)) == ("200", {"broker": True, "warnings": {"undelivered": 3}})


def test_a_check_that_hangs_counts_as_failed(metrics, monkeypatch):
    monkeypatch.setattr("shared.telemetry.green.server.READY_SECONDS", 0.05)
    app = HealthApp(metrics, {"broker": lambda: eventlet.sleep(60) or True}, asking=holds_in_time)
    assert ask(app, "/ready")[0] == "503"


def test_metrics_are_served_and_other_paths_are_not(metrics):
    app = HealthApp(metrics, {})
    assert b"zhiping_rpc_calls_total" in ask(app, "/metrics")[1]
    assert ask(app, "/admin")[0] == "404"
