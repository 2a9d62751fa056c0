"""Reading the first sheet of an .xlsx workbook as text."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from shared.kernel.errors import invalid


def read_sheet(content: bytes) -> list[list[str]]:
    """All rows as trimmed texts, empty cells as ""; invalid("workbook_unreadable") for a broken file."""
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except CalamineError as error:
        raise invalid("workbook_unreadable", path="object_key") from error


def _text(cell: Any) -> str:
    """Numbers without a needless fraction, days as ISO, yes and no as 是 and 否."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell).strip()
