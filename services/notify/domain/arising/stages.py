"""What a case asks of the stages of its route."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from services.notify.domain.arising.terms import Arisen, DutyTerms, until
from services.notify.domain.recipient import Parties, organisation, person
from services.notify.domain.subject import Subject
from shared.contracts.audit.case import CaseOpened, CaseRedated, StageApproved, StageEntered
from shared.contracts.audit.stage import StageFacts

AtStage = CaseOpened | CaseRedated | StageApproved | StageEntered


def audit(arisen: Arisen) -> Iterator[DutyTerms]:
    """The stage that now holds the case audits it, unless it is the route's last."""
    return _held(arisen, lambda stage, case: stage.stage_id != case.last_stage)


def recheck(arisen: Arisen) -> Iterator[DutyTerms]:
    """The route's last stage, the committee's office, checks it again."""
    for terms in _held(arisen, lambda stage, case: stage.stage_id == case.last_stage):
        yield replace(terms, parties={**terms.parties, "office": terms.parties["holder"]})


def roster(arisen: Arisen) -> Iterator[DutyTerms]:
    """What the stage has approved is to be reported upwards by it."""
    fact: CaseRedated | StageApproved = arisen.fact
    stage = fact.stage if isinstance(fact, StageApproved) else fact.current
    if fact.waiting_report and stage is not None:
        yield from _due(fact, arisen.known.case(fact.declaration_id), stage)


def _held(arisen: Arisen, fits: Callable[[StageFacts, Subject], bool]) -> Iterator[DutyTerms]:
    fact: AtStage = arisen.fact
    stage = _holding(fact)
    case = arisen.known.case(fact.declaration_id)
    if stage is not None and fits(stage, case):
        yield from _due(fact, case, stage)


def _holding(fact: AtStage) -> StageFacts | None:
    """The stage that has the case before it; None while it waits for the roster, or the applicant has it."""
    if isinstance(fact, StageEntered):
        return fact.stage
    if isinstance(fact, CaseOpened):
        return fact.current
    if fact.waiting_report:
        return None
    return fact.next if isinstance(fact, StageApproved) else fact.current


def _due(fact: AtStage, case: Subject, stage: StageFacts) -> Iterator[DutyTerms]:
    """A stage without a last day has no duty."""
    if stage.due_on is None:
        return
    amended = f"/version-{fact.notice_version}" if isinstance(fact, CaseRedated) else ""
    parties: Parties = {
        "applicant": person(fact.person_id),
        "unit": organisation(fact.unit_id),
        "holder": organisation(stage.holder_id),
    }
    yield DutyTerms(
        subject_id=case.id,
        round=f"revision-{fact.revision}/{stage.stage_id}{amended}",
        parties=parties,
        due_at=until(stage.due_on),
        clause=stage.clause,
        notice_id=case.notice_id,
        level_group=case.level_group,
        label=case.label,
        windows=("audit", "review"),
    )
