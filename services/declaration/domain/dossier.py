"""The frozen dossier: everything declared, by value, in the shape of `shared.contracts.declaration.dossier`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.eligibility import Standing
from services.declaration.domain.filing import Filing
from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.person import Person
from services.declaration.domain.rows import TABLES, DossierJson, Sections
from services.declaration.domain.views import KnownOrganisation
from shared.kernel.clock import iso
from shared.kernel.masking import mask_id_number
from shared.policy import Pack, Plan, Record, series_name
from shared.wire.plain import plain

PREFILLED = ("present_title", "education", "work_history", "trainings", "exams", "assessments", "continuing_education")
"""Sections that a new draft takes over from the verified profile."""


def first_draft(profile: Sections, major: str | None) -> Sections:
    """The sections of a new draft: the verified profile, and empty tables for what belongs to this declaration."""
    sections: Sections = {name: [] for name in TABLES}
    sections |= {name: profile[name] for name in PREFILLED if profile.get(name) is not None}
    return sections | {"major": major, "summary": None, "route_claimed": None}


def grounds_of(
    profile: Sections, unit: KnownOrganisation, department: str | None, record: Record, major: str | None
) -> DossierJson:
    """The part of a dossier on which eligibility rests, as the engine reads it (`shared.policy.declared_facts`).

    A question before any draft has this part alone; a dossier is built over the part that was judged.
    """
    return {
        "plan": {"major": major},
        "unit": unit_facts(unit, department),
        "present_title": profile.get("present_title"),
        **{name: profile.get(name) or [] for name in PREFILLED if name in TABLES},
        "circumstances": {name: value for name, value in profile.items() if name not in PREFILLED},
        "record": plain(record),
    }


def build_dossier(
    declaration: Declaration, person: Person, grounds: DossierJson, pack: Pack, plan: Plan, filing: Filing,
    materials: Iterable[AttachedMaterial], standing: Standing, now: datetime,
) -> DossierJson:  # fmt: skip
    """The content of this revision, over the grounds that were judged; no floats, dates as ISO texts."""
    sections = declaration.sections
    return {
        **{name: sections.get(name) or [] for name in TABLES},
        **grounds,
        "declaration_id": declaration.declaration_id,
        "revision": declaration.revision,
        "notice_id": declaration.choice.notice_id,
        "notice_version": declaration.choice.notice_version,
        "plan": plan_facts(pack, plan, filing, sections["major"]),
        "person": person_facts(person),
        "profession_years": standing.profession_years,
        "summary": sections["summary"],
        "route_claimed": standing.route,
        "talent_category": standing.talent_category,
        "materials": [plain(material) for material in materials],
        "commitment": plain(declaration.commitment),
        "submitted_at": iso(now),
    }


def plan_facts(pack: Pack, plan: Plan, filing: Filing, major: str) -> DossierJson:
    """The plan line; `documents` are the forms the system prints for a plan of this mode."""
    printed = [item for item in pack.materials(plan) if item.provided_by == "system"]
    return {
        "plan_id": plan.id, "name": plan.name, "series": plan.series, "series_name": series_name(plan.series),
        "major": major, "level": plan.level, "level_group": plan.level_group, "title": plan.title,
        "track": plan.track, "mode": plan.mode, "committee_code": filing.committee,
        "documents": [item.id for item in printed if not item.paper_modes or plan.mode in item.paper_modes],
    }  # fmt: skip


def person_facts(person: Person) -> DossierJson:
    """Identity and basics; the ID number only sealed, the telephone not at all: no reader of a dossier needs it."""
    return {
        "person_id": person.person_id, "name": person.name, "sex": person.sex,
        "birth_date": person.birth_date.isoformat(), "id_number_sealed": person.id_number_sealed,
        "id_number_masked": mask_id_number(person.id_number_masked), **plain(person.basics),
        "photo_key": person.photo_key,
    }  # fmt: skip


def unit_facts(unit: KnownOrganisation, department: str | None) -> DossierJson:
    """The unit as the register has it now; `department` is the name of its competent department."""
    return {
        "organisation_id": unit.organisation_id, "name": unit.name, "tier": unit.tier, "region": unit.region,
        "sector": unit.sector, "nature": unit.nature, "competent_department": department,
        "channel": unit.channel, "stationed": unit.stationed, "entrusted": unit.entrusted,
        "specialised_sme": unit.specialised_sme,
    }  # fmt: skip
