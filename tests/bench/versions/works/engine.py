"""The engine without a service: warm verdicts over complete sets of facts."""

from __future__ import annotations

import functools

from infra.bench.policy import AT, NOTICE, PLAN, made_up_facts
from shared.policy import evaluate, load_pack, shipped_text
from tests.bench.versions.doors import Step

PEOPLE = 1_000


def verdicts() -> list[Step]:
    """One person after the other, with the full explanation."""
    pack, plan, people = _made()
    return [functools.partial(evaluate, pack, plan, facts, AT) for facts in people]


@functools.cache
def _made():
    pack = load_pack(shipped_text(NOTICE))
    plan = pack.plan(PLAN)
    return pack, plan, made_up_facts(PEOPLE, plan)


WORKS = {"verdict with explanation": verdicts}
