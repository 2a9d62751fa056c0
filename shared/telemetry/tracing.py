"""W3C trace context: one trace follows a call through RPC headers, event envelopes and handlers.

Without a configured exporter only the `traceparent` text is passed on (a few microseconds); with one, spans are kept
by the OpenTelemetry SDK and sent.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from shared.kernel.errors import Kind, ZhipingError
from shared.telemetry.redaction import HIDDEN, is_personal, redact_text

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

AT_ONCE = 64
"""Spans encoded without a pause: more of them would hold up the calls of the same process for milliseconds."""
_SHAPE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_KINDS = {"internal": SpanKind.INTERNAL, "server": SpanKind.SERVER, "consumer": SpanKind.CONSUMER}
_current: ContextVar[str | None] = ContextVar("zhiping_traceparent", default=None)
_propagator = TraceContextTextMapPropagator()
_tracer: trace.Tracer | None = None
_provider: TracerProvider | None = None


def configure_tracing(service: str, exporter: SpanExporter | None) -> None:
    """Send spans of this process through the exporter; None switches spans off and leaves the passing on."""
    global _tracer, _provider
    stop_tracing()
    if exporter is not None:
        _provider = _provider_for(service, exporter)
        _tracer = _provider.get_tracer("zhiping")


def _provider_for(service: str, exporter: SpanExporter) -> TracerProvider:
    """The SDK is loaded only where spans are kept."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    at_once = int(os.environ.get("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", AT_ONCE))
    provider.add_span_processor(BatchSpanProcessor(exporter, max_export_batch_size=at_once))
    return provider


def flush_traces() -> None:
    """Send what is kept back; called before a process ends."""
    if _provider is not None:
        _provider.force_flush()


def stop_tracing() -> None:
    """Send what is kept back and switch spans off; the last thing before a process ends."""
    global _tracer, _provider
    provider, _tracer, _provider = _provider, None, None
    if provider is not None:
        provider.shutdown()


def current_traceparent() -> str | None:
    """The context of the work in hand, for an outgoing header or envelope."""
    return _current.get()


@contextmanager
def traced(
    name: str,
    parent: str | None = None,
    kind: Literal["internal", "server", "consumer"] = "internal",
    **attributes: Any,
) -> Iterator[str]:
    """Run a piece of work as a child of `parent` (or of the work in hand, or as a new trace); yields its traceparent.

    A malformed parent is ignored, as the W3C recommendation asks. Of an exception the span keeps slug or type, never
    the text, which may quote a person; only what is our fault makes the span an error.
    """
    above = parent if parent and _SHAPE.fullmatch(parent) else _current.get()
    if _tracer is None:
        with _as_current(_child_of(above)) as own:
            yield own
        return
    context = _propagator.extract({"traceparent": above}) if above else None
    with (
        _tracer.start_as_current_span(
            name, context, _KINDS[kind], _clean(attributes), record_exception=False, set_status_on_exception=False
        ) as span,
        _as_current(_traceparent(span)) as own,
    ):
        try:
            yield own
        except Exception as error:
            _mark_failed(span, error)
            raise


def annotate(**attributes: Any) -> None:
    """Attributes for the span of the work in hand; without an exporter nothing."""
    if _tracer is not None:
        trace.get_current_span().set_attributes(_clean(attributes))


def _mark_failed(span: Span, error: Exception) -> None:
    typed = error if isinstance(error, ZhipingError) else None
    reason = typed.slug if typed else type(error).__name__
    span.set_attribute("error.type", reason)
    if typed is None or typed.kind is Kind.UNAVAILABLE:
        span.set_status(StatusCode.ERROR, reason)


def _clean(attributes: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """No personal data leaves in a span, whatever callers put into ids of their own making."""
    return {
        name: HIDDEN if is_personal(name) else redact_text(value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }


def _traceparent(span: Span) -> str:
    context = span.get_span_context()
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"


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
