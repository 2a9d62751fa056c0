"""One entry of the deadline register and the moves it can make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.notify.domain.kinds import ENDS_BY_ITSELF, DeadlineKind
from services.notify.domain.recipient import Recipient
from shared.kernel.transitions import Transitions


class DeadlineState(StrEnum):
    """Where an entry stands: `cleared` means that the thing was done or became needless, in time or not."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLEARED = "cleared"


DEADLINE: Transitions[DeadlineState] = Transitions("deadline", {
    (DeadlineState.OPEN, "clear"): (DeadlineState.CLEARED,),
    (DeadlineState.OPEN, "pass"): (DeadlineState.OVERDUE, DeadlineState.CLEARED),
    (DeadlineState.OVERDUE, "clear"): (DeadlineState.CLEARED,),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """What one recipient has to do about one subject by `due_at` (the first instant that is too late); without it the
    subject waits, since no clause sets a day. `notice_id` is None of what belongs to no notice.

    `since` is when the duty arose by the publisher's clock: a reminder covers only duties older than its moment, so
    that it does not depend on the order in which events arrive. `round` tells repeated duties about one subject apart
    (revision, stage). `label` is a number people know the subject by; never a name. `escalation` counts the steps up
    that were taken (none yet). `roles`: as what the recipient has to do with it. `planned`: the version of the rules by
    which its reminders are planned, 0 where no notice rules; None of what version 0.2.0 entered. The entry of whoever
    must act keeps the `parties` by role, so that other rules find whom they name; `actor_id` is that organisation.
    `watching`: nothing is asked of the recipient, who is only told what becomes of it; no list shows him the entry.
    """

    id: str
    kind: DeadlineKind
    notice_id: str | None
    subject_id: str
    round: str
    recipient: Recipient
    since: datetime
    due_at: datetime | None
    clause: str
    group_key: str
    label: str | None = None
    state: DeadlineState = DeadlineState.OPEN
    cleared_at: datetime | None = None
    escalation: int = 0
    version: int = 1
    roles: tuple[str, ...] | None = None
    planned: int | None = None
    level_group: str | None = None
    actor_id: str | None = None
    parties: dict[str, str] | None = None
    watching: bool = False

    def clear(self, at: datetime) -> Deadline:
        """Note that the duty is gone; raises conflict `step_not_possible`."""
        return replace(self, state=DEADLINE.after(self.state, "clear"), cleared_at=at)

    def pass_by(self) -> Deadline:
        """Note that its day is over: too late, or of a kind that ends by itself, done."""
        if self.kind in ENDS_BY_ITSELF:
            return replace(self, state=DEADLINE.after(self.state, "pass", choice=1), cleared_at=self.due_at)
        return replace(self, state=DEADLINE.after(self.state, "pass"))
