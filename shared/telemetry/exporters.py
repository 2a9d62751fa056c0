"""Where the spans of a process go, by OpenTelemetry's own variables; without them nowhere.

OTEL_TRACES_EXPORTER: otlp, console or none; without it `otlp` where OTEL_EXPORTER_OTLP_ENDPOINT names a collector
(http://host:4318), else `none`. Headers, time limits and batches: the other standard OTEL_* variables, which the SDK
reads itself. OTEL_SERVICE_NAME replaces `zhiping-<service>`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from shared.telemetry.tracing import configure_tracing

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

ENVIRONMENT = ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT")
"""What the manifests of a site say about traces."""


def start_tracing(service: str, environ: Mapping[str, str]) -> None:
    """Send this process's spans where the variables say; ValueError for an exporter that nobody knows."""
    configure_tracing(environ.get("OTEL_SERVICE_NAME") or f"zhiping-{service}", exporter_from(environ))


def exporter_from(environ: Mapping[str, str]) -> SpanExporter | None:
    """The exporter that the variables ask for; None where traces are off."""
    wanted = environ.get("OTEL_TRACES_EXPORTER") or ("otlp" if environ.get("OTEL_EXPORTER_OTLP_ENDPOINT") else "none")
    if wanted == "none" or environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    if wanted not in _EXPORTERS:
        raise ValueError(f"OTEL_TRACES_EXPORTER must be one of {', '.join(_EXPORTERS)} or none, not {wanted}")
    return _EXPORTERS[wanted](environ)


def _otlp(environ: Mapping[str, str]) -> SpanExporter:
    """OTLP over HTTP; loaded only where it is asked for, because it brings protobuf along."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    base = environ.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    own = environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    return OTLPSpanExporter(endpoint=own or (base and f"{base.rstrip('/')}/v1/traces") or None)


def _console(environ: Mapping[str, str]) -> SpanExporter:
    """One JSON object per line beside the logs."""
    from opentelemetry.sdk.trace.export import ConsoleSpanExporter

    return ConsoleSpanExporter(out=sys.stderr, formatter=lambda span: f"{span.to_json(indent=None)}\n")


_EXPORTERS: dict[str, Callable[[Mapping[str, str]], SpanExporter]] = {"otlp": _otlp, "console": _console}
