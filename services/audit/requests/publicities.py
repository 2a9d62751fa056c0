"""What the methods about posted lists take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.audit.domain.publicity import ListScope
from services.audit.requests.vocabulary import ContactEntry
from shared.wire.requests import Change, Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class PostPublicity(Command):
    """A list of held cases to post today."""

    scope: ListScope
    declaration_ids: Annotated[tuple[str, ...], validate.Length(max=5000), Doc("of one notice and level group, 1-5000")]
    channel: Annotated[ContactEntry, Doc("where to object")]


@record
class ClosePublicity(Change):
    """End a period that is over."""

    publicity_id: str


@record
class GetPublicity(Query):
    """One posted list."""

    publicity_id: str


@record
class PublicityFilter:
    """Which posted lists."""

    scope: ListScope | None = None
    notice_id: str | None = None
    organisation_id: Annotated[str | None, Doc("who posted it")] = None
    open: Annotated[bool | None, Doc("not closed yet")] = None


@record
class ListPublicities(ListQuery):
    """A page of posted lists."""

    filter: PublicityFilter = PublicityFilter()
    sort: Annotated[str | None, sorted_by("posted_on")] = None
