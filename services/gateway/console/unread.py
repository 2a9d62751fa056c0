"""How many messages nobody has read yet, for the menu of every page: it is asked for now and then, and never waited
for long."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field

from flask import current_app, g

from services.gateway.console import visit
from services.gateway.console.navigation import OVERSEERS
from shared.contracts.notify import SUPERVISION
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError

LASTS = 30.0
"""Seconds for which a number stands, and for which nobody asks a service that did not give one."""
PATIENCE = 2.0
KEPT = 10_000


@dataclass
class UnreadNumbers:
    """What was told lately, by who asked; the clock is that of the machine."""

    known: OrderedDict[Caller, tuple[float, int]] = field(default_factory=OrderedDict)
    away_until: float = 0.0

    def of(self, caller: Caller, boxes: list[dict[str, object]]) -> int:
        """The number; 0 while there is nobody to tell it."""
        now = time.monotonic()
        known = self.known.get(caller)
        if known is not None and now - known[0] < LASTS:
            return known[1]
        if now < self.away_until:
            return 0
        try:
            number = sum(_count(caller, box) for box in boxes)
        except ZhipingError:
            self.away_until = time.monotonic() + LASTS
            return 0
        self.note(caller, number)
        return number

    def note(self, caller: Caller, number: int) -> None:
        """Somebody has just been told it."""
        self.known[caller] = time.monotonic(), number
        while len(self.known) > KEPT:
            self.known.popitem(last=False)


def boxes_of(role: str | None) -> list[dict[str, object]]:
    """Which inboxes somebody in this role reads, as `count_messages` takes them."""
    own: list[dict[str, object]] = [{}]
    return [*own, {"everyone": True, "organisation_id": SUPERVISION}] if role in OVERSEERS else own


def unread() -> int:
    """For whoever is signed in; on a page that says that something is away nobody asks."""
    here = visit.current()
    if here.caller is None or g.get("away"):
        return 0
    return _numbers().of(here.caller, boxes_of(here.role))


def forget() -> None:
    """He has read something."""
    if (caller := visit.current().caller) is not None:
        _numbers().known.pop(caller, None)


def _numbers() -> UnreadNumbers:
    numbers: UnreadNumbers = current_app.extensions.setdefault("unread_numbers", UnreadNumbers())
    return numbers


def _count(caller: Caller, box: dict[str, object]) -> int:
    backend = visit.current().gateway.backend
    return int(backend.ask(caller, "notify.count_messages", timeout=PATIENCE, **box)["unread"])
