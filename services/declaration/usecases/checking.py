"""The question before a declaration: does this person qualify, under one plan or under all of a series and level?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from services.declaration.domain.majors import major_of
from services.declaration.domain.person import Person
from services.declaration.domain.scope import OPEN_TO
from services.declaration.domain.scope import person as about
from services.declaration.domain.views import PublishedNotice
from services.declaration.requests import CheckEligibility
from services.declaration.results import EligibilityAnswer, PlanVerdict, ProposedView, SteeredView
from services.declaration.usecases.access import scope_of
from services.declaration.usecases.eligibility import Background, background_of, grounds_at
from services.declaration.usecases.plans import plan_of, plans_at
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.verdict_views import path_view, remedies_view, rule_view
from shared.kernel.clock import ZONE
from shared.kernel.errors import invalid, not_found
from shared.persistence import Tx
from shared.policy import Plan, Remedies, Verdict, growth_of, with_remedies
from shared.policy.facts.profile import ProfileJson
from shared.policy.terms.basics import Level

Judged = tuple[PublishedNotice, Plan, Verdict]
RANK = {"eligible": 0, "conditional": 1, "refused": 2}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, with all that does not depend on the plan, and for which day."""

    person: Person
    background: Background
    day: date


def check_eligibility(tx: Tx[Ports], request: CheckEligibility) -> EligibilityAnswer:
    """Every rule with clause and evidence, the ways to qualify, and the route: of a plan, or of all of a series' level.

    For the person and for clerks of the person's unit; not_found `person_not_found` for others. Raises invalid
    `plan_or_series` unless one of the two forms is used, and that one is complete.
    """
    person = tx.ports.persons.get(request.person_id)
    scope_of(tx).require(about(person), OPEN_TO, not_found("person_not_found", path="person_id"))
    day = request.at.astimezone(ZONE).date() if request.at else tx.today
    plan_id, series, level = request.plan_id, request.series, request.level
    if plan_id and not (series or level):
        return _one_plan(tx, person, plan_of(tx, plan_id, request.notice_id), request.major, day)
    if series and level and not (plan_id or request.notice_id):
        return _series(tx, person, (series, level), request.major, day)
    raise invalid("plan_or_series", path="plan_id")


def _one_plan(
    tx: Tx[Ports], person: Person, asked: tuple[PublishedNotice, Plan], major: str | None, day: date
) -> EligibilityAnswer:
    notice, plan = asked
    chosen, asker = major_of(notice.pack, plan, major), _asker(tx, person, day)
    verdict = _verdict(tx, notice, plan, asker, chosen)
    others = _other_plans(tx, notice, plan, asker, major) if _yields(notice, plan, verdict) else []
    found = _plan_verdict((notice, plan, verdict), _steered(notice, plan, verdict, others))
    return EligibilityAnswer(
        person_id=person.person_id, verified=person.is_verified, verdict=found.verdict, at=found.at,
        outcome=found.outcome, notice_id=found.notice_id, notice_version=found.notice_version, plan_id=found.plan_id,
        name=found.name, open=found.open, pack_digest=found.pack_digest, route=found.route, rules=found.rules,
        path=found.path, paths=found.paths, remedies=found.remedies, steered=found.steered, series=None, level=None,
        proposed=None, plans=None,
    )  # fmt: skip


def _series(tx: Tx[Ports], person: Person, asked: tuple[str, Level], major: str | None, day: date) -> EligibilityAnswer:
    """All plans, best first; a plan that does not take the major is one of those refused."""
    series, level = asked
    found, asker = plans_at(tx, series, level), _asker(tx, person, day)
    judged = [(notice, plan, _verdict(tx, notice, plan, asker, major)) for notice, plan in found]
    told = [(one, _steered(*one, judged)) for one in judged]
    told.sort(key=lambda row: (bool(row[1]), *_order(row[0], day)))
    plans = tuple(_plan_verdict(one, steered) for one, steered in told)
    return EligibilityAnswer(
        person_id=person.person_id, verified=person.is_verified, verdict=plans[0].verdict, at=day, outcome=None,
        notice_id=None, notice_version=None, plan_id=None, name=None, open=None, pack_digest=None, route=None,
        rules=None, path=None, paths=None, remedies=None, steered=None, series=series, level=level,
        proposed=_proposed(plans), plans=plans,
    )  # fmt: skip


