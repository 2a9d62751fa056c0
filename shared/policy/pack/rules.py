"""Eligibility rules and paths, as a notice states them and as the engine runs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.policy.terms.basics import Basis, Selector

Topic = Literal[
    "plan", "scope", "frequency", "integrity", "exam", "channel", "continuing_education", "education", "tenure",
    "service", "assessment", "career", "rights", "recommendation", "qualification", "transfer", "recognition",
]  # fmt: skip
Effect = Literal["refuse", "record"]
Settler = Literal["unit", "department", "hr_bureau", "office"]
"""Whose stage of the audit may state what the applicant could not: unit, department, an HR bureau, the office."""
Waiver = Literal[
    "education", "major", "post_quota", "level_by_level", "tenure", "continuing_education", "exam", "papers", "service",
    "scope",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Basis):
    """One small condition with its own message: what is said when it does not hold.

    A stated "no" refuses at once. What nobody has stated refuses at submission, unless `settled_by` names the stage at
    which the notice lets it be stated; nothing passes that stage, nor the last one, while it is open. `waived_by`: the
    relief that sets it aside.
    """

    id: str
    topic: Topic
    require: str
    message: str
    effect: Effect = "refuse"
    settled_by: Settler | None = None
    waived_by: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Basis):
    """A gate for everyone it applies to: where every `when` holds, every `require` must.

    `effect` when one fails: refuse the filing, or only record it; `settled_by` as in `Requirement`. A gate that the
    path or a relief waives is passed over (`waived_by`).
    """

    id: str
    topic: Topic
    applies: Selector = field(default_factory=Selector)
    when: tuple[str, ...] = ()
    require: tuple[str, ...]
    effect: Effect
    message: str
    settled_by: Settler | None = None
    waived_by: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief(Basis):
    """A preference that combines with every path: what "does not need" and what "counts as".

    For whom every `when` and every requirement holds, what is `waived_by` one of `waives` is set aside, and every
    requirement of topic `tenure` asks `years_early` fewer years in the present title. `right`: the once-only right that
    it uses up where it decides.
    """

    id: str
    name: str
    applies: Selector = field(default_factory=Selector)
    when: tuple[str, ...] = ()
    requires: tuple[Requirement, ...] = ()
    waives: tuple[Waiver, ...] = ()
    years_early: int = 0
    right: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Basis):
    """One way to qualify: ordinary, or a preferential policy. `when` says whether the path speaks of the person at all.

    `waives` names what the policy sets aside; `right` is the once-only right it uses up (null: unlimited);
    `category` is the number that the green-channel roster prints for the policy used. Paths are proposed in the order
    of the pack, ordinary ones first.
    """

    id: str
    name: str
    kind: Literal["ordinary", "preferential"]
    applies: Selector = field(default_factory=Selector)
    when: tuple[str, ...] = ()
    requires: tuple[Requirement, ...]
    waives: tuple[Waiver, ...] = ()
    right: str | None = None
    category: int | None = None
