"""What is worked out once for a notice or a plan of it, because every verdict or view asks for it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan

T = TypeVar("T")
MOST_KEPT = 4096


class _Kept(Generic[T]):
    """Values by key; a pack that was changed in memory is another pack."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], tuple[Pack, T]] = {}

    def of(self, pack: Pack, key: tuple[str, ...], work_out: Callable[[], T]) -> T:
        known = self._values.get(key)
        if known is None or known[0] is not pack:
            if len(self._values) >= MOST_KEPT:
                self._values.clear()
            known = self._values[key] = pack, work_out()
        return known[1]

    def forget(self) -> None:
        self._values.clear()


class KeptByPlan(Generic[T]):
    """Calls `work_out(pack, plan)` once per pack and plan."""

    def __init__(self, work_out: Callable[[Pack, Plan], T]) -> None:
        self._work_out = work_out
        self._kept: _Kept[T] = _Kept()

    def __call__(self, pack: Pack, plan: Plan) -> T:
        """What was worked out."""
        return self._kept.of(pack, (pack.digest, plan.id), lambda: self._work_out(pack, plan))

    def forget(self) -> None:
        """Work out everything anew from now on; for measurements of a cold start."""
        self._kept.forget()


class KeptByPack(Generic[T]):
    """Calls `work_out(pack)` once per pack."""

    def __init__(self, work_out: Callable[[Pack], T]) -> None:
        self._work_out = work_out
        self._kept: _Kept[T] = _Kept()

    def __call__(self, pack: Pack) -> T:
        """What was worked out."""
        return self._kept.of(pack, (pack.digest,), lambda: self._work_out(pack))
