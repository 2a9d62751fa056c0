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


OF_DIVISION = f"{SUPERVISION}-"
"""Before the code of a division: the inbox of whoever supervises it."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Exactly one of the two ids is set."""

    person_id: str | None = None
    organisation_id: str | None = None

    @property
    def key(self) -> str:
        """`person:<id>` or `organisation:<id>`, unique over both kinds."""
        return f"person:{self.person_id}" if self.person_id else f"organisation:{self.organisation_id}"

    @property
    def is_supervision(self) -> bool:
        """Whether it is an inbox of supervisors, of all of them or of those of one division."""
        return self.organisation_id is not None and (
            self.organisation_id == SUPERVISION or self.organisation_id.startswith(OF_DIVISION)
        )

    def is_supervised_from(self, places: str) -> bool:
        """Whether supervisors of the divisions whose codes begin so read it; what concerns no division, all do."""
        code = (self.organisation_id or "").removeprefix(OF_DIVISION)
        return self.is_supervision and (code == SUPERVISION or code.startswith(places))


Parties = Mapping[Role, Recipient]
"""Everybody concerned with a subject, by role."""


def person(person_id: str) -> Recipient:
    """A person's own messages."""
    return Recipient(person_id=person_id)


def organisation(organisation_id: str) -> Recipient:
    """The messages that all of an organisation's clerks see."""
    return Recipient(organisation_id=organisation_id)


def supervision(region: str | None) -> Recipient:
    """Whoever supervises that division; all supervisors, where it is not known."""
    return organisation(f"{OF_DIVISION}{region}" if region else SUPERVISION)
