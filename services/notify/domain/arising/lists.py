"""What posted lists ask: to be closed once their period is over, objections to be answered, years to be announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.notify.domain.arising.terms import Arisen, DutyTerms, until
from services.notify.domain.recipient import OPERATION, Parties, organisation
from shared.contracts.audit.case import DeclarationReturned
from shared.contracts.audit.publicity_and_roster import ObjectionFiled, PublicityPosted, PublicityRedated
from shared.contracts.committee.results import ResultObjection, ResultsPosted
from shared.kernel.deadline import last_day


def posted(arisen: Arisen) -> Iterator[DutyTerms]:
    """The period of a list ends on that day."""
    fact: PublicityPosted = arisen.fact
    yield _list(fact, "posted")


def redated(arisen: Arisen) -> Iterator[DutyTerms]:
    """The year is announced: the day that is certain, where it is another."""
    fact: PublicityRedated = arisen.fact
    if fact.ends_on != fact.ends_before:
        yield _list(fact, f"redated/{fact.ends_on}")


def _list(fact: PublicityPosted | PublicityRedated, round_: str) -> DutyTerms:
    return DutyTerms(
        subject_id=fact.publicity_id,
        round=round_,
        parties={"holder": organisation(fact.organisation_id)},
        due_at=until(fact.ends_on),
        clause=fact.clause,
        notice_id=fact.notice_id,
        level_group=fact.level_group,
    )


def objection(arisen: Arisen) -> Iterator[DutyTerms]:
    """Whoever posted the list looks into it, and is told once a day however many object."""
    fact: ObjectionFiled = arisen.fact
    yield DutyTerms(fact.objection_id, "filed", {"holder": organisation(fact.organisation_id)}, None)


def result_objection(arisen: Arisen) -> Iterator[DutyTerms]:
    """Until there is a finding the investigator whom the notice names, from then on, or without one, the office."""
    fact: ResultObjection = arisen.fact
    session = arisen.known.session(fact.session_id)
    asked = fact.investigator_id if fact.finding is None else None
    holder = asked or session.office_id
    if fact.outcome != "open" or holder is None:
        return
    yield DutyTerms(
        subject_id=fact.objection_id,
        round="investigation" if asked else "answer",
        parties={"holder": organisation(holder)},
        due_at=None,
        notice_id=session.notice_id,
        level_group=session.level_group,
        label=session.label,
    )


def year_of_list(arisen: Arisen) -> Iterator[DutyTerms]:
    """A period whose last day may still move: a year of it has no holidays yet."""
    fact: PublicityPosted | ResultsPosted = arisen.fact
    if fact.provisional:
        yield _unannounced(arisen, fact.ends_on, fact.notice_id, fact.clause)


def year_of_return(arisen: Arisen) -> Iterator[DutyTerms]:
    """The same of a return's deadline."""
    fact: DeclarationReturned = arisen.fact
    if fact.provisional:
        yield _unannounced(arisen, last_day(fact.deadline), fact.notice_id, fact.deadline_clause)


def _unannounced(arisen: Arisen, last: date, notice_id: str, clause: str) -> DutyTerms:
    """The round begins with the year: a calendar that knows it ends the waiting. One declaration may be sent back
    twice for days of the same year."""
    parties: Parties = {"operator": organisation(OPERATION)}
    year = str(last.year)
    return DutyTerms(arisen.subject_id, f"{year}/{arisen.time}", parties, None, clause, notice_id, label=year)
