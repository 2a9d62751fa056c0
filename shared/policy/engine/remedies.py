"""What is told: changes of single facts, per failing rule the alternatives, per path all that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.policy.pack.rules import Effect
from shared.policy.terms.vocabulary import FactValue

Outcome = Literal["eligible", "conditional", "refused"]
PathKind = Literal["ordinary", "preferential"]
How = Literal["state", "bring", "wait", "other_unit", "other_plan", "never"]
"""`state`: nobody has said it yet; `bring`: can be produced or corrected; `wait`: comes with time; `other_unit`: by
working elsewhere; `other_plan`: is of the plan, so that another one must be chosen; `never`: is as it is."""

Needed = dict[str, FactValue]
"""What would do: one of equals, at_least and at_most, one_of, none_of; of a list includes, excludes, size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact to change. `value` is the nearest value that would do, `difference` its distance in numbers or days.

    `anew`: the count starts again from nothing, because another change of the same answer sets it back. `reached_on`:
    the first day on which a thing to wait for is there; `in_time`: whether that is early enough for this plan's filings
    (False without a day: it does not come while things stay as they are; None: nobody knows, or nothing to wait for).
    """

    fact: str
    label: str
    current: FactValue
    value: FactValue
    needed: Needed
    difference: int | None
    how: How
    anew: bool = False
    reached_on: date | None = None
    in_time: bool | None = None

    @property
    def is_possible(self) -> bool:
        """Whether the person can come to it under this plan, at some time."""
        return self.how not in ("other_plan", "never")


Changes = tuple[FactChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRemedy:
    """One rule that fails, alone: each of the `alternatives` makes it hold; none where no value of any fact does."""

    rule_id: str
    clause: str | None
    message: str
    effect: Effect
    alternatives: tuple[Changes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demander:
    """A rule for the sake of which a fact is to change, or that still fails."""

    rule_id: str
    clause: str | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRemedy:
    """All that it takes on one way to qualify, gates included. `verdict`: the engine's answer after all `changes`.

    `demanders`: for each change, in order, the rules that ask for it. `left`: what would still fail, because no further
    change was found that does not undo another. `reachable`: nothing is left, and no change is impossible.
    """

    path_id: str
    name: str
    kind: PathKind
    clause: str | None
    speaks: bool
    reachable: bool
    verdict: Outcome
    changes: Changes
    demanders: tuple[tuple[Demander, ...], ...]
    left: tuple[Demander, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """`paths` nearest first: reachable ones, then by number of changes, then by effort. Empty when eligible."""

    rules: tuple[RuleRemedy, ...] = ()
    paths: tuple[PathRemedy, ...] = ()

    @property
    def nearest(self) -> PathRemedy | None:
        """The path that takes least."""
        return self.paths[0] if self.paths else None
