"""The yearly cleaning of committee and pool: reported by the office before its first session of the year."""

from __future__ import annotations

from services.committee.domain.cleaning import (
    Cleaning,
    check_cleaned,
    check_private_share,
    check_report,
    in_pool,
)
from services.committee.domain.committee import Committee
from services.committee.requests import ReportCleaning
from services.committee.results.oversight import CleaningReportedAnswer
from services.committee.usecases.common import office_committee, pack_of
from services.committee.usecases.ports import Ports
from shared.contracts.committee import oversight as contract
from shared.kernel.errors import conflict, refused
from shared.persistence import Tx
from shared.policy import Pack


def report_cleaning(tx: Tx[Ports], request: ReportCleaning) -> CleaningReportedAnswer:
    """Report who left and who came; the share of private-enterprise experts is counted in the pool."""
    committee = office_committee(tx, request.committee_id)
    pack = pack_of(tx, request.notice_id)
    if pack.cleaning is None:
        raise refused("cleaning_not_asked", path="notice_id")
    experts = tx.ports.experts.of_committee(committee.id)
    check_report(pack.cleaning, experts, [one.expert_no for one in request.removed], request.added)
    check_private_share(pack.cleaning, committee, experts)
    _refuse_repeated(tx, committee, pack)
    drawable = in_pool(experts)
    cleaning = Cleaning(
        id=tx.new_id(), committee_id=committee.id, notice_id=pack.notice.id, year=pack.notice.year,
        removed=request.removed, added=list(request.added),
        pool_size=len(drawable), private=sum(expert.private for expert in drawable),
        pool_digest=pool_digest_of(committee) or "", reported_on=tx.today, reporter_id=tx.caller.person_id,
        clause=pack.cleaning.cited,
    )  # fmt: skip
    return _reported(tx, committee, cleaning)


def _refuse_repeated(tx: Tx[Ports], committee: Committee, pack: Pack) -> None:
    """One report a year for the same pool; a pool imported anew is reported anew."""
    known = tx.ports.cleanings.latest(committee.id, pack.notice.year)
    if known is not None and known.pool_digest == (pool_digest_of(committee) or ""):
        raise conflict("cleaning_reported_already", reported_on=known.reported_on.isoformat())


def _reported(tx: Tx[Ports], committee: Committee, cleaning: Cleaning) -> CleaningReportedAnswer:
    """Keep it and announce the figures; the experts' names stay here."""
    tx.ports.cleanings.add(cleaning)
    told = contract.CleaningReported(
        committee_id=committee.id, committee_name=committee.name, office_id=committee.office_id,
        authority_id=committee.authority_id, notice_id=cleaning.notice_id, year=cleaning.year,
        removed=len(cleaning.removed), added=len(cleaning.added), pool_size=cleaning.pool_size,
        private=cleaning.private, reported_on=cleaning.reported_on, clause=cleaning.clause,
    )  # fmt: skip
    tx.record(contract.CLEANING_REPORTED, committee.id, told)
    figures = {
        "year": told.year, "removed": told.removed, "added": told.added, "pool_size": told.pool_size,
        "private": told.private, "reported_on": told.reported_on.isoformat(),
    }  # fmt: skip
    tx.trail("report_cleaning", "committee", committee.id, clause=cleaning.clause or None, data=figures)
    return CleaningReportedAnswer(
        cleaning_id=cleaning.id, year=cleaning.year, removed=len(cleaning.removed), added=len(cleaning.added),
        pool_size=cleaning.pool_size, private=cleaning.private, reported_on=cleaning.reported_on,
    )  # fmt: skip


def require_cleaning(tx: Tx[Ports], committee: Committee, pack: Pack) -> None:
    """Where the notice asks for it, no session without this year's report of the pool as it is now."""
    if pack.cleaning is not None:
        latest = tx.ports.cleanings.latest(committee.id, pack.notice.year)
        check_cleaned(pack.cleaning, latest, pool_digest_of(committee), pack.notice.year)


def pool_digest_of(committee: Committee) -> str | None:
    """Digest of the pool as it was imported last; None before the first import."""
    return committee.pool_report.snapshot_digest if committee.pool_report else None
