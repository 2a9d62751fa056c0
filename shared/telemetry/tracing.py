"""W3C trace context: one trace follows a call through RPC headers, event envelopes and handlers.

Without a configured exporter only the `traceparent` text is passed on (a few microseconds); with one, spans are kept
by the OpenTelemetry SDK and sent.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_SHAPE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_current: ContextVar[str | None] = ContextVar("zhiping_traceparent", default=None)
_propagator = TraceContextTextMapPropagator()
_tracer: trace.Tracer | None = None
_provider: TracerProvider | None = None


def configure_tracing(service: str, exporter: SpanExporter | None) -> None:
    """Send spans of this process through the exporter; None switches spans off and leaves the passing on."""
    global _tracer, _provider
    if _provider is not None:
        _provider.shutdown()
    _tracer = _provider = None
    if exporter is not None:
        _provider = TracerProvider(resource=Resource.create({"service.name": service}))
        _provider.add_span_processor(BatchSpanProcessor(exporter))
        _tracer = _provider.get_tracer("zhiping")


def flush_traces() -> None:
    """Send what is kept back; called before a process ends."""
    if _provider is not None:
        _provider.force_flush()


def current_traceparent() -> str | None:
    """The context of the work in hand, for an outgoing header or envelope."""
    return _current.get()


@contextmanager
def traced(name: str, parent: str | None = None, **attributes: Any) -> Iterator[str]:
    """Run a piece of work as a child of `parent` (or of the work in hand, or as a new trace); yields its traceparent.

    A malformed parent is ignored, as the W3C recommendation asks.
    """
    above = parent if parent and _SHAPE.fullmatch(parent) else _current.get()
    if _tracer is None:
        with _as_current(_child_of(above)) as own:
            yield own
        return
    context = _propagator.extract({"traceparent": above}) if above else None
    with _tracer.start_as_current_span(name, context=context, attributes=attributes):
        carrier: dict[str, str] = {}
        _propagator.inject(carrier)
        with _as_current(carrier["traceparent"]) as own:
            yield own


def _child_of(parent: str | None) -> str:
    trace_id = parent[3:35] if parent else os.urandom(16).hex()
    flags = parent[53:55] if parent else "00"
    return f"00-{trace_id}-{os.urandom(8).hex()}-{flags}"


@contextmanager
def _as_current(traceparent: str) -> Iterator[str]:
    token = _current.set(traceparent)
    try:
        yield traceparent
    finally:
        _current.reset(token)
