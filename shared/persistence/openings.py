"""Records of openings: written in the transaction whose answer shows the number or the link, only ever added to.

The same transaction tells the trail of them (`decision_of`), under whose signatures and seals they stand thereby.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select

from shared.contracts.openings import SHOWN, ListMyOpenings, ListOpenings, OpeningView
from shared.kernel.caller import Caller
from shared.kernel.canonical import digest
from shared.kernel.catalogue import text
from shared.kernel.clock import iso
from shared.kernel.ids import new_id
from shared.kernel.scope import Ground
from shared.persistence.db.paging import Order, listed
from shared.persistence.db.rows import RowValues
from shared.persistence.schema.common_tables import OPENINGS as T
from shared.persistence.trail.append import Decision
from shared.wire.types import Page

_ORDER = Order({"opened_at": T.c.opened_at}, T.c.id, "-opened_at")
_INSERT = insert(T).inline()
_TOLD = tuple(T.columns.keys())
NameOf = Callable[[str], str | None]
"""What an organisation is called, as far as the service knows."""
OPENED = "opened"
"""Action of the trail's entry for one look; its data name the openings that were written with it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """`shown` of the thing `subject_id`, by the rule `ground`; members of SHOWN, or a document's kind."""

    shown: tuple[str, ...]
    subject_kind: str
    subject_id: str
    ground: Ground


def rows_of(opening: Opening, people: Iterable[str], caller: Caller, at: datetime, correlation: str) -> list[RowValues]:
    """One row for each of the people, whoever looks at his own left out."""
    others = [one for one in dict.fromkeys(people) if one != caller.person_id]
    if not others:
        return []
    actor = caller.as_actor()
    looked: RowValues = {
        "opened_at": at, "opened_by": actor["person_id"], "organisation_id": actor["organisation_id"],
        "roles": ",".join(actor["roles"]), "shown": ",".join(opening.shown), "subject_kind": opening.subject_kind,
        "subject_id": opening.subject_id, "ground": opening.ground.value, "correlation": correlation,
    }  # fmt: skip
    return [looked | {"id": new_id(), "person_id": one} for one in others]


def decision_of(opening: Opening, rows: Iterable[RowValues]) -> Decision:
    """What the trail keeps of these rows: which, and the digest of each."""
    told = {"openings": {row["id"]: digest_of(row) for row in rows}}
    return OPENED, opening.subject_kind, opening.subject_id, None, None, told


def digest_of(row: Mapping[Any, Any]) -> str:
    """SHA-256 over all columns of an opening."""
    return digest({name: row[name] for name in _TOLD} | {"opened_at": iso(row["opened_at"])})


def write_openings(connection: Connection, rows: list[RowValues]) -> None:
    """Add them."""
    if rows:
        connection.execute(_INSERT, rows)


def my_openings(connection: Connection, caller: Caller, request: ListMyOpenings, name_of: NameOf) -> Page[OpeningView]:
    """Of the caller's numbers and papers, newest first."""
    return _page(connection, T.c.person_id == caller.person_id, request, name_of)


def openings_by(connection: Connection, request: ListOpenings, name_of: NameOf) -> Page[OpeningView]:
    """By people who acted for one organisation, newest first; whether the caller may ask is the service's to say."""
    return _page(connection, T.c.organisation_id == request.organisation_id, request, name_of)


def _page(
    connection: Connection, which: ColumnElement[bool], request: ListMyOpenings | ListOpenings, name_of: NameOf
) -> Page[OpeningView]:
    return listed(connection, select(T).where(which), _ORDER, request).turned(lambda row: _view(row, name_of))


def _view(row: Row[Any], name_of: NameOf) -> OpeningView:
    shown = tuple(row.shown.split(","))
    return OpeningView(
        opening_id=row.id,
        opened_at=row.opened_at,
        person_id=row.person_id,
        opened_by=row.opened_by,
        roles=tuple(row.roles.split(",")),
        organisation_id=row.organisation_id,
        organisation_name=name_of(row.organisation_id) if row.organisation_id else None,
        shown=shown,
        shown_labels=tuple(text(f"opened_{one}" if one in SHOWN else f"doc_kind_{one}") for one in shown),
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        ground=Ground(row.ground),
        ground_label=text(f"ground_{Ground(row.ground).name.lower()}"),
    )
