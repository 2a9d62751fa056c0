"""What a service tells its operators: logs, figures, health and traces."""

from shared.telemetry.exporters import start_tracing
from shared.telemetry.health import HealthApp
from shared.telemetry.logs import configure_logs, get_logger, log_context
from shared.telemetry.metrics import Metrics
from shared.telemetry.redaction import redact, redact_text
from shared.telemetry.tracing import (
    annotate,
    configure_tracing,
    current_traceparent,
    flush_traces,
    stop_tracing,
    traced,
)

__all__ = [
    "HealthApp",
    "Metrics",
    "annotate",
    "configure_logs",
    "configure_tracing",
    "current_traceparent",
    "flush_traces",
    "get_logger",
    "log_context",
    "redact",
    "redact_text",
    "start_tracing",
    "stop_tracing",
    "traced",
]
