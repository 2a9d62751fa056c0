"""What happened to an entry of the register: who changed what, when and why."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Literal

from services.audit.domain.organisation import Organisation
from shared.contracts.audit.organisation import Contact
from shared.wire.types import record

ChangeKind = Literal["registered", "replaced", "changed", "ended", "revived", "merged"]
_UNTOLD = ("id", "version", "contact")


@record
class FieldChange:
    """A field as it was and as it is; None where nothing stood, `true` or `false` where it is one of two."""

    field: str
    before: str | None = None
    after: str | None = None


@record
class OrganisationChange:
    """One step in the history of an entry; `version` is the one that it led to, `by_id` the account that took it."""

    change_id: str
    organisation_id: str
    version: int
    at: datetime
    by_id: str
    by_name: str
    kind: ChangeKind
    reason: str | None
    changes: tuple[FieldChange, ...]


def differences(before: Organisation | None, after: Organisation) -> tuple[FieldChange, ...]:
    """The fields that are not what they were, in the order of the entry; of a new one those that are filled."""
    was, now = _told(before) if before else {}, _told(after)
    return tuple(
        FieldChange(field=name, before=was.get(name), after=told) for name, told in now.items() if was.get(name) != told
    )


def _told(organisation: Organisation) -> dict[str, str | None]:
    values = {one.name: getattr(organisation, one.name) for one in fields(organisation) if one.name not in _UNTOLD}
    contact = {f"contact.{one.name}": getattr(organisation.contact, one.name) for one in fields(Contact)}
    return {name: _text(value) for name, value in (values | contact).items()}


def _text(value: str | bool | date | None) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value
