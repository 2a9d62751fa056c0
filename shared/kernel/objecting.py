"""How many objections one address, one person and one list may bring within a window of time: policy of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.kernel.clock import ZONE, iso
from shared.kernel.errors import ZhipingError, unavailable


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
