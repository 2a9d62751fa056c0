"""The decision table for chifeng-2026: one person per line, written from the notice."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Record
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
from tests.unit.policy.tables import Row

NO_TITLE: dict[str, Any] = {"present_title": None}
IN_TOWNSHIP = {"work_history": [work("2003-07-01", "township")]}
AGRICULTURE = {"present_title": title("middle", "2015-12-01", "agriculture")}
ASSISTANT = {"present_title": title("assistant", "2019-01-01")}
STATIONED = {**CITY_INSTITUTE, "stationed": True}
HOSPITAL = {**COUNTY_STATION, "sector": "health"}
HEALTH: dict[str, Any] = {"present_title": title("middle", "2015-12-01", "health")}
ACCOUNTANT: dict[str, Any] = {"present_title": title("middle", "2015-12-01", "accounting")}
ENGINEER: dict[str, Any] = {"present_title": title("middle", "2015-12-01", "engineering")}
STATE_OWNED = {**COMPANY, "nature": "state_enterprise"}
FRONT_LINE: dict[str, Any] = {"present_title": title("middle", "2021-12-01", "health"), "epidemic": {"frontline": True}}

NOTICE = "chifeng-2026"
TODAY = date(2026, 6, 15)
ROWS = [
    # who, plan, profile, unit, outcome, rule that decides (or path that carries)
    Row("bachelor, 10 years middle", "k12-associate-senior", profile(), COUNTY_SCHOOL, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("master, 10 years middle", "k12-associate-senior", profile("master"), COUNTY_SCHOOL, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("bachelor, 4 years middle", "k12-associate-senior", profile(present_title=title("middle", "2021-08-01")), COUNTY_SCHOOL, "refused", "associate-senior.tenure", "chifeng-2026/5"),
    Row("doctor, 2 years middle", "k12-associate-senior", profile("doctor", present_title=title("middle", "2024-06-01")), COUNTY_SCHOOL, "eligible", "associate-senior-doctor", "chifeng-2026/5"),
    Row("associate degree, 10 years middle", "k12-associate-senior", profile("associate"), COUNTY_SCHOOL, "refused", "associate-senior.education", "chifeng-2026/5"),
    Row("associate degree, 23 township years", "k12-associate-senior", profile("associate", **IN_TOWNSHIP), TOWNSHIP_SCHOOL, "conditional", "grass-roots-30-20.outstanding", "chifeng-2026/5.4.2"),
    Row("the same, vouched for", "k12-associate-senior", profile("associate", outstanding=True, **IN_TOWNSHIP), TOWNSHIP_SCHOOL, "eligible", "grass-roots-30-20", "chifeng-2026/5.4.2"),
    Row("secondary, 31 county years", "k12-associate-senior", profile("secondary", outstanding=True, work_history=[work("1995-07-01")]), COUNTY_SCHOOL, "eligible", "grass-roots-30-20", "chifeng-2026/5.4.2"),
    Row("secondary, 29 county years", "k12-associate-senior", profile("secondary", outstanding=True, work_history=[work("1997-01-01")]), COUNTY_SCHOOL, "refused", "associate-senior.education", "chifeng-2026/5"),
    Row("31 county years, two levels up", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("1995-07-01")], **ASSISTANT), COUNTY_SCHOOL, "refused", "grass-roots-30-20.one-level-up", "chifeng-2026/5.4.2"),
    Row("associate senior for 5 years", "k12-full-senior", profile(present_title=title("associate_senior", "2020-12-01")), COUNTY_SCHOOL, "eligible", "full-senior", "chifeng-2026/5"),
    Row("middle going for full senior", "k12-full-senior", profile(), COUNTY_SCHOOL, "refused", "full-senior.title", "chifeng-2026/5"),
    Row("bachelor, 7 years assistant", "k12-county-middle", profile(**ASSISTANT), COUNTY_SCHOOL, "eligible", "middle-bachelor", "chifeng-2026/5"),
    Row("bachelor, township 3 years, no title", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01", "township")], assessment_passed=True, **NO_TITLE), TOWNSHIP_SCHOOL, "eligible", "township-2-4", "chifeng-2026/5.4.3"),
    Row("the same, not assessed yet", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01", "township")], **NO_TITLE), TOWNSHIP_SCHOOL, "conditional", "township-2-4.assessed", "chifeng-2026/5.4.3"),
    Row("associate, township 3 years", "k12-county-middle", profile("associate", "2022-07-01", work_history=[work("2022-08-01", "township")], **NO_TITLE), TOWNSHIP_SCHOOL, "refused", "township-2-4.service", "chifeng-2026/5.4.3"),
    Row("associate, township 4 years", "k12-county-middle", profile("associate", "2021-07-01", work_history=[work("2022-05-01", "township")], assessment_passed=True, **NO_TITLE), TOWNSHIP_SCHOOL, "eligible", "township-2-4", "chifeng-2026/5.4.3"),
    Row("bachelor, 3 county years, no title", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01")], **NO_TITLE), COUNTY_SCHOOL, "refused", "middle-bachelor.title", "chifeng-2026/5"),
    Row("bachelor, first year over", "k12-county-assistant", profile(graduated="2024-07-01", work_history=[work("2024-08-01")], **NO_TITLE), COUNTY_SCHOOL, "eligible", "assistant-bachelor", "chifeng-2026/5"),
    Row("bachelor, first year not over", "k12-county-assistant", profile(graduated="2025-07-01", work_history=[work("2025-08-01")], **NO_TITLE), COUNTY_SCHOOL, "refused", "assistant-bachelor.career", "chifeng-2026/5"),
    Row("company, bachelor + 4", "construction-middle", profile(graduated="2018-07-01", work_history=[work("2021-08-01")], continuing_education=[], **NO_TITLE), COMPANY, "refused", "non-public-middle.career", "chifeng-2026/5.5.1"),
    Row("company, bachelor + 5, no CE hours", "construction-middle", profile(graduated="2018-07-01", work_history=[work("2020-08-01")], continuing_education=[], **NO_TITLE), COMPANY, "eligible", "non-public-middle", "chifeng-2026/5.5.1"),
    Row("company, associate + 7", "construction-middle", profile("associate", "2018-07-01", work_history=[work("2018-08-01")], **NO_TITLE), COMPANY, "refused", "non-public-middle.career", "chifeng-2026/5.5.1"),
    Row("company, bachelor + 12", "construction-associate-senior", profile(work_history=[work("2013-08-01")], **NO_TITLE), COMPANY, "eligible", "non-public-associate-senior", "chifeng-2026/5.5.1"),
    Row("company, not a year in the region", "construction-middle", profile(work_history=[work("2013-08-01", "city", "2025-12-31", outside_region=True), work("2026-01-01")], **NO_TITLE), COMPANY, "refused", "non-public-middle.region", "chifeng-2026/5.5.1"),
    Row("freelancer", "engineering-county-middle", profile(present_title=title("assistant", "2019-01-01", "engineering")), FREELANCE, "eligible", "middle-bachelor", "chifeng-2026/5", major="water"),
    Row("civil servant", "k12-associate-senior", profile(kind="civil_servant"), COUNTY_SCHOOL, "refused", "no-civil-servants", "chifeng-2026/1"),
    Row("classified person", "k12-associate-senior", profile(classified=True), COUNTY_SCHOOL, "refused", "classified-offline", "chifeng-2026/2.1"),
    Row("managed as one", "k12-associate-senior", profile(kind="managed_as_civil_servant"), COUNTY_SCHOOL, "refused", "no-civil-servants", "chifeng-2026/1"),
    Row("retired", "k12-associate-senior", profile(kind="retired"), COUNTY_SCHOOL, "refused", "no-retirees", "chifeng-2026/1"),
    Row("foreigner with permit", "k12-associate-senior", profile(origin="foreign", foreign_permit=True), COUNTY_SCHOOL, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("foreigner without", "k12-associate-senior", profile(origin="foreign", foreign_permit=False), COUNTY_SCHOOL, "refused", "foreign-permit", "chifeng-2026/1"),
    Row("county person, city plan", "k12-city-middle", profile(**ASSISTANT), COUNTY_SCHOOL, "refused", "city-plan-for-city-units", "chifeng-2026/4.2.3"),
    Row("city person, county plan", "k12-county-middle", profile(**ASSISTANT), CITY_SCHOOL, "refused", "county-plan-for-county-units", "chifeng-2026/4.2.3"),
    Row("city teacher, never at the grass roots", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")]), CITY_SCHOOL, "refused", "grass-roots-service", "chifeng-2026/5.4.4"),
    Row("city teacher, one year there", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2016-09-01", "township", "2017-08-31")]), CITY_SCHOOL, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("city agronomist needs none", "agriculture-associate-senior", profile(work_history=[work("2005-08-01", "city")], **AGRICULTURE), CITY_INSTITUTE, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("80 hours", "k12-associate-senior", profile(continuing_education=[{"year": 2025, "professional_hours": 50, "public_hours": 30}]), COUNTY_SCHOOL, "refused", "continuing-education", "chifeng-2026/5.10"),
    Row("80 hours, 3 township months", "agriculture-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2026-01-01", "township", "2026-03-31")], continuing_education=[{"year": 2025, "professional_hours": 50, "public_hours": 30}], **AGRICULTURE), CITY_INSTITUTE, "eligible", "served-in-townships-this-year", "chifeng-2026/5.4.5"),
    Row("hours not stated", "k12-associate-senior", profile(continuing_education=[]), COUNTY_SCHOOL, "conditional", "continuing-education", "chifeng-2026/5.10"),
    Row("4 years middle, 3 township years since", "agriculture-associate-senior", profile(present_title=title("middle", "2022-01-01", "agriculture"), work_history=[work("2010-08-01", "city")], grassroots_service=[work("2022-03-01", "township", "2025-02-28")], outstanding=True), CITY_INSTITUTE, "eligible", "served-in-townships-three-years", "chifeng-2026/5.4.5"),
    Row("an unqualified year", "k12-associate-senior", profile(assessments=[{"year": 2024, "grade": "不合格"}]), COUNTY_SCHOOL, "refused", "annual-assessments", "chifeng-2026/5"),
    Row("series changed", "agriculture-associate-senior", profile(), COUNTY_STATION, "refused", "same-series", "chifeng-2026/5"),
    Row("already associate senior", "k12-associate-senior", profile(present_title=title("associate_senior", "2020-01-01")), COUNTY_SCHOOL, "refused", "not-already-held", "chifeng-2026/5"),
    Row("unit files another way", "k12-associate-senior", profile(), COUNTY_SCHOOL, "refused", "unit-one-channel", "chifeng-2026/4", record=elsewhere("chifeng-2026", "k12_teacher", "associate_senior")),
    Row("stationed without letter", "agriculture-associate-senior", profile(**AGRICULTURE), STATIONED, "conditional", "entrustment", "chifeng-2026/4.2.4"),
    Row("stationed with letter", "agriculture-associate-senior", profile(**AGRICULTURE), {**STATIONED, "entrusted": True}, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("health middle is by exam", "health-middle", profile(present_title=title("assistant", "2015-01-01", "health")), CITY_INSTITUTE, "refused", "exam-replaces-review", "chifeng-2026/2.2"),
    Row("health senior, targeted", "targeted-health-associate-senior", profile(**HEALTH), HOSPITAL, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("front line, 4 years middle", "targeted-health-associate-senior", profile(**FRONT_LINE), HOSPITAL, "eligible", "epidemic-front-line", "chifeng-2026/5.6"),
    Row("front line, 3 years middle", "targeted-health-associate-senior", profile(**FRONT_LINE | {"present_title": title("middle", "2022-12-01", "health")}), HOSPITAL, "refused", "associate-senior.tenure", "chifeng-2026/5"),
    Row("front line, right used before", "targeted-health-associate-senior", profile(**FRONT_LINE), HOSPITAL, "refused", "associate-senior.tenure", "chifeng-2026/5", record=Record(rights_used=("epidemic",))),
    Row("freelancer through an association", "engineering-county-middle", profile(present_title=title("assistant", "2019-01-01", "engineering")), {**FREELANCE, "channel": "association"}, "refused", "freelancer-channel", "chifeng-2026/4.2.6", major="water"),
    Row("exam-combined senior without a result", "accounting-associate-senior", profile(**ACCOUNTANT, exams=[{"passed": False, "valid_until": None}]), CITY_INSTITUTE, "refused", "exam-combined", "chifeng-2026/2.3"),
    Row("green channel claimed, not confirmed", "k12-associate-senior", profile(present_title=title("middle", "2024-12-01"), green_channel={"claimed": True, "confirmed": None}), COUNTY_SCHOOL, "conditional", "green-channel.confirmed", "chifeng-2026/5.3"),
    Row("green channel confirmed", "k12-associate-senior", profile(present_title=title("middle", "2024-12-01"), green_channel={"claimed": True, "confirmed": True}), COUNTY_SCHOOL, "eligible", "green-channel", "chifeng-2026/5.3"),
    Row("natural science later", "natural-science-associate-senior", profile(present_title=title("middle", "2015-01-01", "natural_science")), CITY_INSTITUTE, "refused", "announced-later", "chifeng-2026/3.1.2"),
    Row("rare earth waits for its conditions", "engineering-associate-senior", profile(**ENGINEER), COUNTY_STATION, "refused", "rare-earth", "chifeng-2026/5.1", major="rare_earth"),
    Row("cyberspace waits too, at every level", "engineering-county-assistant", profile(**NO_TITLE), COUNTY_STATION, "refused", "cyberspace", "chifeng-2026/3.1.2", major="cyberspace"),
    Row("electric power goes to its own system", "engineering-full-senior", profile(present_title=title("associate_senior", "2015-12-01", "engineering")), COUNTY_STATION, "refused", "power-and-police", "chifeng-2026/2.1", major="electric_power"),
    Row("electric power, middle, stays here", "engineering-county-middle", profile(present_title=title("assistant", "2019-01-01", "engineering")), COUNTY_STATION, "eligible", "middle-bachelor", "chifeng-2026/5", major="electric_power"),
    Row("another series at the level", "agriculture-associate-senior", profile(**AGRICULTURE), COUNTY_STATION, "refused", "one-series-per-level", "chifeng-2026/4", record=Record(filed=(filed("associate_senior", "k12_teacher"),))),
    Row("another level in the year", "k12-associate-senior", profile(), COUNTY_SCHOOL, "eligible", "associate-senior", "chifeng-2026/5", record=Record(filed=(filed("middle", "k12_teacher"),))),
    Row("another plan of the level chosen", "k12-associate-senior", profile(), COUNTY_SCHOOL, "refused", "plan-final", "chifeng-2026/4.1.2", record=Record(filed=(filed("associate_senior", "k12_teacher", notice_id="chifeng-2026", submitted=False),))),
    Row("another plan of the level withdrawn", "k12-associate-senior", profile(), COUNTY_SCHOOL, "refused", "plan-final", "chifeng-2026/4.1.2", record=Record(filed=(filed("associate_senior", "economics", notice_id="chifeng-2026", ending="withdrawn"),))),
    Row("stationed, middle, states no letter", "agriculture-county-middle", profile(present_title=title("assistant", "2019-01-01", "agriculture")), {**STATIONED, "entrusted": False}, "eligible", "middle-bachelor", "chifeng-2026/5"),
    Row("stationed, senior, states no letter", "agriculture-associate-senior", profile(**AGRICULTURE), {**STATIONED, "entrusted": False}, "refused", "entrustment", "chifeng-2026/4.2.4"),
    Row("township teacher, 10 hours", "k12-associate-senior", profile(continuing_education=[{"year": 2025, "professional_hours": 10, "public_hours": 0}], **IN_TOWNSHIP), TOWNSHIP_SCHOOL, "refused", "continuing-education", "chifeng-2026/5.10"),
    Row("state enterprise, 10 hours", "engineering-associate-senior", profile(continuing_education=[{"year": 2025, "professional_hours": 10, "public_hours": 0}], **ENGINEER), STATE_OWNED, "refused", "continuing-education", "chifeng-2026/5.10", major="water"),
    Row("company, ordinary way, no hours", "engineering-associate-senior", profile(continuing_education=[], **ENGINEER), COMPANY, "eligible", "non-public-hours", "chifeng-2026/5.5.1", major="water"),
    Row("30 years, middle for two", "k12-associate-senior", profile("secondary", outstanding=True, present_title=title("middle", "2024-01-01"), work_history=[work("1995-07-01")]), COUNTY_SCHOOL, "refused", "grass-roots-30-20.tenure", "chifeng-2026/5.4.2"),
    Row("township bachelor whose assessment failed", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01", "township")], assessment_passed=False, **NO_TITLE), TOWNSHIP_SCHOOL, "refused", "township-2-4.assessed", "chifeng-2026/5.4.3"),
    Row("city school, targeted", "targeted-k12-associate-senior", profile(), CITY_SCHOOL, "refused", "targeted-for-county-units", "chifeng-2026/5.4.1"),
    Row("city teacher, two months there", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2016-09-01", "township", "2016-10-31")]), CITY_SCHOOL, "eligible", "associate-senior", "chifeng-2026/5"),
    Row("under a measure", "k12-associate-senior", profile(discipline={"measure": "记过", "until": "2027-01-01"}), COUNTY_SCHOOL, "refused", "under-discipline", "chifeng-2026/5"),
    Row("inside an integrity record", "k12-associate-senior", profile(), COUNTY_SCHOOL, "refused", "integrity-record", "chifeng-2026/7.1", record=Record(integrity_until=date(2028, 1, 1))),
    Row("Mongolian translator of a county", "translation-middle", profile(present_title=title("assistant", "2019-01-01", "translation")), {**COUNTY_STATION, "sector": "culture"}, "eligible", "middle-bachelor", "chifeng-2026/5", major="mongolian"),
    Row("foreign-language translator", "translation-middle", profile(present_title=title("assistant", "2019-01-01", "translation")), {**COUNTY_STATION, "sector": "culture"}, "refused", "major-of-the-plan", "chifeng-2026/4.1.2", major="foreign"),
]  # fmt: skip
