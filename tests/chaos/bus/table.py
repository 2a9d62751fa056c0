"""The fault table as the tests saw it: what became of the same fault here and with nameko as it is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class FaultTable:
    """Filled by the tests, printed at the end of the run."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def note(self, fault: str, side: str, published: int, effects: list, what: str = "") -> None:
        """One cell: effects in all and how many different ones, of so many published; `side` is ours or stock."""
        ids = [one[0] if isinstance(one, tuple) else one for one in effects]
        seen = f"{len(ids)} effects ({len(set(ids))} different) of {published}"
        self.rows.setdefault(fault, {})[side] = f"{seen}{'; ' if what else ''}{what}"

    def lines(self) -> list[str]:
        """Readable."""
        found = []
        for fault, sides in self.rows.items():
            found += [fault, f"    ours:  {sides.get('ours', '-')}", f"    stock: {sides.get('stock', '-')}"]
        return found


TABLE = FaultTable()
"""Of this test run."""
