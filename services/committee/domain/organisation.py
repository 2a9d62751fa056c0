"""What the committee service knows of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Organisation:
    """A projection of the audit service's register; `contact` has telephone, address and email or null."""

    id: str
    name: str
    kind: str
    tier: str
    region: str
    contact: dict[str, Any]
