"""A case as it is shown, in lists and in full, with what the notice's own rules say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from services.audit.domain.case import Case
from services.audit.domain.eligibility import (
    CaseEligibility,
    ClaimedWay,
    FactToState,
    OpenPointView,
    RefusalView,
    WayView,
)
from services.audit.domain.judgement import Judgement, OpenPoint
from services.audit.domain.stage import CaseStage
from services.audit.domain.work_view import UNDER_WAY
from services.audit.results import CaseLine, CaseView, Citable, ClaimView, ListedMaterial
from services.audit.usecases.ports import Ports
from shared.calendar import WorkCalendar
from shared.persistence import Tx
from shared.policy import KeptByPack, Pack, PathResult, RuleResult, citable_clauses, clauses
from shared.wire.types import JsonObject, widened


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks, and when; the days left until a day are counted once for a whole list."""

    person_id: str
    now: datetime
    calendar: WorkCalendar
    absent: Callable[[str, date], Mapping[str, date]]
    _left: dict[date, int] = field(default_factory=dict)
    _away: dict[str, Mapping[str, date]] = field(default_factory=dict)

    def days_left(self, case: Case) -> int | None:
        """Working days until the present stage ends; None where none has the case, or has no last day."""
        due = case.current.due_on
        if due is None or case.state not in UNDER_WAY:
            return None
        if due not in self._left:
            self._left[due] = self.calendar.working_days_left(self.now.date(), due)
        return self._left[due]

    def claim(self, case: Case) -> ClaimView | None:
        """Who has it on his desk."""
        found = case.claim_at(self.now)
        if found is None:
            return None
        mine = found.is_by(self.person_id)
        absent = None if mine else self._absent_of(found.holder_id).get(found.person_id)
        return ClaimView(
            claimant=found.name, claimed_at=found.claimed_at, until=found.until, mine=mine, absent_until=absent
        )  # fmt: skip

    def _absent_of(self, house: str) -> Mapping[str, date]:
        if house not in self._away:
            self._away[house] = self.absent(house, self.now.date())
        return self._away[house]


def sight_of(tx: Tx[Ports]) -> Sight:
    """Of the caller."""
    return Sight(tx.caller.person_id, tx.now, tx.ports.calendar, tx.ports.absences.of_house)


def case_line(case: Case, eligibility: CaseEligibility, sight: Sight) -> CaseLine:
    """The case with its present stage and what the notice's rules say of it."""
    stage = case.current
    return widened(
        CaseLine,
        case.facts,
        declaration_id=case.declaration_id,
        case_number=case.case_number,
        revision=case.revision,
        state=case.state,
        stage=stage,
        due_on=stage.due_on,
        working_days_left=sight.days_left(case),
        level_group=case.level_group,
        plan_id=case.plan_id,
        notice_id=case.notice_id,
        person_id=case.person_id,
        unit_id=case.unit_id,
        returns=case.returns,
        publicity_needed=stage.publicity if stage.stage_id not in case.publicised else None,
        on_publicity=case.on_publicity,
        objection_upheld=case.objection_upheld,
        claim=sight.claim(case),
        version=case.version,
        eligibility=eligibility,
    )


def case_view(case: Case, line: CaseLine, dossier: JsonObject | None, pack: Pack) -> CaseView:
    """The case with its route and history; `dossier` None for who may not read it, nor needs what a decision cites."""
    return widened(
        CaseView,
        line,
        route_id=case.route_id,
        stages=case.stages,
        decisions=case.decisions,
        corrections=case.corrections,
        statements=case.statements,
        charges=case.charges,
        return_deadline=case.return_deadline,
        dossier_digest=case.dossier_digest,
        dossier=dossier,
        recommends=case.current.recommendation,
        listed=_listed(pack, case.plan_id) if dossier else None,
        citable=_citable(pack) if dossier else None,
    )


@KeptByPack
def _citable(pack: Pack) -> tuple[Citable, ...]:
    known = clauses()
    return tuple(
        Citable(clause=one, title=known[one].title if one in known else None) for one in sorted(citable_clauses(pack))
    )


def _listed(pack: Pack, plan_id: str) -> tuple[ListedMaterial, ...]:
    return tuple(
        ListedMaterial(
            item=one.id, name=one.name, clause=one.cited, provided_by=one.provided_by, required=one.required
        )
        for one in pack.materials(pack.plan(plan_id))
    )  # fmt: skip


def eligibility(judgement: Judgement, stages: Sequence[CaseStage]) -> CaseEligibility:
    """The verdict as people are shown it."""
    verdict = judgement.verdict
    return CaseEligibility(
        outcome=verdict.outcome,
        at=verdict.at,
        pack_digest=verdict.pack_digest,
        path=_way(verdict.path) if verdict.path else None,
        claimed=ClaimedWay(route=judgement.claimed, open=judgement.is_claimed_open),
        refusals=tuple(_refusal(rule) for rule in verdict.refusals),
        open_points=tuple(map(open_point_view, judgement.points(stages))),
    )


def _way(path: PathResult) -> WayView:
    return WayView(path_id=path.path_id, name=path.name, clause=path.clause, outcome=path.outcome)


def _refusal(rule: RuleResult) -> RefusalView:
    return RefusalView(rule_id=rule.rule_id, clause=rule.clause, message=rule.message, cut_off=rule.cut_off)


def open_point_view(point: OpenPoint) -> OpenPointView:
    """What a stage owes, with the facts that it may state."""
    return OpenPointView(
        rule_id=point.rule.rule_id,
        clause=point.rule.clause,
        message=point.rule.message,
        missing=point.rule.missing,
        stage_id=point.stage.stage_id,
        stage_name=point.stage.name,
        due_on=point.stage.due_on,
        facts=tuple(FactToState(fact=fact.name, label=fact.label, type=fact.type) for fact in point.facts),
    )
