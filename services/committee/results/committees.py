"""What registering committees, answering their filing and the public register give."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from services.committee.domain.committee import ScopeKind
from services.committee.domain.pool_report import PoolReport
from services.committee.domain.transitions import CommitteeState
from services.committee.results.parts import BodyNote, SameBody
from shared.contracts.committee.recognition import Deciding
from shared.policy.terms.basics import LevelGroup
from shared.wire.types import Doc, record


@record
class CommitteeAnswered:
    """The committee after a step of its registration."""

    committee_id: str
    version: Annotated[int, Doc("of the committee")]
    state: CommitteeState
    same_body: SameBody
    note: BodyNote


@record
class CommitteeRegistered(CommitteeAnswered):
    """A filed committee, with the authority that will answer."""

    authority_id: str
    authority_name: str


@record
class OfficeHandedOver:
    """The body above may do the office's work too."""

    committee_id: str
    version: Annotated[int, Doc("of the committee")]
    office_organisation_id: str
    substitute_id: str
    substitute_name: str


@record
class CommitteeEntry:
    """A committee as the public register shows it."""

    committee_id: str
    version: int
    state: CommitteeState
    code: str
    name: str
    level_group: LevelGroup
    series: tuple[str, ...]
    majors: Annotated[tuple[str, ...], Doc("empty: every major of its series")]
    region: str
    scope_kind: ScopeKind
    decides: Annotated[Deciding, Doc("recognition: without members and sessions")]
    size: Annotated[int, Doc("members; 0 for a body that recognises")]
    office_organisation_id: str
    office_name: str
    authority_id: str
    authority_name: str
    substitute_id: Annotated[str | None, Doc("the body that does the office's work too")]
    substitute_name: str | None
    substitute_reason: str | None
    valid_from: date
    valid_to: date
    approved: bool
    suspended: Annotated[bool, Doc("a measure keeps it from reviewing now")]


@record
class CommitteeView(CommitteeEntry):
    """A committee alone, with what only its office sees."""

    pool: Annotated[PoolReport | None, Doc("the last import; null before it and for everybody but the office")]
