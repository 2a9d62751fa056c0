"""Calendars that programs subscribe to: the secret in the address is all that they have, so nobody signs in here."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from services.gateway.bootstrap import Gateway
from services.gateway.http.correlation import HEADER, correlation_of
from services.gateway.http.statuses import retry_after, status_of
from services.gateway.http.visitors import address_of
from shared.kernel.errors import ZhipingError, unavailable
from shared.telemetry import get_logger

calendars = Blueprint("calendars", __name__)


@calendars.get("/calendar/<secret>.ics")
def calendar(secret: str) -> Response:
    """The file; nothing new where the program has it already, 404 for an address that opens nothing (any more)."""
    gateway: Gateway = current_app.extensions["gateway"]
    try:
        gateway.allowance.take(address_of(request, gateway.settings.proxies))
        found = gateway.backend.ask(None, "notify.get_calendar", secret=secret)
    except ZhipingError as error:
        return _refused(error, gateway)
    response = Response(found["body"], content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="zhiping.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(found["etag"])
    response.make_conditional(request)
    return response


@calendars.errorhandler(Exception)
def _fault(error: Exception) -> Response:
    """What nobody foresaw; told here, because the framework would write the address with its secret into the log."""
    number = correlation_of(request.headers.get(HEADER))
    get_logger().error("http_failed", error=type(error).__name__, correlation=number)
    return _refused(unavailable("internal_error", correlation=number), current_app.extensions["gateway"])


def _refused(error: ZhipingError, gateway: Gateway) -> Response:
    """In words, since programs show what they are answered; what is wrong with an address is not told."""
    status = status_of(error.slug, error.kind)
    status = 404 if status in (400, 403) else status
    response = Response(f"{error.message}\n", status, content_type="text/plain; charset=utf-8")
    seconds = retry_after(error, gateway.clock.now())
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response
