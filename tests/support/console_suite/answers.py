"""Answers of the services as a run of the demonstration gave them (answers.json), and a backend that repeats them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError

ANSWERS: dict[str, Any] = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))
Said = dict[str, Any] | list[Any] | ZhipingError | Callable[..., Any]


def answer(method: str, **changes: Any) -> Any:
    """What was recorded for the method, with some fields changed."""
    return copy.deepcopy(ANSWERS[method]) | changes


class StoodIn:
    """In the place of the backend; `says[method]` overrules what was recorded, `calls` is what was asked."""

    def __init__(self) -> None:
        self.says: dict[str, Said] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.client = self

    def ask(self, caller: Caller | None, method: str, **params: Any) -> Any:
        """The answer; raises what is to be raised."""
        self.calls.append((method, params))
        said = self.says[method] if method in self.says else ANSWERS[method]
        if isinstance(said, ZhipingError):
            raise said
        return said(**params) if callable(said) else copy.deepcopy(said)

    def tell(
        self, caller: Caller | None, method: str, *, key: str | None = None, dry_run: bool = False, **params: Any
    ) -> Any:
        """The same with its key, and whether it is only tried."""
        return self.ask(caller, method, idempotency_key=key, **params, **({"dry_run": True} if dry_run else {}))

    def told(self, method: str) -> dict[str, Any]:
        """The parameters of the last call of this method."""
        return next(params for name, params in reversed(self.calls) if name == method)

    def close(self) -> None:
        """Nothing is held."""
