"""What must hold for everybody under every shipped notice, over made-up people."""

from __future__ import annotations

import copy
import dataclasses
import random
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from infra.policy.dryrun.judging import day_of
from infra.policy.people import people
from shared.policy import Pack, Plan, Record, Verdict, evaluate, facts_from_dossier, rights, shipped_pack
from shared.wire.plain import read_as

PACKS = sorted(entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir())
CROWD = 400
RANK = {"refused": 0, "conditional": 1, "eligible": 2}
DEGREES = ["secondary", "associate", "bachelor", "master", "doctor"]
notices = pytest.mark.parametrize("notice", PACKS)
anybody = given(number=st.integers(0, CROWD - 1), seed=st.integers(0, 2**32))


@cache
def crowd(notice: str) -> list[dict[str, Any]]:
    return list(people(shipped_pack(notice), CROWD, seed=7))


def plans_of(pack: Pack, person: dict[str, Any]) -> list[Plan]:
    return [plan for plan in pack.plans if (plan.series, plan.level) == (person["series"], person["level"])]


def answer(pack: Pack, plan: Plan, person: dict[str, Any], **record: Any) -> Verdict:
    day = day_of(pack, plan)
    known = {**person["record"], **record}
    facts = facts_from_dossier(
        pack, plan, profile=person["profile"], unit=person["unit"], at=day, major=person["major"],
        record=read_as(Record, known),
    )  # fmt: skip
    return evaluate(pack, plan, facts, day)


@notices
@settings(max_examples=settings.default.max_examples * 2 // 5, deadline=None)
@anybody
def test_a_verdict_does_not_depend_on_the_order_of_rules_and_paths(notice: str, number: int, seed: int) -> None:
    pack, order = shipped_pack(notice), random.Random(seed)
    rules, paths = list(pack.rules), list(pack.paths)
    order.shuffle(rules)
    order.shuffle(paths)
    shuffled = dataclasses.replace(pack, rules=tuple(rules), paths=tuple(paths), digest=f"shuffled-{notice}-{seed}")
    person = crowd(notice)[number]
    for plan in plans_of(pack, person):
        here, there = answer(pack, plan, person), answer(shuffled, plan, person)
        assert here.outcome == there.outcome
        assert {path.path_id: path.outcome for path in here.paths} == {p.path_id: p.outcome for p in there.paths}


@notices
@settings(max_examples=settings.default.max_examples * 3 // 5, deadline=None)
@anybody
def test_a_right_used_once_is_never_granted_again(notice: str, number: int, seed: int) -> None:
    pack, person = shipped_pack(notice), crowd(notice)[number]
    for plan in plans_of(pack, person):
        verdict = answer(pack, plan, person, rights_used=list(rights()))
        assert all(path.outcome == "closed" for path in verdict.paths if path.right is not None)
        assert verdict.outcome == "refused" or (verdict.path is not None and verdict.path.right is None)


def longer_in_the_title(person: dict[str, Any], order: random.Random) -> None:
    """The present title a few years earlier."""
    title = person["profile"]["present_title"]
    if title:
        title["obtained_on"] = _earlier(title["obtained_on"], order)


def longer_at_work(person: dict[str, Any], order: random.Random) -> None:
    """The first post a few years earlier."""
    rows = person["profile"]["work_history"]
    if rows:
        first = min(rows, key=lambda row: row["started_on"])
        first["started_on"] = _earlier(first["started_on"], order)


def better_educated(person: dict[str, Any], order: random.Random) -> None:
    """One degree more."""
    for row in person["profile"]["education"]:
        if row["level"] in DEGREES[:-1]:
            row["level"] = DEGREES[DEGREES.index(row["level"]) + 1]


def more_hours(person: dict[str, Any], order: random.Random) -> None:
    """More continuing education."""
    for row in person["profile"].get("continuing_education", ()):
        row["professional_hours"] += order.randrange(100)


def more_honoured(person: dict[str, Any], order: random.Random) -> None:
    """An honour more, and the unit's word for it."""
    honours = ["state_council_allowance", "national_science_prize", "region_young_innovator_prize"]
    held = person["profile"].setdefault("honours", [])
    held.append({"code": order.choice(honours), "awarded_on": "2012-05-01"})
    person["profile"]["outstanding"] = True


IMPROVEMENTS = [longer_in_the_title, longer_at_work, better_educated, more_hours, more_honoured]


@notices
@pytest.mark.parametrize("improve", IMPROVEMENTS, ids=lambda improve: improve.__name__)
@settings(max_examples=settings.default.max_examples * 2 // 5, deadline=None)
@anybody
def test_who_has_more_is_never_worse_off(notice: str, improve: Any, number: int, seed: int) -> None:
    pack, person = shipped_pack(notice), crowd(notice)[number]
    assume(person["profile"].get("work_history"))  # what nobody has stated may leave the other degree's rule open
    better = copy.deepcopy(person)
    improve(better, random.Random(seed))
    for plan in plans_of(pack, person):
        before, after = answer(pack, plan, person), answer(pack, plan, better)
        assert RANK[before.outcome] <= RANK[after.outcome], (plan.id, before.path, after.refusals)


def _earlier(day: str, order: random.Random) -> str:
    return (date.fromisoformat(day) - timedelta(days=order.randrange(1, 3000))).isoformat()
