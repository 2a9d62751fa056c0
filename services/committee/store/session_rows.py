"""Sessions and recognitions as rows of one table: `kind` tells them apart, what a recognition has not stays empty."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from services.committee.domain.recognition import Recognition
from services.committee.domain.results_process import ResultsDates, ResultsProcess
from services.committee.domain.session import Arrangements, PanelDraw, Session
from services.committee.store.tables import SESSIONS
from shared.persistence import JsonRows
from shared.persistence.db.rows import RowValues

_PARTS = {"dates": ResultsDates, "draw": PanelDraw, "arrangements": Arrangements}
"""Fields whose own fields are columns."""
_SESSIONS = JsonRows(Session, "grouping", "plan", apart=_PARTS)
_RECOGNITIONS = JsonRows(Recognition, apart=_PARTS)
READ = tuple(column for column in SESSIONS.c if column.name not in ("snapshot", "transcript"))
"""Columns of a session; the documents of its draw are large and read by themselves."""
_NO_MEETING = {"place": "", "panel_size": 0, "procedure": "", "measures": "", "blind_key": "", "reconvened": 0}


def read_process(row: Row[Any]) -> ResultsProcess:
    """A session, or a list that was recognised without one."""
    return (_RECOGNITIONS if row.kind == Recognition.kind else _SESSIONS).read(row)


def process_values(process: ResultsProcess) -> RowValues:
    """Its columns."""
    if isinstance(process, Session):
        return _SESSIONS.values(process) | {"kind": process.kind}
    assert isinstance(process, Recognition)
    return _RECOGNITIONS.values(process) | _NO_MEETING | {"kind": process.kind, "meeting_on": process.decided_on}
