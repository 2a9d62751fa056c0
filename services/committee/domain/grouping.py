"""单独分组: who is reviewed in a group of his own, what a committee may choose, and the pass rate of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from services.committee.domain.ballots import Tally
from shared.contracts.audit.case import PassedFacts
from shared.kernel.errors import invalid, refused
from shared.policy import Ratio
from shared.policy.pack.procedure import GroupRule
from shared.wire.types import record


@record
class GroupChoice:
    """What the committee chose: groups that it set up although the notice leaves it free to, and their pass rates.

    `pass_rates`: group -> share of its candidates ("3/5"), where the notice lets the committee set one.
    """

    groups: tuple[str, ...] = ()
    pass_rates: dict[str, str] = field(default_factory=dict)


def group_of(rules: Sequence[GroupRule], chosen: Iterable[str], facts: PassedFacts) -> str | None:
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


def _fits(rule: GroupRule, facts: PassedFacts) -> bool:
    """An empty list means any; what is not known about a unit fits no rule that asks for it."""
    lists = (
        (rule.tiers, facts.unit_tier),
        (rule.natures, facts.unit_nature),
        (rule.sectors, facts.unit_sector),
    )
    special = not rule.specialised_sme or facts.unit_specialised_sme is True
    return special and all(not wanted or have in wanted for wanted, have in lists)
