"""Whom a command concerns: a service's `concerns.csv`, held against the caller before anything is done.

Nobody decides on what concerns himself. Each line names a command, the request's parameter that leads to people and the
kind of thing it names; a resolver of the service, by kind, gives the person ids. A command that leads to nobody has a
line with `-` and the reason in words.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any

from shared.kernel.errors import forbidden
from shared.kernel.text import compact

Resolver = Callable[[Any, Any, Any], Collection[str]]
"""(transaction, value of the parameter, request) -> person ids; empty for what is not there."""
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Concern:
    """One line: `parameter` may lead into lists (`decisions.*.declaration_id`); with NOBODY, `kind` is the reason."""

    method: str
    parameter: str
    kind: str


class Concerns:
    """The table of one service with its resolvers; a kind without a resolver is a mistake at start-up."""

    def __init__(self, lines: Collection[Concern] = (), resolvers: Mapping[str, Resolver] | None = None) -> None:
        """Sort the lines by command."""
        self.resolvers = dict(resolvers or {})
        self.lines = tuple(lines)
        self._of: dict[str, list[Concern]] = defaultdict(list)
        for line in lines:
            if line.parameter != NOBODY:
                self._of[line.method].append(line)
        unknown = {line.kind for told in self._of.values() for line in told} - self.resolvers.keys()
        if unknown:
            raise ValueError(f"no resolver for {', '.join(sorted(unknown))}")

    @classmethod
    def read(cls, path: Path, resolvers: Mapping[str, Resolver]) -> Concerns:
        """Load the table of one service."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file, skipinitialspace=True) if row]
        return cls([Concern(*row) for row in rows], resolvers)

    def refuse_own(self, tx: Any, method: str, request: Any) -> None:
        """forbidden("own_affair") when anything that the request leads to concerns the caller himself."""
        for line in self._of.get(method, ()):
            for place, value in values_at(request, line.parameter):
                if is_among(tx.caller.person_id, self.resolvers[line.kind](tx, value, request)):
                    raise own_affair(place)


def own_affair(path: str | None = None) -> Exception:
    """The refusal itself, for what only the use case can see (the rows of a workbook)."""
    return forbidden("own_affair", path=path)


def is_among(person_id: str, people: Collection[str]) -> bool:
    """Whether the person is one of these, however the ids are spelt (width, invisible marks, spaces)."""
    return compact(person_id) in {compact(one) for one in people}


def values_at(request: Any, parameter: str, place: str = "") -> Iterator[tuple[str, Any]]:
    """(path, value) of everything that the parameter names; what is absent or null names nothing."""
    if not parameter:
        if request is not None:
            yield place, request
        return
    name, _, rest = parameter.partition(".")
    if name == "*":
        for number, item in enumerate(request or ()):
            yield from values_at(item, rest, f"{place}.{number}")
    elif isinstance(request, dict) or is_dataclass(request):
        value = request.get(name) if isinstance(request, dict) else getattr(request, name)
        yield from values_at(value, rest, f"{place}.{name}" if place else name)
