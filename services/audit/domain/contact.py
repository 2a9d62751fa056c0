"""Where people reach an organisation, or may object to a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """Where people reach an organisation, or may object to a posted list."""

    telephone: str | None = None
    address: str | None = None
    email: str | None = None


NO_CONTACT = ContactDetails()
