"""Papers as a hard gate where the notice's own indicators say that they are none (不将论文作为限制性要求)."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, error
from infra.policy.plan_facts import fixed_facts
from shared.policy.conditions import compile_condition
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan

PAPERS = "papers"
FREE = ("optional", "never_a_condition")


def paper_gates(pack: Pack) -> Iterator[PackFinding]:
    """Compulsory uploads that nothing but papers can fill, for plans whose indicators leave papers free.

    No rule or path can be such a gate: the vocabulary has no fact about papers.
    """
    for position, listed in enumerate(pack.material_lists):
        plans = [plan for plan in pack.plans if plan.materials == listed.id and _leaves_papers_free(pack, plan)]
        for number, item in enumerate(listed.items):
            hit = next((plan for plan in plans if _demands_papers(pack, plan, item)), None)
            if hit is not None:
                yield error(
                    ("material_lists", position, "items", number),
                    f"demands papers for {hit.id}, whose indicators do not make them a condition",
                )


def _leaves_papers_free(pack: Pack, plan: Plan) -> bool:
    entry = pack.indicators_for(plan)
    return entry is not None and entry.papers in FREE


def _demands_papers(pack: Pack, plan: Plan, item: MaterialItem) -> bool:
    if set(item.supports) != {PAPERS}:
        return False
    if item.required_when is not None and not item.required:
        return compile_condition(item.required_when).test(fixed_facts(pack, plan)) is not False
    return item.required
