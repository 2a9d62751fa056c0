"""公示 of a unit, of a roster or of results: names and units, never an ID number."""

from __future__ import annotations

from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import Values
from shared.contracts.audit.publicity_and_roster import PublicityPerson, PublicityPosted
from shared.contracts.committee.results import ResultsPosted
from shared.kernel.catalogue import text

from .notice_letter import channels
from .opinions import seal
from .wording import day, level_group, year


def publicity(
    posted: PublicityPosted | ResultsPosted, scope: str, notice: KnownNotice, seal_reference: str | None,
    committee: str = "",
) -> Values:  # fmt: skip
    """The values of a list (scope unit, roster) or, with the `committee` that decided, of results (scope result,
    recognition)."""
    words = {
        "year": year(posted.posted_on),
        "level": level_group(posted.level_group),
        "notice": notice.title,
        "number": notice.document_number,
        "committee": committee,
    }
    title = text(f"doc_title_publicity_{scope}", **words)
    return {
        "title": title,
        "basis": text(f"doc_reason_publicity_{scope}", **words),
        "period": text(
            "doc_publicity_period",
            start=day(posted.posted_on), end=day(posted.ends_on), n=posted.working_days,
        ),
        "provisional": text("doc_publicity_provisional") if posted.provisional else "",
        "channels": channels(posted.channel),
        "organisation": posted.organisation_name,
        "seal": seal(seal_reference, posted.organisation_name),
        "date": day(posted.posted_on),
        "count": len(posted.people),
        "list_title": text(f"doc_list_publicity_{scope}", **words),
        "people": [_line(number, row) for number, row in enumerate(posted.people, start=1)],
    }  # fmt: skip


def _line(number: int, row: PublicityPerson) -> Values:
    return {
        "number": number,
        "name": row.name,
        "unit_name": row.unit_name,
        "series_major": text("doc_series_major", series=row.series_name, major=row.major),
        "title": row.title,
    }
