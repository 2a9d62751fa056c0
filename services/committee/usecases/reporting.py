"""The reporting package: what the office hands to the authority after the publicity."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.committee.domain.committee import Committee
from services.committee.domain.organisation import Organisation
from services.committee.domain.panel import presiding
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.requests import ReportPackage
from services.committee.results.publicity import PackageReported
from services.committee.usecases.bodies import results_authority
from services.committee.usecases.common import own_session, saved, trail
from services.committee.usecases.grouping import group_figures, group_names
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.ports import Ports
from services.committee.usecases.scoring_views import reported
from shared.contracts import committee as contract
from shared.persistence import Tx
from shared.policy import LEVEL_RANK

FROM_FACTS = (
    "case_number", "dossier_digest", "person_id", "person_name", "sex", "birth_date", "id_number_sealed", "unit_name",
    "region", "series_name", "major", "level", "title",
)  # fmt: skip
COUNTS = ("yes", "no", "abstain", "present")


def report_package(tx: Tx[Ports], request: ReportPackage) -> PackageReported:
    """Report the passed, un-cancelled results; after the due date the package is taken and marked late."""
    session, committee, pack = own_session(tx, request.session_id, "report_package")
    session.move("report_package")
    require_right_to_review(tx, committee)
    session.reported_on = tx.today
    session.reported_late = session.report_due_on is not None and tx.today > session.report_due_on
    reviews = tx.ports.reviews.of_session(session.id)
    names = group_names(pack)
    rows = [
        _row(review) | {"group_name": names.get(review.group_id, names[None])}
        for review in sorted(reviews, key=_roster_order)
        if review.state == "passed"
    ]
    data = {
        **_heading(tx, session, committee, results_authority(tx, pack, committee)),
        **_figures(tx, session, reviews),
        "groups": [asdict(one) for one in group_figures(session, pack, reviews)],
        "clause": pack.reporting.cited,
        "rows": rows,
        "scores": reported(tx, session, pack, reviews),
    }
    tx.record(contract.PACKAGE_REPORTED, session.id, data)
    trail(tx, "report_package", session, pack.reporting.cited, rows=len(rows), late=session.reported_late)
    return PackageReported(
        **saved(tx, session, request.expected_version), rows=len(rows),
        late=session.reported_late, due_on=session.report_due_on,
    )  # fmt: skip


def _heading(tx: Tx[Ports], session: Session, committee: Committee, authority: Organisation) -> dict[str, Any]:
    chair = presiding(tx.ports.panels.of_session(session.id))
    return {
        "session_id": session.id,
        "kind": session.kind,
        "notice_id": session.notice_id,
        "committee_id": committee.id,
        "committee_name": committee.name,
        "office_id": committee.office_id,
        "office_name": committee.office_name,
        "authority_id": authority.id,
        "authority_name": authority.name,
        "level_group": committee.level_group,
        "meeting_on": session.meeting_on.isoformat(),
        "reported_on": tx.today.isoformat(),
        "reported_by": tx.caller.name,
        "chair_name": chair.name if chair else "",
    }


def _figures(tx: Tx[Ports], session: Session, reviews: list[Review]) -> dict[str, Any]:
    counted = [review for review in reviews if review.reviewed_on is not None]
    failed = sum(review.state == "not_passed" for review in counted)
    objections = tx.ports.objections.of_session(session.id)
    return {
        "candidates": len(counted),
        "passed": len(counted) - failed,
        "not_passed": failed,
        "objections": len(objections),
        "upheld": sum(objection.outcome == "upheld" for objection in objections),
        "publicity_from": session.posted_on.isoformat() if session.posted_on else "",
        "publicity_to": session.ends_on.isoformat() if session.ends_on else "",
    }


def _row(review: Review) -> dict[str, Any]:
    return {
        "declaration_id": review.declaration_id,
        **{name: review.facts[name] for name in FROM_FACTS},
        **{name: getattr(review, name) or 0 for name in COUNTS},
    }


def _roster_order(review: Review) -> tuple[str, str, int, str]:
    facts = review.facts
    return facts["series_name"], facts["major"], -LEVEL_RANK[facts["level"]], facts["case_number"]
