"""What certificates show."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from services.committee.domain.certificate import CertificateState
from shared.contracts.committee.recognition import Deciding
from shared.contracts.masked import HiddenNumber
from shared.policy.terms.basics import Level
from shared.wire.types import Doc, record

Title = Annotated[str, Doc("the professional title, in Chinese")]
CountsFrom = Annotated[date, Doc("the day from which the title counts")]
RevokedOn = Annotated[date | None, Doc("the title does not count since")]


@record
class CertificateView(HiddenNumber):
    """Everything printed on a certificate, and what became of it."""

    certificate_number: str
    check_code: Annotated[str, Doc("asked for by verify_certificate")]
    version: Annotated[int, Doc("of the certificate")]
    state: CertificateState
    kind: Annotated[Deciding, Doc("by a session's vote, or recognised without one")]
    declaration_id: str
    session_id: str
    person_id: str
    person_name: str
    sex: str
    birth_date: date
    photo_key: Annotated[str | None, Doc("of the stored photograph")]
    unit_name: str
    series_name: str
    major: str
    level: Level
    title: Title
    committee_name: str
    authority_name: str
    passed_on: CountsFrom
    issued_on: date
    clause: str
    revoked_on: RevokedOn
    revoke_reason: str | None
    revoke_clause: str | None


@record
class CertificateCheck:
    """The least that proves a certificate; one that was revoked stays and says so."""

    certificate_number: str
    state: CertificateState
    name_masked: Annotated[str, Doc("the first character, the rest as asterisks")]
    title: Title
    series_name: str
    major: str
    level: Level
    committee_name: str
    passed_on: CountsFrom
    issued_on: date
    revoked_on: RevokedOn


@record
class CertificateRevokedAnswer:
    """A title taken back for good."""

    certificate_number: str
    version: Annotated[int, Doc("of the certificate")]
    state: CertificateState
    revoked_on: date
    clause: Annotated[str, Doc("of the notice under which the title was gained")]
