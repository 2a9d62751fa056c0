"""How far portals have read the feed of changes: an operator sees all of them, a clerk those of his organisation."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from services.gateway.console import visit
from services.gateway.console.navigation import offer
from services.gateway.domain.feed_reading import FEED, FeedReading
from services.gateway.domain.service_account import ServiceAccount
from services.gateway.usecases import feed_readings
from shared.kernel.errors import ZhipingError
from shared.kernel.scope import CLERKS

pages = Blueprint("feed_readers", __name__, url_prefix="/feed-readers")
offer("feed_readers.listed", "接口读取进度", "operator", *sorted(CLERKS))
COUNTED = 500
"""Changes that are counted; behind them stands only that there are more."""


@dataclass(frozen=True)
class ReaderLine:
    """A portal as the page shows it; `since`: the time of the oldest change that waits. `fault` says why nothing can
    be counted now."""

    portal: ServiceAccount
    reading: FeedReading | None
    waiting: int = 0
    more: bool = False
    since: str | None = None
    fault: str | None = None


@pages.get("")
def listed() -> str:
    """Who has read how far and when last, and how much waits for him."""
    here = visit.current()
    with here.gateway.reading() as tx:
        found = feed_readings.readers(tx, here.actor, _kind)
    return render_template("accounts/feed_readers.html", lines=[_line(one) for one in found], counted=COUNTED)


def _kind(organisation_id: str) -> str:
    """Of his organisation, which the audit service knows; it decides whether a clerk's role has force there."""
    return str(visit.current().ask("audit.get_organisation", organisation_id=organisation_id)["kind"])


def _line(reader: feed_readings.FeedReader) -> ReaderLine:
    """Asked in the portal's own name, which moves nothing: a feed is read by whoever holds the cursor."""
    after = {"after": reader.reading.after} if reader.reading and reader.reading.after else {}
    caller = reader.portal.caller(FEED, None)
    try:
        said = visit.current().gateway.backend.ask(caller, FEED, limit=COUNTED, **after)
    except ZhipingError as error:
        return ReaderLine(reader.portal, reader.reading, fault=error.message)
    items = said["items"]
    return ReaderLine(
        reader.portal, reader.reading, len(items), said["more"], items[0]["happened_at"] if items else None
    )
