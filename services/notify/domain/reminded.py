"""Whom the rules remind of a duty: those who have a part in it, and those above whoever must act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.notify.domain.notice_rules import KnownRule
from services.notify.domain.recipient import Recipient, organisation, person, supervision

SUPERIOR, SUPERVISOR = "superior", "supervisor"
OF_OTHERS = frozenset({"warning", "consequence"})
"""Texts that speak of what somebody else has to do."""
Parts = Mapping[str, Recipient]
"""Role -> who has it in a duty."""


def with_those_above(parties: Parts, superior_id: str | None, region: str | None) -> dict[str, Recipient]:
    """The parties of a duty, the body above whoever must act, and the supervision of the division in which that is."""
    above = {SUPERIOR: organisation(superior_id)} if superior_id else {}
    return {**parties, **above, SUPERVISOR: supervision(region)}


def is_above(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles has no part in a duty but what the directory says of whoever must act."""
    return set(roles) <= {SUPERIOR, SUPERVISOR}


def roles_by_recipient(parties: Parts, actor: str, rules: Iterable[KnownRule]) -> dict[Recipient, tuple[str, ...]]:
    """Each recipient of a duty with everything that it is there: whoever must act, and those whom a rule names."""
    named = {role for rule in rules for role in rule.to} | {actor}
    told = {recipient for role, recipient in parties.items() if role in named}
    held: dict[Recipient, tuple[str, ...]] = {}
    for role, recipient in parties.items():
        if recipient in told:
            held[recipient] = (*held.get(recipient, ()), role)
    return held


def only_watches(roles: Iterable[str], actor: str, rules: Iterable[KnownRule]) -> bool:
    """Whether whoever has these roles is not reminded to act, but told who should have and what follows."""
    held = set(roles)
    if actor in held:
        return False
    return all(rule.template in OF_OTHERS for rule in rules_for_roles(held, rules))


def rules_for_roles(roles: Iterable[str], rules: Iterable[KnownRule]) -> list[KnownRule]:
    """The rules that name one of the roles."""
    held = set(roles)
    return [rule for rule in rules if not held.isdisjoint(rule.to)]


def kept(parties: Parts) -> dict[str, str]:
    """The parties as the register keeps them."""
    return {role: recipient.key for role, recipient in parties.items()}


def read(parties: Mapping[str, str]) -> dict[str, Recipient]:
    """Kept parties as they were."""
    return {role: _recipient(key) for role, key in parties.items()}


def _recipient(key: str) -> Recipient:
    kind, _, name = key.partition(":")
    return person(name) if kind == "person" else organisation(name)
