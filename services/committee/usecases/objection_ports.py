"""What the use cases about objections need from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from services.committee.domain.results import ObjectionToResult
from services.committee.requests import ListResultObjections
from services.committee.requests.publicity import AnonymousResultObjections
from shared.kernel.objecting import Budget
from shared.wire.types import Page


class ResultObjections(Protocol):
    """Objections to results; `hold` and `hold_anonymous` keep them from others until the commit."""

    def add(self, objection: ObjectionToResult) -> None: ...
    def save(self, objection: ObjectionToResult, expected_version: int) -> int: ...
    def get(self, objection_id: str) -> ObjectionToResult: ...
    def of_session(self, session_id: str, limit: int | None = None) -> list[ObjectionToResult]: ...
    def unresolved(self, session_id: str) -> int: ...
    def hold(self, session_id: str, objection_ids: Sequence[str]) -> dict[str, ObjectionToResult]: ...
    def hold_anonymous(
        self, session_id: str, wanted: AnonymousResultObjections, limit: int
    ) -> list[ObjectionToResult]: ...
    def page(self, request: ListResultObjections) -> Page[ObjectionToResult]: ...


class ObjectionBudgets(Protocol):
    """What sources of objections spend; `spend` raises the refusal of the first budget that is spent."""

    def spend(self, budgets: Sequence[Budget], window: timedelta, now: datetime) -> None: ...
    def forget(self, until: datetime) -> None: ...
