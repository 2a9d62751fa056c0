"""What may be cited under a notice: whatever the suite itself shows, and nothing of other notices beside it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from infra.policy.dryrun.judging import day_of
from infra.policy.people import people
from shared.policy import Pack, Record, citable_clauses, clauses, evaluate, facts_from_dossier, shipped_pack
from shared.wire.plain import read_as
from tests.support.verdict_json import verdict_json

NOTICES = sorted(entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir())
by_notice = pytest.mark.parametrize("notice", NOTICES)


def cited_in(value: Any) -> Iterator[str]:
    """Every clause of an answer, at any depth."""
    if isinstance(value, dict):
        if value.get("clause"):
            yield value["clause"]
        for inner in value.values():
            yield from cited_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from cited_in(inner)


def verdicts(pack: Pack, count: int) -> Iterator[dict[str, Any]]:
    for person in people(pack, count, seed=11):
        for plan in pack.plans:
            if (plan.series, plan.level) == (person["series"], person["level"]):
                day = day_of(pack, plan)
                facts = facts_from_dossier(
                    pack, plan, profile=person["profile"], unit=person["unit"], at=day,
                    record=read_as(Record, person["record"]), major=person["major"],
                )  # fmt: skip
                yield verdict_json(evaluate(pack, plan, facts, day))


@by_notice
def test_every_clause_of_a_verdict_may_be_cited(notice: str) -> None:
    pack = shipped_pack(notice)
    shown = {clause for verdict in verdicts(pack, 60) for clause in cited_in(verdict)}
    assert len(shown) > 3
    assert shown <= citable_clauses(pack)


@by_notice
def test_every_clause_of_a_plan_its_materials_windows_and_stages_may_be_cited(notice: str) -> None:
    pack = shipped_pack(notice)
    shown: set[str | None] = set()
    for plan in pack.plans:
        shown |= {plan.clause, plan.availability.clause, *(one.clause for one in plan.windows.values())}
        shown |= {item.clause or item.source for item in pack.materials(plan)}
    for route in pack.routes:
        shown |= {stage.clause or stage.source for stage in route.stages}
        shown |= {stage.publicity.clause for stage in route.stages if stage.publicity}
    shown |= {rule.clause or rule.source for rule in (*pack.rules, *pack.returns, *pack.publicity, *pack.fees)}
    assert shown - {None} <= citable_clauses(pack)


@by_notice
def test_every_clause_of_the_notice_itself_may_be_cited(notice: str) -> None:
    own = {clause for clause in clauses() if clause.startswith(f"{notice}/")}
    assert own
    assert own <= citable_clauses(shipped_pack(notice))


def test_a_clause_of_another_notice_may_be_cited_where_the_pack_rests_on_it_and_only_there() -> None:
    assert "nmg-2021/annex" in citable_clauses(shipped_pack("chifeng-2026"))
    assert "chifeng-2023/3.1" not in citable_clauses(shipped_pack("chifeng-2026"))
    assert "chifeng-2026/99" not in citable_clauses(shipped_pack("chifeng-2026"))
