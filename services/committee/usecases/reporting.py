"""The reporting package: what the office hands to the authority after the publicity."""

from __future__ import annotations

from services.committee.domain.committee import Committee
from services.committee.domain.panel import presiding
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.requests import ReportPackage
from services.committee.results.publicity import PackageReportedAnswer
from services.committee.usecases.bodies import results_authority
from services.committee.usecases.common import own_results, saved, trail
from services.committee.usecases.grouping import group_figures, group_names
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.ports import Ports
from services.committee.usecases.scoring_views import reported
from shared.contracts.committee import results as contract
from shared.persistence import Tx
from shared.policy import LEVEL_RANK, Pack


def report_package(tx: Tx[Ports], request: ReportPackage) -> PackageReportedAnswer:
    """Report the passed, un-cancelled results; after the due date the package is taken and marked late."""
    process, committee, pack = own_results(tx, request.session_id, "report_package")
    require_right_to_review(tx, committee)
    process.report_package(tx.today)
    told = _package(tx, process, committee, pack)
    tx.record(contract.PACKAGE_REPORTED, process.id, told)
    trail(tx, "report_package", process, pack.reporting.cited, rows=len(told.rows), late=process.dates.reported_late)
    return PackageReportedAnswer(
        **saved(tx, process, request.expected_version), rows=len(told.rows),
        late=process.dates.reported_late, due_on=process.dates.report_due_on,
    )  # fmt: skip


def _package(tx: Tx[Ports], process: ResultsProcess, committee: Committee, pack: Pack) -> contract.PackageReported:
    reviews = tx.ports.reviews.of_session(process.id)
    counted = [review for review in reviews if review.reviewed_on is not None]
    failed = sum(review.state == "not_passed" for review in counted)
    objections = tx.ports.objections.of_session(process.id)
    authority = results_authority(tx, pack, committee)
    chair = presiding(tx.ports.panels.of_session(process.id))
    posting = process.dates.posting
    assert posting is not None
    return contract.PackageReported(
        session_id=process.id,
        kind=process.kind,
        notice_id=process.notice_id,
        committee_id=committee.id,
        committee_name=committee.name,
        office_id=committee.office_id,
        office_name=committee.office_name,
        authority_id=authority.id,
        authority_name=authority.name,
        level_group=committee.scope.level_group,
        meeting_on=process.decided_on,
        candidates=len(counted),
        passed=len(counted) - failed,
        not_passed=failed,
        objections=len(objections),
        upheld=sum(objection.outcome == "upheld" for objection in objections),
        publicity_from=posting.posted_on,
        publicity_to=posting.ends_on,
        reported_on=tx.today,
        reported_by=tx.caller.name,
        chair_name=chair.name if chair else "",
        clause=pack.reporting.cited,
        rows=_rows(pack, reviews),
        groups=group_figures(process, pack, reviews),
        scores=reported(tx, process, pack, reviews),
    )


def _rows(pack: Pack, reviews: list[Review]) -> tuple[contract.PassRow, ...]:
    """The roster of those who passed."""
    names = group_names(pack)
    passed = (review for review in sorted(reviews, key=_roster_order) if review.state == "passed")
    return tuple(_row(review, names.get(review.group_id, names[None])) for review in passed)


def _row(review: Review, group_name: str) -> contract.PassRow:
    facts = review.facts
    return contract.PassRow(
        declaration_id=review.declaration_id,
        case_number=facts.case_number,
        dossier_digest=facts.dossier_digest,
        person_id=facts.person_id,
        person_name=facts.person_name,
        sex=facts.sex,
        birth_date=facts.birth_date,
        id_number_sealed=facts.id_number_sealed,
        unit_name=facts.unit_name,
        region=facts.region,
        series_name=facts.series_name,
        major=facts.major,
        level=facts.level,
        title=facts.title,
        yes=review.yes or 0,
        no=review.no or 0,
        abstain=review.abstain or 0,
        present=review.present or 0,
        group_name=group_name,
    )


def _roster_order(review: Review) -> tuple[str, str, int, str]:
    facts = review.facts
    return facts.series_name, facts.major, -LEVEL_RANK[facts.level], facts.case_number
