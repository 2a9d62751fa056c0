"""What reading, checking and revoking certificates take."""

from __future__ import annotations

from services.committee.requests.parts import Opinion, Short
from shared.wire.requests import Change, Query
from shared.wire.types import record


@record
class GetCertificate(Query):
    """By number."""

    certificate_number: Short


@record
class VerifyCertificate(Query):
    """By number."""

    certificate_number: Short


@record
class RevokeCertificate(Change):
    """撤销 of a title; `expected_version` is the certificate's."""

    certificate_number: Short
    reason: Opinion
