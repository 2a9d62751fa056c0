"""A submitted revision as docgen keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Dossier:
    """`body` stays the JSON that was digested (shared/contracts/declaration/dossier.py), and forms print from it as it
    came; what a use case asks of it is named here."""

    body: Mapping[str, Any]
    digest: str

    @property
    def notice_id(self) -> str:
        """The notice under which it was filed."""
        return str(self.body["notice_id"])

    @property
    def person_id(self) -> str:
        """Whose it is."""
        return str(self.body["person"]["person_id"])

    @property
    def photo_key(self) -> str | None:
        """Where the portrait lies, if there is one."""
        key: str | None = self.body["person"].get("photo_key")
        return key

    @property
    def unit_id(self) -> str:
        """The applicant's unit."""
        return str(self.body["unit"]["organisation_id"])

    @property
    def documents(self) -> list[str]:
        """The forms that its plan asks for, by their slugs."""
        return list(self.body["plan"]["documents"])
