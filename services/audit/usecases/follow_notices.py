"""Keep the policy packs that the declaration service publishes."""

from __future__ import annotations

from typing import Any

from services.audit.usecases.ports import Ports
from shared.persistence import Tx


def keep_pack(tx: Tx[Ports], data: dict[str, Any]) -> None:
    """Store the pack of `declaration.notice_published`; a later version is used from then on."""
    tx.ports.packs.keep(data["notice_id"], data["version"], data["pack"])
