"""`make bench-policy`: the eligibility engine against rules written by hand and against cel-python, all in one run.

Prints a Markdown table and writes `var/bench/policy.json`. Pairs are measured in turns on the same fact sets, and both
sides must give the same outcomes; ratios are what counts.
"""

from __future__ import annotations

import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import celpy
from celpy.celtypes import StringType
from celpy.evaluation import CELEvalError

from infra.bench import policy_by_hand
from infra.bench.figures import keep
from infra.bench.machine import machine
from infra.bench.policy_dry_run import dry_run_figures
from shared.policy import Facts, Pack, Plan, compile_condition, evaluate, load_pack, shipped_text, vocabulary
from shared.policy.engine.program import program_for
from shared.policy.pack.checks import condition_texts

NOTICE, PLAN = "chifeng-2026", "k12-associate-senior"
AT = date(2026, 6, 15)
PEOPLE, CEL_PEOPLE, ROUNDS = 5_000, 40, 3


def main() -> None:
    """Measure, print, write."""
    figures = measure()
    keep("policy", figures)
    print(table(figures))


def measure() -> dict[str, Any]:
    """Every figure by name."""
    pack = load_pack(shipped_text(NOTICE))
    plan = pack.plan(PLAN)
    people = made_up_facts(PEOPLE, plan)
    differing = [facts for facts in people if _outcomes_differ(pack, plan, facts)]
    if differing:
        raise SystemExit(f"{len(differing)} of {len(people)} verdicts differ from the rules written by hand")
    return {
        "machine": machine(),
        "cold_ms": cold_ms(),
        "verdicts": paired(
            lambda: _rate(lambda facts: evaluate(pack, plan, facts, AT), people),
            lambda: _rate(policy_by_hand.verdict, people),
        ),
        "conditions": conditions_against_cel(pack, people[:CEL_PEOPLE]),
        "dry_run": dry_run_figures(),
    }


def cold_ms() -> dict[str, float]:
    """Milliseconds for the pack's YAML to be read and checked, and for the first verdict after it."""
    compile_condition.cache_clear()
    program_for.forget()
    started = time.perf_counter()
    pack = load_pack(shipped_text(NOTICE))
    loaded = time.perf_counter()
    plan = pack.plan(PLAN)
    evaluate(pack, plan, made_up_facts(1, plan)[0], AT)
    return {"load": (loaded - started) * 1e3, "first_verdict": (time.perf_counter() - loaded) * 1e3}


def conditions_against_cel(pack: Pack, people: list[Facts]) -> dict[str, float]:
    """Every condition of the pack over the same facts, both compiled beforehand; conditions per second."""
    texts = sorted({text for _, text in condition_texts(pack)})
    environment = celpy.Environment()
    theirs = [environment.program(environment.compile(t), functions={"date": StringType}) for t in texts]
    ours = [compile_condition(text).test for text in texts]
    activations = [activation(facts) for facts in people]
    asked = len(texts) * len(people)

    def run_ours() -> float:
        started = time.perf_counter()
        for _ in range(50):
            for facts in people:
                for test in ours:
                    test(facts)
        return 50 * asked / (time.perf_counter() - started)

    def run_theirs() -> float:
        started = time.perf_counter()
        for facts in activations:
            for program in theirs:
                try:
                    program.evaluate(facts)
                except CELEvalError:
                    continue
        return asked / (time.perf_counter() - started)

    return paired(run_ours, run_theirs)


def activation(facts: Facts) -> dict[str, Any]:
    """Facts as CEL's nested maps, those not stated left out."""
    nested: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in facts.items():
        group, _, key = name.partition(".")
        if value is not None:
            nested[group][key] = value
    return {group: celpy.json_to_cel(members) for group, members in nested.items()}


def made_up_facts(count: int, plan: Plan, seed: int = 1) -> list[Facts]:
    """Complete fact sets of people who ask for the plan; a few in a hundred of each kind that is refused."""
    rng = random.Random(seed)
    fixed = {
        "plan.id": plan.id, "plan.series": plan.series, "plan.level": plan.level, "plan.level_group": plan.level_group,
        "plan.rank": 4, "plan.track": plan.track, "plan.affiliation": plan.affiliation, "plan.availability": "open",
        "plan.exam_combined": False, "plan.takes_major": True, "plan.mode": plan.mode, "plan.round": None,
        "time.today": AT.isoformat(), "time.year": 2026, "person.kind": "professional", "person.origin": "mainland",
        "history.rights_used": [], "honours.names": [], "programme.names": [], "recommendation.by": [],
    }  # fmt: skip
    return [_person(rng, fixed) for _ in range(count)]


