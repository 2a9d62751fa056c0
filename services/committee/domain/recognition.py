"""考核认定: a list of declarations that a body decided on without meeting; its results go the way of a session's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.committee.domain.results_process import ResultsProcess
from shared.contracts.committee.recognition import Deciding


@dataclass(slots=True, kw_only=True)
class Recognition(ResultsProcess):
    """It begins concluded: there is no place, panel, plan or ballot."""

    kind: ClassVar[Deciding] = "recognition"

    @property
    def decided_on(self) -> date:
        """The day on which the body decided."""
        return self.dates.conclusion[0]
