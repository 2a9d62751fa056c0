"""What the notice's own rules say of a case."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from shared.policy.engine.remedies import Outcome
from shared.policy.engine.verdict import PastCutOff, PathOutcome
from shared.policy.terms.vocabulary import FactType
from shared.wire.types import Doc, record


@record
class RefusalView:
    """A rule that refuses."""

    rule_id: str
    clause: Annotated[str | None, Doc("null where the rule rests on a source outside the notice")]
    message: str
    cut_off: PastCutOff | None


@record
class FactToState:
    """A fact that nobody has stated; `fact` is what `statements` of an approval call it."""

    fact: str
    label: Annotated[str, Doc("in Chinese")]
    type: FactType


@record
class OpenPointView:
    """What the notice leaves to the audit, with the stage that owes it."""

    rule_id: str
    clause: Annotated[str | None, Doc("null where the rule rests on a source outside the notice")]
    message: str
    missing: Annotated[tuple[str, ...], Doc("the facts that nobody has stated, in Chinese")]
    stage_id: str
    stage_name: str
    due_on: Annotated[date | None, Doc("the last day of that stage")]
    facts: Annotated[tuple[FactToState, ...], Doc("those of them that the stage may state")]


@record
class WayView:
    """The way to qualify that the verdict rests on."""

    path_id: str
    name: str
    clause: str | None
    outcome: PathOutcome


@record
class ClaimedWay:
    """The way to qualify under which the declaration was filed; a closed one is never approved."""

    route: Annotated[str, Doc("ordinary, or the path_id of a preferential way")]
    open: bool


@record
class CaseEligibility:
    """The engine's verdict on the present revision; lists show the kept one, whoever decides gets a new one."""

    outcome: Outcome
    at: Annotated[date, Doc("the day of submission, for which it holds")]
    pack_digest: Annotated[str, Doc("of the version of the notice under which the case stands")]
    path: Annotated[WayView | None, Doc("the declared way, or the best one where that is closed")]
    claimed: ClaimedWay
    refusals: tuple[RefusalView, ...]
    open_points: tuple[OpenPointView, ...]


@record
class KeptVerdict:
    """What the rules said, with what they were asked about: it holds as long as the case is still that."""

    revision: int
    notice_version: int
    statements: Annotated[int, Doc("how many stood")]
    eligibility: CaseEligibility

    @classmethod
    def of(cls, revision: int, notice_version: int, statements: int, found: CaseEligibility) -> KeptVerdict:
        """Of the case as it stands."""
        return cls(revision=revision, notice_version=notice_version, statements=statements, eligibility=found)

    @property
    def asked(self) -> tuple[int, int, int]:
        """What it is compared by."""
        return self.revision, self.notice_version, self.statements
