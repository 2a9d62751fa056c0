"""Eligibility rules and paths, as a notice states them and as the engine runs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.policy.model.basics import Basis, Selector

Topic = Literal[
    "plan", "scope", "frequency", "integrity", "exam", "channel", "continuing_education", "education", "tenure",
    "service", "assessment", "career", "rights", "recommendation", "qualification", "transfer", "recognition",
]  # fmt: skip
Effect = Literal["refuse", "condition", "record"]
Waiver = Literal[
    "education", "major", "post_quota", "level_by_level", "tenure", "continuing_education", "exam", "papers", "service",
    "scope",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Basis):
    """One small condition with its own message: what is said when it does not hold."""

    id: str
    topic: Topic
    require: str
    message: str
    effect: Effect = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Basis):
    """A gate for everyone it applies to: where every `when` holds, every `require` must.

    `effect` when one fails: refuse the filing, make it conditional (something is still to be produced), or only record
    it. A requirement that a path waives is passed over (`waived_by`).
    """

    id: str
    topic: Topic
    applies: Selector = field(default_factory=Selector)
    when: tuple[str, ...] = ()
    require: tuple[str, ...]
    effect: Effect
    message: str
    waived_by: Waiver | None = None


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
