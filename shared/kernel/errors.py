"""Typed errors: a stable slug, a kind, a Chinese message, a field path and the clause that justifies it.

Domain code raises them, the wire carries them unchanged, portals show `message` and branch on `slug`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypedDict

from shared.kernel.catalogue import Details, text
from shared.kernel.labels import shown


class Kind(StrEnum):
    """What a caller can do about an error; the closed list that portals may rely on."""

    INVALID = "invalid"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


class WireError(TypedDict):
    """An error in JSON; `kind` is the value of a Kind."""

    slug: str
    kind: str
    message: str
    path: str | None
    clause: str | None
    details: Details


class ZhipingError(Exception):
    """One refusal, the same object in the domain, on the wire and in the portal.

    `details` fills the placeholders of the catalogue text, words of the code by their Chinese names; it must hold no
    name of an applicant, no ID number, no telephone.
    """

    def __init__(
        self, slug: str, kind: Kind, *, path: str | None = None, clause: str | None = None, **details: Any
    ) -> None:
        super().__init__(slug)
        self.slug = slug
        self.kind = kind
        self.path = path
        self.clause = clause
        self.details = details

    @property
    def message(self) -> str:
        """The Chinese sentence for people, from the catalogue."""
        return text(self.slug, **shown(self.slug, self.details))

    def to_wire(self) -> WireError:
        """As it crosses the bus and reaches portals."""
        return {
            "slug": self.slug,
            "kind": self.kind.value,
            "message": self.message,
            "path": self.path,
            "clause": self.clause,
            "details": self.details,
        }

    @classmethod
    def from_wire(cls, data: WireError) -> ZhipingError:
        """Rebuild an error that another service sent."""
        error = cls(data["slug"], Kind(data["kind"]), path=data.get("path"), clause=data.get("clause"))
        error.details = dict(data.get("details") or {})
        return error

    def __str__(self) -> str:
        where = f" at {self.path}" if self.path else ""
        return f"{self.slug} ({self.kind.value}){where}"


def invalid(slug: str, *, path: str | None = None, clause: str | None = None, **details: Any) -> ZhipingError:
    """The request itself is malformed: wrong type, unknown field, bad check digit."""
    return ZhipingError(slug, Kind.INVALID, path=path, clause=clause, **details)


def forbidden(slug: str, *, path: str | None = None, clause: str | None = None, **details: Any) -> ZhipingError:
    """The caller is not known, or may not do this."""
    return ZhipingError(slug, Kind.FORBIDDEN, path=path, clause=clause, **details)


def not_found(slug: str, *, path: str | None = None, clause: str | None = None, **details: Any) -> ZhipingError:
    """The thing named does not exist, or not for this caller."""
    return ZhipingError(slug, Kind.NOT_FOUND, path=path, clause=clause, **details)


def conflict(slug: str, *, path: str | None = None, clause: str | None = None, **details: Any) -> ZhipingError:
    """Somebody else was faster, or the thing is in another state: read again and decide anew."""
    return ZhipingError(slug, Kind.CONFLICT, path=path, clause=clause, **details)


def refused(slug: str, *, path: str | None = None, clause: str | None = None, **details: Any) -> ZhipingError:
    """A rule of the notice says no; `clause` names it."""
    return ZhipingError(slug, Kind.REFUSED, path=path, clause=clause, **details)


def unavailable(slug: str, *, path: str | None = None, clause: str | None = None, **details: Any) -> ZhipingError:
    """Not now: a time-out or a fault on our side; the same request may be sent again."""
    return ZhipingError(slug, Kind.UNAVAILABLE, path=path, clause=clause, **details)


class NotYet(Exception):
    """Raised by a consumer when a fact from another stream has not arrived: the event waits on a retry level."""
