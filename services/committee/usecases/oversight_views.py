"""What is known about the oversight of a committee, for those who answer for it."""

from __future__ import annotations

from services.committee.domain.cleaning import Cleaning
from services.committee.domain.extension import ReviewExtension
from services.committee.domain.joint_review import JointReview
from services.committee.domain.oversight import Inspection, Measure
from services.committee.domain.scope import STAFF, body
from services.committee.requests import GetOversight
from services.committee.results.oversight import (
    CleaningView,
    ExtensionView,
    InspectionView,
    JointReviewView,
    MeasureView,
    OversightView,
)
from services.committee.usecases.access import scope_of
from services.committee.usecases.ports import Ports
from shared.kernel.errors import forbidden
from shared.persistence import Tx


def get_oversight(tx: Tx[Ports], request: GetOversight) -> OversightView:
    """Inspections and measures, oldest first, for office, authority and oversight; whether the committee may review."""
    committee = tx.ports.committees.get(request.committee_id)
    scope_of(tx).require(body(committee), STAFF, forbidden("organisation_not_allowed"))
    measures = tx.ports.oversight.measures(committee.id)
    return OversightView(
        committee_id=committee.id,
        suspended=any(one.suspends and one.state == "in_force" for one in measures),
        inspections=tuple(_inspection(one) for one in tx.ports.oversight.inspections(committee.id)),
        measures=tuple(_measure(one) for one in measures),
        cleanings=tuple(_cleaning(one) for one in tx.ports.cleanings.of_committee(committee.id)),
        joint_reviews=tuple(_joint(one) for one in tx.ports.joint_reviews.of_committee(committee.id)),
        extensions=tuple(_extension(one) for one in tx.ports.extensions.under(committee.id)),
    )


def _inspection(one: Inspection) -> InspectionView:
    return InspectionView(
        inspection_id=one.id, session_id=one.session_id, kind=one.kind, name=one.name, inspected_on=one.inspected_on,
        faults=one.faults, findings=one.findings, organisation_id=one.organisation_id, clause=one.clause,
    )  # fmt: skip


def _measure(one: Measure) -> MeasureView:
    return MeasureView(
        measure_id=one.id, version=one.version, inspection_id=one.inspection_id, kind=one.kind, name=one.name,
        state=one.state, suspends=one.suspends, reason=one.reason, clause=one.clause,
        organisation_id=one.organisation_id, taken_on=one.taken_on, due_on=one.due_on, overdue=one.overdue,
        lifted_on=one.lifted_on, lifting_opinion=one.lifting_opinion,
    )  # fmt: skip


def _extension(one: ReviewExtension) -> ExtensionView:
    return ExtensionView(
        extension_id=one.id, version=one.version, notice_id=one.notice_id, state=one.state, extends=one.extends,
        until=one.until, reason=one.reason, filed_on=one.filed_on, answered_on=one.answered_on, opinion=one.opinion,
        clause=one.clause,
    )  # fmt: skip


def _cleaning(one: Cleaning) -> CleaningView:
    return CleaningView(
        cleaning_id=one.id, notice_id=one.notice_id, year=one.year,
        removed=one.removed,
        added=tuple(one.added), pool_size=one.pool_size, private=one.private, reported_on=one.reported_on,
        clause=one.clause,
    )  # fmt: skip


def _joint(one: JointReview) -> JointReviewView:
    return JointReviewView(
        joint_review_id=one.id, from_code=one.from_code, notice_id=one.notice_id, mode=one.mode, opinion=one.opinion,
        authority_id=one.authority_id, authority_name=one.authority_name, agreed_on=one.agreed_on, clause=one.clause,
    )  # fmt: skip
