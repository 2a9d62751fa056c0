"""Rows for chifeng-2026, written from its text before the pack was looked at."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from shared.policy import Pack, Record, Route, UnitFacts
from shared.policy.terms.basics import Affiliation, Level, Nature, Track
from tests.unit.policy.people import (
    CITY_INSTITUTE,
    CITY_SCHOOL,
    COMPANY,
    COUNTY_SCHOOL,
    COUNTY_STATION,
    FREELANCE,
    TOWNSHIP_SCHOOL,
    elsewhere,
    filed,
    profile,
    title,
    work,
)  # fmt: skip
from tests.unit.policy.readings import Kind, Read, Told
from tests.unit.policy.tables import Row

NOTICE = "chifeng-2026"
TODAY = date(2026, 6, 15)
IN_JUNE = date(2026, 6, 1)
IN_MAY = date(2026, 5, 15)
STATIONED: dict[str, Any] = {**CITY_INSTITUTE, "stationed": True}
STATE_OWNED = {**COMPANY, "nature": "state_enterprise"}
CITY_HOSPITAL = {**CITY_INSTITUTE, "sector": "health"}
HOSPITAL = {**COUNTY_STATION, "sector": "health"}
ENGINEER: dict[str, Any] = {"present_title": title("middle", "2015-12-01", "engineering")}
AGRONOMIST: dict[str, Any] = {"present_title": title("middle", "2015-12-01", "agriculture")}
ACCOUNTANT: dict[str, Any] = {"present_title": title("middle", "2015-12-01", "accounting")}
NO_TITLE: dict[str, Any] = {"present_title": None}
IN_CITY: dict[str, Any] = {"work_history": [work("2005-08-01", "city")]}
FEW: dict[str, Any] = {"continuing_education": [{"year": 2025, "professional_hours": 10, "public_hours": 0}]}
NONE_AT_ALL: dict[str, Any] = {"continuing_education": [{"year": 2025, "professional_hours": 0, "public_hours": 0}]}
THIRTY: dict[str, Any] = {"work_history": [work("1990-08-01")]}
YOUNG: dict[str, Any] = {
    "present_title": title("middle", "2022-03-01", "agriculture"),
    "work_history": [work("2010-08-01", "city")],
}
THREE_YEARS = [work("2022-04-01", "township", "2025-06-30")]
TWO_YEARS = [work("2022-04-01", "township", "2024-04-30")]


def of(path: str) -> str:
    """A clause of the notice."""
    return f"{NOTICE}/{path}"


def assistant(series: str = "k12_teacher") -> dict[str, Any]:
    """The part of a profile of somebody with an assistant title since 2018."""
    return {"present_title": title("assistant", "2018-01-01", series)}


def graduate(education: str, day: str, tier: str = "township", **more: Any) -> dict[str, Any]:
    """Somebody without a title who graduated and began to work in that summer."""
    return profile(education, day, **{**NO_TITLE, "work_history": [work(day, tier)], **more})


def read(kind: Kind, *columns: Any, **more: Any) -> Read:
    """One row: who, plan, profile, unit, outcome, decider, path of the clause."""
    who, plan, person, unit, outcome, decider, path = columns
    return Read(kind, Row(who, plan, person, unit, outcome, decider, of(path), **more))


def began(level: str = "associate_senior", series: str = "k12_teacher", **more: Any) -> Record:
    """What else the person began under this notice."""
    return Record(filed=(filed(level, series, notice_id=NOTICE, **more),))


SENIOR, WATER, FARM = "k12-associate-senior", "engineering-associate-senior", "agriculture-associate-senior"
ROWS: list[Read] = [
    # B: a stated no refuses, what nobody stated is no yes
    read("B", "stationed, no letter", FARM, profile(**AGRONOMIST), {**STATIONED, "entrusted": False}, "refused", "entrustment", "4.2.4"),
    read("B", "stationed, letter not there yet", FARM, profile(**AGRONOMIST), STATIONED, "conditional", "entrustment", "4.2.4"),
    read("B", "stationed, middle: may entrust the county itself", "agriculture-county-middle", profile(**assistant("agriculture")), {**STATIONED, "entrusted": False}, "eligible", "", "5", at=IN_JUNE),
    read("B", "stationed, middle, nothing said of a letter", "agriculture-county-middle", profile(**assistant("agriculture")), STATIONED, "eligible", "", "5", at=IN_JUNE),
    read("B", "township bachelor of 2 years, assessed: no", "k12-county-middle", graduate("bachelor", "2023-08-01", assessment_passed=False), TOWNSHIP_SCHOOL, "refused", "", "5.4.3", at=IN_JUNE),
    read("B", "township bachelor of 2 years, not assessed yet", "k12-county-middle", graduate("bachelor", "2023-08-01"), TOWNSHIP_SCHOOL, "conditional", "", "5.4.3", at=IN_JUNE),
    read("B", "30 years, the unit does not call it outstanding", SENIOR, profile("secondary", outstanding=False, **THIRTY), COUNTY_SCHOOL, "refused", "", "5"),
    read("B", "30 years, recommendation to come", SENIOR, profile("secondary", **THIRTY), COUNTY_SCHOOL, "conditional", "", "5.4.2"),
    read("B", "accountant without the exam", "accounting-associate-senior", profile(**ACCOUNTANT, exams=[{"passed": False, "valid_until": None}]), CITY_INSTITUTE, "refused", "exam-combined", "2.3"),
    read("B", "accountant whose result has run out", "accounting-associate-senior", profile(**ACCOUNTANT, exams=[{"passed": True, "valid_until": "2026-01-01"}]), CITY_INSTITUTE, "refused", "exam-combined", "2.3"),
    read("B", "urban teacher who never served", SENIOR, profile(**IN_CITY, grassroots_service=[]), CITY_SCHOOL, "refused", "", "5.4.4"),
    # A: limits, as far as the notice states them
    read("A", "another series at the level, submitted", FARM, profile(**AGRONOMIST), COUNTY_STATION, "refused", "", "4", record=began()),
    read("A", "a declaration at another level", SENIOR, profile(), COUNTY_SCHOOL, "eligible", "", "5", record=began("middle")),
    read("A", "chose another plan of the level, nothing submitted", FARM, profile(**AGRONOMIST), COUNTY_STATION, "refused", "", "4.1.2", record=began(submitted=False)),
    read("A", "withdrew another plan of the level", FARM, profile(**AGRONOMIST), COUNTY_STATION, "refused", "", "4.1.2", record=began(ending="withdrawn")),
    read("A", "another plan of the level given up by not pressing submit", FARM, profile(**AGRONOMIST), COUNTY_STATION, "refused", "", "4.1.2", record=began(submitted=False, ending="abandoned")),
    read("A", "targeted and socialised of one series and level", SENIOR, profile(), COUNTY_SCHOOL, "refused", "", "4.1.2", record=began(track="targeted", plan="targeted-k12-associate-senior", submitted=False)),
    read("A", "not passed at the level this year", SENIOR, profile(), COUNTY_SCHOOL, "refused", "", "4.1.2", record=began(ending="not_passed")),
    read("A", "the unit files with another committee", SENIOR, profile(), COUNTY_SCHOOL, "refused", "", "4", record=elsewhere(NOTICE, "k12_teacher", "associate_senior")),
    read("A", "began in another notice's column, same series and level", SENIOR, profile(), COUNTY_SCHOOL, "eligible", "", "5", record=Record(filed=(filed("associate_senior", "k12_teacher", notice_id="another", submitted=False),))),
    # E: waivers combine with every way
    read("E", "township teacher with 10 hours", "k12-county-middle", profile(**assistant(), **FEW, work_history=[work("2005-08-01", "township")]), TOWNSHIP_SCHOOL, "refused", "", "5.10", at=IN_JUNE),
    read("E", "urban agronomist, 4 township months this year, 10 hours", FARM, profile(**AGRONOMIST, **IN_CITY, **FEW, grassroots_service=[work("2026-01-10", "township", "2026-06-01")]), CITY_INSTITUTE, "eligible", "", "5.4.5"),
    read("E", "the same with 2 months", FARM, profile(**AGRONOMIST, **IN_CITY, **FEW, grassroots_service=[work("2026-04-01", "township", "2026-06-01")]), CITY_INSTITUTE, "refused", "", "5.10"),
    read("E", "company, ordinary way, no hours", WATER, profile(**ENGINEER, **NONE_AT_ALL), COMPANY, "eligible", "", "5.5.1", major="water"),
    read("E", "company, straight to associate senior, no hours", WATER, profile(**NO_TITLE, **NONE_AT_ALL, work_history=[work("2010-08-01")]), COMPANY, "eligible", "", "5.5.1", major="water"),
    read("E", "30 years, 10 hours", SENIOR, profile("secondary", outstanding=True, **THIRTY, **FEW), COUNTY_SCHOOL, "refused", "", "5.10"),
    read("E", "30 years, middle since two years", SENIOR, profile("secondary", outstanding=True, **THIRTY, present_title=title("middle", "2024-01-01")), COUNTY_SCHOOL, "refused", "", "5.4.2"),
    read("E", "30 years, two levels at once", SENIOR, profile("secondary", outstanding=True, **THIRTY, present_title=title("assistant", "2000-01-01")), COUNTY_SCHOOL, "refused", "", "5.4.2"),
    read("E", "30 years, another field of study", SENIOR, profile("secondary", outstanding=True, education_related=False, **THIRTY), COUNTY_SCHOOL, "eligible", "", "5.4.2"),
    read("E", "30 years in a company, no hours", WATER, profile("secondary", outstanding=True, **ENGINEER, **NONE_AT_ALL, **THIRTY), COMPANY, "eligible", "", "5.5.1", major="water"),
    read("E", "urban, 4 years middle, 3 township years since, outstanding", FARM, profile(**YOUNG, grassroots_service=THREE_YEARS, outstanding=True), CITY_INSTITUTE, "eligible", "", "5.4.5"),
    read("E", "one year early and hours waived together", FARM, profile(**YOUNG, **FEW, grassroots_service=[*THREE_YEARS, work("2026-01-10", "township", "2026-05-10")], outstanding=True), CITY_INSTITUTE, "eligible", "", "5.4.5"),
    read("E", "qualification counts as middle, held 6 years", "construction-associate-senior", profile(**NO_TITLE, qualifications=[{"name": "一级注册建造师", "obtained_on": "2018-06-01"}]), COUNTY_STATION, "eligible", "", "5"),
    # F: every word of a clause
    read("F", "county agronomist, 4 years middle, 3 township years since", FARM, profile(**YOUNG, grassroots_service=THREE_YEARS, outstanding=True), COUNTY_STATION, "refused", "", "5"),
    read("F", "urban, 2 township years since the title", FARM, profile(**YOUNG, grassroots_service=TWO_YEARS, outstanding=True), CITY_INSTITUTE, "refused", "", "5"),
    read("F", "urban, 3 township years, not outstanding", FARM, profile(**YOUNG, grassroots_service=THREE_YEARS, outstanding=False), CITY_INSTITUTE, "refused", "", "5"),
    read("F", "urban, 3 township years, recommendation to come", FARM, profile(**YOUNG, grassroots_service=THREE_YEARS), CITY_INSTITUTE, "conditional", "", "5"),
    read("F", "township company, bachelor, 2 years, assessed", "engineering-county-middle", graduate("bachelor", "2023-08-01", assessment_passed=True), {**COMPANY, "tier": "township"}, "refused", "", "5.5.1", at=IN_JUNE, major="water"),
    read("F", "township institution, associate, 3 years, assessed", "k12-county-middle", graduate("associate", "2022-08-01", assessment_passed=True), TOWNSHIP_SCHOOL, "refused", "", "5.4.3", at=IN_JUNE),
    read("F", "county institution, bachelor, 3 years, assessed", "k12-county-middle", graduate("bachelor", "2022-08-01", "county", assessment_passed=True), COUNTY_SCHOOL, "refused", "", "5", at=IN_JUNE),
    read("F", "company, bachelor of 6 years, none of them in the region", "engineering-county-middle", profile(**NO_TITLE, work_history=[work("2019-08-01", "city", "2026-01-01", outside_region=True), work("2026-01-02")]), COMPANY, "refused", "", "5.5.1", at=IN_JUNE, major="water"),
    read("F", "company, associate of 7 years", "engineering-county-middle", graduate("associate", "2018-12-01", "county"), COMPANY, "refused", "", "5.5.1", at=IN_JUNE, major="water"),
    read("F", "19 years in townships", SENIOR, profile("secondary", outstanding=True, work_history=[work("2006-12-01", "township")]), TOWNSHIP_SCHOOL, "refused", "", "5"),
    read("F", "urban nurse, 10 years middle, targeted ways are for counties", "targeted-health-associate-senior", profile(present_title=title("middle", "2015-12-01", "health"), occupation="nurse", **IN_CITY), CITY_HOSPITAL, "refused", "", "5.4.1"),
    read("F", "state enterprise, straight to associate senior", WATER, profile(**NO_TITLE, work_history=[work("2010-08-01")]), STATE_OWNED, "refused", "", "5", major="water"),
    # C: what is not taken here, with the reason
    read("C", "rare earth, senior", WATER, profile(**ENGINEER), COUNTY_STATION, "refused", "", "5.1", major="rare_earth"),
    read("C", "rare earth, county middle", "engineering-county-middle", profile(**assistant("engineering")), COUNTY_STATION, "refused", "", "5.1", major="rare_earth", at=IN_JUNE),
    read("C", "cyberspace, city middle", "engineering-city-middle", profile(**assistant("engineering"), **IN_CITY), CITY_INSTITUTE, "refused", "", "3.1.2", major="cyberspace", at=IN_JUNE),
    read("C", "cyberspace, full senior", "engineering-full-senior", profile(present_title=title("associate_senior", "2015-12-01", "engineering")), COUNTY_STATION, "refused", "", "3.1.2", major="cyberspace"),
    read("C", "electric power, senior", WATER, profile(**ENGINEER), COUNTY_STATION, "refused", "", "2.1", major="electric_power"),
    read("C", "police technology, full senior", "engineering-full-senior", profile(present_title=title("associate_senior", "2015-12-01", "engineering")), COUNTY_STATION, "refused", "", "2.1", major="police_technology"),
    read("C", "electric power, county middle, is not put off", "engineering-county-middle", profile(**assistant("engineering")), COUNTY_STATION, "eligible", "", "5", major="electric_power", at=IN_JUNE),
    read("C", "accountant with a valid result waits for the founder's notice", "accounting-associate-senior", profile(**ACCOUNTANT, exams=[{"passed": True, "valid_until": "2027-12-31"}]), CITY_INSTITUTE, "refused", "", "3.1.2"),
    read("C", "health middle is by exam", "health-middle", profile(present_title=title("assistant", "2015-01-01", "health")), HOSPITAL, "refused", "", "2.2", at=IN_JUNE),
    read("C", "targeted, city school", "targeted-k12-associate-senior", profile(), CITY_SCHOOL, "refused", "", "5.4.1"),
    read("C", "targeted Ulan Muqir", "targeted-ulan-muqir-associate-senior", profile(present_title=title("middle", "2015-12-01", "performing_arts")), {**COUNTY_STATION, "sector": "culture"}, "eligible", "", "5"),
    read("C", "targeted forestry, middle", "targeted-forestry-middle", profile(**assistant("engineering")), COUNTY_STATION, "eligible", "", "5", major="forestry", at=IN_JUNE),
    read("C", "targeted water, associate senior", "targeted-water-associate-senior", profile(**ENGINEER), COUNTY_STATION, "eligible", "", "5", major="water"),
    read("C", "targeted museum, middle", "targeted-museum-middle", profile(**assistant("cultural_relics")), COUNTY_STATION, "eligible", "", "5", at=IN_JUNE),
    read("C", "targeted vocational, associate senior", "targeted-vocational-associate-senior", profile(present_title=title("middle", "2015-12-01", "vocational_teacher")), COUNTY_SCHOOL, "eligible", "", "5"),
    # G: what this notice does not say
    read("G", "urban teacher, 2 months at the grass roots", SENIOR, profile(**IN_CITY, grassroots_service=[work("2020-03-01", "township", "2020-05-15")]), CITY_SCHOOL, "eligible", "", "5"),
    read("G", "company that names no recommending channel", "engineering-county-middle", profile(**assistant("engineering")), {**COMPANY, "channel": None}, "eligible", "", "5", at=IN_JUNE, major="water"),
    read("G", "first tier of the talent programme, no direct full senior", "engineering-full-senior", profile(**ENGINEER, outstanding=True, programmes=[{"code": "new_era_tier1", "starts_on": "2020-01-01", "ends_on": "2027-01-01"}]), COUNTY_STATION, "refused", "", "5", major="water"),
    # H: the clause that decides
    read("H", "another series at the level comes before the plan's finality", FARM, profile(**AGRONOMIST), COUNTY_STATION, "refused", "one-series-per-level", "4", record=began()),
    read("H", "inside an integrity record", SENIOR, profile(), COUNTY_SCHOOL, "refused", "integrity-record", "7.1", record=Record(integrity_until=date(2028, 1, 1))),
    read("H", "title of 5 years one day after the cut-off", FARM, profile(present_title=title("middle", "2021-07-11", "agriculture")), COUNTY_STATION, "refused", "", "5"),
    read("H", "title of 5 years on the day of the cut-off", FARM, profile(present_title=title("middle", "2021-07-10", "agriculture")), COUNTY_STATION, "eligible", "", "5", at=date(2026, 7, 10)),
    # I: facts that somebody must be able to state
    read("I", "classified person on line", FARM, profile(**AGRONOMIST, classified=True), CITY_INSTITUTE, "refused", "", "2.1"),
    read("I", "state enterprise, 10 hours: not non-public", WATER, profile(**ENGINEER, **FEW), STATE_OWNED, "refused", "", "5.10", major="water"),
    read("I", "state enterprise with its hours", WATER, profile(**ENGINEER), STATE_OWNED, "eligible", "", "5", major="water"),
    read("I", "inside the term of a measure", SENIOR, profile(discipline={"measure": "记过", "until": "2027-01-01"}), COUNTY_SCHOOL, "refused", "", "5"),
    read("I", "civil servant", SENIOR, profile(kind="civil_servant"), {**COUNTY_SCHOOL, "nature": "government"}, "refused", "", "1"),
    read("I", "freelancer with no hours", "engineering-county-middle", profile(**assistant("engineering"), **NONE_AT_ALL), FREELANCE, "eligible", "", "5.5.1", at=IN_JUNE, major="water"),
]  # fmt: skip


def _route(pack: Pack, plan: str, side: Affiliation = "county", nature: Nature = "public_institution") -> Route:
    return pack.route_for(pack.plan(plan), UnitFacts(affiliation=side, nature=nature, region="150404"))


def stages(
    plan: str, side: Affiliation = "county", nature: Nature = "public_institution"
) -> Callable[[Pack], list[str]]:
    """Ids of the stages of a declaration's route."""
    return lambda pack: [stage.id for stage in _route(pack, plan, side, nature).stages]


