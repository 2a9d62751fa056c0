"""The publicity period of results, and the objections to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from shared.kernel.deadline import end_of_day
from shared.kernel.errors import conflict, refused

About = Literal["review", "material"]
Finding = Literal["confirmed", "not_confirmed"]
Decision = Literal["upheld", "dismissed"]
Resolution = Literal["open", "upheld", "dismissed"]


@dataclass(slots=True)
class ObjectionToResult:
    """What somebody objects; the text rests sealed (column type). `outcome` is open, upheld or dismissed.

    `about`: the review, which the office investigates, or material, whose truth the investigator named by the notice
    finds `confirmed` or `not_confirmed` (`finding`, with `findings` sealed) before the office decides. `filed_by`: the
    account of who gave his name, None for somebody who did not.
    """

    id: str
    version: int
    session_id: str
    declaration_id: str
    content: str
    outcome: Resolution
    filed_at: datetime
    opinion: str | None = None
    about: About = "review"
    investigator_id: str | None = None
    finding: Finding | None = None
    findings: str | None = None
    filed_by: str | None = None

    def investigate(self, finding: Finding, findings: str) -> None:
        """Keep what the investigator found; conflict("objection_closed") once the office has decided."""
        if self.outcome != "open":
            raise conflict("objection_closed")
        self.finding, self.findings = finding, findings

    def resolve(self, outcome: Decision, opinion: str, clause: str | None) -> None:
        """Close it; conflict("objection_closed") the second time.

        refused("investigation_missing") while the investigator owes his finding, refused("finding_contradicted") for a
        decision against it: `clause` gives the matter to him.
        """
        if self.outcome != "open":
            raise conflict("objection_closed")
        if self.investigator_id is not None and self.finding is None:
            raise refused("investigation_missing", clause=clause)
        if self.finding is not None and (self.finding == "confirmed") != (outcome == "upheld"):
            raise refused("finding_contradicted", path="outcome", clause=clause)
        self.outcome, self.opinion = outcome, opinion


@dataclass(frozen=True, slots=True)
class Period:
    """The publicity period that results are in; over from `end` on, unless that is only a guess."""

    ends_on: date
    end: datetime
    clause: str
    provisional: bool

    @classmethod
    def of(cls, ends_on: date, closes_at: str | None, clause: str, *, provisional: bool) -> Period:
        """A period ends with its last day, or at the hour that the notice names."""
        return cls(ends_on, end_of_day(ends_on, closes_at), clause, provisional)
