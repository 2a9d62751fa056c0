"""What documents are composed from: facts and dossiers, each read once for a whole batch of jobs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from services.docgen.domain.dossier import KeptDossier
from services.docgen.domain.known import KnownOrganisation
from services.docgen.domain.known_notice import KnownNotice
from services.docgen.usecases.kept import NOTICE, ORGANISATION, Kept
from services.docgen.usecases.ports import Ports

R = TypeVar("R")


class MissingFact(Exception):
    """A fact that another stream brings has not arrived yet."""


class Sources:
    """Reads through the ports of one transaction and remembers what it found."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._facts: dict[tuple[Kept[Any], str], Any] = {}
        self._dossiers: dict[tuple[str, int], KeptDossier] = {}

    def known(self, kind: Kept[R], key: str) -> R | None:
        """The fact, or None."""
        found: R | None = self._facts.get((kind, key))
        if found is None:
            found = self._facts[kind, key] = self._ports.facts.find(kind, key)
        return found

    def fact(self, kind: Kept[R], key: str) -> R:
        """The fact; raises MissingFact without it."""
        found = self.known(kind, key)
        if found is None:
            raise MissingFact(f"{kind.name} {key}")
        return found

    def notice(self, notice_id: str) -> KnownNotice:
        """What forms print of the notice."""
        return self.fact(NOTICE, notice_id)

    def organisation(self, organisation_id: str) -> KnownOrganisation:
        """An organisation with contact and seal."""
        return self.fact(ORGANISATION, organisation_id)

    def dossier(self, declaration_id: str, revision: int) -> KeptDossier:
        """One revision; raises MissingFact without it."""
        key = declaration_id, revision
        found = self._dossiers.get(key) or self._ports.dossiers.find(*key)
        if found is None:
            raise MissingFact(f"dossier {declaration_id} {revision}")
        self._dossiers[key] = found
        return found

    def id_numbers(self, sealed: Mapping[str, str | None]) -> dict[str, str]:
        """Declaration -> sealed ID number: the event's, else that of the dossier; raises MissingFact without either."""
        lacking = self.latest_dossiers(key for key, number in sealed.items() if number is None)
        found = {kept.content.declaration_id: kept.content.person.id_number_sealed for kept in lacking}
        return found | {key: number for key, number in sealed.items() if number is not None}

    def latest_dossiers(self, declaration_ids: Iterable[str]) -> list[KeptDossier]:
        """The last revision of each; raises MissingFact while one is lacking."""
        wanted = set(declaration_ids)
        found = self._ports.dossiers.latest(wanted)
        if lacking := wanted - found.keys():
            raise MissingFact(f"{len(lacking)} dossiers")
        return list(found.values())
