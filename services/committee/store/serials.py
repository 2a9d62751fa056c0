"""Gapless sequences: two transactions that want the next number of one wait for each other."""

from __future__ import annotations

from sqlalchemy import Connection, text

_NEXT = text(
    "INSERT INTO serials (series, last) VALUES (:series, 1) "
    "ON CONFLICT (series) DO UPDATE SET last = serials.last + 1 RETURNING last"
)


def next_serial(connection: Connection, series: str) -> int:
    """1, 2, 3...; the row stays locked until the commit, and a rollback gives the number back."""
    return int(connection.execute(_NEXT, {"series": series}).scalar_one())
