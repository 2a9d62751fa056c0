"""Who a deadline or a message is for: one person, or everybody who works for one organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shared.contracts.notify import SUPERVISION as SUPERVISION

Role = Literal["applicant", "unit", "holder", "office", "authority", "operator"]
"""As what somebody has to do with a subject: whom rules name, and who must act."""

OPERATION = "operation"
"""In whose register stands what the operator has to do; operators read it with `filter.everyone`."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Exactly one of the two ids is set."""

    person_id: str | None = None
    organisation_id: str | None = None

    @property
    def key(self) -> str:
        """`person:<id>` or `organisation:<id>`, unique over both kinds."""
        return f"person:{self.person_id}" if self.person_id else f"organisation:{self.organisation_id}"


Parties = Mapping[Role, Recipient]
"""Everybody concerned with a subject, by role."""


def person(person_id: str) -> Recipient:
    """A person's own messages."""
    return Recipient(person_id=person_id)


def organisation(organisation_id: str) -> Recipient:
    """The messages that all of an organisation's clerks see."""
    return Recipient(organisation_id=organisation_id)
