"""What is worked out once for a plan of a notice, because every verdict asks for it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan

T = TypeVar("T")
PLANS_KEPT = 4096


class KeptByPlan(Generic[T]):
    """Calls `work_out(pack, plan)` once per pack and plan; a pack that was changed in memory is another pack."""

    def __init__(self, work_out: Callable[[Pack, Plan], T]) -> None:
        self._work_out = work_out
        self._kept: dict[tuple[str, str], tuple[Pack, T]] = {}

    def __call__(self, pack: Pack, plan: Plan) -> T:
        """What was worked out."""
        key = pack.digest, plan.id
        known = self._kept.get(key)
        if known is None or known[0] is not pack:
            if len(self._kept) >= PLANS_KEPT:
                self._kept.clear()
            known = self._kept[key] = pack, self._work_out(pack, plan)
        return known[1]

    def forget(self) -> None:
        """Work out everything anew from now on; for measurements of a cold start."""
        self._kept.clear()
