"""nmg-2021 as its text reads: persons and answers, then what the pack must say of plans, routes, posts and duties."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Pack, Record, UnitFacts
from shared.policy.facts.record import Filed
from tests.unit.policy import people
from tests.unit.policy.people import title, work
from tests.unit.policy.readings import Kind, Read, Told
from tests.unit.policy.tables import Row

NOTICE = "nmg-2021"
TODAY = date(2021, 6, 15)
COUNTY: dict[str, Any] = {"tier": "county", "region": "150404", "sector": "education", "nature": "public_institution"}
TOWNSHIP, CITY = {**COUNTY, "tier": "township"}, {**COUNTY, "tier": "city", "region": "150400"}
REGION = {**COUNTY, "tier": "region", "region": "150000"}
BAOTOU = {**CITY, "region": "150200"}
COMPANY = {**COUNTY, "nature": "private", "sector": "housing"}
STATE_OWNED = {**CITY, "nature": "state_enterprise", "sector": "industry"}
STATIONED = {**CITY, "stationed": True}
NEW: dict[str, Any] = {"present_title": None}
PASSED: dict[str, Any] = {"exams": [{"passed": True, "valid_until": "2023-12-31"}]}
FAILED: dict[str, Any] = {"exams": [{"passed": False, "valid_until": None}]}
NO_HOURS: dict[str, Any] = {"continuing_education": [{"year": 2020, "professional_hours": 0, "public_hours": 0}]}
USED = Record(rights_used=("green-channel",))
IN_TOWNSHIP: dict[str, Any] = {"work_history": [work("1998-08-01", "township")]}
IN_CITY: dict[str, Any] = {"work_history": [work("2005-08-01", "city")]}
RURAL_YEAR: dict[str, Any] = {**IN_CITY, "grassroots_service": [work("2016-09-01", "township", "2017-08-31")]}
AGRI_S, AGRI_F, K12_S = "agriculture-associate-senior", "agriculture-full-senior", "k12-associate-senior"
HEALTH_S, BUILD_S = "health-associate-senior", "construction-associate-senior"


def person(series: str, level: str = "middle", since: str = "2015-12-01", **changes: Any) -> dict[str, Any]:
    """The standard person of 2021 with a present title of this series."""
    marks = [{"year": year, "grade": "合格"} for year in (2018, 2019, 2020)]
    hours = [{"year": 2020, "professional_hours": 60, "public_hours": 30}]
    base = {"present_title": title(level, since, series), "assessments": marks, "continuing_education": hours}
    rows = changes.pop("education", None)
    made = people.profile(**(base | changes))
    return made | ({"education": rows} if rows else {})


def fresh(
    since: str, education: str = "bachelor", graduated: str = "2018-07-01", tier: str = "county", **more: Any
) -> dict[str, Any]:
    """Somebody without a title, working since that day."""
    part_time = more.pop("part_time", False)
    rows = [{"level": education, "graduated_on": graduated, "full_time": not part_time}]
    return person("k12_teacher", **{**NEW, "education": rows, "work_history": [work(since, tier)], **more})


def agri(**changes: Any) -> dict[str, Any]:
    """An agronomist."""
    return person("agriculture", **changes)


def doctor(since: str = "2015-12-01", **changes: Any) -> dict[str, Any]:
    """A doctor with the exam."""
    return person("health", since=since, **({"occupation": "doctor", **PASSED} | changes))


def fought(**said: Any) -> dict[str, Any]:
    """What is known of the epidemic front line, confirmed by the health authority."""
    return {"epidemic": {"confirmed": True, **said}}


def honour(
    code: str, since: str = "2020-01-01", on: str = "2019-05-01", level: str = "middle", **changes: Any
) -> dict[str, Any]:
    """An agronomist with an honour whom the unit recommends, lately promoted."""
    unit_says = {"recommendation": {"by": ["unit"]}}
    return agri(
        **({"level": level, "since": since, "honours": [{"code": code, "awarded_on": on}]} | unit_says | changes)
    )


def term(code: str, since: str = "2020-01-01") -> dict[str, Any]:
    """An agronomist recommended by the unit whose programme ran from 2012 to 2015."""
    return agri(
        since=since,
        recommendation={"by": ["unit"]},
        programmes=[{"code": code, "starts_on": "2012-01-01", "ends_on": "2015-12-31"}],
    )


def filed(**said: Any) -> Record:
    """Another declaration of the year at the level of an associate senior."""
    base = {
        "notice_id": NOTICE,
        "plan": "another",
        "level": "associate_senior",
        "level_group": "senior",
        "track": "socialised",
    }
    return Record(filed=(Filed(**({"series": "k12_teacher"} | base | said)),))


def row(
    kind: Kind,
    who: str,
    plan: str,
    who_is: dict[str, Any],
    unit: dict[str, Any],
    outcome: str,
    path: str = "",
    **more: Any,
) -> Read:
    """One row; `path` is the section that decides, empty where the text names none in particular."""
    return Read(
        kind, Row(who, plan, who_is, unit, outcome, more.pop("decider", ""), f"{NOTICE}/{path}" if path else "", **more)
    )


RECOGNISED: dict[str, Any] = {"assessment_passed": True, "education_related": True}
POSTDOC: dict[str, Any] = {"green_channel": {"claimed": False, "postdoc_funded": True, "postdoc_stays": True}}
COMMENDED: dict[str, Any] = {"honours": [{"code": "provincial_epidemic_commendation", "awarded_on": "2020-09-08"}]}
FROM_ARMY: dict[str, Any] = {"converted": {"origin": "military", "on": "2016-07-01"}}
FROM_OFFICE: dict[str, Any] = {"converted": {"origin": "civil_servant", "on": "2016-03-01"}}
LICENCE: dict[str, Any] = {"qualifications": [{"name": "一级注册建造师", "obtained_on": "2014-01-01"}]}

ROWS = [
    # B: a stated no refuses, the unstated stays open
    row("B", "accountant with a failed exam", "accounting-associate-senior", person("accounting", **FAILED), COUNTY, "refused", "5.2.1"),
    row("B", "accountant who says nothing of the exam", "accounting-associate-senior", person("accounting", exams=None), COUNTY, "conditional", "5.2.1"),
    row("B", "statistician whose result has expired", "statistics-full-senior", person("statistics", "associate_senior", "2014-12-01", exams=[{"passed": True, "valid_until": "2020-12-30"}]), COUNTY, "refused", "5.2.1"),
    row("B", "stationed unit states that there is no letter", AGRI_S, agri(), {**STATIONED, "entrusted": False}, "refused", "4.4"),
    row("B", "stationed unit says nothing of the letter", AGRI_S, agri(), STATIONED, "conditional", "4.4"),
    row("B", "stationed unit with letter and consent", AGRI_S, agri(), {**STATIONED, "entrusted": True}, "eligible"),
    row("B", "township bachelor 3 years, assessment failed", "k12-middle", fresh("2017-08-01", tier="township", assessment_passed=False), TOWNSHIP, "refused", "5.6.3"),
    row("B", "township bachelor 3 years, assessment not stated", "k12-middle", fresh("2017-08-01", tier="township"), TOWNSHIP, "conditional", "5.6.3"),
    row("B", "recognition, assessment failed", "recognition-agriculture-assistant", fresh("2018-08-01", tier="city", assessment_passed=False, education_related=True), CITY, "refused", "5.12.2"),
    row("B", "recognition, unrelated field", "recognition-agriculture-assistant", fresh("2018-08-01", tier="city", assessment_passed=True, education_related=False), CITY, "refused", "5.12.2"),
    row("B", "recognition, nothing said of the field", "recognition-agriculture-assistant", fresh("2018-08-01", tier="city", assessment_passed=True), CITY, "conditional", "5.12.2"),
    row("B", "foreigner without a listed permit", K12_S, person("k12_teacher", origin="foreign", foreign_permit=False), COUNTY, "refused", "2.2"),
    row("B", "foreigner who does not say", K12_S, person("k12_teacher", origin="foreign"), COUNTY, "conditional", "2.2"),
    row("B", "honour holder whom the unit does not recommend", AGRI_F, honour("state_council_allowance", recommendation={"by": []}), COUNTY, "refused", "5.4.1"),
    row("B", "31 county years, the unit says not outstanding", AGRI_S, agri(education=[{"level": "associate", "graduated_on": "1989-07-01", "full_time": True}], work_history=[work("1989-07-01")], outstanding=False), COUNTY, "refused"),
    row("B", "urban doctor without service", HEALTH_S, doctor(**IN_CITY), CITY, "refused", "5.6.6", major="clinical"),
    row("B", "green channel, not recognised", "green-agriculture-full-senior", agri(green_channel={"claimed": True, "confirmed": False}), COUNTY, "refused", "5.4.3"),
    row("B", "early doctor whom the health authority does not count in", HEALTH_S, doctor("2016-12-01", epidemic={"frontline": True, "confirmed": False}), COUNTY, "refused"),
    row("B", "early doctor, the health authority has not spoken", HEALTH_S, doctor("2016-12-01", epidemic={"frontline": True}), COUNTY, "conditional"),
    # A: what this notice does not limit
    row("A", "second series at the level in the year", AGRI_S, agri(), COUNTY, "eligible", record=filed(series="agriculture", plan="agriculture-associate-senior", major="veterinary")),
    row("A", "another track in the year", K12_S, person("k12_teacher"), COUNTY, "eligible", record=filed(track="green_channel", series="k12_teacher")),
    row("A", "not passed on this track earlier in the year", K12_S, person("k12_teacher"), COUNTY, "eligible", record=filed(series="k12_teacher", ending="not_passed")),
    row("A", "the unit files with another committee, too", K12_S, person("k12_teacher"), COUNTY, "eligible", record=Record(unit_filed=filed(series="k12_teacher", committee="another").filed)),
    row("A", "title got by 5.4 before", AGRI_F, honour("state_council_allowance"), COUNTY, "refused", record=USED),
    row("A", "earlier exceptional filing that gave no title", AGRI_F, honour("state_council_allowance"), COUNTY, "eligible", "5.4.1"),
    row("A", "epidemic preference used before", HEALTH_S, doctor("2016-12-01", **fought(frontline=True)), COUNTY, "eligible", "5.8", record=Record(rights_used=("epidemic",))),
    row("A", "20 township years after a right of 5.4", "k12-associate-senior", person("k12_teacher", education=[{"level": "associate", "graduated_on": "1998-07-01", "full_time": True}], **IN_TOWNSHIP), TOWNSHIP, "eligible", "5.6.2", record=USED),
    row("A", "ordinary way after a right of 5.4", K12_S, person("k12_teacher"), COUNTY, "eligible", record=USED),
    # E: waivers combine with every way
    row("E", "township teacher without hours", K12_S, person("k12_teacher", work_history=[work("2005-08-01", "township")], **NO_HOURS), TOWNSHIP, "eligible", "5.6.1"),
    row("E", "22 township years, associate degree, no hours", AGRI_S, agri(education=[{"level": "associate", "graduated_on": "1998-07-01", "full_time": True}], **IN_TOWNSHIP, **NO_HOURS), TOWNSHIP, "eligible", "5.6.1"),
    row("E", "township recognition without hours", "recognition-agriculture-assistant", fresh("2020-08-01", graduated="2020-07-01", tier="township", **RECOGNISED, **NO_HOURS), TOWNSHIP, "eligible", "5.6.3"),
    row("E", "county teacher without hours", K12_S, person("k12_teacher", **NO_HOURS), COUNTY, "refused", "5.1.4"),
    row("E", "urban agronomist who served in a township this year, no hours", AGRI_S, agri(**IN_CITY, grassroots_service=[work("2020-01-01", "township", "2020-12-31")], **NO_HOURS), CITY, "refused", "5.1.4"),
    row("E", "company on the ordinary way without hours", BUILD_S, person("construction", **NO_HOURS), COMPANY, "eligible", "5.7.2"),
    row("E", "company with an honour without hours", AGRI_F, honour("state_council_allowance", **NO_HOURS), COMPANY, "eligible", "5.7.2"),
    row("E", "company economist, 12 years, no title, failed exam", "economics-associate-senior", fresh("2006-08-01", graduated="2005-07-01", **FAILED), COMPANY, "refused", "5.2.1"),
    row("E", "company economist, 12 years, no title, with exam", "economics-associate-senior", fresh("2006-08-01", graduated="2005-07-01", **PASSED), COMPANY, "eligible", "5.7.1"),
    row("E", "company builder, 12 years, title of another series", BUILD_S, person("k12_teacher"), COMPANY, "eligible", "5.7.1"),
    row("E", "young innovator in accounting, failed exam", "accounting-associate-senior", person("accounting", since="2020-01-01", honours=[{"code": "region_young_innovator_prize", "awarded_on": "2019-05-01"}], recommendation={"by": ["unit"]}, **FAILED), COUNTY, "refused", "5.2.1"),
    row("E", "young innovator in accounting, with exam", "accounting-associate-senior", person("accounting", since="2020-01-01", honours=[{"code": "region_young_innovator_prize", "awarded_on": "2019-05-01"}], recommendation={"by": ["unit"]}, **PASSED), COUNTY, "eligible", "5.4.2"),
    row("E", "allowance, full senior of economics, failed exam", "economics-full-senior", person("economics", honours=[{"code": "state_council_allowance", "awarded_on": "2019-05-01"}], recommendation={"by": ["unit"]}, **FAILED), COUNTY, "eligible", "5.4.1"),
    row("E", "allowance with a title of another series", AGRI_F, person("k12_teacher", honours=[{"code": "state_council_allowance", "awarded_on": "2019-05-01"}], recommendation={"by": ["unit"]}), COUNTY, "eligible", "5.4.1"),
    row("E", "moved from the army, accounting, failed exam", "accounting-associate-senior", fresh("2005-08-01", graduated="2005-07-01", documented=True, **FROM_ARMY, **FAILED), COUNTY, "refused", "5.2.1"),
    row("E", "licence that counts as middle", BUILD_S, fresh("2005-08-01", graduated="2005-07-01", **LICENCE), COUNTY, "eligible"),
    row("E", "licence that counts as middle and 22 township years with an associate degree", BUILD_S, fresh("1998-08-01", "associate", "1998-07-01", "township", **LICENCE), TOWNSHIP, "eligible", "5.6.2"),
    row("E", "designated-hospital doctor, early, without the exam", HEALTH_S, doctor("2016-12-01", **FAILED, **fought(designated=True)), COUNTY, "eligible", "5.8"),
    row("E", "designated-hospital doctor, full years, without the exam", HEALTH_S, doctor(**FAILED, **fought(designated=True)), COUNTY, "eligible", "5.8"),
    row("E", "designated-hospital doctor with a doctorate, 1 year", HEALTH_S, doctor("2019-06-01", education=[{"level": "doctor", "graduated_on": "2019-06-01", "full_time": True}], **fought(designated=True)), COUNTY, "eligible", "5.8"),
    row("E", "front line only, failed exam", HEALTH_S, doctor(**FAILED, **fought(frontline=True)), COUNTY, "refused", "5.2.1"),
    row("E", "urban designated-hospital doctor without a rural year", HEALTH_S, doctor(**IN_CITY, **fought(designated=True)), CITY, "refused", "5.6.6", major="clinical"),
    row("E", "next level without transfer", AGRI_S, person("k12_teacher", post_since="2018-01-01"), COUNTY, "refused", "5.11"),
    row("E", "transferred a year before, seniority goes on", AGRI_S, agri(present_title={**title("middle", "2014-06-01", "agriculture"), "transferred_on": "2019-11-01"}), COUNTY, "eligible"),
    row("E", "transferred half a year before", AGRI_S, agri(present_title={**title("middle", "2014-06-01", "agriculture"), "transferred_on": "2020-06-01"}), COUNTY, "refused", "5.11"),
    row("E", "transferred half a year before, 22 township years", AGRI_S, agri(education=[{"level": "associate", "graduated_on": "1998-07-01", "full_time": True}], present_title={**title("middle", "2014-06-01", "agriculture"), "transferred_on": "2020-06-01"}, **IN_TOWNSHIP), TOWNSHIP, "refused", "5.11"),
    row("E", "township 2 years with an assistant title of another series", "agriculture-middle", person("k12_teacher", "assistant", "2018-01-01", work_history=[work("2017-08-01", "township")], assessment_passed=True), TOWNSHIP, "eligible", "5.6.3"),
    # F: every word of the clause
    row("F", "urban nurse without service", HEALTH_S, doctor(occupation="nurse", **IN_CITY), CITY, "eligible", major="nursing"),
    row("F", "urban pharmacist without service", "health-full-senior", person("health", "associate_senior", "2014-12-01", occupation="pharmacist", **PASSED, **IN_CITY), CITY, "eligible", major="pharmacy"),
    row("F", "urban vocational teacher without service", "vocational-associate-senior", person("vocational_teacher", **IN_CITY), CITY, "eligible"),
    row("F", "urban teacher without service", K12_S, person("k12_teacher", **IN_CITY), CITY, "refused", "5.6.6"),
    row("F", "urban teacher for middle", "k12-middle", person("k12_teacher", "assistant", "2014-12-01", **IN_CITY), CITY, "eligible"),
    row("F", "urban teacher with 11 rural months", K12_S, person("k12_teacher", **IN_CITY, grassroots_service=[work("2016-09-01", "township", "2017-07-31")]), CITY, "refused", "5.6.6"),
    row("F", "urban teacher with a rural year", K12_S, person("k12_teacher", **RURAL_YEAR), CITY, "eligible"),
    row("F", "urban teacher with a year in a county seat only", K12_S, person("k12_teacher", **IN_CITY, grassroots_service=[work("2016-09-01", "county", "2017-08-31")]), CITY, "refused", "5.6.6"),
    row("F", "county teacher", K12_S, person("k12_teacher"), COUNTY, "eligible"),
    row("F", "first tier of 321, ended in 2015", AGRI_F, term("new_era_tier1"), COUNTY, "eligible", "5.4.1"),
    row("F", "second tier of 321, ended in 2015", AGRI_S, term("new_era_tier2"), COUNTY, "eligible", "5.4.2"),
    row("F", "introduced grassland talent, ended in 2015", AGRI_F, term("grassland_introduced"), COUNTY, "eligible", "5.4.1"),
    row("F", "grassland youth second tier", AGRI_S, term("grassland_youth_tier2"), COUNTY, "refused"),
    row("F", "second prize in a county", AGRI_S, honour("region_science_second_prize"), COUNTY, "eligible", "5.4.2"),
    row("F", "second prize in a city", AGRI_S, honour("region_science_second_prize", **IN_CITY), CITY, "refused"),
    row("F", "two sector first prizes in a township", AGRI_S, agri(since="2020-01-01", sector_first_prizes=2, recommendation={"by": ["unit"]}), TOWNSHIP, "eligible", "5.4.2"),
    row("F", "one sector first prize", AGRI_S, agri(since="2020-01-01", sector_first_prizes=1, recommendation={"by": ["unit"]}), COUNTY, "refused"),
    row("F", "region's first prize from assistant in a city", AGRI_F, honour("region_science_first_prize", level="assistant", **IN_CITY), CITY, "eligible", "5.4.1"),
    row("F", "young innovator two levels up", AGRI_F, honour("region_young_innovator_prize"), COUNTY, "refused"),
    row("F", "recommended, but nobody says outstanding", AGRI_F, honour("state_council_allowance"), COUNTY, "eligible", "5.4.1"),
    row("F", "honour of March 2021", AGRI_F, honour("state_council_allowance", on="2021-03-01"), COUNTY, "eligible", "5.4.1"),
    row("F", "honour of the week after the filing", AGRI_F, honour("state_council_allowance", on="2021-06-22"), COUNTY, "refused"),
    row("F", "degree of January 2021", K12_S, person("k12_teacher", education=[{"level": "bachelor", "graduated_on": "2021-01-15", "full_time": True}]), COUNTY, "refused"),
    row("F", "moved 5 years and 3 months before filing", AGRI_S, fresh("2005-08-01", graduated="2005-07-01", documented=True, **FROM_OFFICE), COUNTY, "refused", "5.4.4"),
    row("F", "moved 4 years and 11 months before filing", AGRI_S, fresh("2005-08-01", graduated="2005-07-01", documented=True, **FROM_ARMY), COUNTY, "eligible", "5.4.4"),
    row("F", "moved lately, but has filed since", AGRI_F, agri(since="2019-12-01", documented=True, converted={"origin": "military", "on": "2018-05-01"}), COUNTY, "refused"),
    row("F", "20 township years need no vouching", AGRI_S, agri(education=[{"level": "associate", "graduated_on": "1998-07-01", "full_time": True}], **IN_TOWNSHIP), TOWNSHIP, "eligible", "5.6.2"),
    row("F", "19 township years", AGRI_S, agri(education=[{"level": "associate", "graduated_on": "1998-07-01", "full_time": True}], work_history=[work("2001-08-01", "township")]), TOWNSHIP, "refused"),
    row("F", "22 township years, one year in the title", AGRI_S, agri(since="2019-12-01", education=[{"level": "associate", "graduated_on": "1998-07-01", "full_time": True}], **IN_TOWNSHIP), TOWNSHIP, "refused"),
    row("F", "30 county years, vouched for", AGRI_S, agri(education=[{"level": "associate", "graduated_on": "1990-07-01", "full_time": True}], work_history=[work("1990-07-01")], outstanding=True), COUNTY, "eligible", "5.6.2"),
    row("F", "31 county years, two levels up", AGRI_S, agri(level="assistant", since="2010-01-01", education=[{"level": "associate", "graduated_on": "1989-07-01", "full_time": True}], work_history=[work("1989-07-01")], outstanding=True), COUNTY, "refused"),
    row("F", "township company, bachelor, 3 years", "construction-middle", fresh("2017-08-01", graduated="2017-07-01", tier="township", assessment_passed=True), {**COMPANY, "tier": "township"}, "refused", "5.7.1"),
    row("F", "township associate, 3 years", "agriculture-middle", fresh("2017-08-01", "associate", "2017-07-01", "township", assessment_passed=True), TOWNSHIP, "refused", "5.6.3"),
    row("F", "township associate, 4 years", "agriculture-middle", fresh("2016-08-01", "associate", "2016-07-01", "township", assessment_passed=True), TOWNSHIP, "eligible", "5.6.3"),
    row("F", "recognition, part-time bachelor", "recognition-agriculture-assistant", fresh("2017-08-01", graduated="2017-07-01", tier="city", part_time=True, **RECOGNISED), CITY, "refused", "5.12.2"),
    row("F", "recognition, master 1 year in a county", "recognition-agriculture-middle", fresh("2019-08-01", "master", "2019-07-01", **RECOGNISED), COUNTY, "eligible", "5.6.3"),
    row("F", "recognition, master 1 year in a city", "recognition-agriculture-middle", fresh("2019-08-01", "master", "2019-07-01", "city", **RECOGNISED), CITY, "refused", "5.12.2"),
    row("F", "recognition, part-time master 1 year in a county", "recognition-agriculture-middle", fresh("2019-08-01", "master", "2019-07-01", part_time=True, **RECOGNISED), COUNTY, "refused"),
    row("F", "recognition, associate 2 years in a county", "recognition-agriculture-assistant", fresh("2018-08-01", "associate", **RECOGNISED), COUNTY, "eligible", "5.6.3"),
    row("F", "recognition, doctor at once", "recognition-agriculture-middle", fresh("2020-08-01", "doctor", "2020-07-01", "city", **RECOGNISED), CITY, "eligible", "5.12.2"),
    row("F", "recognition, bachelor for middle", "recognition-agriculture-middle", fresh("2014-08-01", graduated="2014-07-01", tier="city", **RECOGNISED), CITY, "refused"),
    row("F", "post-doc who stays at an institute", "recognition-engineering-associate-senior", fresh("2017-08-01", "doctor", "2017-07-01", "city", **POSTDOC), CITY, "refused", "5.12.1", major="water"),
    row("F", "post-doc who stays in a company", "recognition-engineering-associate-senior", fresh("2017-08-01", "doctor", "2017-07-01", **POSTDOC), COMPANY, "eligible", "5.12.1", major="water"),
    row("F", "company bachelor 11 years", BUILD_S, fresh("2009-08-01", graduated="2005-07-01"), COMPANY, "refused", "5.7.1"),
    row("F", "company associate degree 8 years", "construction-middle", fresh("2012-08-01", "associate", "2010-07-01"), COMPANY, "eligible", "5.7.1"),
    row("F", "company part-time bachelor 5 years", "construction-middle", fresh("2015-08-01", graduated="2015-07-01", part_time=True), COMPANY, "eligible", "5.7.1"),
    row("F", "front-line teacher one year early", K12_S, person("k12_teacher", since="2016-12-01", **fought(frontline=True)), COUNTY, "refused"),
    row("F", "front-line doctor one year early", HEALTH_S, doctor("2016-12-01", **fought(frontline=True)), COUNTY, "eligible", "5.8"),
    row("F", "front-line doctor two years early", HEALTH_S, doctor("2017-12-01", **fought(frontline=True)), COUNTY, "refused"),
    row("F", "commended and outstanding, 1 year", HEALTH_S, doctor("2019-06-01", outstanding=True, **COMMENDED, **fought(designated=True)), COUNTY, "eligible", "5.8"),
    row("F", "commended, the unit says not outstanding", HEALTH_S, doctor("2019-06-01", outstanding=False, **COMMENDED, **fought(designated=True)), COUNTY, "refused"),
    row("F", "commended and outstanding, two levels up", "health-full-senior", doctor("2019-06-01", outstanding=True, **COMMENDED, **fought(designated=True)), COUNTY, "refused"),
    row("F", "commended, but front line only", HEALTH_S, doctor("2019-06-01", outstanding=True, **COMMENDED, **fought(frontline=True)), COUNTY, "refused"),
    row("F", "Baotou teacher, plan of Baotou", "k12-baotou-associate-senior", person("k12_teacher", **RURAL_YEAR), BAOTOU, "eligible"),
    row("F", "Baotou teacher, plan of the other cities", K12_S, person("k12_teacher", **RURAL_YEAR), BAOTOU, "refused", "5.2.4"),
    row("F", "Chifeng teacher, plan of Baotou", "k12-baotou-associate-senior", person("k12_teacher"), COUNTY, "refused", "5.2.4"),
    # I: what must be statable
    row("I", "state-owned enterprise, 12 years, no title", "engineering-associate-senior", fresh("2006-08-01", graduated="2005-07-01", tier="city"), STATE_OWNED, "refused", major="mechanical"),
    row("I", "state-owned enterprise, ordinary way", "engineering-associate-senior", person("engineering"), STATE_OWNED, "eligible", major="mechanical"),
    row("I", "state-owned enterprise without hours", "engineering-associate-senior", person("engineering", **NO_HOURS), STATE_OWNED, "refused", "5.1.4", major="mechanical"),
    row("I", "post-doc in a state-owned enterprise", "recognition-engineering-associate-senior", fresh("2017-08-01", "doctor", "2017-07-01", "city", **POSTDOC), STATE_OWNED, "eligible", "5.12.1", major="mechanical"),
    row("I", "honour holder, the unit has not spoken", AGRI_F, honour("state_council_allowance", recommendation=None), COUNTY, "conditional", "5.4.1"),
    row("I", "urban health post not stated", HEALTH_S, doctor(occupation=None, **IN_CITY), CITY, "conditional", "5.6.6"),
    # G: what is not said
    row("G", "filing on the day of the notice", K12_S, person("k12_teacher"), COUNTY, "eligible", at=date(2021, 5, 13)),
    row("G", "never appointed", K12_S, person("k12_teacher", present_title={**title("middle", "2015-12-01"), "appointed_on": None}), COUNTY, "eligible"),
    row("G", "an unqualified year", K12_S, person("k12_teacher", assessments=[{"year": 2019, "grade": "不合格"}]), COUNTY, "eligible"),
    row("G", "classified person, on paper like everybody", K12_S, person("k12_teacher", classified=True), COUNTY, "eligible"),
    row("G", "company, half a year in the region", BUILD_S, fresh("2006-08-01", graduated="2005-07-01", work_history=[work("2006-08-01", "city", "2020-07-31", outside_region=True), work("2020-08-01")]), COMPANY, "eligible", "5.7.1"),
    row("G", "no years of the skill rank are set", "engineering-middle", person("engineering", "assistant", "2014-12-01", kind="skilled_worker", skill={"level": "technician", "obtained_on": "2020-10-01"}), COUNTY, "eligible", major="mechanical"),
    # C
    row("C", "civil servant asks recognition", "recognition-agriculture-assistant", fresh("2018-08-01", kind="civil_servant", **RECOGNISED), COUNTY, "refused", "2.4"),
    row("C", "retiree", K12_S, person("k12_teacher", kind="retired"), COUNTY, "refused", "2.4"),
    row("C", "skilled worker in K12", "k12-middle", person("k12_teacher", "assistant", "2014-12-01", kind="skilled_worker"), COUNTY, "refused", "5.9"),
    row("C", "skilled worker by rank alone", "engineering-middle", fresh("2005-08-01", kind="skilled_worker", skill={"level": "senior_technician", "obtained_on": "2010-01-01"}), COUNTY, "refused", "5.9", major="mechanical"),
    row("C", "K12 teacher of the attached school", "self-k12-associate-senior", person("k12_teacher", **RURAL_YEAR), REGION, "eligible"),
    row("C", "middle at the attached school", "self-k12-middle", person("k12_teacher", "assistant", "2014-12-01", **IN_CITY), REGION, "eligible"),
    row("C", "professor of a model college", "higher-education-full-senior", person("higher_education", "associate_senior", "2014-12-01", **IN_CITY), REGION, "eligible"),
    row("C", "foreign-language translator", "translation-associate-senior", person("translation", **IN_CITY), CITY, "refused", "5.2.2", major="foreign"),
    row("C", "Mongolian translator", "translation-associate-senior", person("translation", **IN_CITY), CITY, "eligible", major="mongolian"),
    row("C", "computing engineer", "engineering-associate-senior", person("engineering", **IN_CITY), CITY, "refused", "5.2.2", major="computing"),
    row("C", "communications engineer for middle", "engineering-middle", person("engineering", "assistant", "2014-12-01", **IN_CITY), CITY, "refused", "5.2.2", major="communications"),
    row("C", "communications engineer for senior", "engineering-associate-senior", person("engineering", **IN_CITY), CITY, "eligible", major="communications"),
    row("C", "publishing senior needs no exam", "publishing-associate-senior", person("publishing", **IN_CITY), CITY, "eligible"),
    # H
    row("H", "barred by a finding of 2018", K12_S, person("k12_teacher"), COUNTY, "refused", "8.3", record=Record(integrity_until=date(2021, 12, 31))),
    row("H", "finding of 2017 is over", K12_S, person("k12_teacher"), COUNTY, "eligible", record=Record(integrity_until=date(2020, 12, 31))),
    row("H", "a major that the series does not have here", "construction-middle", person("k12_teacher", "assistant", "2014-12-01"), COUNTY, "refused", "5.11"),
    row("H", "four years in the title", AGRI_S, agri(since="2016-12-01"), COUNTY, "refused", "1.2"),
]  # fmt: skip


def stages(plan: str, affiliation: str, nature: str = "public_institution", channel: str = "hr_bureau") -> Any:
    """The route's stages, by id."""
    return lambda pack: [stage.id for stage in _route(pack, plan, affiliation, nature, channel).stages]


