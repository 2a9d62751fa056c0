"""What docgen remembers of other services' things: each kind with its record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from services.docgen.domain.document import Document
from services.docgen.domain.known import (
    KnownCase,
    KnownHolder,
    KnownOrganisation,
    KnownPublicity,
    KnownSession,
)
from services.docgen.domain.known_notice import KnownNotice
from shared.contracts.base import EventType
from shared.contracts.committee.oversight import CertificateRevoked
from shared.contracts.committee.recognition import Recognised
from shared.contracts.committee.results import PACKAGE_REPORTED, PackageReported
from shared.contracts.committee.review import Reviewed
from shared.wire.types import JsonObject

R = TypeVar("R")


@dataclass(frozen=True)
class Kept(Generic[R]):
    """A kind of what is kept, by its name in the database."""

    name: str
    record: type[R]

    def read(self, body: JsonObject) -> R:
        """The record of the JSON that the database holds; ContractViolation where it does not fit."""
        return self._shape.read(body)

    @cached_property
    def _shape(self) -> EventType[R]:
        """Kept JSON is read as an event's is: what an older version kept beside it does no harm."""
        return EventType(self.name, "kept", self.record, {})


NOTICE = Kept("notice", KnownNotice)
ORGANISATION = Kept("organisation", KnownOrganisation)
HOLDER = Kept("holder", KnownHolder)
CASE = Kept("case", KnownCase)
SESSION = Kept("session", KnownSession)
PUBLICISED = Kept("result_publicity", KnownPublicity)
REVIEW = Kept("review", Reviewed)
RECOGNITION = Kept("review", Recognised)
"""In the place of the vote: a declaration is reviewed or recognised."""
REVOCATION = Kept("revocation", CertificateRevoked)


def package_of(document: Document) -> PackageReported:
    """The package that a document is made from; earlier versions kept letters without the member `rows`."""
    return PACKAGE_REPORTED.read({"rows": []} | document.data)
