"""A submitted revision as docgen keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from shared.contracts.declaration.dossier import Dossier
from shared.wire.plain import read_as
from shared.wire.types import JsonObject


@dataclass(frozen=True)
class KeptDossier:
    """`body` stays the JSON that was digested, to the letter; `content` is what it says."""

    body: JsonObject
    digest: str

    @cached_property
    def content(self) -> Dossier:
        """The record, from which forms are made."""
        return read_as(Dossier, self.body)