def publicities(plan: str, affiliation: str, nature: str = "public_institution") -> Any:
    """Stages that post, with scope and days."""
    return lambda pack: {
        stage.id: (stage.publicity.scope, stage.publicity.working_days)
        for stage in _route(pack, plan, affiliation, nature, "hr_bureau").stages
        if stage.publicity
    }


def _route(pack: Pack, plan: str, affiliation: str, nature: str, channel: str) -> Any:
    region = {"county": "150404", "region": "150000"}.get(affiliation, "150400")
    unit = UnitFacts(affiliation=affiliation, nature=nature, region=region, channel=channel)  # type: ignore[arg-type]
    return pack.route_for(pack.plan(plan), unit)


def mode(plan: str) -> Any:
    """How a plan is filed and reviewed: on line or on paper."""
    return lambda pack: pack.plan(plan).mode.split("_")[0]


def refused(series: str, level: str, major: str | None = None, track: str = "socialised") -> Any:
    """State and clause of the entry that says why this is not taken here."""

    def find(pack: Pack) -> Any:
        group = {"full_senior": "senior", "associate_senior": "senior", "middle": "middle"}.get(level, "junior")
        return next(
            (
                (entry.state, entry.clause)
                for entry in pack.unoffered
                if series in entry.series
                and (not entry.levels or level in entry.levels)
                and (not entry.level_groups or group in entry.level_groups)
                and (not entry.tracks or track in entry.tracks)
                and (not entry.majors or major in entry.majors)
            ),
            None,
        )

    return find


