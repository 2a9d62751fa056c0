"""The shipped pack of 2026 with sections of a test's own: for what the engine does with words of the vocabulary."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from shared.policy import Pack, Record, Verdict, evaluate, facts_from_dossier, load_pack, shipped_pack
from tests.unit.policy.people import COUNTY_SCHOOL, profile

TODAY = date(2026, 6, 15)
CLAUSE = "chifeng-2026/5.4.5"


def pack_with(**sections: list[dict[str, Any]]) -> Pack:
    """The pack, these sections replaced whole; of its own reliefs, which waive its own rules, none."""
    return load_pack({**copy.deepcopy(shipped_pack("chifeng-2026").raw), "reliefs": [], **sections})


def requirement(name: str, require: str, **more: Any) -> dict[str, Any]:
    """One thing that a path asks."""
    return {"id": name, "topic": "service", "require": require, "message": f"须满足{name}", "clause": CLAUSE, **more}


def path(name: str, *requires: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An ordinary path for everybody."""
    return {"id": name, "name": f"途径{name}", "kind": "ordinary", "requires": list(requires), "clause": CLAUSE, **more}


def rule(name: str, require: str, **more: Any) -> dict[str, Any]:
    """A gate for everybody."""
    plain = {"id": name, "topic": "service", "require": [require], "effect": "refuse", "message": f"须满足{name}"}
    return {**plain, "clause": CLAUSE, **more}


def relief(name: str, when: str, **more: Any) -> dict[str, Any]:
    """A preference."""
    return {"id": name, "name": f"倾斜{name}", "when": [when], "clause": "chifeng-2026/5.6", **more}


def judge(pack: Pack, person: dict[str, Any] | None = None, **more: Any) -> Verdict:
    """The verdict for the associate-senior teachers' plan."""
    plan, unit = pack.plan(more.pop("plan", "k12-associate-senior")), more.pop("unit", COUNTY_SCHOOL)
    more.setdefault("record", Record())
    facts = facts_from_dossier(pack, plan, profile=person or profile(), unit=unit, at=TODAY, **more)
    return evaluate(pack, plan, facts, TODAY)
