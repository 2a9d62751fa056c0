"""A message as it is kept and shown, and its wording from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any

from services.notify.domain.channel import Channel
from services.notify.domain.recipient import Recipient
from services.notify.domain.wording import version_of, written
from shared.contracts.notify import Category
from shared.kernel.catalogue import text
from shared.kernel.citing import cited_clause
from shared.kernel.clock import ZONE
from shared.kernel.deadline import ends_with_its_day, last_day
from shared.wire.types import Doc


@dataclass(frozen=True, slots=True)
class DeadlineItem:
    """One of the subjects that a message is about."""

    subject_id: str
    label: Annotated[str | None, Doc("the number people know it by")] = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be sent once: whoever comes second with the same `key` sends nothing.

    `channels`: beside the inbox, in the order of fallback; None where the recipient's preference decides. `batch`: its
    letter may wait for the day's letter of an organisation. `rule`: the id of the reminder rule behind it. `wording`:
    which text of the catalogue it was written by, in which version.
    """

    key: str
    kind: str
    category: Category
    recipient: Recipient
    title: str
    body: str
    items: tuple[DeadlineItem, ...]
    clause: str | None = None
    due_at: datetime | None = None
    days_before: int = 0
    channels: tuple[Channel, ...] | None = None
    batch: bool = False
    rule: str = ""
    wording: str = ""
    wording_version: str = ""

    def citing(self, numbers: Mapping[str, str]) -> Draft:
        """With its clause as papers cite it, see `citing`."""
        return replace(self, body=citing(self.body, self.clause, numbers))


@dataclass(frozen=True, slots=True)
class Message:
    """A draft that was sent, and whether somebody has read it."""

    id: str
    draft: Draft
    channel: str
    sent_at: datetime
    read_at: datetime | None = None
    read_by: str | None = None

    @property
    def subject_id(self) -> str | None:
        """The subject, when the message is about exactly one."""
        return self.draft.items[0].subject_id if len(self.draft.items) == 1 else None


def notice_of(clause: str) -> str:
    """The notice whose clause it is."""
    return clause.partition("/")[0]


def citing(body: str, clause: str | None, numbers: Mapping[str, str]) -> str:
    """A text with its clause written as papers cite it, where the document number of the notice is given."""
    if not clause or notice_of(clause) not in numbers:
        return body
    return body.replace(clause, cited_clause(clause, numbers.__getitem__))


def notice(
    kind: str,
    recipient: Recipient,
    item: DeadlineItem,
    occasion: str,
    clause: str | None = None,
    due_at: datetime | None = None,
    /,
    **values: Any,
) -> Draft:
    """The message of a fact that just happened; `occasion` tells repeated facts about one subject apart."""
    shown_values = {
        "clause": clause or "",
        "label": item.label or text("notify_unnumbered"),
        "due": shown(due_at) if due_at else "",
        **values,
    }
    title, body = written(kind, shown_values)
    return Draft(
        key=f"notice/{kind}/{recipient.key}/{item.subject_id}/{occasion}",
        kind=kind,
        category="notice",
        recipient=recipient,
        title=title,
        body=body,
        items=(item,),
        clause=clause,
        due_at=due_at,
        wording=kind,
        wording_version=version_of(kind),
    )


def remaining(days: int) -> str:
    """How far off the due day is, in words."""
    return text(f"notify_in_{days}_days") if days in (0, 1) else text("notify_in_n_days", days=days)


def shown(instant: datetime) -> str:
    """An end as people write it: the last day to its 24th hour, or to the hour and minute at which it ends earlier."""
    day = last_day(instant)
    hour = text("notify_midnight") if ends_with_its_day(instant) else f"{instant.astimezone(ZONE):%H:%M}"
    return text("notify_moment", year=day.year, month=day.month, day=day.day, hour=hour)


def shown_day(instant: datetime) -> str:
    """The last day alone, for what happens on it rather than until its end."""
    day = last_day(instant)
    return text("notify_day", year=day.year, month=day.month, day=day.day)
