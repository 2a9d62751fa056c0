"""What is wrong or odd in a workbook, each with its place and a sentence that says the remedy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypedDict

from shared.kernel.catalogue import Details, text


class BadCell(Exception):
    """A cell that cannot be taken; `reason` is the tail of a catalogue key, `details` fill the sentence."""

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


class WireWarning(TypedDict):
    """A warning in JSON."""

    sheet: str
    cell: str
    reason: str
    message: str


class WireFinding(WireWarning):
    """A finding in JSON."""

    row: int
    column: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell for which its row is not taken; `row` counts from 1 as the sheet does, `cell` is as in "B42"."""

    sheet: str
    row: int
    column: str
    cell: str
    reason: str
    details: Details = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Chinese sentence with the remedy."""
        return text(f"workbook_cell_{self.reason}", **self.details)

    def to_wire(self) -> WireFinding:
        """For people, with the sentence."""
        return {
            "sheet": self.sheet, "row": self.row, "column": self.column, "cell": self.cell, "reason": self.reason,
            "message": self.message,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Warn:
    """Something that was read or left out although nobody may have meant it; `cell` is empty for a whole sheet."""

    sheet: str
    cell: str
    reason: str
    details: Details = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Chinese sentence."""
        return text(f"workbook_warn_{self.reason}", **self.details)

    def to_wire(self) -> WireWarning:
        """For people, with the sentence."""
        return {"sheet": self.sheet, "cell": self.cell, "reason": self.reason, "message": self.message}
