"""What the declaration of a kind of duty says, and the short words in which it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.notify.domain.arising.terms import Arising
from services.notify.domain.deadline_kind import DeadlineKind
from services.notify.domain.recipient import Role
from shared.contracts.base import EventType


class AfterTheDay(StrEnum):
    """What becomes of an entry whose last instant is over: what had to be done is late; the day was the earliest for
    the act, not the last; or the day itself was the end of it. What waits has no day: no clause sets one."""

    OVERDUE = "overdue"
    STAYS = "stays open"
    ENDS = "ends"
    WAITS = "waits without one"


@dataclass(frozen=True, slots=True)
class Begin:
    """The duties of one kind that a fact brings; they take the place of those about the same subject."""

    event: EventType[Any]
    terms: Arising


@dataclass(frozen=True, slots=True)
class End:
    """A fact by which the thing is done, or needless; `when` it says so."""

    event: EventType[Any]
    when: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A kind of duty.

    `rule`: the `deadline` of the pack's `reminders` that sets who is reminded when. `actor`: who must act, in whose
    register the entry stands whatever the rules say. `about`: the member of facts that names the subject, where it is
    not the aggregate whose history they belong to. A kind without `begins` is open: nothing brings it yet.
    """

    kind: DeadlineKind
    rule: str
    actor: Role
    begins: tuple[Begin, ...]
    ends: tuple[End, ...]
    after: AfterTheDay = AfterTheDay.OVERDUE
    about: str | None = None


def begins(terms: Arising, *events: EventType[Any]) -> tuple[Begin, ...]:
    """With any of these facts, by these terms."""
    return tuple(Begin(event, terms) for event in events)


def ends(*facts: EventType[Any] | End) -> tuple[End, ...]:
    """By any of these facts."""
    return tuple(fact if isinstance(fact, End) else End(fact) for fact in facts)
