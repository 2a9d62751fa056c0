"""Workbooks that offices upload: columns are described, rows are read, and everything that is wrong is told at once."""

from shared.workbooks.cells import Cell, letters
from shared.workbooks.columns import Column
from shared.workbooks.findings import Finding, Warn
from shared.workbooks.kinds import choice, day, identifier, text, whole_number, years, yes_no
from shared.workbooks.reader import Reading, Row, read_workbook

__all__ = [
    "Cell",
    "Column",
    "Finding",
    "Reading",
    "Row",
    "Warn",
    "choice",
    "day",
    "identifier",
    "letters",
    "read_workbook",
    "text",
    "whole_number",
    "years",
    "yes_no",
]
