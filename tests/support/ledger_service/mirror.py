"""The following service: one effect per event, and misbehaviour on request."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from shared.kernel.errors import NotYet
from shared.messaging import Application, Service, Wiring, consume, query
from shared.wire.requests import Query
from shared.wire.types import record
from tests.support.ledger_service.contract import ACCOUNT
from tests.support.ledger_service.runs import note_run
from tests.support.ledger_service.tables import Effects

HERE = Path(__file__).parent


@dataclass
class Ports:
    effects: Effects


def bootstrap(settings, clock):
    def make_ports(connection):
        return Ports(Effects(connection))

    return Application.wire("mirror", settings, clock, make_ports, HERE / "access.csv")


def mended():
    """Whether the operator has fixed what makes `fail` fail."""
    marker = os.environ.get("MIRROR_MENDED", "")
    return bool(marker) and Path(marker).exists()


@record
class Effect:
    """An event that took effect."""

    event_id: str
    subject: str
    sequence: int


@record
class EffectsShown:
    """In the order in which they did."""

    items: tuple[Effect, ...]


class MirrorService(Service):
    """Follows the ledger."""

    name = "mirror"
    app = Wiring(bootstrap)

    @consume(ACCOUNT)
    def on_account(self, tx, event):
        behaviour = event.data.get("behaviour")
        note_run(event.id)
        if behaviour == "kill" and not mended():
            os._exit(9)
        if behaviour == "fail" and not mended():
            raise RuntimeError("the follower cannot do this")
        if behaviour == "not_yet" and not mended():
            raise NotYet("another fact is missing")
        if behaviour == "slow":
            time.sleep(float(os.environ.get("MIRROR_SLOW_SECONDS", "3")))
        tx.ports.effects.add(event, tx.now)

    @query()
    def list_effects(self, tx, request: Query) -> EffectsShown:
        found = tx.ports.effects.all()
        return EffectsShown(items=tuple(Effect(event_id=event, subject=of, sequence=at) for event, of, at in found))