def post_rule(series: str, level: str) -> Any:
    """Percent over the posts and clause of the first rule for the series and level; None where posts are not asked."""

    def find(pack: Pack) -> Any:
        plan = next(
            plan for plan in pack.plans if plan.series == series and plan.level == level and plan.track == "socialised"
        )
        return next(
            ((rule.over_percent, rule.base, rule.clause) for rule in pack.posts if plan.is_meant_by(rule.applies)), None
        )

    return find


def papers(plan: str) -> Any:
    """What papers are to the plan."""
    return lambda pack: pack.indicators_for(pack.plan(plan)).papers


def item(name: str) -> Any:
    """One item of the material list: copies and paper."""
    return lambda pack: next((entry.copies, entry.paper) for entry in pack.material_lists[0].items if entry.id == name)


def authority(plan: str) -> Any:
    """Whose approval the plan's committee needs."""
    return lambda pack: (
        pack.committee(pack.plan(plan)).authority.kind,
        pack.committee(pack.plan(plan)).authority.region,
    )


def waives(path: str) -> Any:
    """Whether the way (or relief) sets the post quota aside."""
    return lambda pack: "post_quota" in next(one.waives for one in (*pack.paths, *pack.reliefs) if one.id == path)


EXAM, LATER = ("exam_replaced", f"{NOTICE}/5.2.2"), "announced_later"
SENIOR_SERIES = (
    "higher_education", "social_science", "natural_science", "health", "accounting", "economics", "statistics", "auditing",
    "journalism", "publishing", "archives", "library", "cultural_relics", "engineering", "agriculture", "arts_and_crafts",
    "laboratory", "performing_arts", "sports", "technician_school",
)  # fmt: skip

