"""What this service keeps of other services' facts: organisations, the audit's case, the committee's session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.rows import DossierJson
from shared.contracts.audit.organisation import stands_on
from shared.contracts.audit.stage import StageFacts
from shared.kernel.errors import conflict
from shared.policy import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganisation:
    """An organisation as the audit service last announced it; `region` is a county code, or the city's.

    Of a unit: `channel` is the body through which a non-public one recommends, `stationed` one of the centre or another
    province, `entrusted` whether its entrustment letter and the consent are there (None: nobody has said). `valid_from`
    and `valid_until` are its first and last day, None where it has none.
    """

    organisation_id: str
    name: str
    kind: str
    tier: str
    region: str
    sector: str
    nature: str
    parent_id: str | None
    channel: str | None = None
    stationed: bool = False
    entrusted: bool | None = None
    specialised_sme: bool = False
    under_reform: bool = False
    valid_from: date | None = None
    valid_until: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether new work may come to it on that day."""
        return stands_on(day, self.valid_from, self.valid_until)

    def require_standing(self, day: date) -> None:
        """Raise conflict `unit_ended`, `unit_not_begun`: nothing new goes through it before its first day and after its
        last."""
        if self.valid_until is not None and self.valid_until < day:
            raise conflict("unit_ended", unit=self.name, last=self.valid_until.isoformat())
        if self.valid_from is not None and day < self.valid_from:
            raise conflict("unit_not_begun", unit=self.name, first=self.valid_from.isoformat())

    @property
    def recommends_through(self) -> str:
        """The body through which the unit recommends: the HR bureau unless it has registered another."""
        return self.channel or "hr_bureau"


@dataclass(slots=True, kw_only=True)
class KnownCase:
    """The audit of one declaration: its route and where it stands.

    `waiting_report`: approved by the current stage, waiting for its roster to go up.
    """

    declaration_id: str
    case_number: str
    route_id: str
    stages: tuple[StageFacts, ...]
    current: StageFacts | None
    waiting_report: bool = False

    def approve(self, stage: StageFacts, then: StageFacts | None, *, waiting_report: bool) -> None:
        """The stage has said yes; the case stands at the one that follows, or still there when none does yet."""
        self.current, self.waiting_report = then or stage, waiting_report

    def enter(self, stage: StageFacts) -> None:
        """The case has gone up with the roster and stands at this stage."""
        self.current, self.waiting_report = stage, False

    def redate(self, stages: tuple[StageFacts, ...], current: StageFacts | None) -> None:
        """The stages have other days; where the case stands is not said while the applicant has it."""
        self.stages, self.current = stages, current or self.current


@dataclass(slots=True, kw_only=True)
class KnownSession:
    """A committee's session as far as an applicant is concerned."""

    session_id: str
    committee_name: str
    meeting_on: date
    results_to: date | None = None

    def meet_on(self, day: date) -> None:
        """It has another day."""
        self.meeting_on = day

    def post_results(self, last: date) -> None:
        """The results hang until that day."""
        self.results_to = last


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedNotice:
    """One version of a notice; versions count from 1 and are never changed."""

    version: int
    pack: Pack
    published_at: datetime

    @property
    def notice_id(self) -> str:
        """The notice's own id, e.g. `chifeng-2026`."""
        return self.pack.notice.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that has happened to a declaration, for the applicant's timeline.

    `key` names the catalogue label `progress_<key>`, `details` fills it; `holder` is an organisation's name, None for
    the applicant; `deadline` is the last day.
    """

    key: str
    at: datetime
    holder: str | None = None
    deadline: date | None = None
    clause: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A submitted dossier, immutable: canonical JSON text and its SHA-256.

    `answered` is the return that it answers, whole; None also for what is older than the keeping of it.
    """

    declaration_id: str
    revision: int
    digest: str
    content: DossierJson
    submitted_at: datetime
    answers_return: str | None
    answered: OpenReturn | None = None
