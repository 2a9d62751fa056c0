"""The caller's reach in this service."""

from __future__ import annotations

from services.committee.usecases.ports import Ports
from shared.kernel.scope import Reach, kind_by
from shared.persistence import Tx


def scope_of(tx: Tx[Ports]) -> Reach:
    """By the organisations known here."""
    return Reach.of(tx.caller, kind_by(tx.ports.organisations.find))