def _plan_verdict(judged: Judged, steered: tuple[SteeredView, ...]) -> PlanVerdict:
    notice, plan, verdict = judged
    ways = {path.path_id: path_view(path) for path in verdict.paths}
    way = ways[verdict.path.path_id] if verdict.path else None
    return PlanVerdict(
        outcome=verdict.outcome, verdict=verdict.outcome, notice_id=notice.notice_id, notice_version=notice.version,
        plan_id=plan.id, name=plan.name, open=plan.takes_filings_on(verdict.at), at=verdict.at,
        pack_digest=verdict.pack_digest, route=verdict.route_id, path=way, paths=tuple(ways.values()),
        steered=steered, remedies=remedies_view(verdict.remedies or Remedies()),
        rules=(*map(rule_view, verdict.gates), *way.rules) if way else tuple(map(rule_view, verdict.rules)),
    )  # fmt: skip


def _yields(notice: PublishedNotice, plan: Plan, verdict: Verdict) -> bool:
    """Whether the notice puts another track before this plan, and the person qualifies for it."""
    return verdict.outcome != "refused" and any(plan.is_meant_by(one.applies) for one in notice.pack.preferences)


def _other_plans(tx: Tx[Ports], notice: PublishedNotice, plan: Plan, asker: Asker, major: str | None) -> list[Judged]:
    """The plans of the same series and level, the one asked for left out."""
    return [
        (other, one, _verdict(tx, other, one, asker, major))
        for other, one in plans_at(tx, plan.series, plan.level)
        if (other.notice_id, one.id) != (notice.notice_id, plan.id)
    ]


def _steered(
    notice: PublishedNotice, plan: Plan, verdict: Verdict, others: Iterable[Judged]
) -> tuple[SteeredView, ...]:
    """Where the notice sends whoever qualifies there, too: with its clause, what it says, and the plan."""
    if not _yields(notice, plan, verdict):
        return ()
    first = [one for one in notice.pack.preferences if plan.is_meant_by(one.applies)]
    return tuple(
        SteeredView(
            rule_id=one.id, clause=one.clause, message=one.message, notice_id=other.notice_id, plan_id=there.id,
            name=there.name, verdict=found.outcome,
        )
        for one in first
        for other, there, found in others
        if there.track in one.to_tracks and found.outcome != "refused"
    )  # fmt: skip


def _asker(tx: Tx[Ports], person: Person, day: date) -> Asker:
    return Asker(person, background_of(tx, person.person_id, person.unit_id), day)


def _verdict(tx: Tx[Ports], notice: PublishedNotice, plan: Plan, asker: Asker, major: str | None) -> Verdict:
    """With what would change it: here somebody asks, at submission nobody does."""
    pack, person, background, day = notice.pack, asker.person, asker.background, asker.day
    grounds = grounds_at(tx, pack, plan, person, background, major, day)
    growth = growth_of(
        pack, plan, profile=cast(ProfileJson, person.profile), unit={"nature": background.unit.nature}, at=day
    )
    return with_remedies(grounds.with_cut_offs(grounds.verdict()), pack, plan, grounds.facts, growth)


def _order(judged: Judged, day: date) -> tuple[object, ...]:
    """Eligible, then conditional; then open for filing; then what asks least; the newer notice breaks the tie."""
    notice, plan, verdict = judged
    asked = len(verdict.refusals) + len(verdict.open_points)
    issued = -notice.pack.notice.issued_on.toordinal()
    return RANK[verdict.outcome], not plan.takes_filings_on(day), asked, issued, plan.id


def _proposed(plans: Iterable[PlanVerdict]) -> ProposedView | None:
    """The best one that can be filed on the day, or if none can, the best that does not refuse."""
    fitting = [one for one in plans if one.verdict != "refused"]
    best = next((one for one in fitting if one.open), fitting[0] if fitting else None)
    if best is None:
        return None
    return ProposedView(
        notice_id=best.notice_id, plan_id=best.plan_id, name=best.name, verdict=best.verdict, open=best.open
    )
