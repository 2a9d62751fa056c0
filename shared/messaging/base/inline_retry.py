"""How long a delivery may wait in its worker before it goes to a retry level."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from shared.kernel.errors import ZhipingError

GAP_WAITS = (0.02, 0.06, 0.15)
"""Seconds to wait for an earlier event of the aggregate that another replica has in hand."""
DATABASE_WAITS = (0.1, 0.3, 0.6, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0)
"""Seconds between attempts while our own database is away: the event is not at fault, no other would fare better."""
_REMEMBERED = 10_000


class DelayedSubjects:
    """Aggregates whose event went to a retry level: what follows them need not wait, it will not come soon."""

    def __init__(self) -> None:
        self._subjects: OrderedDict[tuple[str, str], None] = OrderedDict()

    def add(self, queue: str, subject: str) -> None:
        """An event of the aggregate failed here."""
        self._subjects[queue, subject] = None
        while len(self._subjects) > _REMEMBERED:
            self._subjects.popitem(last=False)

    def discard(self, queue: str, subject: str) -> None:
        """The aggregate goes on."""
        self._subjects.pop((queue, subject), None)

    def gap_waits(self, queue: str, subject: str) -> Iterator[float]:
        """The pauses before giving up on a gap."""
        return iter(() if (queue, subject) in self._subjects else GAP_WAITS)


def database_away(error: Exception) -> bool:
    """Whether the fault is our database's, not the event's."""
    return isinstance(error, ZhipingError) and error.slug in ("database_unavailable", "database_busy")
