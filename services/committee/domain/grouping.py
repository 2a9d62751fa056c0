"""单独分组: who is reviewed in a group of his own, what is counted by group, and the pass rate of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from services.committee.domain.ballots import Tally
from services.committee.domain.review import Review
from shared.kernel.errors import invalid, refused
from shared.policy import Ratio
from shared.policy.pack.procedure import GroupRule
from shared.wire.types import Doc


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted by group; those reviewed together come first, then the notice's order."""

    group_id: Annotated[str | None, Doc("null: those reviewed together")]
    name: str
    clause: str | None
    assigned: Annotated[int, Doc("on the list")]
    candidates: Annotated[int, Doc("of them voted on")]
    passed: int
    not_passed: int
    pass_rate: Annotated[str | None, Doc("the group's own, such as 3/5")]


def group_of(rules: Sequence[GroupRule], chosen: Iterable[str], facts: Mapping[str, Any]) -> str | None:
    """The group of a declaration by its unit; None for those reviewed together.

    Groups that the notice demands come before those that the committee chose, and of several the one for specialised
    enterprises before the one by nature; then the order of the notice decides.
    """
    wanted = set(chosen)
    fitting = [rule for rule in rules if (rule.required or rule.id in wanted) and _fits(rule, facts)]
    fitting.sort(key=lambda rule: (not rule.required, not rule.specialised_sme))
    return fitting[0].id if fitting else None


def check_choice(rules: Sequence[GroupRule], chosen: Sequence[str], rates: Mapping[str, str]) -> None:
    """Only groups that the notice knows are set up, and only those get a pass rate to which it gives one."""
    known = {rule.id: rule for rule in rules}
    for path, names in (("groups", chosen), ("pass_rates", list(rates))):
        unknown = [name for name in names if name not in known]
        if unknown:
            raise invalid("group_unknown", path=path, group=unknown[0])
    for name in rates:
        rule = known[name]
        if not rule.own_pass_rate:
            raise refused("group_without_own_rate", path="pass_rates", clause=rule.cited, group=rule.name)
        if not rule.required and name not in chosen:
            raise invalid("group_not_set_up", path="pass_rates", group=rule.name)


def within_rate(ratio: Ratio, tallies: Mapping[str, Tally]) -> set[str]:
    """Of those who have the votes, the ones that the group's pass rate lets through, by declaration.

    The rate is a share of the group's candidates, rounded down; more yes votes come first, and who has as many as the
    last one let through is let through too: equal votes are treated alike.
    """
    places = ratio.numerator * len(tallies) // ratio.denominator
    voted = sorted((tally.yes for tally in tallies.values() if tally.passed), reverse=True)
    if places >= len(voted):
        return {key for key, tally in tallies.items() if tally.passed}
    least = voted[places - 1] if places else max(voted, default=0) + 1
    return {key for key, tally in tallies.items() if tally.passed and tally.yes >= least}


def figures(
    rules: Sequence[GroupRule], common: str, rates: Mapping[str, str], reviews: Iterable[Review]
) -> list[Figures]:
    """Candidates and passes of every group that has any, in the notice's order, those reviewed together first."""
    known = {rule.id: rule for rule in rules}
    members: dict[str | None, list[Review]] = {}
    for review in reviews:
        members.setdefault(review.group_id, []).append(review)
    order: list[str | None] = [None, *known, *(key for key in members if key and key not in known)]
    return [_figures(known.get(key or ""), key or common, key, rates, members[key]) for key in order if key in members]


def _figures(
    rule: GroupRule | None, name: str, key: str | None, rates: Mapping[str, str], reviews: list[Review]
) -> Figures:
    """`rule` is None for those reviewed together, and for a group that an amended notice knows no more."""
    counted = [review for review in reviews if review.outcome is not None]
    passed = sum(review.outcome == "passed" for review in counted)
    return Figures(
        group_id=key,
        name=rule.name if rule else name,
        clause=rule.clause if rule else None,
        assigned=len(reviews),
        candidates=len(counted),
        passed=passed,
        not_passed=len(counted) - passed,
        pass_rate=rates.get(key or ""),
    )


def _fits(rule: GroupRule, facts: Mapping[str, Any]) -> bool:
    """An empty list means any; what is not known about a unit fits no rule that asks for it."""
    lists = (
        (rule.tiers, facts.get("unit_tier")),
        (rule.natures, facts.get("unit_nature")),
        (rule.sectors, facts.get("unit_sector")),
    )
    special = not rule.specialised_sme or facts.get("unit_specialised_sme") is True
    return special and all(not wanted or have in wanted for wanted, have in lists)
