"""Why a condition is refused."""

from __future__ import annotations

from typing import Any

from shared.policy.terms.reasons import because


class ConditionError(ValueError):
    """The text is no condition: it does not parse, does not type-check, or reaches outside the vocabulary."""

    def __init__(self, slug: str, **details: Any) -> None:
        self.reason = because(slug, **details)
        super().__init__(str(self.reason))
