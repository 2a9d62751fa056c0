"""What the methods about objections to posted lists take."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from marshmallow import validate

from services.audit.requests.vocabulary import Opinion
from shared.kernel.objecting import MOST_AT_ONCE
from shared.wire.address_text import AddressText
from shared.wire.requests import Change, Command, ListQuery, sorted_by
from shared.wire.types import Doc, record


@record
class FileObjection(Command):
    """Somebody objects."""

    publicity_id: str
    declaration_id: str
    content: Annotated[str, validate.Length(min=5, max=4000)]
    client_address: Annotated[
        str | None, AddressText(), Doc("of who objects, told by the portal; only a keyed index of it is kept")
    ] = None


@record
class ResolveObjection(Change):
    """The finding; `expected_version` is the objection's."""

    objection_id: str
    outcome: Literal["upheld", "dismissed"]
    opinion: Opinion


@record
class AnonymousObjections:
    """Unresolved objections of people who did not give their names."""

    filed_until: Annotated[datetime, Doc("the moment at which the caller looked: what came later he has not read")]
    declaration_id: Annotated[str | None, Doc("about one person only")] = None


@record
class DismissObjections(Command):
    """One finding for many: `objection_ids` or `anonymous`, never both."""

    publicity_id: str
    objection_ids: Annotated[
        tuple[str, ...] | None, validate.Length(min=1, max=MOST_AT_ONCE), Doc("of this list, 1-200")
    ] = None
    anonymous: Annotated[AnonymousObjections | None, Doc("the oldest 200 of them")] = None
    opinion: Opinion


@record
class ObjectionFilter:
    """Which objections."""

    open: Annotated[bool | None, Doc("not resolved yet")] = None
    declaration_id: Annotated[str | None, Doc("about whom")] = None
    anonymous: Annotated[bool | None, Doc("without the name of who objected")] = None


@record
class ListObjections(ListQuery):
    """A page of the objections to one list."""

    publicity_id: str
    filter: ObjectionFilter = ObjectionFilter()
    sort: Annotated[str | None, sorted_by("filed_at")] = None
