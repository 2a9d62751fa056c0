"""单独分组 of a session's list: set up with the assignment, kept through list, count and report."""

from __future__ import annotations

from collections.abc import Sequence

from services.committee.domain.ballots import Tally
from services.committee.domain.grouping import GroupChoice, check_choice, group_of, within_rate
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.usecases.ports import Ports
from shared.contracts.committee.session import GroupFigures
from shared.kernel.catalogue import text
from shared.persistence import Tx
from shared.policy import Pack, Ratio
from shared.policy.pack.procedure import GroupRule


def choose_groups(session: Session, pack: Pack, groups: Sequence[str] | None, pass_rates: dict[str, str]) -> None:
    """Take the choice of the office; no choice leaves the former one as it is."""
    if groups is None and not pass_rates:
        return
    chosen = session.chosen_groups if groups is None else sorted(set(groups))
    check_choice(pack.groups, chosen, pass_rates)
    session.choose_groups(GroupChoice(groups=tuple(chosen), pass_rates=pass_rates))


def regroup(tx: Tx[Ports], session: Session, pack: Pack, reviews: Sequence[Review]) -> None:
    """Those assigned earlier follow a changed choice."""
    for review in reviews:
        if review.regroup(group_of(pack.groups, session.chosen_groups, review.facts)):
            tx.ports.reviews.save(review)


def group_figures(process: ResultsProcess, pack: Pack, reviews: Sequence[Review]) -> tuple[GroupFigures, ...]:
    """Candidates and passes of every group that has any, in the notice's order, those reviewed together first."""
    known = {rule.id: rule for rule in pack.groups}
    members: dict[str | None, list[Review]] = {}
    for review in reviews:
        members.setdefault(review.group_id, []).append(review)
    order: list[str | None] = [None, *known, *(key for key in members if key and key not in known)]
    return tuple(_figures(process, known.get(key or ""), key, members[key]) for key in order if key in members)


def _figures(process: ResultsProcess, rule: GroupRule | None, key: str | None, reviews: list[Review]) -> GroupFigures:
    """`rule` is None for those reviewed together, and for a group that an amended notice knows no more."""
    counted = [review for review in reviews if review.outcome is not None]
    passed = sum(review.outcome == "passed" for review in counted)
    return GroupFigures(
        group_id=key,
        name=rule.name if rule else key or text("group_common"),
        clause=rule.clause if rule else None,
        assigned=len(reviews),
        candidates=len(counted),
        passed=passed,
        not_passed=len(counted) - passed,
        pass_rate=process.pass_rates.get(key or ""),
    )


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
