"""What rules have sent, and would send."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.notify.domain.channel import Channel
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.plan import Outcome
from shared.wire.types import Doc, record


@record
class OccurrenceView:
    """A moment of a reminder as it was settled."""

    kind: DeadlineKind
    rule: Annotated[str, Doc("id of the rule; empty for the one without an id")]
    token: Annotated[str, Doc("which moment of the rule: `7`, `wd2`, `h4`, `+1`, `+wd1`, `w5`, `wwd3`, `+r2`, `late`")]
    notice_id: str | None
    person_id: str | None
    organisation_id: str | None
    organisation_name: Annotated[str | None, Doc("null while it is not known here")]
    due_at: Annotated[datetime | None, Doc("the first instant too late")]
    at: Annotated[datetime, Doc("when it was to be sent")]
    outcome: Annotated[Outcome, Doc("`missed`: a later one was sent, or it was too late; `empty`: nobody was left")]
    count: Annotated[int, Doc("duties that the message counted")]
    noted_at: datetime
    message_id: str | None


@record
class PreviewedReminder:
    """What a rule would send at one moment; with `recipients` above 1 to so many people, each of his own duty."""

    at: datetime
    kind: DeadlineKind
    rule: Annotated[str, Doc("id of the rule; empty for the one without an id")]
    token: str
    roles: Annotated[tuple[str, ...], Doc("as what the recipient has to do with the duty")]
    person_id: Annotated[str | None, Doc("for operators, where it is one person")]
    organisation_id: str | None
    organisation_name: Annotated[str | None, Doc("null while it is not known here")]
    recipients: int
    count: Annotated[int, Doc("duties that the message would count, as the register stands")]
    title: str
    body: str
    channels: Annotated[tuple[Channel, ...] | None, Doc("null: as the recipient prefers")]
    not_configured: Annotated[tuple[Channel, ...], Doc("of these, what this house does not send on")]
    batch: Annotated[bool, Doc("whether its letter waits for the day's letter")]
