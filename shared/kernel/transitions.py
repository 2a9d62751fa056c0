"""Which step leads an aggregate from which state to which, as data: printed in the READMEs and tested against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.kernel.catalogue import catalogue, text
from shared.kernel.errors import conflict

S = TypeVar("S", bound=str)


@dataclass(frozen=True)
class Transitions(Generic[S]):
    """The life of one kind of aggregate: `table` maps (state, step) to the states it may lead to, the usual one first.

    The catalogue names states and steps to people: `<aggregate>_state_<state>` (else the common `state_<state>`) and
    `<aggregate>_step_<step>`.
    """

    aggregate: str
    table: Mapping[tuple[S, str], tuple[S, ...]]

    def target(self, state: S, step: str) -> S | None:
        """Where the step usually leads; None when it is not allowed in that state."""
        following = self.table.get((state, step))
        return following[0] if following else None

    def after(self, state: S, step: str, *, choice: int = 0, clause: str | None = None) -> S:
        """The next state; conflict `step_not_possible` with the clause that orders the steps where there is none.

        `details` name state and step twice: by the words of the table for programs, in Chinese for people.
        """
        following = self.table.get((state, step))
        if following is None:
            names = {"state_name": self.name_of_state(state), "step_name": text(f"{self.aggregate}_step_{step}")}
            raise conflict("step_not_possible", clause=clause, state=str(state), step=step, **names)
        return following[choice]

    def name_of_state(self, state: str) -> str:
        """What people call it."""
        return catalogue().get(f"{self.aggregate}_state_{state}") or text(f"state_{state}")

    @property
    def states(self) -> frozenset[S]:
        """Every state that the table knows."""
        return frozenset({state for state, _ in self.table}.union(*self.table.values()))

    @property
    def steps(self) -> frozenset[str]:
        """Every step that the table knows."""
        return frozenset(step for _, step in self.table)

    @property
    def final(self) -> frozenset[S]:
        """States that nothing leaves."""
        return self.states - {state for state, _ in self.table}
