"""One declaration before the committee: waiting, assigned, voted on, approved, certified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.committee.domain import transitions
from services.committee.domain.ballots import Tally
from shared.contracts.audit.case import PassedFacts

Outcome = Literal["passed", "not_passed"]


@dataclass(slots=True)
class Review:
    """`facts` is what the audit service announced when the declaration passed."""

    declaration_id: str
    version: int
    state: transitions.ReviewState
    committee_code: str
    notice_id: str
    person_id: str
    facts: PassedFacts
    session_id: str | None = None
    blind_no: str | None = None
    present: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    reviewed_on: date | None = None
    certificate_number: str | None = None
    opinion: str | None = None
    reason: str | None = None
    group_id: str | None = None

    def move(self, action: str, choice: int = 0) -> None:
        """Take the transition or raise conflict("step_not_possible")."""
        self.state = transitions.REVIEW.after(self.state, action, choice=choice)

    def assign(self, session_id: str, blind_no: str, group_id: str | None) -> None:
        """Put on a session's list under a blind number, in its group."""
        self.move("assign")
        self.session_id, self.blind_no, self.group_id = session_id, blind_no, group_id

    def regroup(self, group_id: str | None) -> bool:
        """Follow a changed choice of groups while nobody has voted; returns whether it came into another one."""
        if self.state != "assigned" or self.group_id == group_id:
            return False
        self.group_id = group_id
        return True

    def count(self, tally: Tally, day: date) -> None:
        """Take the outcome of the secret ballot."""
        self.move("count", 0 if tally.passed else 1)
        self.present, self.yes, self.no, self.abstain = tally.present, tally.yes, tally.no, tally.abstain
        self.reviewed_on = day

    @property
    def is_recognition(self) -> bool:
        """Whether it waits for 考核认定 and not for a session."""
        return self.facts.track == "recognition"

    def recognise(self, session_id: str, day: date, *, granted: bool, opinion: str, reason: str | None) -> None:
        """Take the decision of the body that recognises; nobody votes."""
        self.move("recognise", 0 if granted else 1)
        self.session_id, self.reviewed_on = session_id, day
        self.opinion, self.reason = opinion, reason

    def certify(self, number: str) -> None:
        """The certificate of an approved result has this number."""
        self.move("certify")
        self.certificate_number = number

    @property
    def outcome(self) -> Outcome | None:
        """passed or not_passed once counted (a cancelled result had passed)."""
        if self.reviewed_on is None:
            return None
        return "not_passed" if self.state == "not_passed" else "passed"
