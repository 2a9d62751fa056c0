"""Loading what a filing is judged by: the profile as it stands, the unit, and all that is on record here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.dossier import PREFILLED, grounds_of
from services.declaration.domain.eligibility import Grounds
from services.declaration.domain.integrity import barred_until
from services.declaration.domain.person import Person
from services.declaration.domain.record import filed_by_unit, record_of
from services.declaration.domain.rows import Sections
from services.declaration.domain.views import KnownOrganisation
from services.declaration.usecases.access import unit_of
from services.declaration.usecases.ports import Ports
from shared.contracts.audit.case import IntegrityRecorded
from shared.persistence import Tx
from shared.policy import Pack, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known here of whoever files beside the profile, under whichever plan: loaded once.

    `others` are the person's other declarations (`without` is the one at hand), `packs` their notices by id.
    """

    unit: KnownOrganisation
    department: KnownOrganisation | None
    without: str | None
    others: Sequence[Declaration]
    packs: Mapping[str, Pack]
    integrity: Sequence[IntegrityRecorded]


def background_of(tx: Tx[Ports], person_id: str, unit_id: str, without: str | None = None) -> Background:
    """Of a person who works there; not_found `unit_not_found` while the unit is not known here."""
    ports, unit = tx.ports, unit_of(tx, unit_id)
    others = [one for one in ports.declarations.of_person(person_id) if one.declaration_id != without]
    return Background(
        unit=unit,
        department=ports.organisations.find(unit.parent_id) if unit.parent_id else None,
        without=without,
        others=others,
        packs={
            one.choice.notice_id: ports.notices.get(one.choice.notice_id, one.choice.notice_version).pack
            for one in others
        },
        integrity=ports.integrity.of_person(person_id),
    )


def background_of_draft(tx: Tx[Ports], declaration: Declaration) -> Background:
    """Of whoever holds this draft, which is left out of the record."""
    return background_of(tx, declaration.person_id, declaration.unit_id, declaration.declaration_id)


def grounds_at(
    tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, background: Background, major: str | None, day: date
) -> Grounds:
    """Everything the notice's rules may look at, from the profile as it stands."""
    return _grounds(tx, pack, plan, background, person.profile, major, day)


def declared_grounds(
    tx: Tx[Ports], pack: Pack, plan: Plan, person: Person, background: Background, sections: Sections
) -> Grounds:
    """What eligibility rests on, from the profile as the draft's sections have it now: the first part of a dossier."""
    profile = person.profile | {name: sections[name] for name in PREFILLED if name in sections}
    return _grounds(tx, pack, plan, background, profile, sections.get("major"), tx.today)


def _grounds(
    tx: Tx[Ports], pack: Pack, plan: Plan, background: Background, profile: Sections, major: str | None, day: date
) -> Grounds:
    """The record is the person's other declarations, the archive, and the unit's other filings."""
    unit, department = background.unit, background.department
    filings = tx.ports.declarations.filings_of_unit(
        unit.organisation_id, pack.notice.id, plan.series, plan.level, background.without
    )
    of_unit = [filed for one in filings if (filed := filed_by_unit(one, pack))]
    until = barred_until(background.integrity, pack.integrity, day)
    record = record_of(background.others, of_unit, pack, background.packs, until)
    declared = grounds_of(profile, unit, department.name if department else None, record, major)
    return Grounds.of(pack, plan, declared, day)
