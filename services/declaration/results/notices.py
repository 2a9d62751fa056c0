"""What the methods on notices, plans and amendments give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from services.declaration.domain.recheck import OpenState, Outcome, Settled, SettledAtOnce
from shared.contracts.declaration import RecheckFinding
from shared.policy.diff.change import Kind
from shared.policy.pack.procedure import FeeKind
from shared.policy.terms.basics import Level, LevelGroup, Mode, PlanAffiliation, Track
from shared.wire.types import Doc, record

Source = Annotated[str | None, Doc("where it comes from beside the clause")]
Verified = Annotated[bool, Doc("false: nobody has compared it with the official text yet")]


@record
class NoticeVersion:
    """A version of a notice."""

    notice_id: str
    version: Annotated[int, Doc("from 1")]
    digest: Annotated[str, Doc("SHA-256 of the content")]


@record
class NoticeChange:
    """One difference between two versions; texts are for people."""

    section: Annotated[str, Doc("of the pack")]
    subject: str
    kind: Annotated[Kind, Doc("narrowed: fewer people pass; widened: more; changed: neither could be shown")]
    field: Annotated[str, Doc("empty: the whole entry")]
    before: str
    after: str
    clause_before: str | None
    clause_after: str | None


@record
class ForeseenRecheck:
    """What the version would mean for one open declaration."""

    declaration_id: str
    plan_name: str
    unit_name: str
    state: OpenState
    outcome: Outcome
    settled: Annotated[SettledAtOnce, Doc("what becomes of it without anybody's word")]
    findings: tuple[RecheckFinding, ...]


@record
class NoticePublishedAnswer(NoticeVersion):
    """The version with what it changes; in a trial nothing is published."""

    changes: Annotated[tuple[NoticeChange, ...], Doc("against the version before; empty for a first one")]
    foreseen: Annotated[tuple[ForeseenRecheck, ...], Doc("open declarations that it is not indifferent to")]
    looked_at: Annotated[int, Doc("open declarations that were judged, `foresee` at most")]


@record
class NoticeView(NoticeVersion):
    """A notice in force: its newest version."""

    title: str
    year: int
    document_number: str
    issuer: Annotated[str, Doc("name of the body")]
    published_at: datetime
    plans: Annotated[int, Doc("how many it has")]


@record
class AskedFact:
    """A fact that a notice in force asks about, with the clauses that do."""

    notice_id: str
    fact: str
    label: Annotated[str, Doc("in Chinese")]
    fields: Annotated[
        tuple[str, ...],
        Doc(
            "of a profile, from which it is read (`education.level`, `kind`); empty: of the unit, the plan, a register"
        ),
    ]
    clauses: tuple[str, ...]


@record
class AvailabilityView:
    """Whether a plan takes filings at all; when it does not, reason and clause say why."""

    state: Literal["open", "announced_later", "exam_replaced"]
    reason: str | None
    clause: str | None


@record
class FeeView:
    """What may be charged."""

    kind: FeeKind
    amount_fen: Annotated[int | None, Doc("null: not settled, nothing may be charged")]
    clause: str | None
    source: Source
    verified: Verified


@record
class WindowView:
    """The days of one stage, both ends included."""

    opens_on: Annotated[date | None, Doc("null: the notice only sets the last day")]
    closes_on: date
    clause: Annotated[str | None, Doc("what sets the last day")]
    source: Source
    verified: Verified


@record
class PlanView:
    """One line of a notice: what is filed for, and when."""

    plan_id: str
    notice_id: str
    notice_version: int
    name: str
    series: str
    series_name: str
    level: Level
    level_name: str
    level_group: LevelGroup
    title: Annotated[str, Doc("that a pass confers")]
    track: Track
    affiliation: Annotated[PlanAffiliation, Doc("of the units that may file")]
    mode: Mode
    majors: Annotated[tuple[str, ...], Doc("codes; empty: every major of the series")]
    open: Annotated[bool, Doc("takes filings on the day asked for, today without one")]
    exam_combined: Annotated[bool, Doc("a passed exam that has not run out is asked for")]
    clause: str | None
    availability: AvailabilityView
    fees: tuple[FeeView, ...]
    windows: Annotated[
        dict[str, WindowView],
        Doc(
            "by stage: filing, paper, audit_unit, audit_department, audit, review, approval; those that the notice has"
        ),
    ]


@record
class RecheckTally:
    """How many open declarations a version was held against with this outcome."""

    outcome: Outcome
    settled: Settled
    declarations: int


@record
class AmendmentView:
    """What a later version of a notice says of itself, what it changes, and what came of it."""

    notice_id: str
    notice_version: Annotated[int, Doc("from 2")]
    published_at: datetime
    title: str
    document_number: str | None
    issued_on: date
    reason: str
    clause: str | None
    open_declarations: Annotated[Literal["follow", "keep"], Doc("keep: each stays under its version until it accepts")]
    changes: tuple[NoticeChange, ...]
    rechecked: tuple[RecheckTally, ...]
