"""延期评审: filed by the office in time, answered by the authority where the notice asks for it, told to who waits."""

from __future__ import annotations

from datetime import date

from services.committee.domain.committee import Committee
from services.committee.domain.extension import ReviewExtension, check_extension, window_of
from services.committee.requests import AnswerExtension, FileExtension
from services.committee.results.oversight import ExtensionAnswered, ExtensionFiled
from services.committee.usecases.bodies import act_for_authority, body_note, same_body, spec_under
from services.committee.usecases.common import office_committee, pack_of
from services.committee.usecases.joint_review import codes_before
from services.committee.usecases.ports import Ports
from shared.contracts.committee import oversight as contract
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import Pack, Window, cited

WAITS = ("waiting", "assigned")


def file_extension(tx: Tx[Ports], request: FileExtension) -> ExtensionFiled:
    """Ask for a later last day before the present one is over; where filing is enough it counts at once."""
    committee = office_committee(tx, request.committee_id)
    pack = pack_of(tx, request.notice_id)
    rule, until = pack.extension, request.until
    if rule is None:
        windows = _review_windows(committee, pack)
        raise refused("extension_not_provided", path="notice_id", clause=cited(next(iter(windows), None)))
    committee.check_may_review(until, pack.committee_rules)
    window, ends = review_window(tx, committee, pack, tx.today)
    check_extension(rule, extensions_of(tx, committee, pack), tx.today, ends, until)
    extension = ReviewExtension(
        id=tx.new_id(), version=1, state="agreed" if rule.needs == "filing" else "filed", committee_id=committee.id,
        notice_id=pack.notice.id, authority_id=committee.authority_id, extends=window.closes_on, until=until,
        reason=request.reason, clause=rule.cited, filed_on=tx.today,
    )  # fmt: skip
    tx.ports.extensions.add(extension)
    tx.record(contract.EXTENSION_FILED, committee.id, _told(tx, extension, committee))
    _trail(tx, "file_extension", extension, extension.reason)
    if extension.state == "agreed":
        _tell_who_waits(tx, extension, committee)
    return ExtensionFiled(extension_id=extension.id, version=extension.version, state=extension.state, until=until)


def answer_extension(tx: Tx[Ports], request: AnswerExtension) -> ExtensionAnswered:
    """同意, sent back or declined by the authority; agreed, meetings of this review may be held until the new day."""
    extension = tx.ports.extensions.get(request.extension_id)
    committee = tx.ports.committees.get(extension.committee_id)
    spec = spec_under(tx, pack_of(tx, extension.notice_id), committee)
    authority = act_for_authority(tx, committee, spec)
    extension.answer(tx.today, request.opinion, agreed=request.agreed, final=request.final)
    version = tx.ports.extensions.save(extension, request.expected_version)
    tx.record(contract.EXTENSION_ANSWERED, committee.id, _told(tx, extension, committee))
    _trail(tx, "answer_extension", extension, request.opinion)
    if extension.state == "agreed":
        _tell_who_waits(tx, extension, committee)
    one = same_body(tx, committee, spec, authority)
    return ExtensionAnswered(
        extension_id=extension.id, version=version, state=extension.state, until=extension.until, same_body=one,
        note=body_note(one),
    )  # fmt: skip


def extensions_of(tx: Tx[Ports], committee: Committee, pack: Pack) -> list[ReviewExtension]:
    """Everything the committee ever filed under this notice, oldest first."""
    return tx.ports.extensions.under(committee.id, pack.notice.id)


def review_window(tx: Tx[Ports], committee: Committee, pack: Pack, day: date) -> tuple[Window, date]:
    """The review window of the committee's plans that `day` falls to, and its last day, extensions counted in."""
    windows = _review_windows(committee, pack)
    if not windows:
        raise refused("review_window_unknown", path="notice_id")
    return window_of(windows, extensions_of(tx, committee, pack), day)


def _review_windows(committee: Committee, pack: Pack) -> list[Window]:
    plans = (plan for plan in pack.plans if pack.committee_code(plan, committee.region) == committee.code)
    return [plan.windows["review"] for plan in plans if "review" in plan.windows]


def _tell_who_waits(tx: Tx[Ports], extension: ReviewExtension, committee: Committee) -> None:
    """Applicants and their units are told why and until when (向参评人员和有关单位说明理由)."""
    codes = codes_before(tx, committee, extension.notice_id)
    reviews = (one for code in codes for one in tx.ports.reviews.before_committee(code, extension.notice_id))
    for review in reviews:
        if review.state in WAITS:
            told = contract.ReviewPostponed(
                declaration_id=review.declaration_id, person_id=review.person_id, unit_id=review.facts.unit_id,
                committee_id=committee.id, committee_name=committee.name, until=extension.until,
                reason=extension.reason, clause=extension.clause,
            )  # fmt: skip
            tx.record(contract.REVIEW_POSTPONED, review.declaration_id, told)


def _told(tx: Tx[Ports], extension: ReviewExtension, committee: Committee) -> contract.ExtensionState:
    """`sessions` are those of this review still to be concluded: their last day moves."""
    return contract.ExtensionState(
        extension_id=extension.id, committee_id=committee.id, committee_name=committee.name,
        office_id=committee.office_id, authority_id=committee.authority_id, notice_id=extension.notice_id,
        state=extension.state, extends=extension.extends, until=extension.until, reason=extension.reason,
        opinion=extension.opinion, filed_on=extension.filed_on, answered_on=extension.answered_on,
        clause=extension.clause, sessions=tuple(tx.ports.sessions.unfinished(committee.id, extension.notice_id)),
    )  # fmt: skip


def _trail(tx: Tx[Ports], action: str, extension: ReviewExtension, opinion: str) -> None:
    data = {"extension_id": extension.id, "until": extension.until.isoformat(), "state": extension.state}
    clause = extension.clause or None
    tx.trail(action, "committee", extension.committee_id, clause=clause, opinion=opinion, data=data)
