"""Committee, vote, plan filing, reporting and certificate rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.policy.terms.basics import Basis, LevelGroup, Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeSize(Basis):
    """Least number of members for a level group and scope kind."""

    level_group: LevelGroup
    scope_kind: Literal["series", "major"]
    minimum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Basis):
    """A required fraction; `ratio.met_by(part, whole)` decides."""

    ratio: Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule(Basis):
    """How a ballot passes: yes/denominator >= ratio.

    `denominator`: present members, or ballots cast. `recused_counted`: whether a member recused for a case still counts
    in that case's denominator. Abstentions and blank ballots always stay in it.
    """

    ratio: Ratio
    denominator: Literal["present", "cast"]
    recused_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLimit(Basis):
    """After `years` consecutive years on the committee an expert is not appointed again."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalRule(Basis):
    """Members from outside the reviewing unit, in self-governing review only when `self_governing`.

    `ratio`: their least share; `least`: their least number, where the notice asks for some and names no share.
    """

    ratio: Ratio | None = None
    least: int = 0
    self_governing: bool = True

    def members_of(self, size: int) -> int:
        """How many of a panel of this size must come from outside."""
        return max(self.least, self.ratio.least(size) if self.ratio else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRule(Basis):
    """Enterprise-related committees hold private-enterprise experts: at least `members` for these series."""

    series: tuple[str, ...]
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternates(Basis):
    """Alternates drawn beside the panel."""

    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRules:
    """Everything a draw, a session and a vote look up. Sizes are odd when `odd`; validity and terms are in years.

    `registration`: a committee without 核准备案, or whose own has run out, may not review; its results are void.
    `scope`: nothing outside its series, majors and level is reviewed; `draw`: experts come to a panel by lot from the
    pool. `unpublished`: results that were not made public are not approved; `unentrusted`: nor is that of a person
    whose unit belongs to the centre or another province and has no entrustment letter. None where the notice does not
    say so.
    """

    sizes: tuple[CommitteeSize, ...]
    odd: bool
    odd_basis: Basis
    registration: Basis
    validity: ServiceLimit
    quorum: Threshold
    vote: VoteRule
    consecutive: ServiceLimit
    rotation: Threshold | None = None
    external: ExternalRule | None = None
    private: PrivateRule | None = None
    alternates: Alternates
    scope: Basis | None = None
    draw: Basis | None = None
    unpublished: Basis | None = None
    unentrusted: Basis | None = None

    def minimum_size(self, level_group: LevelGroup, scope_kind: str) -> CommitteeSize:
        """The size rule; KeyError when the pack sets none (nothing defaults: the caller must refuse)."""
        return {(size.level_group, str(size.scope_kind)): size for size in self.sizes}[level_group, scope_kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationPlanRule(Basis):
    """The plan is filed this many calendar days before the meeting; `needs`: filing is enough, or consent."""

    days_before: int
    needs: Literal["filing", "consent"]
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingRule(Basis):
    """The reporting package is due this many months after the review's end."""

    months_after: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRule(Basis):
    """Numbering and effective date of the e-certificate.

    `number_format` has the fields {year}, {region}, {rank} (1-5) and {serial} (an integer; give it a width).
    `effective` is of titles by review; `effective_recognised` of those by 考核认定, null where the notice knows none.
    """

    effective: Literal["passing_date", "approval_date"]
    effective_recognised: Literal["passing_date", "approval_date"] | None = None
    number_format: str
    texts: dict[str, str] = field(default_factory=dict)
