"""What lies in the applicant's hands, and in those of the unit that vouches for him."""

from __future__ import annotations

from collections.abc import Iterator

from services.notify.domain.arising.terms import Arisen, DutyTerms, until
from services.notify.domain.recipient import Parties, organisation, person
from shared.contracts.audit.case import CaseOpened, CaseRedated, DeclarationReturned, IntegrityRecorded, ReturnRedated
from shared.contracts.declaration import Amended, ProfileWaiting, Started
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import is_over, last_day


def draft(arisen: Arisen) -> Iterator[DutyTerms]:
    """To be submitted before the window closes; an amended notice may set another last day for what is still one."""
    fact: Started | Amended = arisen.fact
    if isinstance(fact, Amended) and fact.state != "draft":
        return
    yield DutyTerms(
        subject_id=fact.declaration_id,
        round=f"draft/version-{fact.notice_version}" if isinstance(fact, Amended) else "draft",
        parties={"applicant": person(fact.person_id), "unit": organisation(fact.unit_id)},
        due_at=until(fact.closes_on),
        clause=fact.notice_id,
        notice_id=fact.notice_id,
        level_group=fact.level_group,
        windows=("filing",),
    )


def returned(arisen: Arisen) -> Iterator[DutyTerms]:
    """To be mended by the return's own deadline; the unit is concerned too."""
    fact: DeclarationReturned = arisen.fact
    level_group = arisen.known.case(fact.declaration_id).level_group
    yield _to_be_mended(fact, level_group, f"revision-{fact.revision}")


def return_redated(arisen: Arisen) -> Iterator[DutyTerms]:
    """The year is announced: the day that is certain, where it is another."""
    fact: ReturnRedated = arisen.fact
    last = last_day(fact.deadline)
    if last != last_day(fact.deadline_before):
        yield _to_be_mended(fact, fact.level_group, f"revision-{fact.revision}/{last}")


def _to_be_mended(fact: DeclarationReturned | ReturnRedated, level_group: str | None, round_: str) -> DutyTerms:
    return DutyTerms(
        subject_id=fact.declaration_id,
        round=round_,
        parties={"applicant": person(fact.person_id), "unit": organisation(fact.unit_id)},
        due_at=fact.deadline,
        clause=fact.deadline_clause,
        notice_id=fact.notice_id,
        level_group=level_group,
        label=fact.case_number,
    )


def paper(arisen: Arisen) -> Iterator[DutyTerms]:
    """The papers of this revision, where its plan asks for any; not of one that came when their day was over."""
    fact: CaseOpened | CaseRedated = arisen.fact
    due_at = until(fact.paper_due_on)
    if due_at is None or is_over(due_at, parse_instant(arisen.time)) or fact.current is None:
        return
    case = arisen.known.case(fact.declaration_id)
    amended = f"/version-{fact.notice_version}" if isinstance(fact, CaseRedated) else ""
    yield DutyTerms(
        subject_id=fact.declaration_id,
        round=f"revision-{fact.revision}{amended}",
        parties={"applicant": person(fact.person_id), "unit": organisation(fact.unit_id)},
        due_at=due_at,
        clause=fact.paper_due_clause or case.notice_id,
        notice_id=case.notice_id,
        level_group=case.level_group,
        label=case.label,
    )


def barred(arisen: Arisen) -> Iterator[DutyTerms]:
    """An integrity record ends by itself; the person may count the days."""
    fact: IntegrityRecorded = arisen.fact
    if fact.until is not None:
        yield DutyTerms(
            subject_id=fact.declaration_id,
            round=fact.recorded_on.isoformat(),
            parties={"applicant": person(fact.person_id)},
            due_at=until(fact.until),
            clause=fact.clause,
            notice_id=fact.notice_id,
        )


def profile(arisen: Arisen) -> Iterator[DutyTerms]:
    """Complete, and waiting for the word of the unit."""
    fact: ProfileWaiting = arisen.fact
    parties: Parties = {"unit": organisation(fact.unit_id), "applicant": person(fact.person_id)}
    yield DutyTerms(fact.person_id, arisen.time, parties, None)
