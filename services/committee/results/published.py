"""What everybody may read without a login: draws by their digests, results as they were posted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from services.committee.domain.candidates import DigestedJson
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.contracts.committee.recognition import Deciding
from shared.policy.terms.basics import LevelGroup
from shared.wire.types import Doc, Opaque, record

DrawState = Literal["frozen", "drawn"]
Investigating = Literal["county_hr", "city_hr", "department", "unit"]


@record
class DrawEntry:
    """A draw of a panel by what was published of it; nobody's name, and no day of a meeting."""

    session_id: str
    committee_id: str
    committee_name: str
    notice_id: str
    state: Annotated[DrawState, Doc("frozen: pool and commitment are published, the seed is not open yet")]
    frozen_at: datetime | None
    drawn_at: datetime | None
    snapshot_digest: Annotated[str, Doc("SHA-256 of pool and terms")]
    commitment: Annotated[str, Doc("SHA-256 of the seed")]
    transcript_digest: Annotated[str | None, Doc("SHA-256 of the transcript, once drawn")]
    clause: Annotated[str | None, Doc("what orders the draw")]


@record
class DrawCheck(DrawEntry):
    """A draw made again: `proven` when everything comes out as it was published."""

    proven: Annotated[bool | None, Doc("null while nothing is drawn")]
    differences: Annotated[tuple[str, ...], Doc("what comes out otherwise: fields of the transcript, or its digest")]
    pool_size: int
    panel_size: int
    eligible: int | None
    feasible_panels: Annotated[str | None, Doc("how many panels met the terms, a whole number as text")]
    alternates: int | None
    excluded: int | None
    transcript: Annotated[
        DigestedJson | None,
        Opaque("format zhiping-draw/1; for everybody once the votes are counted, before that null"),
    ]


@record
class ResultsLine:
    """Results of one session or recognition on show."""

    session_id: str
    kind: Deciding
    publicity_id: str
    notice_id: str
    committee_id: str
    committee_name: str
    organisation_id: Annotated[str, Doc("the office, which takes objections")]
    organisation_name: str
    level_group: LevelGroup
    posted_on: date
    ends_on: Annotated[date, Doc("the last day; it may move while it is provisional")]
    working_days: Annotated[int, Doc("length of the period, without the day of posting")]
    closes_at: Annotated[str | None, Doc("the hour at which the last day is over; midnight when null")]
    provisional: bool
    clause: str
    takes_objections: Annotated[bool, Doc("the period runs: anybody may object")]
    closed_on: date | None
    people: Annotated[int, Doc("how many are listed")]


@record
class MaterialObjections:
    """Who looks into objections about the truth of material: the first of these that the applicant's unit has."""

    by: tuple[Investigating, ...]
    clause: str | None


@record
class PublishedResults(ResultsLine):
    """The posted list: those who passed and whose result stands."""

    listed: tuple[PublicityPerson, ...]
    channel: Annotated[Contact, Doc("where to object")]
    material: Annotated[MaterialObjections | None, Doc("null: the office looks into all objections")]
