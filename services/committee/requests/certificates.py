"""What reading, checking and revoking certificates take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.committee.requests.parts import Opinion, Short
from shared.wire.requests import Change, Query
from shared.wire.types import Doc, record


@record
class GetCertificate(Query):
    """By number."""

    certificate_number: Short


@record
class VerifyCertificate(Query):
    """By number and check code, both printed on the certificate."""

    certificate_number: Short
    check_code: Annotated[str, validate.Length(max=40), Doc("case, hyphens and spaces do not matter")] = ""


@record
class RevokeCertificate(Change):
    """撤销 of a title; `expected_version` is the certificate's."""

    certificate_number: Short
    reason: Opinion
