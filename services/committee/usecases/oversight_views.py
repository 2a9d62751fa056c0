"""What is known about the oversight of a committee, for those who answer for it."""

from __future__ import annotations

from datetime import date

from services.committee.domain.cleaning import Cleaning
from services.committee.domain.extension import Extension
from services.committee.domain.joint_review import JointReview
from services.committee.domain.oversight import Inspection, Measure
from services.committee.usecases.common import Request
from services.committee.usecases.ports import Ports
from shared.kernel.errors import forbidden
from shared.persistence import Tx

WATCHERS = frozenset({"supervisor", "operator"})
INSPECTION = ("session_id", "kind", "name", "faults", "findings", "organisation_id", "clause")
MEASURE = ("version", "inspection_id", "kind", "name", "state", "suspends", "reason", "clause", "organisation_id",
           "overdue", "lifting_opinion")  # fmt: skip

CLEANING = ("notice_id", "year", "removed", "added", "pool_size", "private", "clause")
JOINT = ("from_code", "notice_id", "mode", "opinion", "authority_id", "authority_name", "clause")
EXTENSION = ("version", "notice_id", "state", "reason", "opinion", "clause")


def get_oversight(tx: Tx[Ports], request: Request) -> Request:
    """Inspections and measures, oldest first, for office, authority and oversight; whether the committee may review."""
    committee = tx.ports.committees.get(request["committee_id"])
    ours = (committee.office_id, committee.authority_id)
    if not tx.caller.roles & WATCHERS and tx.caller.organisation_id not in ours:
        raise forbidden("organisation_not_allowed")
    measures = tx.ports.oversight.measures(committee.id)
    return {
        "committee_id": committee.id,
        "suspended": any(one.suspends and one.state == "in_force" for one in measures),
        "inspections": [_inspection(one) for one in tx.ports.oversight.inspections(committee.id)],
        "measures": [_measure(one) for one in measures],
        "cleanings": [_cleaning(one) for one in tx.ports.cleanings.of_committee(committee.id)],
        "joint_reviews": [_joint(one) for one in tx.ports.joint_reviews.of_committee(committee.id)],
        "extensions": [_extension(one) for one in tx.ports.extensions.under(committee.id)],
    }


def _inspection(one: Inspection) -> Request:
    shown = {name: getattr(one, name) for name in INSPECTION}
    return {"inspection_id": one.id, **shown, "inspected_on": one.inspected_on.isoformat()}


def _measure(one: Measure) -> Request:
    shown = {name: getattr(one, name) for name in MEASURE}
    days = {name: _day(getattr(one, name)) for name in ("taken_on", "due_on", "lifted_on")}
    return {"measure_id": one.id, **shown, **days}


def _extension(one: Extension) -> Request:
    shown = {name: getattr(one, name) for name in EXTENSION}
    days = {name: _day(getattr(one, name)) for name in ("extends", "until", "filed_on", "answered_on")}
    return {"extension_id": one.id, **shown, **days}


def _cleaning(one: Cleaning) -> Request:
    shown = {name: getattr(one, name) for name in CLEANING}
    return {"cleaning_id": one.id, **shown, "reported_on": one.reported_on.isoformat()}


def _joint(one: JointReview) -> Request:
    shown = {name: getattr(one, name) for name in JOINT}
    return {"joint_review_id": one.id, **shown, "agreed_on": one.agreed_on.isoformat()}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
