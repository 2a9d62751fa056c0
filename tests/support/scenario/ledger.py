"""What a run left behind, finer than the summary: who got what and when, with nothing twice and every trail whole.

Ids differ from run to run, so people are named by their numbers in the cast and places by their keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from infra.demo.driver import SERVICES, Driver
from infra.demo.summary import INSPECTOR
from infra.demo.world import World
from infra.devstack.processes import eventually
from services.notify.domain.recipient import SUPERVISION
from shared.persistence import Database
from shared.persistence.kept_openings import KeptOpenings
from shared.persistence.openings import OPENED
from shared.persistence.trail.chain import sealed_entries, verify_trail

Rows = list[dict[str, Any]]
SEALING = 30.0
"""Seconds in which the last decisions must have been sealed."""


SAID_ALIKE = frozenset({"objection_filed", "result_objection_filed"})
"""Two objections on one list at one moment are told in the same words; how many there are is in the summary."""


def ledger(driver: Driver, world: World, databases: Mapping[str, str]) -> dict[str, Any]:
    """JSON-able, equal for equal runs; `databases` are the URLs by service. RuntimeError for whatever is amiss."""
    inspector = driver.actor(INSPECTOR)
    documents = inspector.every("docgen.list_documents", filter={})
    messages = inspector.every("notify.list_messages", filter={"everyone": True})
    heads = sum(row["kind"] == "trail_headed" for row in messages)
    refuse_doubles("document", (_document_key(row) for row in documents))
    refuse_doubles("message", (_message_key(row) for row in messages if row["kind"] not in SAID_ALIKE))
    return {
        "documents": _documents(documents, world),
        "messages": _messages(messages, world),
        "published": {
            name: _published(driver.operator.ask(f"{name}.get_status")["published"], heads) for name in SERVICES
        },
        "trail": {name: _decisions(driver, name, url) for name, url in databases.items()},
    }


def databases_in(folder: Path) -> dict[str, str]:
    """The databases of an embedded run."""
    return {name: f"sqlite:///{folder / 'db' / name}.db" for name in SERVICES}


def refuse_doubles(what: str, keys: Iterable[tuple[Any, ...]]) -> None:
    """RuntimeError that shows the keys which occur more than once."""
    doubles = {key: number for key, number in Counter(keys).items() if number > 1}
    if doubles:
        raise RuntimeError(f"the same {what} more than once: {doubles}")


def _document_key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["kind"], row["subject_id"], row["variant"], row["revision"]


def _message_key(row: dict[str, Any]) -> tuple[Any, ...]:
    """One person or office hears of one thing once at an instant, however many copies of an event went round."""
    recipient = row["person_id"] or row["organisation_id"]
    return recipient, row["category"], row["kind"], row["channel"], row["subject_id"], row["body"], row["sent_at"]


def _documents(rows: Rows, world: World) -> list[str]:
    unfinished = [row["kind"] for row in rows if row["state"] != "stored"]
    if unfinished:
        raise RuntimeError(f"documents not stored: {unfinished}")
    people = {one.declaration_id: one.person_id for one in world.applicants if one.declaration_id}
    return sorted(
        f"{people.get(row['subject_id'], '-')} {row['kind']} {row['variant']} {row['revision']}" for row in rows
    )


def _published(tally: dict[str, int], heads: int) -> dict[str, int]:
    """Events sent, by type, without the heads of the trails and what tells of them."""
    told = {name: number for name, number in tally.items() if not name.endswith(".trail_headed")}
    return {name: number - heads if name == "notify.reminder_sent" else number for name, number in told.items()}


def _messages(rows: Rows, world: World) -> list[str]:
    """Without the daily heads of the trails: which entry is the last to be sealed on a day is the relay's affair."""
    places = {place.id: place.key for place in world.places.all}
    return sorted(
        f"{row['sent_at']} {row['person_id'] or _place(row['organisation_id'], places)} {row['category']} {row['kind']}"
        for row in rows
        if row["kind"] != "trail_headed"
    )


def _place(organisation_id: str, places: Mapping[str, str]) -> str:
    """Inboxes of supervisors are no organisation's, and the same in every play."""
    return organisation_id if organisation_id.startswith(SUPERVISION) else places[organisation_id]


def _decisions(driver: Driver, service: str, url: str) -> dict[str, int]:
    """How often each decision stands in a service's trail; RuntimeError when its chain or its openings do not hold.

    A query that is asked again after an accident is one more opening: those are not counted. Sealing
    follows a decision within the relay's next turn, so the last ones are waited for.
    """
    eventually(
        lambda: driver.operator.ask(f"{service}.get_status")["unsealed"] == 0, SEALING, f"the trail of {service}"
    )
    database = Database(url, pool_size=1)
    with database.begin_reading() as connection:
        openings, entries = KeptOpenings(connection), list(sealed_entries(connection))
        report = openings.judged(verify_trail(openings.watched(entries)))
    database.close()
    if not report.holds:
        raise RuntimeError(f"the trail of {service} is broken: {report.fault}")
    return dict(Counter(entry["action"] for entry in entries if entry["action"] != OPENED))
