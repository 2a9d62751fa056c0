"""核准报告 and 公示情况报告: the reports that go up with the pass roster and the letter of commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from services.docgen.domain.known import KnownPublicity, KnownSession
from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import Values
from shared.contracts.committee.results import PackageReported, PassRow
from shared.contracts.committee.session import GroupFigures
from shared.kernel.catalogue import text

from .notice_letter import channels
from .opinions import seal
from .wording import day, level_group, rows_or_none, year

_BY_HAND = "　　"


def approval_report(
    package: PackageReported, notice: KnownNotice, session: KnownSession | None, seal_reference: str | None
) -> Values:
    """The values, from `committee.package_reported`; `session` adds panel, presence and place where they are known.

    `heads` is filled in when it is printed.
    """
    words = _words(package, notice)
    lines = _lines(package.rows)
    return {
        **_frame(package, seal_reference),
        "title": _worded("doc_approval_title", package, words),
        "basis": _worded("doc_approval_basis", package, words),
        "process": _worded("doc_approval_process", package, _process(package, session)),
        "publicity": _publicity(package),
        "roster": _worded("doc_pass_roster_name", package, {}),
        "count": len(package.rows),
        "lines": rows_or_none(lines, ("number", "series", "major", "title", "count")),
        "heads": "",
        "groups": [_group(row) for row in package.groups] or [_whole(package)],
    }


def publicity_report(
    package: PackageReported, notice: KnownNotice, posted: KnownPublicity | None, seal_reference: str | None
) -> Values:
    """The values; `posted` is what docgen keeps of the publicity: working_days, channel, people, objections by id."""
    words = _words(package, notice)
    rows = list(_objections(posted)) if posted else []
    return {
        **_frame(package, seal_reference),
        "title": _worded("doc_publicity_report_title", package, words),
        "basis": text("doc_publicity_report_basis", **words),
        "period": _period(package, posted),
        "channels": _channels(posted),
        "objections": _received(package),
        "rows": rows_or_none(rows, ("number", "received", "name", "unit", "outcome")),
    }


def _worded(key: str, package: PackageReported, words: Values) -> str:
    """The catalogue's words, those of a recognition where nobody met."""
    return text(f"{key}_recognition" if package.kind == "recognition" else key, **words)


def _words(package: PackageReported, notice: KnownNotice) -> Values:
    return {
        "year": year(package.meeting_on),
        "committee": package.committee_name,
        "level": level_group(package.level_group),
        "notice": notice.title,
        "number": notice.document_number,
    }


def _frame(package: PackageReported, seal_reference: str | None) -> Values:
    office = package.office_name
    return {
        "authority": package.authority_name,
        "office": office,
        "seal": seal(seal_reference, office),
        "date": day(package.reported_on),
    }


def _process(package: PackageReported, session: KnownSession | None) -> Values:
    place = session.place if session else None
    return {
        "meeting": day(package.meeting_on),
        "place": text("doc_approval_place", place=place) if place else "",
        "members": (session.panel_size if session else None) or _BY_HAND,
        "present": (session.present if session else None) or _BY_HAND,
        "chair": package.chair_name,
        **_figures(package),
    }


def _figures(counted: PackageReported | GroupFigures) -> Values:
    return {"candidates": counted.candidates, "passed": counted.passed, "not_passed": counted.not_passed}


def _publicity(package: PackageReported) -> str:
    key = "doc_approval_publicity" if package.objections else "doc_approval_publicity_none"
    start, end = day(package.publicity_from), day(package.publicity_to)
    return text(key, start=start, end=end, objections=package.objections, upheld=package.upheld)


def _lines(rows: Iterable[PassRow]) -> list[Values]:
    """How many of each series, major and title."""
    counted = Counter((row.series_name, row.major, row.title) for row in rows)
    return [
        {"number": number, "series": series, "major": major, "title": title, "count": counted[series, major, title]}
        for number, (series, major, title) in enumerate(sorted(counted), start=1)
    ]


def _group(row: GroupFigures) -> Values:
    remark = text("doc_approval_rate", rate=row.pass_rate) if row.pass_rate else ""
    return {"name": row.name, **_figures(row), "remark": remark}


def _whole(package: PackageReported) -> Values:
    """Where nobody is reviewed apart: one line for all."""
    return {"name": text("doc_all"), **_figures(package), "remark": ""}


def _period(package: PackageReported, posted: KnownPublicity | None) -> str:
    start, end = day(package.publicity_from), day(package.publicity_to)
    if not posted:
        return text("doc_publicity_report_period_short", start=start, end=end)
    people = len(posted.people)
    return text("doc_publicity_report_period", start=start, end=end, n=posted.working_days, count=people)


def _channels(posted: KnownPublicity | None) -> str:
    ways = channels(posted.channel) if posted else ""
    return text("doc_publicity_report_channels", channels=ways) if ways else text("doc_publicity_report_no_channels")


def _received(package: PackageReported) -> str:
    received, upheld = package.objections, package.upheld
    if not received:
        return text("doc_publicity_report_none")
    return text("doc_publicity_report_some", n=received, upheld=upheld, dismissed=received - upheld)


def _objections(posted: KnownPublicity) -> Iterable[Values]:
    """One line per objection, in the order in which they came."""
    people = {row.declaration_id: row for row in posted.people}
    found = sorted(posted.objections.values(), key=lambda row: row.received)
    for number, row in enumerate(found, start=1):
        person = people.get(row.declaration_id)
        yield {
            "number": number,
            "received": day(row.received),
            "name": person.name if person else "",
            "unit": person.unit_name if person else "",
            "outcome": text(f"doc_objection_{row.outcome}"),
        }
