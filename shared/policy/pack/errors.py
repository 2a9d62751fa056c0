"""What is wrong with a pack, all of it at once, with line and reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.kernel.catalogue import text
from shared.policy.terms.reasons import Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a pack: the YAML line (from 1; 0 when the pack came without text), the path, the reason."""

    line: int
    path: str
    reason: Reason

    def __str__(self) -> str:
        return f"line {self.line}: {self.path}: {self.reason}"

    @property
    def in_chinese(self) -> str:
        """The same for people who publish."""
        return text("pack_problem", line=self.line, path=self.path, reason=self.reason.in_chinese)


MOST_TOLD = 100
"""Problems that are told at once; whoever mends a hundred tries again."""


class PackError(ValueError):
    """A pack is refused; `problems` lists every mistake in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(
            sorted(problems, key=lambda one: (one.line, one.path, str(one.reason)))
        )
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def told(self) -> Sequence[Problem]:
        """The first of them, as many as a page or an answer lists."""
        return self.problems[:MOST_TOLD]
