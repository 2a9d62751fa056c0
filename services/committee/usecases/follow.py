"""What other services announce, kept as this service's own projections."""

from __future__ import annotations

from typing import Any

from services.committee.domain.organisation import Organisation
from services.committee.domain.review import Review
from services.committee.usecases.ports import Ports
from shared.persistence import Tx

WITHDRAWABLE = ("waiting", "assigned")


def keep_notice(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """A published pack; committee, vote and certificate rules come from it."""
    tx.ports.packs.keep(data["notice_id"], data["version"], data["pack"])


def keep_organisation(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """An organisation exists or has changed."""
    contact = {key: data["contact"].get(key) for key in ("telephone", "address", "email")}
    tx.ports.organisations.keep(
        Organisation(data["organisation_id"], data["name"], data["kind"], data["tier"], data["region"], contact)
    )


def declaration_passed(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """A declaration passed every stage of audit and waits for its committee."""
    if tx.ports.reviews.find(data["declaration_id"]) is not None:
        return
    tx.ports.reviews.add(
        Review(
            declaration_id=data["declaration_id"],
            version=1,
            state="waiting",
            committee_code=data["committee_code"],
            notice_id=data["notice_id"],
            person_id=data["person_id"],
            facts={key: value for key, value in data.items() if key != "decisions"},
        )
    )


def case_closed(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """The case ended elsewhere (withdrawn): it leaves the list unless it was voted on."""
    review = tx.ports.reviews.find(data["declaration_id"])
    if review is not None and review.state in WITHDRAWABLE:
        review.move("withdraw")
        tx.ports.reviews.save(review)
