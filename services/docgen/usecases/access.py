"""The caller's reach, by the organisations known here."""

from __future__ import annotations

from functools import partial

from services.docgen.usecases.kept import ORGANISATION
from services.docgen.usecases.ports import DocgenTx
from shared.kernel.scope import Reach, kind_by


def scope_of(tx: DocgenTx) -> Reach:
    """Whose documents the caller reaches."""
    return Reach.of(tx.caller, kind_by(partial(tx.ports.facts.find, ORGANISATION)))
