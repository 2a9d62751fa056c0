"""退回 as the applicant has it, and as the revision keeps it that answers it."""

from __future__ import annotations

from datetime import datetime

from shared.contracts.audit.stage import Correction
from shared.wire.types import record


@record
class OpenReturn:
    """A return in the applicant's hands: who returned, the complete list of corrections, and when it ends.

    `provisional`: a year that the deadline touches is not announced, so it may still move, and nothing ends by it.
    """

    returned_at: datetime
    return_number: int
    stage_id: str
    holder_id: str
    holder_name: str
    opinion: str
    deadline: datetime
    deadline_clause: str
    provisional: bool = False
    corrections: tuple[Correction, ...] = ()

    @property
    def reference(self) -> str:
        """How a resubmission names the return it answers: `<stage>/<number>`."""
        return f"{self.stage_id}/{self.return_number}"

    @property
    def ends_at(self) -> datetime | None:
        """The instant from which it is too late to answer; None while that may still move."""
        return None if self.provisional else self.deadline
