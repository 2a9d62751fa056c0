"""Why a condition is refused."""

from __future__ import annotations


class ConditionError(ValueError):
    """The text is no condition: it does not parse, does not type-check, or reaches outside the vocabulary."""
