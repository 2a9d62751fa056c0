"""A dossier as the audit keeps it: the JSON that was digested, and by name what the audit asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shared.policy.terms.basics import Level, LevelGroup
from shared.wire.plain import read_as
from shared.wire.types import Doc, JsonObject


@dataclass(frozen=True, slots=True)
class DeclaredPerson:
    """基本情况: who declares; the ID number sealed, and masked for people."""

    person_id: str
    name: str
    sex: str
    birth_date: date
    id_number_sealed: str
    id_number_masked: str
    photo_key: str | None = None


@dataclass(frozen=True, slots=True)
class DeclaredPlan:
    """The plan line under which the dossier was filed."""

    plan_id: str
    name: str
    committee_code: str
    series: str
    series_name: str
    major: str
    level: Level
    level_group: LevelGroup
    title: str
    track: str
    mode: str


@dataclass(frozen=True, slots=True)
class DeclaredUnit:
    """工作单位, as the register had it at submission."""

    organisation_id: str
    name: str
    nature: str
    tier: str
    region: str
    stationed: bool = False
    entrusted: bool | None = None


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What lists and later events show of a dossier; nothing sealed."""

    person_name: str
    unit_name: str
    plan_name: str
    series_name: str
    major: str
    title: str
    level: Level
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class AuditedDossier:
    """One submitted revision; it never changes."""

    body: Annotated[
        JsonObject, Doc("as it came: digested so, judged by the engine so, and corrections lead to places in it")
    ]
    notice_id: str
    notice_version: int
    route_claimed: str
    submitted_at: datetime
    plan: DeclaredPlan
    person: DeclaredPerson
    unit: DeclaredUnit

    @classmethod
    def of(cls, body: JsonObject) -> AuditedDossier:
        """From the JSON that its contract has checked (`shared/contracts/declaration/dossier.py`)."""
        return read_as(cls, {**body, "body": body})

    @property
    def facts(self) -> DossierFacts:
        """For lists and later events."""
        return DossierFacts(
            person_name=self.person.name,
            unit_name=self.unit.name,
            plan_name=self.plan.name,
            series_name=self.plan.series_name,
            major=self.plan.major,
            title=self.plan.title,
            level=self.plan.level,
            submitted_at=self.submitted_at,
        )
