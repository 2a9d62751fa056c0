"""Who is asking: the identity that a verified token yields and that the trail keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

NOBODY = "public"


class ActorJson(TypedDict):
    """Who did something, as events and the trail keep it."""

    person_id: str
    organisation_id: str | None
    roles: list[str]


@dataclass(frozen=True, slots=True)
class Caller:
    """A person acting for an organisation, or a service acting by itself.

    `region` is an administrative code (six digits) or None; `roles` are those of the access tables. `id_number_index`:
    the keyed index of the caller's ID number, where the identity provider has verified it and says so.
    """

    person_id: str
    name: str
    organisation_id: str | None = None
    roles: frozenset[str] = frozenset()
    region: str | None = None
    id_number_index: str | None = None

    @classmethod
    def system(cls, service: str) -> Caller:
        """The caller of work that a service does by itself (events, deadlines)."""
        return cls(person_id=f"system:{service}", name=service, roles=frozenset({"system"}))

    @classmethod
    def nobody(cls) -> Caller:
        """A caller without a token; may use public methods only."""
        return cls(person_id=NOBODY, name=NOBODY, roles=frozenset({"public"}))

    @property
    def is_nobody(self) -> bool:
        """Whether there was no token: no token names that person."""
        return self.person_id == NOBODY

    def has(self, role: str) -> bool:
        """Whether the token grants `role`."""
        return role in self.roles

    def as_actor(self) -> ActorJson:
        """What an event says of its cause: ids and roles, no names."""
        return {
            "person_id": self.person_id,
            "organisation_id": self.organisation_id,
            "roles": sorted(self.roles),
        }
