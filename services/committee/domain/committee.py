"""A review committee (评委会): its scope, size, approval and validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from services.committee.domain import transitions
from services.committee.domain.pool_report import PoolReport
from shared.contracts.committee.recognition import Deciding
from shared.kernel.errors import conflict, invalid, refused
from shared.policy.pack.committees import CommitteeRules
from shared.policy.terms.basics import LEVEL_RANK, LevelGroup, level_group

ScopeKind = Literal["series", "major"]
Answer = Literal["approved", "returned", "refused"]
"""What an authority answers: yes, sent back to be mended, no."""
Declined = Literal["returned", "refused"]
OUTCOMES: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a committee may review; `majors` empty means every major of its series."""

    level_group: LevelGroup
    scope_kind: ScopeKind
    series: list[str]
    majors: list[str]

    def covers(self, series: str, major: str, group: str) -> bool:
        """Whether a declaration lies in it (no review outside scope or major)."""
        return series in self.series and group == self.level_group and (not self.majors or major in self.majors)

    @property
    def minimum_rank(self) -> int:
        """The lowest level rank of its level group: experts must hold at least that."""
        return min(rank for level, rank in LEVEL_RANK.items() if level_group(level) == self.level_group)


@dataclass(frozen=True, slots=True)
class Validity:
    """The days between which a filing holds, both counted in."""

    valid_from: date
    valid_to: date

    def holds_on(self, day: date) -> bool:
        """Whether the filing holds that day."""
        return self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class Approval:
    """What the authority answered to the filing; without a day it said no."""

    approved_on: date | None = None
    approval_opinion: str | None = None


@dataclass(frozen=True, slots=True)
class Substitute:
    """The body above that may do the office's work too, and why."""

    substitute_id: str | None = None
    substitute_name: str | None = None
    substitute_reason: str | None = None


@dataclass(slots=True)
class Committee:
    """`decides` is review (in sessions) or recognition (考核认定, without members: `size` is 0)."""

    id: str
    version: int
    state: transitions.CommitteeState
    code: str
    serial: int
    name: str
    region: str
    size: int
    office_id: str
    office_name: str
    authority_id: str
    authority_name: str
    scope: Scope
    validity: Validity
    approval: Approval = Approval()
    substitute: Substitute = Substitute()
    pool_source: str | None = None
    pool_report: PoolReport | None = None
    decides: Deciding = "review"

    def answer(self, outcome: Answer, day: date, opinion: str, clause: str | None) -> None:
        """The answer to the filing by its authority, with the opinion or reason."""
        choice = OUTCOMES.index(outcome)
        self.state = transitions.COMMITTEE.after(self.state, "approve_committee", choice=choice, clause=clause)
        self.approval = Approval(day if outcome == "approved" else None, opinion)

    def name_authority(self, authority_id: str, authority_name: str) -> None:
        """The notice names another authority than when it was filed, or the same one under another name."""
        self.authority_id, self.authority_name = authority_id, authority_name

    def take_place_of(self, former: Committee) -> None:
        """Filed anew by the same office after it was sent back or refused; conflict("committee_exists") else."""
        if former.state not in ("returned", "refused") or former.office_id != self.office_id:
            raise conflict("committee_exists", code=self.code)
        self.id, self.serial = former.id, former.serial
        self.pool_source, self.pool_report = former.pool_source, former.pool_report

    def take_pool(self, source: str, report: PoolReport) -> None:
        """The workbook with this digest is the pool now."""
        self.pool_source, self.pool_report = source, report

    def hand_over(self, substitute: Substitute) -> None:
        """The body above may do the office's work too: everybody who could do it here is concerned himself."""
        self.substitute = substitute

    def is_office(self, organisation_id: str | None) -> bool:
        """Whether it does the office's work: the office itself, or its substitute; nobody does it for no body."""
        return organisation_id is not None and organisation_id in (self.office_id, self.substitute.substitute_id)

    @property
    def recognises(self) -> bool:
        """Whether it decides without a session."""
        return self.decides == "recognition"

    def check_has_panel(self, clause: str | None) -> None:
        """refused("body_has_no_panel") for a body without members; `clause` lets it decide without a meeting."""
        if self.recognises:
            raise refused("body_has_no_panel", clause=clause)

    def check_may_review(self, day: date, rules: CommitteeRules) -> None:
        """refused("committee_not_approved") or refused("committee_not_valid") on that day."""
        clause = rules.registration.cited
        if self.state != "approved":
            raise refused("committee_not_approved", clause=clause)
        if not self.validity.holds_on(day):
            raise refused(
                "committee_not_valid",
                clause=clause,
                valid_from=self.validity.valid_from.isoformat(),
                valid_to=self.validity.valid_to.isoformat(),
            )

    def may_review(self, day: date) -> bool:
        """Whether its results of that day stand."""
        return self.state == "approved" and self.validity.holds_on(day)


def check_size(rules: CommitteeRules, group: str, scope_kind: str, size: int, path: str = "size") -> None:
    """Odd and not below the minimum; a combination the notice does not know is refused, nothing defaults."""
    if rules.odd and size % 2 == 0:
        raise refused("committee_size_even", path=path, clause=rules.odd_basis.cited, size=size)
    known = [rule for rule in rules.sizes if (rule.level_group, rule.scope_kind) == (group, scope_kind)]
    if not known:
        raise refused("committee_size_unknown", path=path, level_group=group, scope_kind=scope_kind)
    if size < known[0].minimum:
        raise refused("committee_too_small", path=path, clause=known[0].cited, size=size, minimum=known[0].minimum)


def check_validity(rules: CommitteeRules, valid_from: date, valid_to: date) -> None:
    """The filing of a committee lasts no longer than the notice allows (years)."""
    if valid_to < valid_from:
        raise invalid("validity_reversed", path="valid_to")
    years = rules.validity.years
    if valid_to >= same_day(valid_from, years):
        raise refused("validity_too_long", path="valid_to", clause=rules.validity.cited, years=years)


def same_day(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
