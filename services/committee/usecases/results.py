"""Result publicity: posting, closing, and what takes a result back."""

from __future__ import annotations

from services.committee.domain.results import Period
from services.committee.domain.results_process import Posting, ResultsProcess
from services.committee.domain.review import Review
from services.committee.requests import (
    CloseResults,
    PostResults,
)
from services.committee.results.publicity import (
    ResultsClosedAnswer,
    ResultsPostedAnswer,
)
from services.committee.usecases.common import own_results, saved, trail
from services.committee.usecases.ports import Ports
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.contracts.committee import results as contract
from shared.contracts.committee.review import RESULT_CANCELLED, ResultCancelled
from shared.persistence import Tx
from shared.policy.pack.procedure import PublicityRule


def post_results(tx: Tx[Ports], request: PostResults) -> ResultsPostedAnswer:
    """公示 of those who passed, for the notice's working days (the day of posting not counted)."""
    process, committee, pack = own_results(tx, request.session_id, "post_results")
    rule = pack.publicity_rule("result")
    period = tx.ports.calendar.publicity(tx.today, rule.working_days)
    posting = Posting(tx.new_id(), tx.today, period.last_day)
    process.post_results(posting)
    passed = [review for review in tx.ports.reviews.of_session(process.id) if review.state == "passed"]
    office = tx.ports.organisations.find(process.office_id)
    told = contract.ResultsPosted(
        session_id=process.id,
        kind=process.kind,
        publicity_id=posting.publicity_id,
        notice_id=process.notice_id,
        committee_name=committee.name,
        organisation_id=process.office_id,
        organisation_name=committee.office_name,
        level_group=committee.scope.level_group,
        posted_on=tx.today,
        ends_on=period.last_day,
        working_days=rule.working_days,
        provisional=period.provisional,
        clause=rule.cited,
        channel=office.contact if office else Contact(),
        people=tuple(listed_person(review) for review in sorted(passed, key=listing_order)),
    )
    tx.record(contract.RESULTS_POSTED, process.id, told)
    trail(tx, "post_results", process, rule.cited, people=len(passed), ends_on=period.last_day.isoformat())
    return ResultsPostedAnswer(
        **saved(tx, process, request.expected_version), publicity_id=posting.publicity_id,
        posted_on=tx.today, ends_on=period.last_day, provisional=period.provisional,
    )  # fmt: skip


def cancel_result(tx: Tx[Ports], review: Review, reason: str, clause: str, action: str = "cancel") -> None:
    """Take a passed result back; a second objection to the same person finds it cancelled already."""
    if review.state != "passed":
        return
    review.move(action)
    tx.ports.reviews.save(review)
    told = ResultCancelled(
        declaration_id=review.declaration_id,
        session_id=review.session_id or "",
        person_id=review.person_id,
        reason=reason,
        clause=clause,
    )
    tx.record(RESULT_CANCELLED, review.declaration_id, told)


def close_results(tx: Tx[Ports], request: CloseResults) -> ResultsClosedAnswer:
    """End the publicity once the period is over and nothing is open; no objection comes in until the commit."""
    process, _, pack = own_results(tx, request.session_id, "close_results", lock=True)
    rule = pack.publicity_rule("result")
    settle_end(tx, process, rule)
    objections = tx.ports.objections.of_session(process.id)
    process.close_results(period_of(tx, process, rule), objections, tx.now, rule.cited)
    told = contract.ResultsClosed(
        session_id=process.id,
        office_id=process.office_id,
        closed_on=tx.today,
        objections=len(objections),
        upheld=sum(one.outcome == "upheld" for one in objections),
    )
    tx.record(contract.RESULTS_CLOSED, process.id, told)
    trail(tx, "close_results", process, objections=told.objections, upheld=told.upheld)
    return ResultsClosedAnswer(
        **saved(tx, process, request.expected_version),
        objections=told.objections, upheld=told.upheld,
    )  # fmt: skip


def period_of(tx: Tx[Ports], process: ResultsProcess, rule: PublicityRule) -> Period | None:
    """The period of the posted results as the calendar knows it now; None before the posting."""
    posting = process.dates.posting
    if posting is None:
        return None
    guess = tx.ports.calendar.is_guess(posting.posted_on, posting.ends_on)
    return Period.of(posting.ends_on, rule.closes_at, rule.cited, provisional=guess)


def settle_end(tx: Tx[Ports], process: ResultsProcess, rule: PublicityRule) -> bool:
    """Correct a last day that was counted before its year was announced; returns whether it was wrong."""
    posting = process.dates.posting
    if posting is None:
        return False
    before = posting.ends_on
    right = tx.ports.calendar.corrected(posting.posted_on, rule.working_days, before)
    if right is None:
        return False
    process.redate_results(right)
    listed = [review.declaration_id for review in tx.ports.reviews.of_session(process.id) if review.state == "passed"]
    told = contract.ResultsRedated(
        session_id=process.id, publicity_id=posting.publicity_id, notice_id=process.notice_id,
        office_id=process.office_id, ends_before=before, ends_on=right, working_days=rule.working_days,
        clause=rule.cited, declaration_ids=tuple(sorted(listed)),
    )  # fmt: skip
    tx.record(contract.RESULTS_REDATED, process.id, told)
    trail(tx, "redate_results", process, rule.cited, ends_before=before.isoformat(), ends_on=right.isoformat())
    return True


def listed_person(review: Review) -> PublicityPerson:
    """A line of a posted list."""
    facts = review.facts
    return PublicityPerson(
        declaration_id=review.declaration_id,
        name=facts.person_name,
        unit_name=facts.unit_name,
        series_name=facts.series_name,
        major=facts.major,
        title=facts.title,
    )


def listing_order(review: Review) -> tuple[str, str, str]:
    """How posted lists are sorted."""
    return review.facts.series_name, review.facts.major, review.facts.case_number
