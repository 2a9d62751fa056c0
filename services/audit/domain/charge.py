"""收费: only what the notice's schedule knows may be charged, in exactly its amount, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from shared.kernel.errors import refused
from shared.policy.pack.procedure import Fee, FeeKind
from shared.wire.types import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A fee of the notice's schedule that was taken; at most one of each kind."""

    kind: FeeKind
    amount_fen: int
    organisation_id: str
    organisation_name: str
    receipt: Annotated[str, Doc("its number")]
    at: datetime
    clause: str


def check_charge(fee: Fee | None, amount_fen: int, basis: str | None) -> str:
    """The clause that allows the charge; `basis` is the notice's clause on charges as a whole.

    Raises refused `charge_not_scheduled` when the notice knows no such fee, `charge_not_settled` while nobody has
    entered its amount, `charge_is_free`, `charge_differs` (details.expected_fen).
    """
    if fee is None:
        raise refused("charge_not_scheduled", path="kind", clause=basis)
    if fee.amount_fen is None:
        raise refused("charge_not_settled", path="amount_fen", clause=fee.cited, source=fee.source or "")
    if fee.amount_fen == 0:
        raise refused("charge_is_free", path="kind", clause=fee.cited)
    if amount_fen != fee.amount_fen:
        raise refused("charge_differs", path="amount_fen", clause=fee.cited, expected_fen=fee.amount_fen)
    return fee.cited
