"""How the column of due instants says that there is none."""

from __future__ import annotations

from datetime import UTC, datetime

WITHOUT_DAY = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands for no day: such entries come last in every order, are never past due, and processes of a version that knows
none can read them."""
