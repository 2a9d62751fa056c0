"""Writes `shared/policy/pack.schema.json` from the dataclasses (a tool, not run by the suite).

python -m tests.unit.policy.write_schema
"""

from __future__ import annotations

import json
from pathlib import Path

import shared.policy
from shared.policy import pack_schema

SCHEMA_FILE = Path(shared.policy.__file__).parent / "pack.schema.json"


def render() -> str:
    """The file's text."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(render(), encoding="utf-8")
