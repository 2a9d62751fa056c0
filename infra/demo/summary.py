"""What came of a run: counted from the services' own answers, nothing from the schedule's intentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from infra.demo.driver import Actor, Driver
from infra.demo.schedule import Schedule
from infra.demo.steps.recognitions import RecognitionPlay
from infra.demo.steps.sessions import SessionPlay
from infra.demo.world import Applicant, World
from shared.kernel.caller import Caller

INSPECTOR = Caller("inspector", "监督人员", roles=frozenset({"supervisor", "operator"}))
Summary = dict[str, Any]


def summarise(driver: Driver, world: World, schedule: Schedule) -> Summary:
    """JSON-able; the same seed gives the same summary, so it holds no ids and no real times."""
    inspector = driver.actor(INSPECTOR)
    declarations = [_declaration(driver, applicant) for applicant in world.applicants]
    cases = [_case(inspector, applicant) for applicant in world.applicants if applicant.declaration_id]
    return {
        "notice": world.pack.notice.id,
        "seed": world.seed,
        "applicants": len(world.applicants),
        "organisations": len(world.places.all),
        "declarations": _by_state_and_level(declarations),
        "refusals": _refusals(world.applicants),
        "returns": _returns(cases),
        "publicity": _publicity(inspector),
        "committees": {
            "registered": len(schedule.committees),
            "recognising": sum(committee.size is None for committee in schedule.committees),
            "pool_rows_rejected": sum(committee.rejected_rows for committee in schedule.committees),
        },
        "sessions": [_session(driver, session) for session in schedule.sessions],
        "recognitions": [_recognition(recognition) for recognition in schedule.recognitions],
        "documents": _count(inspector.every("docgen.list_documents", filter={}), "kind"),
        "messages": _messages(inspector),
        "dead_letters": _dead_letters(driver),
    }


def _declaration(driver: Driver, applicant: Applicant) -> tuple[str, str]:
    if not applicant.declaration_id:
        return "not_started", applicant.plan.level_group
    me = driver.actor(applicant.caller)
    held = me.ask("declaration.get_declaration", declaration_id=applicant.declaration_id)
    return str(held["state"]), applicant.plan.level_group


def _by_state_and_level(declarations: list[tuple[str, str]]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for state, group in sorted(declarations):
        row = table.setdefault(state, {"junior": 0, "middle": 0, "senior": 0})
        row[group] += 1
    return table


def _refusals(applicants: Iterable[Applicant]) -> list[dict[str, Any]]:
    refusals = [a.refusal for a in applicants if a.refusal]
    counted = Counter((refusal["slug"], refusal["clause"] or "", refusal["message"]) for refusal in refusals)
    return [
        {"slug": slug, "clause": clause, "message": message, "count": count}
        for (slug, clause, message), count in sorted(counted.items())
    ]


def _case(inspector: Actor, applicant: Applicant) -> dict[str, Any] | None:
    listed = applicant.refusal is None or applicant.refusal["slug"] != "window_closed"
    if not listed:
        return None
    found: dict[str, Any] = inspector.ask("audit.get_case", declaration_id=applicant.declaration_id)
    return found


def _returns(cases: list[dict[str, Any] | None]) -> dict[str, Any]:
    known = [case for case in cases if case]
    corrections = [line for case in known for line in case["corrections"]]
    reasons = Counter(line["defect"] for line in corrections)
    returned = [case for case in known if case["returns"]]
    lapsed = [case for case in returned if case["state"] == "closed"]
    by_stage = Counter(case["corrections"][0]["stage_id"] for case in returned)
    return {
        "returned": len(returned),
        "fixed_in_time": sum(case["revision"] > 1 for case in returned),
        "lapsed": len(lapsed),
        "by_stage": dict(sorted(by_stage.items())),
        "reasons": dict(sorted(reasons.items())),
    }


def _publicity(inspector: Actor) -> list[dict[str, Any]]:
    rows: Counter[tuple[str, ...]] = Counter()
    people: Counter[tuple[str, ...]] = Counter()
    for listed in inspector.every("audit.list_publicities", filter={}):
        key = (listed["scope"], listed["level_group"], listed["posted_on"], listed["ends_on"])
        rows[key] += 1
        people[key] += len(listed["people"])
    names = ("scope", "level_group", "posted_on", "ends_on")
    return [
        dict(zip(names, key, strict=True)) | {"lists": rows[key], "people": people[key]}
        for key in sorted(rows, key=lambda key: (key[2], key))
    ]


def _session(driver: Driver, play: SessionPlay) -> dict[str, Any]:
    held = play.office.ask("committee.get_session", session_id=play.session_id)
    figures = {
        name: play.figures[name]
        for name in ("panel_size", "rotated_in", "rotation_required", "external", "private", "excluded", "recusals")
    }
    votes = [item for item in held["items"] if item["present"]]
    return {
        "committee": play.committee.code,
        "name": play.committee.name,
        "meeting_on": held["meeting_on"],
        "reconvened": bool(held["reconvened"]),
        "state": held["state"],
        **figures,
        "present": held["present"],
        "candidates": len(votes),
        "passed": sum(item["outcome"] == "passed" for item in votes),
        "scores": _scores(held["scores"]),
        "votes": {name: sum(item[name] for item in votes) for name in ("yes", "no", "abstain")},
        "results_posted_on": held["posted_on"],
        "results_ended_on": held["ends_on"],
        "objections": _count(held["objections"], "outcome"),
        "approved": play.figures.get("approved", 0),
    }


def _scores(sheet: list[dict[str, Any]]) -> dict[str, int]:
    """Rows of the sheet, and their weighted totals together in hundredths of a point."""
    return {"rows": len(sheet), "hundredths": sum(row["total"] or 0 for row in sheet)}


def _recognition(play: RecognitionPlay) -> dict[str, Any]:
    held = play.office.ask("committee.get_session", session_id=play.session_id)
    return {
        "body": play.committee.code,
        "name": play.committee.name,
        "decided_on": held["concluded_on"],
        "state": held["state"],
        "granted": play.figures["granted"],
        "refused": play.figures["refused"],
        "results_posted_on": held["posted_on"],
        "results_ended_on": held["ends_on"],
        "objections": _count(held["objections"], "outcome"),
        "approved": play.figures.get("approved", 0),
    }


def _messages(inspector: Actor) -> dict[str, dict[str, int]]:
    """What the notice's year has told whom; the daily heads of the trails are no part of it."""
    sent = inspector.every("notify.list_messages", filter={"everyone": True})
    sent = [message for message in sent if message["kind"] != "trail_headed"]
    return {
        category: _count([message for message in sent if message["category"] == category], "kind")
        for category in ("reminder", "notice")
    }


def _dead_letters(driver: Driver) -> int:
    services = ("declaration", "audit", "committee", "docgen", "notify")
    return sum(int(driver.operator.ask(f"{name}.get_status")["dead_letters"]) for name in services)


def _count(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    return dict(sorted(Counter(str(row[name]) for row in rows).items()))
