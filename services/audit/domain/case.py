"""The case: one declaration on its way through the stages of its route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import cast

from services.audit.domain.charge import Charge
from services.audit.domain.claim import Claim
from services.audit.domain.deadlines import ReturnTerm
from services.audit.domain.dossier import DossierFacts
from services.audit.domain.eligibility import CaseEligibility, KeptVerdict
from services.audit.domain.one_time_notice import StageCorrection
from services.audit.domain.stage import CaseStage, StageDays, StageDecision
from services.audit.domain.transitions import CASE, CaseState
from shared.calendar import WorkCalendar
from shared.contracts.audit.stage import Statement
from shared.kernel.errors import conflict, refused
from shared.policy import Pack
from shared.policy.pack.procedure import ReturnRule
from shared.policy.terms.basics import LevelGroup
from shared.policy.terms.vocabulary import FactValue


@dataclass(slots=True)
class Case:
    """State, route and history of one declaration under audit; `publicised` are the stages whose list is closed.

    `return_deadline` is the first instant that is too late to answer, `return_guess` how it was counted while it is not
    certain. `claim` and `verdict` may be of an earlier standing: see `standing_claim`, `kept_eligibility`.
    """

    declaration_id: str
    case_number: str
    revision: int
    dossier_digest: str
    notice_id: str
    plan_id: str
    level_group: LevelGroup
    person_id: str
    unit_id: str
    route_id: str
    stages: tuple[CaseStage, ...]
    facts: DossierFacts
    position: int = 0
    state: CaseState = CaseState.OPEN
    decisions: tuple[StageDecision, ...] = ()
    corrections: tuple[StageCorrection, ...] = ()
    publicised: tuple[str, ...] = ()
    on_publicity: str | None = None
    objection_upheld: bool = False
    return_deadline: datetime | None = None
    return_guess: ReturnTerm | None = None
    returns: int = 0
    notice_version: int = 1
    charges: tuple[Charge, ...] = ()
    statements: tuple[Statement, ...] = ()
    claim: Claim | None = None
    verdict: KeptVerdict | None = None
    version: int = 1

    @property
    def current(self) -> CaseStage:
        """The stage that holds the case now."""
        return self.stages[self.position]

    @property
    def next_stage(self) -> CaseStage | None:
        """The stage after the present one."""
        return self.stages[self.position + 1] if self.position + 1 < len(self.stages) else None

    @property
    def standing_decisions(self) -> list[StageDecision]:
        """The approvals that count, in the order of the route: the last of each stage.

        Returns, and approvals that a return has overtaken, stay in `decisions` and on no form.
        """
        last = {each.stage_id: each for each in self.decisions if each.verdict == "approve"}
        return [last[stage.stage_id] for stage in self.stages if stage.stage_id in last]

    @property
    def is_out(self) -> bool:
        """Whether the declaration is no longer in the race: rejected, withdrawn, lapsed."""
        return self.state in (CaseState.REJECTED, CaseState.CLOSED)

    @property
    def is_final(self) -> bool:
        """Whether nothing can happen to the case any more."""
        return self.state in CASE.final

    def approve(self, decision: StageDecision, today: date) -> None:
        """The holder says yes: the case moves on, waits for the report, or has passed."""
        moved = CASE.after(self.state, "approve")
        self.require_open_window(today)
        self._require_publicity()
        if self.current.recommendation and not decision.recommendation:
            raise refused("recommendation_missing", path="recommendation", clause=self.current.clause)
        if self.objection_upheld:
            raise refused("objection_was_upheld", clause=self.current.publicity_clause)
        if self.next_stage is None:
            self.state = CASE.after(self.state, "pass")
        elif self.current.reports:
            self.state = CASE.after(self.state, "await_report")
        else:
            self.state = moved
            self.position += 1
        self.decisions = (*self.decisions, decision)

    @property
    def standing_claim(self) -> Claim | None:
        """The claim, as long as its stage has not ended and its holder is the same; its time may be over."""
        found = self.claim if self.state is CaseState.OPEN else None
        return found if found is not None and found.is_of(self.current, self.revision) else None

    def claim_at(self, now: datetime) -> Claim | None:
        """Whoever has the case on his desk at that moment."""
        found = self.standing_claim
        return found if found is not None and now < found.until else None

    def require_unclaimed(self, person_id: str, now: datetime) -> None:
        """Raise conflict `case_claimed` while a colleague has the case on his desk."""
        found = self.claim_at(now)
        if found is not None and not found.is_by(person_id):
            raise found.taken()

    def take(self, person_id: str, name: str, now: datetime, until: datetime, *, over: bool = False) -> Claim:
        """Put the case on a clerk's desk, or keep it there for longer; `over` from that of an absent colleague."""
        self.state = CASE.after(self.state, "claim")
        if not over:
            self.require_unclaimed(person_id, now)
        self.claim = Claim.of(self.current, self.revision, person_id, name, now, until)
        return self.claim

    def give_back(self, person_id: str, now: datetime) -> None:
        """Take it off the desk again; conflict `case_not_claimed` where it lies on none."""
        self.state = CASE.after(self.state, "release")
        self.require_unclaimed(person_id, now)
        if self.claim_at(now) is None:
            raise conflict("case_not_claimed", path="declaration_id")
        self.claim = None

    @property
    def kept_eligibility(self) -> CaseEligibility | None:
        """What the rules said when they were last asked, where they were asked about the case as it stands."""
        kept = self.verdict
        asked = (self.revision, self.notice_version, len(self.statements))
        return kept.eligibility if kept is not None and kept.asked == asked else None

    def keep_eligibility(self, found: CaseEligibility) -> None:
        """Keep it for lists."""
        self.verdict = KeptVerdict.of(self.revision, self.notice_version, len(self.statements), found)

    def hand_over(self, substitute_id: str, substitute_name: str, reason: str) -> CaseStage:
        """The present stage is held by the superior body from now on; both are kept, with the reason."""
        self.state = CASE.after(self.state, "hand_over")
        if self.on_publicity is not None:
            raise refused("publicity_is_running", clause=self.current.publicity_clause)
        stage = self.current
        held = replace(
            stage, holder_id=substitute_id, holder_name=substitute_name, replaces_id=stage.holder_id,
            replaces_name=stage.holder_name, replaces_reason=reason,
        )  # fmt: skip
        self.stages = (*self.stages[: self.position], held, *self.stages[self.position + 1 :])
        return held

    @property
    def stated(self) -> dict[str, FactValue]:
        """What stages have stated, by fact."""
        return {each.fact: cast(FactValue, each.value) for each in self.statements}

    def stated_by(self, stage: CaseStage) -> tuple[Statement, ...]:
        """What this stage has stated."""
        return tuple(each for each in self.statements if each.stage_id == stage.stage_id)

    def state_facts(self, statements: Sequence[Statement]) -> None:
        """The present stage states what the notice leaves to it."""
        CASE.after(self.state, "approve")
        self.statements = (*self.statements, *statements)

    def report_upward(self) -> CaseStage:
        """The organisation hands the case up with its roster; returns the stage that now holds it."""
        self.state = CASE.after(self.state, "report")
        self.position += 1
        return self.current

    def return_to_applicant(
        self,
        decision: StageDecision,
        corrections: Sequence[StageCorrection],
        deadline: datetime,
        guess: ReturnTerm | None,
    ) -> None:
        """退回: with every correction at once and a deadline in the applicant's hands.

        `guess` is how the deadline was counted, where a year that it touches is not announced.
        """
        if self.on_publicity is not None:
            raise refused("publicity_is_running", clause=self.current.publicity_clause)
        self.state = CASE.after(self.state, "return")
        self.decisions = (*self.decisions, decision)
        self.corrections = (*self.corrections, *corrections)
        self.return_deadline, self.return_guess = deadline, guess
        self.returns += 1
        self.objection_upheld = False

    def return_rule(self, pack: Pack) -> ReturnRule:
        """What a return by the present stage means."""
        return {str(rule.does): rule for rule in pack.returns}[self.current.does]

    def settle_return(self, calendar: WorkCalendar) -> datetime | None:
        """Count a deadline again that was a guess: the certain one, or None while there is none.

        Nobody gets less time than he was told.
        """
        term, told = self.return_guess, self.return_deadline
        if term is None or told is None or term.is_guess(calendar):
            return None
        self.return_deadline, self.return_guess = max(told, term.deadline(calendar)), None
        return self.return_deadline

    def reject(self, decision: StageDecision) -> None:
        """Out of scope or false material: closed for good."""
        self.state = CASE.after(self.state, "reject")
        self.decisions = (*self.decisions, decision)

    def resubmit(self, revision: int, digest: str, facts: DossierFacts, restart: int, *, repeat: bool) -> None:
        """The applicant answers: the route starts again at stage `restart`, publicity too if `repeat`."""
        self.state = CASE.after(self.state, "resubmit")
        self.revision, self.dossier_digest, self.facts = revision, digest, facts
        self.position = restart
        before = {stage.stage_id for stage in self.stages[:restart]}
        self.statements = tuple(each for each in self.statements if each.stage_id in before)
        self.return_deadline = self.return_guess = None
        if repeat:
            self.publicised = ()

    def follow(self, notice_version: int, days: Mapping[str, StageDays]) -> bool:
        """Stand under another version of the notice; whether the days of a stage have changed with it.

        The route stays: a stage that the new version does not name keeps its days.
        """
        before = self.stages
        self.notice_version = notice_version
        self.stages = tuple(replace(one, **asdict(days[one.stage_id])) if one.stage_id in days else one
                            for one in before)  # fmt: skip
        return self.stages != before

    def charge(self, charge: Charge) -> None:
        """Keep what was charged; raises conflict `charged_before` for a second fee of the same kind."""
        if any(each.kind == charge.kind for each in self.charges):
            raise conflict("charged_before", path="kind")
        self.charges = (*self.charges, charge)

    def close(self) -> None:
        """Lapsed, withdrawn or overdue."""
        self.state = CASE.after(self.state, "close")
        self.on_publicity = None

    def enter_publicity(self, publicity_id: str, scope: str) -> None:
        """The case is on a posted list; its stage cannot be decided until that list is closed."""
        CASE.after(self.state, "approve")
        if self.current.publicity != scope:
            raise refused("publicity_not_of_this_stage", scope=scope, clause=self.current.clause)
        if self.on_publicity is not None:
            raise refused("publicity_is_running", clause=self.current.publicity_clause)
        self.on_publicity = publicity_id

    def leave_publicity(self, publicity_id: str, *, upheld: bool) -> bool:
        """That list is closed; an upheld objection bars approval of this stage. Whether the case was still on it."""
        if self.on_publicity != publicity_id:
            return False
        self.on_publicity = None
        self.publicised = tuple(sorted({*self.publicised, self.current.stage_id}))
        self.objection_upheld = self.objection_upheld or upheld
        return True

    def is_overdue(self, today: date) -> bool:
        """Whether the last day of the present stage has passed while the case is still there."""
        waiting = self.state in (CaseState.OPEN, CaseState.WAITING_REPORT)
        return waiting and self.current.due_on is not None and today > self.current.due_on

    def require_open_window(self, today: date) -> None:
        """Refuse a move outside the days that the notice gives to the present stage."""
        stage = self.current
        if stage.due_on is not None and today > stage.due_on:
            raise refused("stage_overdue", clause=stage.due_clause, due_on=stage.due_on.isoformat())
        if stage.opens_on is not None and today < stage.opens_on:
            raise refused("stage_not_open_yet", clause=stage.clause, opens_on=stage.opens_on.isoformat())

    def _require_publicity(self) -> None:
        stage = self.current
        if stage.publicity is None:
            return
        if self.on_publicity is not None:
            raise refused("publicity_is_running", clause=stage.publicity_clause)
        if stage.stage_id not in self.publicised:
            raise refused("publicity_missing", clause=stage.publicity_clause, working_days=stage.publicity_days)
