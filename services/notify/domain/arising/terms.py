"""What a duty consists of once a fact has brought it, and what is known when it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from services.notify.domain.recipient import Parties
from services.notify.domain.subject import Subject
from shared.kernel.deadline import end_of_day


@dataclass(frozen=True, slots=True)
class DutyTerms:
    """One duty. `round` tells repeated duties about one subject apart.

    `due_at`: the first instant too late; None waits: no clause sets a day. `notice_id` is None of what belongs to no
    notice. `windows`: stages of whose windows one may set the day, by a clause of its own.
    """

    subject_id: str
    round: str
    parties: Parties
    due_at: datetime | None
    clause: str = ""
    notice_id: str | None = None
    level_group: str | None = None
    label: str | None = None
    windows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetDay:
    """A last day and the clause that sets it."""

    closes_on: date
    clause: str


class Known(Protocol):
    """What was remembered before the fact came."""

    def case(self, declaration_id: str) -> Subject:
        """Kept when the case was opened."""
        ...

    def session(self, session_id: str, *, awaited: bool = False) -> Subject:
        """Kept when the session was planned; `awaited`: its history may come later than what names it."""
        ...

    def last_day(self, notice_id: str, stage: str, level_group: str | None) -> SetDay | None:
        """Of a stage's window, by the notice."""
        ...


@dataclass(frozen=True, slots=True)
class Arisen:
    """A fact as it arrived: the event's name, whose history it belongs to, and when by the publisher's clock."""

    event: str
    subject_id: str
    time: str
    fact: Any
    known: Known


Arising = Callable[[Arisen], Iterable[DutyTerms]]
"""The duties that a fact brings; usually one, none where the fact asks nothing of anybody."""


def until(day: date | None) -> datetime | None:
    """The end of the last day, where there is one."""
    return None if day is None else end_of_day(day)
