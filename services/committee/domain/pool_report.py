"""What the import of a pool's workbook came to; it rests with the committee until the next import."""

from __future__ import annotations

from typing import Annotated

from shared.wire.types import Doc, record


@record
class RejectedCell:
    """A cell for which its row was left out."""

    sheet: str
    row: Annotated[int, Doc("from 1, as the sheet counts")]
    column: Annotated[str, Doc("its name in the head")]
    cell: Annotated[str, Doc("as in B42")]
    reason: Annotated[str, Doc("see the pool's workbook below")]
    message: Annotated[str, Doc("a Chinese sentence with the remedy")]


@record
class PoolWarning:
    """What was read or left out although nobody may have meant it."""

    sheet: str
    cell: Annotated[str, Doc("empty for a whole sheet")]
    reason: Annotated[str, Doc("see the pool's workbook below")]
    message: Annotated[str, Doc("a Chinese sentence")]


@record
class PoolReport:
    """What an import made of the workbook."""

    committee_id: str
    imported: Annotated[int, Doc("experts read")]
    pool_size: int
    snapshot_digest: Annotated[str, Doc("SHA-256 of the pool without names, telephones and accounts")]
    rejected: tuple[RejectedCell, ...]
    warnings: tuple[PoolWarning, ...]

    @property
    def rejected_rows(self) -> int:
        """Rows that were left out; one may have several wrong cells."""
        return len({cell.row for cell in self.rejected})
