"""What this service needs beyond the common settings: nothing; files and database come from ZHIPING_* as everywhere."""

from __future__ import annotations

from pathlib import Path

NAME = "declaration"
ACCESS = Path(__file__).parent / "access.csv"
