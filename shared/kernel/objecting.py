"""Objections to posted lists, as every service takes them: how many one source may bring within a window of time, which
is policy of the site, and which of them a clerk means who answers many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from shared.kernel.clock import ZONE, iso
from shared.kernel.errors import ZhipingError, invalid, not_found, unavailable

WINDOW_MINUTES = "ZHIPING_OBJECTION_WINDOW_MINUTES"
PER_ADDRESS = "ZHIPING_OBJECTIONS_PER_ADDRESS"
PER_PERSON = "ZHIPING_OBJECTIONS_PER_PERSON"
PER_LIST = "ZHIPING_OBJECTIONS_PER_LIST"
SETTINGS = (WINDOW_MINUTES, PER_ADDRESS, PER_PERSON, PER_LIST)
"""Variables of every service that takes objections."""
MOST_AT_ONCE = 200
"""Objections that one command answers."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one source may still do; `slug` and `path` are those of the refusal once it is spent."""

    source: str
    most: int
    slug: str
    path: str | None = None

    def spent(self, since: datetime, window: timedelta) -> ZhipingError:
        """The refusal, with the first moment at which it is possible again."""
        minute = (since + window).astimezone(ZONE).replace(second=0, microsecond=0)
        again = minute + timedelta(minutes=1)
        told = f"{again:%Y-%m-%d %H:%M}"
        return unavailable(self.slug, path=self.path, most=self.most, again=told, again_at=iso(again))


@dataclass(frozen=True, slots=True)
class ObjectionLimits:
    """`per_list` bounds what comes without a name; who gives his name spends a budget of his own and no other."""

    window: timedelta = timedelta(minutes=60)
    per_address: int = 30
    per_person: int = 30
    per_list: int = 300

    def __post_init__(self) -> None:
        if self.window <= timedelta() or min(self.per_address, self.per_person, self.per_list) < 1:
            raise ValueError("the window and the numbers of objections must be positive")

    @classmethod
    def told_by(cls, environ: Mapping[str, str]) -> ObjectionLimits:
        """From the variables SETTINGS; ValueError for a malformed number or one below 1."""
        usual = cls()
        return cls(
            window=timedelta(minutes=int(environ.get(WINDOW_MINUTES, usual.window // timedelta(minutes=1)))),
            per_address=int(environ.get(PER_ADDRESS, usual.per_address)),
            per_person=int(environ.get(PER_PERSON, usual.per_person)),
            per_list=int(environ.get(PER_LIST, usual.per_list)),
        )

    def budgets(self, list_id: str, person_id: str | None, network: str | None) -> tuple[Budget, ...]:
        """What one objection to somebody on the list spends, in an order that is the same for everybody.

        An anonymous one whose address the portal does not tell counts, for each list, as one from the portal's own.
        """
        if person_id is not None:
            return (Budget(f"person/{person_id}", self.per_person, "objections_too_many"),)
        source = f"address/{network}" if network else f"address/unknown/{list_id}"
        return (
            Budget(f"list/{list_id}", self.per_list, "objections_anonymous_too_many"),
            Budget(source, self.per_address, "objections_too_many", "client_address"),
        )


class ReadUntil(Protocol):
    """Unresolved objections of people who did not give their names, as far as the caller has read."""

    @property
    def filed_until(self) -> datetime: ...


T = TypeVar("T")
W_contra = TypeVar("W_contra", bound=ReadUntil, contravariant=True)


class HeldObjections(Protocol[T, W_contra]):
    """The objections of a service; what is held is kept from others until the commit."""

    def hold(self, list_id: str, objection_ids: Sequence[str], /) -> dict[str, T]: ...
    def hold_anonymous(self, list_id: str, wanted: W_contra, limit: int, /) -> list[T]: ...


W = TypeVar("W", bound=ReadUntil)


def chosen(
    objections: HeldObjections[T, W],
    list_id: str,
    ids: Sequence[str] | None,
    anonymous: W | None,
    now: datetime,
    unknown: str,
) -> list[T]:
    """The named ones, all or none of them; or what nobody gave a name to, as far as the caller has read.

    Raises invalid `objections_not_named` (neither or both), `objections_not_read`, and not_found `unknown`.
    """
    if anonymous is not None and ids is None:
        if anonymous.filed_until > now:
            raise invalid("objections_not_read", path="anonymous.filed_until")
        return objections.hold_anonymous(list_id, anonymous, MOST_AT_ONCE)
    if ids is None or anonymous is not None:
        raise invalid("objections_not_named", path="objection_ids")
    found = objections.hold(list_id, ids)
    for number, objection_id in enumerate(ids):
        if objection_id not in found:
            raise not_found(unknown, path=f"objection_ids.{number}")
    return [found[objection_id] for objection_id in dict.fromkeys(ids)]
