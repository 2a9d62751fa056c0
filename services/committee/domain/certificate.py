"""电子职称证书: its number, and what a stranger may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.contracts.committee.review import CertificateIssued
from shared.kernel.errors import conflict
from shared.kernel.masking import mask_name

CertificateState = Literal["valid", "revoked"]


@dataclass(slots=True)
class Certificate:
    """`facts` is everything printed on it; `state` is valid or revoked."""

    number: str
    declaration_id: str
    session_id: str
    committee_id: str
    person_id: str
    facts: CertificateIssued
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
