"""The ballot box: tokens without members, counts without tokens."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from services.committee.domain.ballots import BallotCounts
from services.committee.store.tables import BALLOT_COUNTS, BALLOT_TOKENS
from shared.persistence import find

AT_ONCE = 500
_SPEND = update(BALLOT_TOKENS).where(
    BALLOT_TOKENS.c.token_hash == bindparam("_hash"), BALLOT_TOKENS.c.receipt.is_(None)
)
_BOX = update(BALLOT_COUNTS).where(
    BALLOT_COUNTS.c.session_id == bindparam("_session"), BALLOT_COUNTS.c.declaration_id == bindparam("_declaration")
)
_ONE_MORE = {name: _BOX.values({name: BALLOT_COUNTS.c[name] + 1}) for name in ("yes", "no", "abstain")}


class BallotRepository:
    """Two tables that share the declaration and nothing else."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def prepare(self, session_id: str, declaration_ids: Sequence[str]) -> None:
        """Empty counts for every declaration on the list."""
        empty = {"session_id": session_id, "yes": 0, "no": 0, "abstain": 0}
        if declaration_ids:
            rows = [empty | {"declaration_id": declaration_id} for declaration_id in declaration_ids]
            self._connection.execute(insert(BALLOT_COUNTS), rows)

    def hand_out(self, session_id: str, hashes: dict[str, str]) -> None:
        """Token hash -> declaration; written in the order of the hashes."""
        if hashes:
            shared = {"session_id": session_id}
            rows = [shared | {"token_hash": one, "declaration_id": hashes[one]} for one in sorted(hashes)]
            self._connection.execute(insert(BALLOT_TOKENS), rows)

    def known(self, session_id: str, hashes: Sequence[str]) -> bool:
        """Whether every one of them was handed out."""
        found = 0
        for start in range(0, len(hashes), AT_ONCE):
            chunk = BALLOT_TOKENS.c.token_hash.in_(hashes[start : start + AT_ONCE])
            count = select(func.count()).where(BALLOT_TOKENS.c.session_id == session_id, chunk)
            found += self._connection.scalar(count) or 0
        return found == len(hashes)

    def declaration_of(self, session_id: str, token_hash: str) -> str | None:
        """What the token votes on; None for one that was never handed out here."""
        column = BALLOT_TOKENS.c.declaration_id
        return find(self._connection, column, token_hash=token_hash, session_id=session_id).scalar()

    def spend(self, token_hash: str, receipt: str) -> bool:
        """True once per token."""
        return self._connection.execute(_SPEND, {"_hash": token_hash, "receipt": receipt}).rowcount == 1

    def receipt_of(self, token_hash: str) -> str | None:
        """Which request spent it."""
        return find(self._connection, BALLOT_TOKENS.c.receipt, token_hash=token_hash).scalar()

    def add_choice(self, session_id: str, declaration_id: str, choice: str) -> None:
        """One more of yes, no or abstain."""
        self._connection.execute(_ONE_MORE[choice], {"_session": session_id, "_declaration": declaration_id})

    def counts(self, session_id: str) -> dict[str, BallotCounts]:
        """By declaration."""
        rows = find(self._connection, BALLOT_COUNTS, session_id=session_id)
        return {row.declaration_id: BallotCounts(row.yes, row.no, row.abstain) for row in rows}

    def burn(self, session_id: str) -> None:
        """Remove all tokens, spent or not."""
        self._connection.execute(delete(BALLOT_TOKENS).where(BALLOT_TOKENS.c.session_id == session_id))
