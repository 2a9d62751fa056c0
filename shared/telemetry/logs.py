"""Structured logs: one JSON object per line on stderr, with the service's name and without personal data."""

from __future__ import annotations

import logging
import sys
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor

from shared.telemetry.redaction import redact, redact_text, told


class RedactingFormatter(logging.Formatter):
    """Brings records of libraries (kombu, sqlalchemy, nameko) into the same JSON form, redacted as ours are."""

    def __init__(self, service: str) -> None:
        """Name the service that writes."""
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        """Render one record as a JSON line."""
        entry: EventDict = {
            "event": redact_text(record.getMessage()),
            "level": record.levelname.lower(),
            "logger": record.name,
            "service": self._service,
        }
        if record.exc_info and record.exc_info[1] is not None:
            entry["exception"] = told(record.exc_info[1])
        return str(_json(None, "", entry))


_json = structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True)


def configure_logs(service: str, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Set up logs of this process once, for our own loggers and for those of libraries."""
    number = logging.getLevelNamesMapping()[level.upper()]
    target = stream or sys.stderr
    structlog.configure(
        processors=_processors(service),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=target),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(RedactingFormatter(service))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(max(number, logging.WARNING))


def get_logger(**context: Any) -> FilteringBoundLogger:
    """A logger that adds the given fields to each entry; `log_context` adds those of the work in hand."""
    return cast(FilteringBoundLogger, structlog.get_logger(**context))


def log_context(**fields: Any) -> Any:
    """Context manager: every entry of this greenlet inside it carries the fields (correlation, event id, method)."""
    return structlog.contextvars.bound_contextvars(**fields)


def _processors(service: str) -> list[Processor]:
    def name_service(_logger: Any, _method: str, event: Any) -> Any:
        event["service"] = service
        return event

    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(lambda info: told(info[1]) if info[1] is not None else ""),
        redact,
        name_service,
        _json,
    ]
