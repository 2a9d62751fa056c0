"""What is wrong or odd in a workbook, each with its place and a sentence that says the remedy."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from shared.kernel.catalogue import text


class BadCell(Exception):
    """A cell that cannot be taken; `reason` is the tail of a catalogue key, `details` fill the sentence."""

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell for which its row is not taken; `row` counts from 1 as the sheet does, `cell` is as in "B42"."""

    sheet: str
    row: int
    column: str
    cell: str
    reason: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Chinese sentence with the remedy."""
        return text(f"workbook_cell_{self.reason}", **self.details)

    def to_wire(self) -> dict[str, Any]:
        """JSON shape: sheet, row, column, cell, reason, message."""
        told = asdict(self)
        del told["details"]
        return told | {"message": self.message}


@dataclass(frozen=True, slots=True)
class Warn:
    """Something that was read or left out although nobody may have meant it; `cell` is empty for a whole sheet."""

    sheet: str
    cell: str
    reason: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Chinese sentence."""
        return text(f"workbook_warn_{self.reason}", **self.details)

    def to_wire(self) -> dict[str, Any]:
        """JSON shape: sheet, cell, reason, message."""
        return {"sheet": self.sheet, "cell": self.cell, "reason": self.reason, "message": self.message}
