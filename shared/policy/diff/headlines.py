"""What a reader wants to know first of a new notice, asked of both packs with the same questions.

Each answer is found in the pack's own data (no notice is known by name); a question with the same answer twice is left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from shared.policy.conditions.satisfiable import formula, not_all, person_for
from shared.policy.diff.change import PackChange
from shared.policy.diff.entries import basis
from shared.policy.diff.labels import label, sentence, spell
from shared.policy.diff.windows import general_window, span
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import CutOff
from shared.policy.pack.rules import Path, Relief
from shared.policy.terms.basics import BLIND, LEVEL_GROUP_NAMES, LevelGroup

Answer = tuple[str, str | None]
"""The answer in words, and its clause."""

NON_PUBLIC = 'employment.nature in ["private", "social"]'
NO_HOURS = "ce.hours == 0"


def headline_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """One change per question that the two notices answer differently."""
    for key, ask in QUESTIONS.items():
        (before, clause_before), (after, clause_after) = ask(old), ask(new)
        if before != after:
            yield PackChange(
                section="headlines", subject=label("headlines", key), kind="changed", field=key, before=before,
                after=after, clause_before=clause_before, clause_after=clause_after,
            )  # fmt: skip


def _filing_windows(pack: Pack) -> Answer:
    groups: dict[str, list[LevelGroup]] = {}
    for group in get_args(LevelGroup):
        groups.setdefault(span(general_window(pack, "filing", group)), []).append(group)
    groups.pop("", None)
    parts = [f"{'、'.join(LEVEL_GROUP_NAMES[one] for one in found)} {dates}" for dates, found in groups.items()]
    window = general_window(pack, "filing", "senior") or general_window(pack, "filing", "middle")
    return sentence("windows", count=len(groups), list="；".join(parts)), basis(window)


def _blind(pack: Pack) -> Answer:
    plans = [plan for plan in pack.plans if plan.mode in BLIND]
    if not plans:
        return sentence("no_blind"), None
    return sentence("blind", count=len(plans), total=len(pack.plans)), plans[0].clause


def _plan_final(pack: Pack) -> Answer:
    """A limit that no other choice escapes and that withdrawing does not lift."""
    spent = (limit for limit in pack.frequency if limit.counts == "person" and limit.since == "choice")
    limit = next((limit for limit in spent if not limit.differs and "withdrawn" not in limit.frees), None)
    return sentence("final" if limit else "not_final"), basis(limit)


def _allowance(pack: Pack) -> Answer:
    over = max(pack.posts, key=lambda rule: rule.over_percent, default=None)
    if over is None or over.over_percent == 0:
        return sentence("no_allowance"), basis(over)
    return sentence("allowance", percent=over.over_percent, base=spell(over.base, "base")), basis(over)


def _plan_filing(pack: Pack) -> Answer:
    rule = pack.implementation_plan
    return sentence("plan_filing", days=rule.days_before, needs=spell(rule.needs, "needs")), rule.clause


def _quota(pack: Pack) -> Answer:
    said = [f"{quota.id} {quota.total}" for quota in pack.quotas]
    return "；".join(said) or spell(None), basis(pack.quotas[0]) if pack.quotas else None


def _non_public_hours(pack: Pack) -> Answer:
    """Whether a person of the non-public sector without hours is refused in the notice's year, and in later ones."""
    rules = [rule for rule in pack.rules if rule.topic == "continuing_education" and rule.effect == "refuse"]
    waiving: tuple[Relief | Path, ...] = (*pack.reliefs, *pack.paths)
    clause = next((basis(each) for each in waiving if "continuing_education" in each.waives), None)
    years = [year for year in (pack.notice.year, pack.notice.year + 1) if _demands_hours(pack, year)]
    if not years:
        return sentence("hours_not_asked"), clause
    key = "hours_asked" if years[0] == pack.notice.year else "hours_asked_later"
    return sentence(key, year=years[0]), basis(rules[0])


def _demands_hours(pack: Pack, year: int) -> bool:
    """Nor helped by any relief."""
    asked = [formula(NON_PUBLIC), formula(NO_HOURS), formula(f"time.year == {year}")]
    for relief in pack.reliefs:
        if "continuing_education" in relief.waives:
            asked.append(not_all((*relief.when, *(one.require for one in relief.requires))))
    return any(
        person_for([*asked, *map(formula, rule.when), not_all(rule.require)], {"time.year": year}) is not None
        for rule in pack.rules
        if rule.topic == "continuing_education" and rule.effect == "refuse"
    )


def _cut_offs(pack: Pack) -> Answer:
    said = [f"{spell(entry.kinds)}：{_ends(entry)}" for entry in pack.cut_offs]
    return "；".join(said), basis(pack.cut_offs[0]) if pack.cut_offs else None


def _ends(entry: CutOff) -> str:
    if entry.at_submission:
        return sentence("at_submission")
    return str(entry.on or sentence("at_close", stage=spell(entry.at_close_of)))


def _integrity(pack: Pack) -> Answer:
    return sentence("integrity", years=pack.integrity.years, starts=spell(pack.integrity.starts)), pack.integrity.clause


QUESTIONS: dict[str, Callable[[Pack], Answer]] = {
    "filing_windows": _filing_windows,
    "cut_offs": _cut_offs,
    "blind": _blind,
    "plan_final": _plan_final,
    "allowance": _allowance,
    "quota": _quota,
    "plan_filing": _plan_filing,
    "non_public_hours": _non_public_hours,
    "integrity": _integrity,
}
