"""电子职称证书: its number, and what a stranger may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.committee.domain.committee import Decides
from shared.kernel.errors import conflict
from shared.policy.terms.basics import Level
from shared.security.masking import mask_name
from shared.wire.types import record

CertificateState = Literal["valid", "revoked"]


@record
class CertificateText:
    """Everything printed on a certificate; `passed_on` is the day from which the title counts."""

    declaration_id: str
    session_id: str
    kind: Decides = "review"
    certificate_number: str
    person_id: str
    person_name: str
    sex: str
    birth_date: date
    id_number_sealed: str
    id_number_masked: str
    photo_key: str | None = None
    unit_name: str
    series_name: str
    major: str
    level: Level
    title: str
    committee_name: str
    passed_on: date
    issued_on: date
    authority_name: str
    clause: str


@dataclass(slots=True)
class Certificate:
    """`facts` is everything printed on it; `state` is valid or revoked."""

    number: str
    declaration_id: str
    session_id: str
    committee_id: str
    person_id: str
    facts: CertificateText
    state: CertificateState
    issued_on: date
    version: int = 1
    revoked_on: date | None = None
    revoke_reason: str | None = None
    revoke_clause: str | None = None

    def revoke(self, day: date, reason: str, clause: str) -> None:
        """撤销, once; conflict("certificate_revoked_already") the second time."""
        if self.state == "revoked":
            raise conflict("certificate_revoked_already")
        self.state, self.revoked_on, self.revoke_reason, self.revoke_clause = "revoked", day, reason, clause

    @property
    def name_masked(self) -> str:
        """The holder's name as a stranger may see it."""
        return mask_name(self.facts.person_name)


def certificate_number(number_format: str, *, region: str, year: int, rank: int, committee: int, serial: int) -> str:
    """The number as the notice writes it; fields {year} {region} {rank} {committee} {serial}."""
    return number_format.format(year=year, region=region, rank=rank, committee=committee, serial=serial)
