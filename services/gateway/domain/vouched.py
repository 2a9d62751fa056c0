"""What an identity source says of a person, and how much of it a site believes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.gateway.domain.account import ROLES, Capacity
from shared.kernel.errors import forbidden
from shared.kernel.scope import APPLICANT
from shared.kernel.text import is_plain

LONGEST = 100
MOST = 50
"""Organisations of one person."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What a site believes of one source beside the subject and the name.

    `roles` maps the source's words to roles; what is not in it is ignored, and without any nobody gets an office from
    claims. `person_claim` names the claim that is the person's id in the services; empty: the door makes one up.
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    person_claim: str = ""
    numbers: bool = False

    def __post_init__(self) -> None:
        """ValueError for a role that there is not."""
        if unknown := sorted(set(self.roles.values()) - ROLES):
            raise ValueError(f"no role {', '.join(unknown)}")


@dataclass(frozen=True, slots=True)
class Vouched:
    """A person for whom a source vouches; ids of `capacities` are empty, as they are not kept yet."""

    source: str
    subject: str
    name: str
    person_id: str | None = None
    id_number_index: str | None = None
    capacities: tuple[Capacity, ...] = ()


def vouched(source: str, told: Mapping[str, object], trust: Trust, number_index: str | None = None) -> Vouched:
    """Read a source's claims; forbidden("identity_malformed") where they name nobody.

    `organisations` lists {id, name, roles, region}; where it is missing, `org`, `org_name`, `roles` and `region` say
    the same of a single one.
    """
    listed = told.get("organisations")
    if listed is None:
        listed = [{"id": told.get("org"), "name": told.get("org_name")} | _of(told, "roles", "region")]
    found = [] if not isinstance(listed, list) else [one for one in listed[:MOST] if isinstance(one, Mapping)]
    return Vouched(
        source,
        _word(told.get("sub")),
        _word(told.get("name") or told.get("sub")),
        _word(told.get(trust.person_claim)) if trust.person_claim else None,
        number_index if trust.numbers else None,
        (Capacity("", APPLICANT, source=source), *_capacities(source, found, trust)),
    )


def _capacities(source: str, organisations: Iterable[Mapping[str, object]], trust: Trust) -> Iterable[Capacity]:
    seen: set[tuple[str, str | None, str | None]] = set()
    for one in organisations:
        words = one.get("roles")
        for word in words if isinstance(words, list) else []:
            role = trust.roles.get(word) if isinstance(word, str) else None
            if role is None or role == APPLICANT:
                continue
            made = Capacity("", role, _maybe(one.get("id")), _maybe(one.get("name")), _maybe(one.get("region")), source)
            if made.place not in seen:
                seen.add(made.place)
                yield made


def _of(told: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: told.get(name) for name in names}


def _maybe(value: Any) -> str | None:
    return None if value in (None, "") else _word(value)


def _word(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST or not is_plain(value) or "\n" in value:
        raise forbidden("identity_malformed")
    return value
