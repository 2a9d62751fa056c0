"""联合评审 and 委托评审: the bureau's consent, and what an assignment may take by it."""

from __future__ import annotations

from collections.abc import Sequence

from services.committee.domain.committee import Committee
from services.committee.domain.joint_review import (
    JointReview,
    check_agreed,
    check_consent,
    check_new,
    check_scope,
    spec_of,
)
from services.committee.domain.review import Review
from services.committee.requests import AgreeJointReview
from services.committee.results.oversight import JointReviewAgreedAnswer
from services.committee.usecases.access import scope_of
from services.committee.usecases.bodies import AUTHORITY, clause_of_body, take_side
from services.committee.usecases.clauses import clause_of_sharing
from services.committee.usecases.common import pack_of
from services.committee.usecases.ports import Ports
from shared.contracts.committee import oversight as contract
from shared.kernel.errors import refused
from shared.kernel.scope import HR_CLERK
from shared.persistence import Tx
from shared.policy import Pack


def agree_joint_review(tx: Tx[Ports], request: AgreeJointReview) -> JointReviewAgreedAnswer:
    """The bureau that the notice names agrees that a committee takes another one's declarations of this year."""
    committee = tx.ports.committees.get(request.committee_id)
    pack = pack_of(tx, request.notice_id)
    rule = pack.joint_review
    if rule is None or request.mode not in rule.modes:
        raise refused("joint_review_not_provided", path="mode", clause=clause_of_sharing(pack))
    bureau = tx.ports.organisations.find(scope_of(tx).acts_for({HR_CLERK}) or "")
    check_consent(rule, bureau, committee)
    take_side(tx, committee, AUTHORITY, rule.cited)
    committee.check_has_panel(clause_of_body(tx, committee))
    committee.check_may_review(tx.today, pack.committee_rules)
    check_scope(rule, spec_of(pack, request.from_code), committee)
    check_new(tx.ports.joint_reviews.of_committee(committee.id, pack.notice.id), request.from_code)
    agreed = JointReview(
        id=tx.new_id(), committee_id=committee.id, from_code=request.from_code, notice_id=request.notice_id,
        mode=request.mode, opinion=request.opinion, clause=rule.cited, authority_id=bureau.id if bureau else "",
        authority_name=bureau.name if bureau else "", agreed_on=tx.today,
    )  # fmt: skip
    tx.ports.joint_reviews.add(agreed)
    tx.record(contract.JOINT_REVIEW_AGREED, committee.id, _told(tx, agreed, committee))
    tx.trail(
        "agree_joint_review", "committee", committee.id, clause=agreed.clause, opinion=agreed.opinion,
        data={"from_code": agreed.from_code, "mode": agreed.mode, "notice_id": agreed.notice_id},
    )  # fmt: skip
    return JointReviewAgreedAnswer(
        joint_review_id=agreed.id, committee_id=committee.id, from_code=agreed.from_code, mode=agreed.mode,
        clause=agreed.clause,
    )  # fmt: skip


def waiting_for(tx: Tx[Ports], committee: Committee, pack: Pack, from_codes: Sequence[str]) -> list[Review]:
    """What waits for this committee, and for those that it takes over; each of them must have been agreed to."""
    notice_id = pack.notice.id
    agreed = tx.ports.joint_reviews.of_committee(committee.id, notice_id)
    check_agreed(clause_of_sharing(pack), agreed, from_codes)
    codes = [committee.code, *(code for code in dict.fromkeys(from_codes) if code != committee.code)]
    return [review for code in codes for review in tx.ports.reviews.waiting(code, notice_id)]


def codes_before(tx: Tx[Ports], committee: Committee, notice_id: str) -> list[str]:
    """Codes whose declarations this committee reviews under the notice: its own, and those agreed to."""
    return [committee.code, *(one.from_code for one in tx.ports.joint_reviews.of_committee(committee.id, notice_id))]


def _told(tx: Tx[Ports], agreed: JointReview, committee: Committee) -> contract.JointReviewAgreed:
    """`from_office_id` is the office that hands over, where its committee is registered at all."""
    other = tx.ports.committees.find_code(agreed.from_code)
    return contract.JointReviewAgreed(
        joint_review_id=agreed.id, committee_id=committee.id, committee_name=committee.name,
        office_id=committee.office_id, from_code=agreed.from_code, from_office_id=other.office_id if other else None,
        notice_id=agreed.notice_id, mode=agreed.mode, authority_id=agreed.authority_id,
        authority_name=agreed.authority_name, agreed_on=agreed.agreed_on, opinion=agreed.opinion, clause=agreed.clause,
    )  # fmt: skip
