"""Certificates and the sequences of their numbers."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from services.committee.domain.certificate import Certificate
from services.committee.store.serials import next_serial
from services.committee.store.tables import CERTIFICATES
from shared.persistence import JsonRows, find, update_versioned

_ROWS = JsonRows(Certificate, "facts")


class CertificateRepository:
    """Rows to certificates and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, certificate: Certificate) -> None:
        """A certificate just issued."""
        self._connection.execute(insert(CERTIFICATES), _ROWS.values(certificate))

    def find(self, number: str) -> Certificate | None:
        """None for a number that nobody issued."""
        row = find(self._connection, CERTIFICATES, number=number).first()
        return None if row is None else _ROWS.read(row)

    def save(self, certificate: Certificate, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = _ROWS.values(certificate)
        number = certificate.number
        certificate.version = update_versioned(self._connection, CERTIFICATES, number, expected_version, values)
        return certificate.version

    def next_serial(self, series: str) -> int:
        """1, 2, 3...; the row stays locked until the commit, and a rollback gives the number back."""
        return next_serial(self._connection, series)
