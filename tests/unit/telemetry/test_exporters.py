"""Whether spans leave the process, and where to."""

import pytest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace.export import ConsoleSpanExporter

from shared.telemetry.exporters import exporter_from

COLLECTOR = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318/"}


@pytest.mark.parametrize("environ", [
    {},
    {"OTEL_TRACES_EXPORTER": "none"},
    {"OTEL_TRACES_EXPORTER": "", "OTEL_EXPORTER_OTLP_ENDPOINT": ""},
    {"OTEL_TRACES_EXPORTER": "none", **COLLECTOR},
    {"OTEL_SDK_DISABLED": "true", **COLLECTOR},
])  # fmt: skip
def test_traces_are_off_unless_asked_for(environ):
    assert exporter_from(environ) is None


@pytest.mark.parametrize("environ, address", [
    (COLLECTOR, "http://collector:4318/v1/traces"),
    ({"OTEL_TRACES_EXPORTER": "otlp", **COLLECTOR}, "http://collector:4318/v1/traces"),
    ({"OTEL_TRACES_EXPORTER": "otlp"}, "http://localhost:4318/v1/traces"),
    ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://own/path", **COLLECTOR}, "http://own/path"),
])  # fmt: skip
def test_a_collector_gets_them_over_http(environ, address):
    exporter = exporter_from(environ)
    assert isinstance(exporter, OTLPSpanExporter)
    assert exporter._endpoint == address


def test_they_can_be_written_to_the_console():
    assert isinstance(exporter_from({"OTEL_TRACES_EXPORTER": "console"}), ConsoleSpanExporter)


def test_an_exporter_that_nobody_knows_stops_the_start():
    with pytest.raises(ValueError, match="otlp, console or none, not zipkin"):
        exporter_from({"OTEL_TRACES_EXPORTER": "zipkin"})
