"""The organisations of the made-up year: schools below their bureaus, those of twelve counties, city and region."""

from dataclasses import dataclass, field

from shared.contracts.audit import ORGANISATION_REGISTERED

COUNTIES = (
    "150402", "150403", "150404", "150421", "150422", "150423", "150424", "150425", "150426", "150428", "150429",
    "150430",
)  # fmt: skip
SCHOOL_SIZE = 25
"""Declarations to a school."""


@dataclass(frozen=True)
class County:
    """Ids of a county's bodies."""

    education: str
    personnel: str
    schools: list = field(default_factory=list)


@dataclass(frozen=True)
class Places:
    """Ids of all bodies."""

    region: str
    city: str
    education: str
    office: str
    counties: list

    @property
    def addresses(self):
        """Ids of all that have an address: every body."""
        own = [self.region, self.city, self.education, self.office]
        return {
            *own,
            *(one for county in self.counties for one in (county.education, county.personnel, *county.schools)),
        }

    @property
    def schools(self):
        """(county, school) of all schools."""
        return [(county, school) for county in self.counties for school in county.schools]


def places(told, when, declarations):
    """Register them all."""
    region = _body(told, when, "自治区人力资源和社会保障厅", "hr_bureau", "region", "150000", None)
    city = _body(told, when, "赤峰市人力资源和社会保障局", "hr_bureau", "city", "150400", region)
    education = _body(told, when, "赤峰市教育局", "department", "city", "150400", city)
    office = _body(told, when, "赤峰市教育局评审办", "committee_office", "city", "150400", education)
    counties = [_county(told, when, code, education, city) for code in COUNTIES]
    for number in range(max(len(counties), declarations // SCHOOL_SIZE)):
        county = counties[number % len(counties)]
        code = COUNTIES[number % len(counties)]
        county.schools.append(_body(told, when, f"第{number + 1}小学", "unit", "county", code, county.education))
    return Places(region, city, education, office, counties)


def _county(told, when, code, education, city):
    return County(
        _body(told, when, f"{code}教育局", "department", "county", code, education),
        _body(told, when, f"{code}人力资源和社会保障局", "hr_bureau", "county", code, city),
    )


def _body(told, when, name, kind, tier, region, parent):
    about = told.new_id()
    told.tell(
        when, ORGANISATION_REGISTERED, about, organisation_id=about, name=name, kind=kind, tier=tier, region=region,
        sector="general" if kind == "hr_bureau" else "education", parent_id=parent,
        nature="public_institution" if kind == "unit" else "government",
        contact={"telephone": "0476-0000000", "address": None, "email": f"clerk@{about}.example"},
    )  # fmt: skip
    return about