TOLD = [
    Told("A", "no limit on filings is stated", lambda pack: pack.frequency, (), "none"),
    Told("A", "the once-only right is that of 5.4 alone", lambda pack: sorted({one.clause for one in (*pack.paths, *pack.reliefs) if one.right}), ["nmg-2021/5.4.1", "nmg-2021/5.4.2", "nmg-2021/5.4.3", "nmg-2021/5.4.4"], "5.4.5"),
    Told("A", "four bodies may recommend the non-public sector", lambda pack: sorted({channel for route in pack.routes for channel in route.applies.channels}), ["association", "hr_bureau", "service_point", "talent_service"], "4.5"),
    Told("D", "county senior with a committee at the region", stages(AGRI_S, "county"), ["unit", "department", "county_hr", "city_hr", "talent_centre", "office"], "4.2"),
    Told("D", "city senior with a committee at the region", stages(AGRI_S, "city"), ["unit", "department", "city_hr", "talent_centre", "office"], "4.2"),
    Told("D", "senior of the region's own units", stages(AGRI_S, "region"), ["unit", "department", "office"], "4.3"),
    Told("D", "county middle with a committee of the city", stages("k12-middle", "county"), ["unit", "department", "county_hr", "city_hr", "office"], "4.2"),
    Told("D", "county junior with the county's committee", stages("k12-county-assistant", "county"), ["unit", "department", "county_hr", "office"], "4.2"),
    Told("D", "stationed unit", stages(AGRI_S, "stationed"), ["unit", "region_hr", "office"], "4.4"),
    Told("D", "company in a county, senior", stages(BUILD_S, "county", "private", "association"), ["unit", "association", "county_hr", "city_hr", "talent_centre", "office"], "4.5"),
    Told("D", "company in a city, senior", stages(BUILD_S, "city", "private", "talent_service"), ["unit", "talent_service", "city_hr", "talent_centre", "office"], "4.5"),
    Told("D", "who posts for a county senior", publicities(AGRI_S, "county"), {"unit": ("unit", 5), "city_hr": ("roster", 5)}, "6.2"),
    Told("D", "who posts for a county middle", publicities("k12-middle", "county"), {"unit": ("unit", 5), "city_hr": ("roster", 5)}, "6.2"),
    Told("D", "who posts for the region's own units", publicities(AGRI_S, "region"), {"unit": ("unit", 5), "department": ("roster", 5)}, "6.2"),
    Told("D", "who posts for a company", publicities(BUILD_S, "county", "private"), {"unit": ("unit", 5), "city_hr": ("roster", 5)}, "6.2"),
    Told("D", "the results are posted for five working days", lambda pack: pack.publicity_rule("result").working_days, 5, "6.3"),
    Told("D", "the green channel ends at the region's talent centre", lambda pack: pack.committee(pack.plan("green-agriculture-full-senior")).office.kind, "talent_service", "5.4.3"),
    Told("D", "recognition of post-docs ends at the region", lambda pack: pack.committee(pack.plan("recognition-engineering-associate-senior")).authority.region, "region", "7.1"),
    Told("F", "full-senior economists are on line", mode("economics-full-senior"), "online", "5.2.4"),
    Told("F", "senior statisticians are on line", mode("statistics-associate-senior"), "online", "5.2.4"),
    Told("F", "K12 teachers of Baotou are on line", mode("k12-baotou-associate-senior"), "online", "5.2.4"),
    Told("F", "K12 teachers elsewhere are on paper", mode(K12_S), "offline", "4.1"),
    Told("F", "associate-senior economists are on paper", mode("economics-associate-senior"), "offline", "4.1"),
    Told("F", "the green channel is on line", mode("green-agriculture-full-senior"), "online", "5.4.3"),
    Told("G", "no day on which filing opens", lambda pack: [window.opens_on for window in pack.windows], [None] * 5, "3.2"),
    Told("G", "no menu of another year", lambda pack: {entry.dimensions for entry in pack.indicators}, {("品德", "能力", "业绩")}, "5.1.1"),
    Told("G", "no commitment letter of the committee", lambda pack: "commitment_letter" in pack.reporting.documents, False, "7.5.1"),
    Told("G", "no number of private-enterprise experts", lambda pack: pack.committee_rules.private, None, "7.2"),
    Told("G", "no city-wide number of titles", lambda pack: pack.quotas, (), "5.13"),
    Told("G", "no degree certificate is asked", lambda pack: [entry.id for entry in pack.material_lists[0].items if "学历" in entry.name or "学位" in entry.name], [], "annex"),
    Told("G", "no roster instructions of another year", lambda pack: pack.form("applicant_roster").texts, {}, "7.3"),
    Told("G", "papers of city senior engineers are free", papers("engineering-associate-senior"), "optional", "5.1.2"),
    Told("G", "papers of middle are free", papers("agriculture-middle"), "optional", "5.1.2"),
    Told("G", "a committee that sets right is not yet stopped", lambda pack: [m.suspends for m in pack.oversight.measures if m.kind == "rectify"], [False], "8.1"),
    Told("G", "no hour at which a publicity ends", lambda pack: {rule.closes_at for rule in pack.publicity}, {None}, "6.1"),
    Told("C", "K12 full senior is arranged separately", refused("k12_teacher", "full_senior"), (LATER, "nmg-2021/5.13"), "5.13"),
    Told("C", "accounting middle is an exam", refused("accounting", "middle"), EXAM, "5.2.2"),
    Told("C", "health junior is an exam", refused("health", "assistant"), EXAM, "5.2.2"),
    Told("C", "auditing junior is an exam", refused("auditing", "technician"), EXAM, "5.2.2"),
    Told("C", "publishing middle is an exam", refused("publishing", "middle"), EXAM, "5.2.2"),
    Told("C", "economics is not recognised either", refused("economics", "middle", track="recognition"), EXAM, "5.2.2"),
    Told("C", "communications middle is an exam", refused("engineering", "middle", "communications"), EXAM, "5.2.2"),
    Told("C", "communications senior is not", refused("engineering", "associate_senior", "communications"), None, "5.2.2"),
    Told("C", "computing is an exam at every level", refused("engineering", "full_senior", "computing"), EXAM, "5.2.2"),
    Told("C", "farmers and herders are on trial", refused("agriculture", "middle", track="farmer_herder"), (LATER, "nmg-2021/5.6.4"), "5.6.4"),
    Told("C", "a series the region does not review goes out by letter", refused("aviation", "associate_senior"), ("not_reviewed", "nmg-2021/4.6"), "4.6"),
    Told("C", "every series has its senior lines", lambda pack: [s for s in SENIOR_SERIES if not {"full_senior", "associate_senior"} <= {p.level for p in pack.plans if p.series == s}], [], "5.1.2"),
    Told("C", "vocational associate senior is the city's", lambda pack: pack.committee(pack.plan("vocational-associate-senior")).tier, "city", "5.3"),
    Told("C", "grass-roots health is the targeted series named", lambda pack: sorted({plan.series for plan in pack.plans if plan.track == "targeted"}), ["health"], "5.5.2.5"),
    Told("H", "papers of city health seniors are representative", papers(HEALTH_S), "representative", "5.1.2"),
    Told("H", "papers of full-senior engineers are representative", papers("engineering-full-senior"), "representative", "5.1.2"),
    Told("H", "K12 stays within the posts", post_rule("k12_teacher", "associate_senior"), (0, "level", "nmg-2021/5.5.2.1"), "5.5.2.1"),
    Told("H", "others may go five per cent over the senior posts", post_rule("agriculture", "associate_senior"), (5, "senior", "nmg-2021/5.5.2.2"), "5.5.2.2"),
    Told("H", "accountants need no post", post_rule("accounting", "associate_senior"), None, "5.5.1"),
    Told("H", "honours are outside the posts", waives("exceptional-full-senior"), True, "5.5.2.3"),
    Told("H", "thirty years are not", waives("grass-roots-30-20"), False, "5.6.2"),
    Told("H", "designated-hospital staff are outside", waives("epidemic-designated"), True, "5.8"),
    Told("H", "front-line staff are not", waives("epidemic-front-line"), False, "5.8"),
    Told("H", "evaluation form", item("evaluation_form"), (2, "A4"), "annex"),
    Told("H", "submission form", item("submission_summary"), (15, "A3"), "annex"),
    Told("H", "senior committees are the region's to approve", authority(AGRI_S), ("hr_bureau", "region"), "7.1"),
    Told("H", "city middle committees are the city's", authority("agriculture-middle"), ("hr_bureau", "city"), "7.1"),
    Told("H", "county junior committees are the county's", authority("k12-county-assistant"), ("hr_bureau", "county"), "7.1"),
    Told("H", "the bar begins the year after", lambda pack: pack.integrity.bar(date(2021, 6, 1)), (date(2022, 1, 1), date(2024, 12, 31)), "8.3"),
    Told("J", "plan a week before, with consent", lambda pack: (pack.implementation_plan.days_before, pack.implementation_plan.needs), (7, "consent"), "7.3"),
    Told("J", "results within a month", lambda pack: (pack.reporting.months_after, set(pack.reporting.documents)), (1, {"approval_report", "publicity_report", "pass_roster"}), "7.5.1"),
    Told("J", "a third of the members rotate", lambda pack: str(pack.committee_rules.rotation.ratio), "1/3", "7.4.5"),
    Told("J", "breach: set right, made known, stopped, right withdrawn", lambda pack: [measure.kind for measure in pack.oversight.measures], ["rectify", "criticise", "suspend", "withdraw_right"], "8.1"),
    Told("J", "one complete correction notice by 6.2", lambda pack: {(rule.one_time_notice, rule.clause) for rule in pack.returns}, {(True, "nmg-2021/6.2"), (True, "nmg-2021/6.3")}, "6.2"),
]  # fmt: skip
