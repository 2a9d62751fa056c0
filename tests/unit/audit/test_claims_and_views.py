"""Claims, kept verdicts and views of work: what they hold for, and when they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.audit.config import claim_term
from services.audit.domain.eligibility import CaseEligibility, ClaimedWay
from services.audit.domain.transitions import CASE, CaseState
from services.audit.domain.work_view import WorkView, views_of
from shared.kernel.errors import Kind
from tests.unit.audit.test_case_rules import AT, TODAY, case, decision, refused

LATER = AT + timedelta(hours=24)


def claimed(**more: object):
    """A department's case on the desk of its clerk until the next morning."""
    held = case(position=1, **more)
    held.take("clerk", "李四", AT, LATER)
    return held


def test_a_claim_holds_to_its_last_moment_and_for_its_claimant_always() -> None:
    held = claimed()
    held.require_unclaimed("clerk", AT)
    for who in ("clerk", "other"):
        held.require_unclaimed(who, LATER)
    with refused("case_claimed", Kind.CONFLICT):
        held.require_unclaimed("other", LATER - timedelta(seconds=1))


def test_a_claim_ends_with_its_stage_its_holder_its_revision_and_its_state() -> None:
    moved, handed, answered, closed = claimed(), claimed(), claimed(), claimed()
    moved.approve(decision(), TODAY)
    handed.hand_over("above", "上级", "唯一经办人")
    answered.revision = 2
    closed.close()
    assert [one.claim_at(AT) for one in (moved, handed, answered, closed)] == [None] * 4
    assert claimed().claim_at(AT) is not None


@pytest.mark.parametrize("state", sorted(set(CaseState) - {CaseState.OPEN}))
def test_what_cannot_be_decided_cannot_be_claimed(state: CaseState) -> None:
    with refused("step_not_possible", Kind.CONFLICT):
        case(state=state).take("clerk", "李四", AT, LATER)


def test_a_claim_is_put_back_once_and_by_its_claimant_only() -> None:
    held = claimed()
    with refused("case_claimed", Kind.CONFLICT):
        held.give_back("other", AT)
    held.give_back("clerk", AT)
    with refused("case_not_claimed", Kind.CONFLICT):
        held.give_back("clerk", AT)


def test_how_long_a_claim_lasts_is_told_by_the_site() -> None:
    assert claim_term({}).ends(AT) == AT + timedelta(hours=24)
    assert claim_term({"ZHIPING_CLAIM_HOURS": "4"}).ends(AT) == AT + timedelta(hours=4)
    for wrong in ("0", "-1", "a day"):
        with pytest.raises(ValueError, match=r"."):
            claim_term({"ZHIPING_CLAIM_HOURS": wrong})


def test_a_kept_verdict_is_of_one_revision_one_version_of_the_notice_and_one_set_of_statements() -> None:
    held = case()
    assert held.kept_eligibility is None
    way = ClaimedWay(route="ordinary", open=True)
    found = CaseEligibility(
        outcome="eligible", at=TODAY, pack_digest="0" * 64, path=None, claimed=way, refusals=(), open_points=()
    )  # fmt: skip
    held.keep_eligibility(found)
    assert held.kept_eligibility == found
    for change in ({"revision": 2}, {"notice_version": 2}, {"statements": (object(),)}):
        assert replace(held, **change).kept_eligibility is None  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("held", [True, False])
def test_every_case_has_one_view_of_an_organisation_and_what_is_late_one_more(state: CaseState, held: bool) -> None:
    (view,) = views_of(state, held=held, late=False)
    more = views_of(state, held=held, late=True)
    assert more == ((view, WorkView.OVERDUE) if view is WorkView.TO_DO else (view,))
    assert (view is WorkView.DONE) == (state in CASE.final)
    assert (view is WorkView.WAITING) == (not held and state not in CASE.final)
