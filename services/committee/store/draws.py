"""The two documents of a draw, in the row of their session: large, and read by the draw and by who looks at it only."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, update

from services.committee.domain.candidates import DigestedJson
from services.committee.store.tables import SESSIONS
from shared.persistence import find

_OF_SESSION = update(SESSIONS).where(SESSIONS.c.id == bindparam("_session"))


class DrawRepository:
    """Frozen pools and transcripts as they were digested; the session is saved with the digests."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def freeze(self, session_id: str, snapshot: DigestedJson) -> None:
        """Pool and terms of the draw to come."""
        self._connection.execute(_OF_SESSION, {"_session": session_id, "snapshot": snapshot})

    def frozen(self, session_id: str) -> DigestedJson:
        """What was frozen; empty before that."""
        return find(self._connection, SESSIONS.c.snapshot, id=session_id).scalar() or {}

    def keep(self, session_id: str, transcript: DigestedJson) -> None:
        """The transcript of the draw."""
        self._connection.execute(_OF_SESSION, {"_session": session_id, "transcript": transcript})

    def transcript(self, session_id: str) -> DigestedJson | None:
        """None before the draw."""
        return find(self._connection, SESSIONS.c.transcript, id=session_id).scalar()