def reported(
    plan: str, side: Affiliation = "county", nature: Nature = "public_institution"
) -> Callable[[Pack], list[str]]:
    """Ids of the stages of a declaration's route that hand up with a report."""
    return lambda pack: [stage.id for stage in _route(pack, plan, side, nature).stages if stage.reports]


def publicities(plan: str, side: Affiliation = "county") -> Callable[[Pack], list[tuple[str, str, str | None]]]:
    """Stage, scope and clause of every publicity of the route."""
    return lambda pack: [
        (stage.id, stage.publicity.scope, stage.publicity.clause)
        for stage in _route(pack, plan, side).stages
        if stage.publicity
    ]


def reason(series: str, level: Level, track: Track = "socialised") -> Callable[[Pack], tuple[str, str | None] | None]:
    """State and clause of what the notice says of a series and level that it does not take."""

    def find(pack: Pack) -> tuple[str, str | None] | None:
        for entry in pack.unoffered:
            if not entry.majors and entry.selector.matches(level=level, series=series, track=track, plan=""):
                return entry.state, entry.clause
        return None

    return find


def committee(plan: str) -> Callable[[Pack], tuple[str, str | None, str | None]]:
    """Tier of the committee, sector of its office, tier of who confirms its results."""
    return lambda pack: (
        (spec := pack.committee(pack.plan(plan))).tier, spec.office.sector, spec.authority.region,
    )  # fmt: skip


