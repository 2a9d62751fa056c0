"""Addresses and texts of letters at rest: JSON, sealed as a whole."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Dialect

from shared.security import SealedText


class SealedJson(SealedText):
    """JSON sealed by the process keyring; nothing in it can be searched for."""

    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        """Write and seal."""
        return super().process_bind_param(None if value is None else json.dumps(value, ensure_ascii=False), dialect)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        """Open and read."""
        opened = super().process_result_value(value, dialect)
        return None if opened is None else json.loads(opened)
