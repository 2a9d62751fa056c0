"""Whose deadlines a visitor's pages show, and how many stand."""

from __future__ import annotations

from typing import cast

from flask import request

from services.gateway.console import visit
from services.gateway.console.navigation import OVERSEERS
from services.gateway.console.reminder_answers import DeadlineCountsJson
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import ZhipingError
from shared.kernel.scope import CLERKS
from shared.wire.types import JsonObject

WHOSE = {"mine": "本人", "house": "本单位"}
SOON_DAYS = 7


def scope_of() -> JsonObject:
    """The filter of the page's address: overseers see everybody or one organisation, clerks may part what is theirs
    from what is their organisation's."""
    here = visit.current()
    whose, found = request.args.get("whose"), here.signed_in
    if here.role in OVERSEERS:
        chosen = request.args.get("organisation_id", "").strip()
        return {"everyone": True, **({"organisation_id": chosen} if chosen else {})}
    if found is None or found.capacity is None or here.role not in CLERKS or whose not in WHOSE:
        return {}
    if whose == "mine":
        return {"person_id": found.account.person_id}
    return {"organisation_id": found.capacity.organisation_id}


def kind_of() -> str | None:
    """The kind that the address, or the form, asks for; None for a word that is no kind."""
    kind = request.values.get("kind", "")
    return kind if f"notify_deadline_{kind}" in catalogue() else None


def kinds() -> list[tuple[str, str]]:
    """Every kind with its name, in the order of the catalogue, which is that of a declaration's way."""
    start = "notify_deadline_"
    return [(key.removeprefix(start), name) for key, name in catalogue().items() if key.startswith(start)]


def counted(scope: JsonObject, **more: object) -> DeadlineCountsJson:
    """Figures of what stands in that scope."""
    said = visit.current().ask("notify.count_deadlines", filter=scope, within_days=SOON_DAYS, **more)
    return cast(DeadlineCountsJson, said)


def standing() -> DeadlineCountsJson | None:
    """For the line on the first page of a role; None while the figures cannot be had: that page goes on without."""
    everyone = {"everyone": True} if visit.current().role in OVERSEERS else {}
    try:
        return counted(everyone)
    except ZhipingError:
        return None