def _person(rng: random.Random, fixed: dict[str, Any]) -> Facts:
    facts: dict[str, Any] = {name: _quiet(fact.type) for name, fact in vocabulary().items()} | fixed
    rank = rng.choice((2, 3, 3, 3, 3))
    facts |= {
        "employment.nature": rng.choice(("public_institution", "public_institution", "private")),
        "employment.affiliation": "county", "employment.tier": rng.choice(("township", "county", "city")),
        "employment.sector": "education", "employment.channel": "hr_bureau", "employment.converted_from": "none",
        "education.rank": rng.choice((2, 3, 3, 3, 4, 5)), "title.rank": rank, "plan.step_up": 4 - rank,
        "title.series": "k12_teacher", "title.same_series": rng.random() < 0.95, "title.years": rng.randrange(1, 12),
        "title.verifiable": True, "career.years": rng.randrange(5, 35), "service.county_years": rng.randrange(0, 35),
        "service.township_years": rng.randrange(0, 25), "service.region_years": rng.randrange(0, 30),
        "service.grassroots_months": rng.randrange(0, 40), "ce.hours": rng.choice((60, 90, 90, 120)),
        "service.township_months_since_title": rng.randrange(0, 60), "achievement.outstanding": rng.random() < 0.5,
        "person.kind": rng.choice(("professional",) * 20 + ("civil_servant", "retired")),
        "integrity.barred": rng.random() < 0.02, "education.related": True, "qualification.licensed": True,
    }  # fmt: skip
    return facts


def _quiet(kind: str) -> Any:
    return {"int": 0, "bool": False, "list": []}.get(kind)


def _outcomes_differ(pack: Pack, plan: Plan, facts: Facts) -> bool:
    return evaluate(pack, plan, facts, AT).outcome != policy_by_hand.verdict(facts)["outcome"]


def _rate(judge: Callable[[Facts], object], people: list[Facts]) -> float:
    started = time.perf_counter()
    for facts in people:
        judge(facts)
    return len(people) / (time.perf_counter() - started)


def paired(ours: Callable[[], float], theirs: Callable[[], float]) -> dict[str, float]:
    """Medians of several rounds in turns."""
    rounds = [(ours(), theirs()) for _ in range(ROUNDS)]
    mine, peer = (statistics.median(values) for values in zip(*rounds, strict=True))
    return {"ours": mine, "theirs": peer, "ratio": mine / peer}


def table(figures: dict[str, Any]) -> str:
    """The Markdown table of the README."""
    verdicts, conditions, dry = figures["verdicts"], figures["conditions"], figures["dry_run"]
    cold = figures["cold_ms"]
    lines = [
        "| What | This house | Compared with | Ratio |",
        "| --- | --- | --- | --- |",
        f"| Verdicts with full explanation, one core, warm | {verdicts['ours']:,.0f}/s | the same rules written by hand"
        f" {verdicts['theirs']:,.0f}/s | {verdicts['theirs'] / verdicts['ours']:.1f}x slower, limit 10x |",
        f"| The same, cold | pack read and checked {cold['load']:,.0f} ms, first verdict {cold['first_verdict']:.1f} ms"
        " | | |",
        f"| Conditions, all of the pack | {conditions['ours']:,.0f}/s | cel-python {conditions['theirs']:,.0f}/s |"
        f" {conditions['ratio']:,.0f}x, limit 30x |",
        f"| Dry run of {dry['people']:,} people | {dry['seconds']:.0f} s on {dry['jobs']} cores | limit 60 s |"
        f" memory {dry['peak_mb']:.0f} MB at the end, {dry['early_mb']:.0f} MB at a tenth |",
    ]
    return "\n".join([*lines, "", f"Machine: {figures['machine']}. Medians of {ROUNDS} rounds in turns."])


if __name__ == "__main__":
    main()
