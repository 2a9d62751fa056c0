"""延期评审: a committee asks in writing for a later last day of its review under a notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.committee.domain import transitions
from shared.kernel.errors import refused
from shared.policy import Window
from shared.policy.pack.oversight import ExtensionRule


@dataclass(slots=True)
class ReviewExtension:
    """`extends` is the last day that the notice set, `until` the one asked for; filed, agreed, returned or declined."""

    id: str
    version: int
    state: transitions.ExtensionState
    committee_id: str
    notice_id: str
    authority_id: str
    extends: date
    until: date
    reason: str
    clause: str
    filed_on: date
    answered_on: date | None = None
    opinion: str | None = None

    def answer(self, day: date, opinion: str, *, agreed: bool, final: bool) -> None:
        """The authority's answer, once: yes, sent back, no; conflict("step_not_possible") after it."""
        choice = 0 if agreed else 2 if final else 1
        self.state = transitions.EXTENSION.after(self.state, "answer_extension", choice=choice, clause=self.clause)
        self.answered_on, self.opinion = day, opinion


def last_day_of(window: Window, extensions: Iterable[ReviewExtension]) -> date:
    """The last day of the review window, as the latest agreed extension of it says."""
    agreed = [one.until for one in extensions if one.state == "agreed" and one.extends == window.closes_on]
    return max(agreed, default=window.closes_on)


def window_of(windows: Sequence[Window], extensions: Sequence[ReviewExtension], day: date) -> tuple[Window, date]:
    """Of several windows (rounds, series) the first whose last day is not before `day`, else the last; with its end."""
    dated = sorted(((window, last_day_of(window, extensions)) for window in windows), key=lambda pair: pair[1])
    return next((pair for pair in dated if day <= pair[1]), dated[-1])


def check_extension(
    rule: ExtensionRule, known: Iterable[ReviewExtension], today: date, ends: date, until: date
) -> None:
    """Asked for in time, for a later day, one at a time, and not over the year where the notice forbids it."""
    if any(one.state == "filed" for one in known):
        raise refused("extension_pending", clause=rule.cited)
    if today > ends:
        raise refused("extension_too_late", clause=rule.cited, ends=ends.isoformat())
    if until <= ends:
        raise refused("extension_not_later", path="until", clause=rule.cited, ends=ends.isoformat())
    if rule.within_year and until.year != ends.year:
        raise refused("extension_over_the_year", path="until", clause=rule.cited, year=ends.year)
