"""A declaration as the audit passed it on: who files for what, and what a session needs to know of the unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from shared.policy.terms.basics import Level, LevelGroup
from shared.wire.types import Opaque, record


@record
class PassedDeclaration:
    """What the audit announced with the declaration (the identity card number sealed), without who decided there.

    `unit_*` is the unit as the audit knew it; what has a default was not always announced.
    """

    declaration_id: str
    case_number: str
    revision: int
    dossier_digest: str
    notice_id: str
    plan_id: str
    plan_name: str
    committee_code: str
    series: str
    series_name: str
    major: str
    level: Level
    level_group: LevelGroup
    title: str
    track: str
    mode: str
    person_id: str
    person_name: str
    sex: str
    birth_date: date
    id_number_sealed: str
    id_number_masked: str
    photo_key: str | None = None
    unit_id: str
    unit_name: str
    unit_nature: str
    unit_tier: str
    unit_sector: str | None = None
    unit_specialised_sme: bool | None = None
    unit_stationed: bool = False
    unit_entrusted: bool | None = None
    region: str
    statements: Annotated[object, Opaque("what the stages stated, as the audit has it: nothing here reads it")]
    at: datetime
