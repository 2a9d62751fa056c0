"""Extensions of the review in their table."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from services.committee.domain.extension import ReviewExtension
from services.committee.store.oversight_tables import EXTENSIONS
from shared.persistence import find, first_or_not_found, from_row, given, update_versioned, values_of


class ExtensionRepository:
    """Rows to extensions and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, extension: ReviewExtension) -> None:
        """An extension just filed."""
        self._connection.execute(insert(EXTENSIONS), values_of(extension))

    def save(self, extension: ReviewExtension, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = values_of(extension)
        extension.version = update_versioned(self._connection, EXTENSIONS, extension.id, expected_version, values)
        return extension.version

    def get(self, extension_id: str) -> ReviewExtension:
        """not_found("extension_not_found")."""
        found = find(self._connection, EXTENSIONS, id=extension_id)
        return from_row(ReviewExtension, first_or_not_found(found, "extension_not_found"))

    def under(self, committee_id: str, notice_id: str | None = None) -> list[ReviewExtension]:
        """Of one committee, oldest first; under one notice, or all."""
        wanted = given(notice_id=notice_id)
        found = find(self._connection, EXTENSIONS, order_by=("id",), committee_id=committee_id, **wanted)
        return [from_row(ReviewExtension, row) for row in found]
