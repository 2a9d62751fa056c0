"""The question before a declaration: does this person qualify, under one plan or under all of a series and level?"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.declaration.domain.majors import major_of
from services.declaration.domain.person import Person
from services.declaration.domain.views import PublishedNotice
from services.declaration.usecases.eligibility import facts_at
from services.declaration.usecases.plans import plan_of, plans_at
from services.declaration.usecases.ports import Ports
from shared.kernel.clock import parse_instant
from shared.kernel.errors import invalid, not_found
from shared.persistence import Tx
from shared.policy import Plan, Verdict, evaluate, growth_of, with_remedies

RANK = {"eligible": 0, "conditional": 1, "refused": 2}


def check_eligibility(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Every rule with clause and evidence, the ways to qualify, and the route: of a plan, or of all of a series' level.

    For the person and for clerks of the person's unit; not_found `person_not_found` for others.
    """
    person = tx.ports.persons.get(request["person_id"])
    if not person.is_open_to(tx.caller):
        raise not_found("person_not_found", path="person_id")
    _check_form(request)
    day = parse_instant(request["at"]).date() if request["at"] else tx.today
    judged = _one_plan(tx, person, request, day) if request["plan_id"] else _series(tx, person, request, day)
    return judged | {"person_id": person.person_id, "verified": person.is_verified}


def _check_form(request: dict[str, Any]) -> None:
    """Raises invalid `plan_or_series` unless one of the two forms is used, and that one is complete."""
    by_plan, by_series = request["plan_id"], (request["series"], request["level"])
    if by_plan and not any(by_series):
        return
    if not by_plan and all(by_series) and not request["notice_id"]:
        return
    raise invalid("plan_or_series", path="plan_id")


def _one_plan(tx: Tx[Ports], person: Person, request: dict[str, Any], day: date) -> dict[str, Any]:
    notice, plan = plan_of(tx, request["plan_id"], request["notice_id"])
    major = major_of(notice.pack, plan, request["major"])
    return _to_wire(notice, plan, _verdict(tx, notice, plan, person, major, day), day)


def _series(tx: Tx[Ports], person: Person, request: dict[str, Any], day: date) -> dict[str, Any]:
    """All plans, best first; a plan that does not take the major is one of those refused."""
    judged = [
        (notice, plan, _verdict(tx, notice, plan, person, request["major"], day))
        for notice, plan in plans_at(tx, request["series"], request["level"])
    ]
    judged.sort(key=lambda one: _order(one[0], one[1], one[2], day))
    plans = [_to_wire(notice, plan, verdict, day) for notice, plan, verdict in judged]
    return {
        "series": request["series"], "level": request["level"], "at": day.isoformat(), "verdict": plans[0]["verdict"],
        "proposed": _proposed(plans), "plans": plans,
    }  # fmt: skip


def _verdict(
    tx: Tx[Ports], notice: PublishedNotice, plan: Plan, person: Person, major: str | None, day: date
) -> Verdict:
    """With what would change it: here somebody asks, at submission nobody does."""
    pack, unit = notice.pack, tx.ports.organisations.find(person.unit_id)
    facts = facts_at(tx, pack, plan, person, major, day)
    growth = growth_of(pack, plan, profile=person.profile, unit={"nature": unit and unit.nature}, at=day)
    return with_remedies(evaluate(pack, plan, facts, day), pack, plan, facts, growth)


def _order(notice: PublishedNotice, plan: Plan, verdict: Verdict, day: date) -> tuple[object, ...]:
    """Eligible, then conditional; then open for filing; then what asks least; the newer notice breaks the tie."""
    asked = len(verdict.refusals) + len(verdict.open_points)
    issued = -notice.pack.notice.issued_on.toordinal()
    return RANK[verdict.outcome], not plan.takes_filings_on(day), asked, issued, plan.id


def _proposed(plans: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The best one that can be filed on the day, or if none can, the best that does not refuse."""
    fitting = [row for row in plans if row["verdict"] != "refused"]
    best = next((row for row in fitting if row["open"]), fitting[0] if fitting else None)
    return best and {name: best[name] for name in ("notice_id", "plan_id", "name", "verdict", "open")}


def _to_wire(notice: PublishedNotice, plan: Plan, verdict: Verdict, day: date) -> dict[str, Any]:
    return verdict.to_wire() | {
        "verdict": verdict.outcome, "notice_id": notice.notice_id, "notice_version": notice.version, "name": plan.name,
        "open": plan.takes_filings_on(day),
    }  # fmt: skip
