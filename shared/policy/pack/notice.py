"""Identity of a notice: who issued it, for which year and place, what it cites, and where it prints something odd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.policy.terms.basics import Basis, RegionTier


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The bureau that publishes the notice; `seal_reference` names the seal on its documents."""

    name: str
    region: str
    tier: RegionTier
    seal_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContact(Basis):
    """Whom to ask. The notice may leave telephone, e-mail and address empty; nothing is made up here."""

    section: str
    telephone: str | None = None
    email: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Basis):
    """What a later version of a notice says of itself: the document that amends it, why, and for whom it counts.

    `open_declarations`: `follow`, and whoever is not worse off is moved to this version, everybody else is asked;
    `keep`, and what is under way stays under the version it was started with unless its applicant accepts this one.
    """

    title: str
    issued_on: date
    reason: str
    document_number: str | None = None
    open_declarations: Literal["follow", "keep"] = "follow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The published document. `website` is where applicants register, as printed; `amendment` is None in a first
    version."""

    id: str
    year: int
    title: str
    short_title: str
    document_number: str
    issued_on: date
    issuer: Issuer
    contact: NoticeContact
    website: str | None = None
    amendment: Amendment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One administrative division (GB/T 2260 code, six digits)."""

    code: str
    name: str
    tier: RegionTier


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSlip:
    """A likely slip in the notice, kept as printed and shown wherever the text is used."""

    clause: str
    printed: str
    remark: str
