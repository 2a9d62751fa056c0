"""评委会书面承诺书, part of the reporting package."""

from __future__ import annotations

from services.docgen.domain.order import Values
from shared.contracts.committee.results import PackageReported

from .opinions import seal
from .wording import day, level_group, year


def commitment_letter(package: PackageReported, seal_reference: str | None) -> Values:
    """The template's values, from `committee.package_reported`."""
    return {
        "authority": package.authority_name,
        "committee": package.committee_name,
        "level": level_group(package.level_group),
        "meeting": day(package.meeting_on),
        "year": year(package.meeting_on),
        "publicity_from": day(package.publicity_from),
        "publicity_to": day(package.publicity_to),
        "candidates": package.candidates,
        "passed": package.passed,
        "not_passed": package.not_passed,
        "objections": package.objections,
        "upheld": package.upheld,
        "chair": package.chair_name,
        "office": package.office_name,
        "seal": seal(seal_reference, package.office_name),
        "reported_by": package.reported_by,
        "date": day(package.reported_on),
    }
