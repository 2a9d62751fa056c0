"""What a new version of a notice means for a declaration that is under way: nothing changes silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.declaration.domain.terms import Difference
from services.declaration.domain.transitions import DeclarationState
from shared.contracts.declaration import RecheckFinding
from shared.kernel.catalogue import text
from shared.kernel.errors import conflict

Outcome = Literal["unaffected", "better", "worse"]
Settled = Literal["followed", "to_answer", "kept", "accepted", "overtaken"]

SettledAtOnce = Literal["followed", "to_answer", "kept"]
"""Without anybody's word."""

OpenState = Literal["draft", "submitted", "returned"]

OPEN_STATES: dict[DeclarationState, OpenState] = {
    DeclarationState.DRAFT: "draft", DeclarationState.SUBMITTED: "submitted", DeclarationState.RETURNED: "returned",
}  # fmt: skip
"""From the first draft to the last stage of the audit. What has passed it is before a committee."""


@dataclass(slots=True, kw_only=True)
class Recheck:
    """One declaration looked at under one new version.

    `settled`: `followed`, it was moved to the new version at once; `to_answer`, it cannot be submitted before its
    applicant accepts; `kept`, it stays under its version and may accept; `accepted`; `overtaken` by a later version.
    """

    declaration_id: str
    notice_id: str
    from_version: int
    notice_version: int
    outcome: Outcome
    settled: Settled
    findings: tuple[Difference, ...]
    checked_at: datetime
    settled_at: datetime | None = None

    @property
    def awaits_answer(self) -> bool:
        """Whether the applicant can still accept."""
        return self.settled in ("to_answer", "kept")

    def accept(self, now: datetime) -> None:
        """The applicant takes the new version; raises conflict `amendment_settled` when nothing is asked any more."""
        if not self.awaits_answer:
            raise conflict("amendment_settled", path="notice_version")
        self.settled, self.settled_at = "accepted", now


def outcome_of(findings: tuple[Difference, ...]) -> Outcome:
    """Worse when anything is; differences that are neither good nor bad count as better: they only have to be told."""
    if not findings:
        return "unaffected"
    return "worse" if any(one.effect == "worse" for one in findings) else "better"


def settle(outcome: Outcome, policy: str, state: DeclarationState) -> SettledAtOnce:
    """What happens without anybody's word.

    Nobody who is worse off is moved. A draft must meet the version in force when it is filed, so it has to be
    answered; what has been filed stays under the version it was filed under. A notice may say `keep` for everybody.
    """
    if policy == "keep":
        return "kept"
    if outcome != "worse":
        return "followed"
    return "to_answer" if state is DeclarationState.DRAFT else "kept"


def told(finding: Difference) -> RecheckFinding:
    """A finding with the whole of it in Chinese."""
    subject = text(f"window_{finding.subject}") if finding.kind == "window_moved" else finding.subject
    before, after = (stated or text("amended_none") for stated in (finding.before, finding.after))
    message = text(f"amended_{finding.kind}", subject=subject, before=before, after=after)
    return RecheckFinding(
        kind=finding.kind, effect=finding.effect, subject=finding.subject, before=finding.before,
        after=finding.after, clause=finding.clause, message=message,
    )  # fmt: skip