def mode(plan: str) -> Callable[[Pack], str]:
    """How the plan is filed and reviewed."""
    return lambda pack: pack.plan(plan).mode


def cited(raw: Any) -> list[str]:
    """Every clause that a part of the pack cites."""
    if isinstance(raw, dict):
        own = [str(value) for name, value in raw.items() if name == "clause" and value]
        return own + [clause for value in raw.values() for clause in cited(value)]
    return [clause for value in raw for clause in cited(value)] if isinstance(raw, list) else []


BLIND, BLIND_AND_PAPER, PAPER = "online_blind", "online_blind_with_paper", "offline_paper"
TOLD: list[Told] = [
    Told("B", "a profile needs the unit's word", lambda pack: pack.profile and pack.profile.verified_by, "unit", of("4.1.1")),
    # C
    Told("C", "natural-science research, associate senior", reason("natural_science", "associate_senior"), ("announced_later", of("3.1.2")), of("3.1.2")),
    Told("C", "natural-science research, middle", reason("natural_science", "middle"), ("announced_later", of("3.1.2")), of("3.1.2")),
    Told("C", "education-examination research", reason("education_examination", "associate_senior"), ("announced_later", of("5.1")), of("5.1")),
    Told("C", "education-examination research, middle", reason("education_examination", "middle"), ("announced_later", of("5.1")), of("5.1")),
    Told("C", "health senior in its own system", reason("health", "full_senior"), ("other_system", of("2.1")), of("2.1")),
    Told("C", "health associate senior in its own system", reason("health", "associate_senior"), ("other_system", of("2.1")), of("2.1")),
    Told("C", "health senior of self-governing hospitals", reason("health", "associate_senior", "self_governing"), ("other_system", of("2.1")), of("2.1")),
    Told("C", "accounting middle is by exam", reason("accounting", "middle"), ("exam_replaced", of("2.2")), of("2.2")),
    Told("C", "green-channel senior", reason("engineering", "full_senior", "green_channel"), ("announced_later", of("3.1.2")), of("3.1.2")),
    Told("C", "middle of self-governing units", reason("health", "middle", "self_governing"), ("announced_later", of("3.1.1")), of("3.1.1")),
    Told("C", "targeted titles of series that are not listed", reason("accounting", "middle", "targeted"), ("not_reviewed", of("5.4.1")), of("5.4.1")),
    Told("C", "targeted junior", reason("k12_teacher", "assistant", "targeted"), ("not_reviewed", of("5.4.1")), of("5.4.1")),
    Told("C", "broadcasting junior by the city HR bureau", committee("broadcasting-assistant"), ("city", "general", "city"), of("5.2.3")),
    Told("C", "Mongolian translation middle by the city HR bureau", committee("translation-middle"), ("city", "general", "city"), of("5.2.3")),
    Told("C", "coaches junior by the city HR bureau", committee("sports-assistant"), ("city", "general", "city"), of("5.2.3")),
    Told("C", "technical-school teachers junior by the city HR bureau", committee("technician-school-assistant"), ("city", "general", "city"), of("5.2.3")),
    # D
    Told("D", "county K12 senior", stages(SENIOR), ["unit", "county_education", "county_hr", "city_education", "office"], of("4.2.3.1")),
    Told("D", "county vocational junior", stages("vocational-assistant"), ["unit", "county_education", "county_hr", "city_education", "office"], of("4.2.3.1")),
    Told("D", "city K12 middle", stages("k12-city-middle", "city"), ["unit", "department", "city_education", "office"], of("4.2.3.2")),
    Told("D", "county construction middle", stages("construction-middle"), ["unit", "county_housing", "county_hr", "city_housing", "office"], of("4.2.3.1")),
    Told("D", "city construction middle, no department between", stages("construction-middle", "city"), ["unit", "city_housing", "office"], of("4.2.3.2")),
    Told("D", "county senior with a regional committee", stages(WATER), ["unit", "department", "county_hr", "city_hr", "office"], of("4.2.3.1")),
    Told("D", "city senior with a regional committee", stages(WATER, "city"), ["unit", "department", "city_hr", "office"], of("4.2.3.2")),
    Told("D", "stationed senior", stages(WATER, "stationed"), ["unit", "county_hr", "city_hr", "office"], of("4.2.4")),
    Told("D", "stationed middle", stages("agriculture-county-middle", "stationed"), ["unit", "county_hr", "office"], of("4.2.4")),
    Told("D", "company, county middle", stages("engineering-county-middle", "county", "private"), ["unit", "county_hr", "office"], of("4.2.5")),
    Told("D", "county K12 senior is the county's to report", reported(SENIOR), ["county_hr"], of("4.3.3")),
    Told("D", "county construction middle is the county's to report", reported("construction-middle"), ["county_hr"], of("4.3.3")),
    Told("D", "company, construction middle: the county's to report", reported("construction-middle", "county", "private"), ["county_hr"], of("4.3.3")),
    Told("D", "freelancer, construction middle: the county's to report", reported("construction-middle", "county", "freelance_agency"), ["county_hr"], of("4.3.3")),
    Told("D", "city K12 middle is the department's to report", reported("k12-city-middle", "city"), ["department"], of("4.3.3")),
    Told("D", "the county's publicity", publicities("agriculture-county-middle"), [("unit", "unit", of("6.1.1")), ("county_hr", "roster", of("6.1.2"))], of("6.1.2")),
    Told("D", "the city department's publicity", publicities("agriculture-city-middle", "city"), [("unit", "unit", of("6.1.1")), ("department", "roster", of("6.1.2"))], of("6.1.2")),
    Told("D", "paper of targeted titles", lambda pack: pack.plan("targeted-agriculture-middle").windows["paper"].closes_on, date(2026, 7, 20), of("3.5")),
    Told("D", "mode of county K12 middle", mode("k12-county-middle"), PAPER, of("2.1")),
    Told("D", "mode of county vocational middle", mode("vocational-middle"), BLIND_AND_PAPER, of("2.1")),
    Told("D", "mode of a regional senior", mode(WATER), BLIND, of("2.1")),
    Told("D", "mode of broadcasting junior", mode("broadcasting-assistant"), BLIND_AND_PAPER, of("5.2.3")),
    Told("D", "mode of targeted water", mode("targeted-water-associate-senior"), PAPER, of("2.1")),
    # G
    Told("G", "no share of members rotates", lambda pack: pack.committee_rules.rotation, None, of("6.2.2")),
    Told("G", "filing is enough", lambda pack: (pack.implementation_plan.days_before, pack.implementation_plan.needs), (7, "filing"), of("6.3.1")),
    Told("G", "dimensions", lambda pack: {len(entry.dimensions) for entry in pack.indicators}, {10}, of("6.4.1")),
    Told("G", "no allowance over the posts", lambda pack: {rule.over_percent for rule in pack.posts}, {0}, of("5.7.1")),
    Told("G", "opening days only of filing", lambda pack: {window.stage for window in pack.windows if window.opens_on}, {"filing"}, of("3.3")),
    Told("G", "no putting off of reviews", lambda pack: pack.extension, None, of("3.1.2")),
    Told("G", "the hour at which a publicity ends", lambda pack: {rule.closes_at for rule in pack.publicity}, {None}, of("6.1.1")),
    Told("G", "clauses of other notices", lambda pack: sorted({clause for clause in cited(pack.raw) if not clause.startswith(NOTICE)}), [], of("5")),
    Told("G", "only the unit's five days are stated", lambda pack: {rule.scope: rule.verified for rule in pack.publicity}, {"unit": True, "roster": False, "result": False}, of("6.1.2")),
    Told("G", "what the front line gains is not said here", lambda pack: {entry.verified for entry in pack.reliefs if entry.right == "epidemic"}, {False}, of("5.6")),
    Told("G", "methods of evaluation", lambda pack: {method for entry in pack.indicators for method in entry.methods}, {"expert_comment", "interview", "scoring"}, of("2.4")),
    # H
    Told("H", "route of a freelancer", lambda pack: _route(pack, "engineering-county-middle", "county", "freelance_agency").clause, of("4.2.6"), of("4.2.6")),
    Told("H", "route of a freelancer to the region", lambda pack: _route(pack, WATER, "county", "freelance_agency").clause, of("4.2.6"), of("4.2.6")),
    Told("H", "route of a company", lambda pack: _route(pack, "engineering-county-middle", "county", "private").clause, of("4.2.5"), of("4.2.5")),
    Told("H", "who confirms targeted seniors", committee("targeted-k12-associate-senior"), ("city", "general", "city"), of("6.3.3")),
    Told("H", "who confirms K12 seniors", committee(SENIOR), ("city", "education", "region"), of("5.9")),
    Told("H", "who confirms county middles", committee("k12-county-middle"), ("county", "general", "county"), of("6.3.3")),
    Told("H", "committees outside their filing", lambda pack: pack.committee_rules.registration.clause, of("5.2.1"), of("5.2.1")),
    # J
    Told("J", "report due", lambda pack: (pack.reporting.months_after, pack.reporting.clause), (1, of("6.3.3")), of("6.3.3")),
    Told("J", "what is reported", lambda pack: set(pack.reporting.documents), {"approval_report", "publicity_report", "pass_roster", "commitment_letter"}, of("6.3.3")),
    Told("J", "cleaning before review", lambda pack: pack.cleaning and pack.cleaning.clause, of("6.2.1"), of("6.2.1")),
    Told("J", "joint or entrusted review once the city agrees", lambda pack: pack.joint_review and (set(pack.joint_review.modes), pack.joint_review.consent), ({"joint", "entrusted"}, "city"), of("5.2.4")),
    Told("J", "49 shared out by the education bureau", lambda pack: [(quota.total, quota.allocated_by, quota.clause) for quota in pack.quotas], [(49, "赤峰市教育局", of("5.9"))], of("5.9")),
    Told("J", "nobody is steered to another track", lambda pack: pack.preferences, (), of("5.3")),
]  # fmt: skip
