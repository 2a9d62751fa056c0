"""A whole notice, a clause of it, and the entries of a dictionary."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.declaration.results.notice_parts import (
    ClauseHeading,
    IndicatorMenu,
    NoticeCommittee,
    NoticeCutOff,
    NoticeFee,
    NoticeMaterials,
    NoticeWindow,
    NotTaken,
    PlanLine,
    PrintedSlip,
)
from services.declaration.results.notices import NoticeVersion, NoticeView, Source, Verified
from shared.wire.types import Doc, record


@record
class AmendingDocument:
    """What a later version says of itself; get_amendment has what it changes."""

    title: str
    document_number: str | None
    issued_on: date
    reason: str
    clause: str | None


@record
class PublishedVersion(NoticeVersion):
    """One version of the notice."""

    published_at: datetime
    amendment: Annotated[AmendingDocument | None, Doc("null: the first version")]


@record
class NoticeContactView:
    """Whom to ask; null where the notice names none."""

    section: str
    telephone: str | None
    email: str | None
    address: str | None


@record
class NoticeDetails(NoticeView):
    """Everything that a notice says to those who file under it."""

    short_title: str
    issued_on: date
    region: Annotated[str, Doc("code of the issuing bureau's division")]
    website: Annotated[str | None, Doc("where applicants register, as printed")]
    contact: NoticeContactView
    versions: Annotated[tuple[PublishedVersion, ...], Doc("all of them, oldest first")]
    windows: tuple[NoticeWindow, ...]
    cut_offs: tuple[NoticeCutOff, ...]
    fees: Annotated[tuple[NoticeFee, ...], Doc("of several that fit a plan the first counts")]
    material_lists: tuple[NoticeMaterials, ...]
    commitment: Annotated[str, Doc("the wording that applicants sign")]
    commitment_clause: str | None
    indicators: Annotated[tuple[IndicatorMenu, ...], Doc("the first that is meant for a plan counts")]
    plan_lines: tuple[PlanLine, ...]
    committees: tuple[NoticeCommittee, ...]
    not_taken: tuple[NotTaken, ...]
    clauses: Annotated[tuple[ClauseHeading, ...], Doc("in printed order")]
    slips: tuple[PrintedSlip, ...]


@record
class ClauseSaying:
    """An entry of the notice's pack that rests on the clause, in words for people."""

    section: Annotated[str, Doc("of the pack")]
    section_name: str
    subject: Annotated[str, Doc("what the entry is called; empty where it has no name")]
    said: Annotated[str, Doc("lines; empty where the name says all")]
    source: Source
    verified: Verified
    note: str | None


@record
class ClauseView(ClauseHeading):
    """A clause with all that the platform keeps of it. The text of the notice itself is not kept."""

    notice_id: str
    notice_version: int
    notice_title: str
    document_number: str
    full_citation: Annotated[str, Doc("as papers write it, the notice by its number")]
    above: Annotated[tuple[ClauseHeading, ...], Doc("the clauses that it stands in, the outermost first")]
    below: Annotated[tuple[ClauseHeading, ...], Doc("the clauses right in it")]
    slips: tuple[PrintedSlip, ...]
    sayings: tuple[ClauseSaying, ...]


@record
class DictionaryEntry:
    """A word of a dictionary."""

    code: str
    name: Annotated[str, Doc("in Chinese")]
    of: Annotated[
        str | None,
        Doc("series of a major, division above a region, place of a committee that each place has its own of"),
    ]
