"""Openings: somebody has been shown another's number or a file about him. What services keep and tell of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from shared.kernel.scope import Ground
from shared.wire.requests import ListQuery, sorted_by
from shared.wire.types import Doc, Len, record

LIST_MY_OPENINGS = "list_my_openings"
LIST_OPENINGS = "list_openings"
RPC = (LIST_MY_OPENINGS, LIST_OPENINGS)
"""Methods of every service that shows numbers or files."""
SHOWN = frozenset({"id_number", "phone", "photo", "material"})
"""What is named by its member; a file by its kind of document."""


@record
class ListMyOpenings(ListQuery):
    """Who has been shown what of the caller."""

    sort: Annotated[str | None, sorted_by("opened_at")] = None


@record
class ListOpenings(ListQuery):
    """What was shown to the people of one organisation."""

    organisation_id: Annotated[str, Len(1, 100)]
    sort: Annotated[str | None, sorted_by("opened_at")] = None


@record
class OpeningView:
    """One look at a person's number or at a file about him; his own looks are not kept."""

    opening_id: str
    opened_at: datetime
    person_id: Annotated[str, Doc("whose")]
    opened_by: Annotated[str, Doc("the account")]
    roles: tuple[str, ...]
    organisation_id: Annotated[str | None, Doc("for which the token was given")]
    organisation_name: str | None
    shown: Annotated[tuple[str, ...], Doc("id_number, phone, photo, material; of a document its kind")]
    shown_labels: Annotated[tuple[str, ...], Doc("in Chinese")]
    subject_kind: Annotated[str, Doc("person, dossier, material, document")]
    subject_id: Annotated[str, Doc("of the account, the declaration, the file, the document")]
    ground: Annotated[Ground, Doc("the rule that opened it: docs/access.md")]
    ground_label: Annotated[str, Doc("in Chinese")]
