"""单独分组 of a session's list: set up with the assignment, kept through list, count and report."""

from __future__ import annotations

from collections.abc import Sequence

from services.committee.domain.ballots import Tally
from services.committee.domain.grouping import Figures, check_choice, figures, group_of, within_rate
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.usecases.ports import Ports
from shared.kernel.catalogue import text
from shared.persistence import Tx
from shared.policy import Pack, Ratio


def choose_groups(session: Session, pack: Pack, groups: Sequence[str] | None, pass_rates: dict[str, str]) -> None:
    """Take the choice of the office; no choice leaves the former one as it is."""
    if groups is None and not pass_rates:
        return
    chosen = session.chosen_groups if groups is None else sorted(set(groups))
    check_choice(pack.groups, chosen, pass_rates)
    session.grouping = {"groups": chosen, "pass_rates": pass_rates}


def regroup(tx: Tx[Ports], session: Session, pack: Pack, reviews: Sequence[Review]) -> None:
    """Those assigned earlier follow a changed choice."""
    for review in reviews:
        group = group_of(pack.groups, session.chosen_groups, review.facts)
        if review.state == "assigned" and review.group_id != group:
            review.group_id = group
            tx.ports.reviews.save(review)


def group_figures(session: Session, pack: Pack, reviews: Sequence[Review]) -> list[Figures]:
    """Candidates and passes by group; a notice without groups has only those reviewed together."""
    return figures(pack.groups, text("group_common"), session.pass_rates, reviews)


def cut_by_rate(session: Session, reviews: Sequence[Review], tallies: dict[str, Tally]) -> set[str]:
    """Declarations that have the votes and yet do not pass, because their group's own pass rate is used up."""
    cut: set[str] = set()
    for group, rate in session.pass_rates.items():
        mine = {one.declaration_id: tallies[one.declaration_id] for one in reviews if one.group_id == group}
        through = within_rate(Ratio.parse(rate), mine)
        cut |= {key for key, tally in mine.items() if tally.passed and key not in through}
    return cut


def group_names(pack: Pack) -> dict[str | None, str]:
    """What each group is called."""
    return {None: text("group_common"), **{rule.id: rule.name for rule in pack.groups}}
