"""What check_eligibility gives: the engine's verdict, part by part."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from shared.policy.engine.remedies import How, Outcome, PathKind
from shared.policy.engine.verdict import PastCutOff, PathOutcome, RuleOutcome
from shared.policy.pack.rules import Effect, Settler
from shared.policy.terms.basics import Level
from shared.wire.types import Doc, Opaque, record

_VALUE = "number, yes or no, text, day, list of texts; null: not stated"
FactValue = Annotated[Any, Opaque(_VALUE)]
Edge = Annotated[Any, Opaque("number or day")]


@record
class RuleView:
    """One rule or requirement, judged."""

    rule_id: Annotated[str, Doc("of a way's requirement `path_id.requirement`")]
    topic: str
    clause: str | None
    source: Annotated[str | None, Doc("where it comes from beside the clause")]
    verified: Annotated[bool, Doc("the value was compared with the official text")]
    effect: Annotated[Effect, Doc("record: it is only noted and stands in nobody's way")]
    outcome: RuleOutcome
    message: Annotated[str, Doc("what is said when it is not met")]
    evidence: Annotated[dict[str, FactValue], Doc(f"the facts looked at, by name: {_VALUE}")]
    missing: Annotated[tuple[str, ...], Doc("labels of the facts that nobody has stated")]
    waived_by: Annotated[str | None, Doc("the path or relief that sets it aside")]
    settled_by: Annotated[
        Settler | None,
        Doc("whose stage states what is open; null: the applicant before submission, or nothing is open"),
    ]
    settled_until: Annotated[date | None, Doc("the last day for that")]
    cut_off: Annotated[PastCutOff | None, Doc("set where it fails only because evidence is too late")]


@record
class PathView:
    """One way to qualify."""

    path_id: str
    name: str
    kind: PathKind
    clause: str | None
    outcome: PathOutcome
    right: Annotated[str | None, Doc("the once-only right that it would use up")]
    waives: Annotated[tuple[str, ...], Doc("what it sets aside")]
    rules: tuple[RuleView, ...]


@record
class NeededView:
    """All that would do, by those that are not null; all null: any value, once it is stated."""

    equals: Annotated[Any | None, Opaque("number, yes or no, text, day")]
    at_least: Edge | None
    at_most: Edge | None
    one_of: tuple[str, ...] | None
    none_of: Annotated[tuple[str, ...] | None, Doc("any text but these")]
    includes: Annotated[tuple[str, ...] | None, Doc("of a list, like excludes and size")]
    excludes: tuple[str, ...] | None
    size: int | None


@record
class ChangeView:
    """One fact to change."""

    fact: str
    label: Annotated[str, Doc("in Chinese")]
    current: FactValue | None
    needed: NeededView
    value: Annotated[FactValue | None, Doc("the nearest that would do; null: any")]
    difference: Annotated[int | None, Doc("in numbers or days")]
    how: Annotated[
        How,
        Doc(
            "state: nobody has said it yet; bring: to be produced; wait: comes with time; other_unit: by working "
            "elsewhere; other_plan: is of the plan; never: is as it is"
        ),
    ]
    anew: Annotated[bool, Doc("the count starts again with another change of the same answer")]
    reached_on: Annotated[date | None, Doc("the day on which it comes with time")]
    in_time: Annotated[
        bool | None,
        Doc("before this plan's filings end; false without a day: not while things stay as they are; null: not known"),
    ]


@record
class ReasonView:
    """A rule that stands in the way."""

    rule_id: str
    clause: str | None
    message: str


@record
class DemandedChangeView(ChangeView):
    """One fact to change on a way, with the rules that ask for it."""

    rules: tuple[ReasonView, ...]


@record
class RuleRemedyView:
    """A rule that fails on some way, and what would make it hold."""

    rule_id: str
    clause: str | None
    message: str
    effect: Effect
    alternatives: Annotated[
        tuple[tuple[ChangeView, ...], ...],
        Doc("each list of changes is complete; the nearest first; none: nothing would"),
    ]


@record
class PathRemedyView:
    """All that it takes on one way, the rules for everybody included."""

    path_id: str
    name: str
    kind: PathKind
    clause: str | None
    speaks: Annotated[bool, Doc("the way speaks of the person as things stand")]
    reachable: Annotated[bool, Doc("nothing is left, and no change is impossible")]
    verdict: Annotated[Outcome, Doc("the engine's after all changes")]
    changes: tuple[DemandedChangeView, ...]
    left: Annotated[tuple[ReasonView, ...], Doc("what still fails: no change was found that does not undo another")]


@record
class RemediesView:
    """What would change the answer, tried on the rules again; empty lists when eligible."""

    rules: Annotated[tuple[RuleRemedyView, ...], Doc("every rule that fails on some way, alone")]
    paths: Annotated[
        tuple[PathRemedyView, ...],
        Doc("ways that speak of the person, and others when none of those can be reached; what takes least first"),
    ]
    nearest: Annotated[str | None, Doc("path_id of the first")]


@record
class SteeredView:
    """A plan that the notice puts first for whoever qualifies there, too."""

    rule_id: str
    clause: str | None
    message: str
    notice_id: str
    plan_id: str
    name: str
    verdict: Outcome


@record
class ProposedView:
    """The plan to file for."""

    notice_id: str
    plan_id: str
    name: str
    verdict: Outcome
    open: Annotated[bool, Doc("takes filings on the day")]


@record
class PlanVerdict:
    """Whether and how the person qualifies for one plan."""

    outcome: Annotated[Outcome, Doc("the same as verdict")]
    verdict: Outcome
    notice_id: str
    notice_version: int
    plan_id: str
    name: str
    open: Annotated[bool, Doc("takes filings on the day")]
    at: Annotated[date, Doc("the day judged")]
    pack_digest: Annotated[str, Doc("of the version of the notice")]
    route: Annotated[str | None, Doc("the audit route that the declaration would take")]
    rules: Annotated[tuple[RuleView, ...], Doc("those for everybody, then those of path")]
    path: Annotated[PathView | None, Doc("the way proposed, for a refusal the nearest")]
    paths: Annotated[tuple[PathView, ...], Doc("all that speak of the person, best first")]
    remedies: RemediesView
    steered: Annotated[tuple[SteeredView, ...], Doc("empty when the notice does not say so")]


@record
class EligibilityAnswer:
    """Whether and how a person qualifies: for the plan asked about, or for all plans of the series and level.

    What belongs to the other form of the question is null.
    """

    person_id: str
    verified: Annotated[bool, Doc("the unit's word stands for the profile as it is")]
    verdict: Annotated[Outcome, Doc("of the plan, or of the first of plans")]
    at: Annotated[date, Doc("the day judged")]
    outcome: Annotated[Outcome | None, Doc("of a plan, like all up to steered: see PlanVerdict")]
    notice_id: str | None
    notice_version: int | None
    plan_id: str | None
    name: str | None
    open: bool | None
    pack_digest: str | None
    route: str | None
    rules: tuple[RuleView, ...] | None
    path: PathView | None
    paths: tuple[PathView, ...] | None
    remedies: RemediesView | None
    steered: tuple[SteeredView, ...] | None
    series: Annotated[str | None, Doc("of series and level, like the rest")]
    level: Level | None
    proposed: Annotated[ProposedView | None, Doc("null when every plan refuses")]
    plans: Annotated[tuple[PlanVerdict, ...] | None, Doc("best first")]
