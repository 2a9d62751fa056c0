"""What the table of duties says of a kind, at hand by the kind."""

from __future__ import annotations

from collections.abc import Mapping

from services.notify.domain.deadline_kind import DeadlineKind
from services.notify.domain.declared import AfterTheDay
from services.notify.domain.duties import DUTIES
from services.notify.domain.recipient import Role

__all__ = ["ACTOR_OF", "ENDS_BY_ITSELF", "NEVER_OVERDUE", "RULE_OF", "DeadlineKind", "Role"]

RULE_OF: Mapping[DeadlineKind, str] = {one.kind: one.rule for one in DUTIES}
"""The `deadline` of the `reminders` entry that sets who is reminded when."""
ACTOR_OF: Mapping[DeadlineKind, Role] = {one.kind: one.actor for one in DUTIES}
"""Whose register the deadline stands in, whatever the pack says about reminders."""
NEVER_OVERDUE = frozenset(one.kind for one in DUTIES if one.after is AfterTheDay.STAYS)
"""The day is the earliest for the act, not the last: the entry stays open until a fact ends it."""
ENDS_BY_ITSELF = frozenset(one.kind for one in DUTIES if one.after is AfterTheDay.ENDS)
"""The day is the end of it: nobody had to do anything."""
