"""The decision table for chifeng-2026: one person per line, written from the notice."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from typing import Any

from tests.unit.policy.people import (
    CITY_INSTITUTE,
    CITY_SCHOOL,
    COMPANY,
    COUNTY_SCHOOL,
    COUNTY_STATION,
    FREELANCE,
    TOWNSHIP_SCHOOL,
    profile,
    title,
    work,
)  # fmt: skip

NO_TITLE: dict[str, Any] = {"present_title": None}
IN_TOWNSHIP = {"work_history": [work("2003-07-01", "township")]}
AGRICULTURE = {"present_title": title("middle", "2015-12-01", "agriculture")}
ASSISTANT = {"present_title": title("assistant", "2019-01-01")}
STATIONED = {**CITY_INSTITUTE, "stationed": True}

TABLE: list[tuple[str, str, dict[str, Any], dict[str, Any], str, str]] = [
    # who, plan, profile, unit, outcome, rule that decides (or path that carries)
    ("bachelor, 10 years middle", "k12-associate-senior", profile(), COUNTY_SCHOOL, "eligible", "associate-senior"),
    ("master, 10 years middle", "k12-associate-senior", profile("master"), COUNTY_SCHOOL, "eligible", "associate-senior"),
    ("bachelor, 4 years middle", "k12-associate-senior", profile(present_title=title("middle", "2021-08-01")), COUNTY_SCHOOL, "refused", "associate-senior.tenure"),
    ("doctor, 2 years middle", "k12-associate-senior", profile("doctor", present_title=title("middle", "2024-06-01")), COUNTY_SCHOOL, "eligible", "associate-senior-doctor"),
    ("associate degree, 10 years middle", "k12-associate-senior", profile("associate"), COUNTY_SCHOOL, "refused", "associate-senior.education"),
    ("associate degree, 23 township years", "k12-associate-senior", profile("associate", **IN_TOWNSHIP), TOWNSHIP_SCHOOL, "conditional", "grass-roots-30-20.outstanding"),
    ("the same, vouched for", "k12-associate-senior", profile("associate", outstanding=True, **IN_TOWNSHIP), TOWNSHIP_SCHOOL, "eligible", "grass-roots-30-20"),
    ("secondary, 31 county years", "k12-associate-senior", profile("secondary", outstanding=True, work_history=[work("1995-07-01")]), COUNTY_SCHOOL, "eligible", "grass-roots-30-20"),
    ("secondary, 29 county years", "k12-associate-senior", profile("secondary", outstanding=True, work_history=[work("1997-01-01")]), COUNTY_SCHOOL, "refused", "associate-senior.education"),
    ("31 county years, two levels up", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("1995-07-01")], **ASSISTANT), COUNTY_SCHOOL, "refused", "grass-roots-30-20.one-level-up"),
    ("associate senior for 5 years", "k12-full-senior", profile(present_title=title("associate_senior", "2020-12-01")), COUNTY_SCHOOL, "eligible", "full-senior"),
    ("middle going for full senior", "k12-full-senior", profile(), COUNTY_SCHOOL, "refused", "full-senior.title"),
    ("bachelor, 7 years assistant", "k12-county-middle", profile(**ASSISTANT), COUNTY_SCHOOL, "eligible", "middle-bachelor"),
    ("bachelor, township 3 years, no title", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01", "township")], township_assessment_passed=True, **NO_TITLE), TOWNSHIP_SCHOOL, "eligible", "township-2-4"),
    ("the same, not assessed yet", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01", "township")], **NO_TITLE), TOWNSHIP_SCHOOL, "conditional", "township-2-4.assessed"),
    ("associate, township 3 years", "k12-county-middle", profile("associate", "2022-07-01", work_history=[work("2022-08-01", "township")], **NO_TITLE), TOWNSHIP_SCHOOL, "refused", "township-2-4.service"),
    ("associate, township 4 years", "k12-county-middle", profile("associate", "2021-07-01", work_history=[work("2022-05-01", "township")], township_assessment_passed=True, **NO_TITLE), TOWNSHIP_SCHOOL, "eligible", "township-2-4"),
    ("bachelor, 3 county years, no title", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2022-08-01")], **NO_TITLE), COUNTY_SCHOOL, "refused", "middle-bachelor.title"),
    ("bachelor, first year over", "k12-county-assistant", profile(graduated="2024-07-01", work_history=[work("2024-08-01")], **NO_TITLE), COUNTY_SCHOOL, "eligible", "assistant-bachelor"),
    ("bachelor, first year not over", "k12-county-assistant", profile(graduated="2025-07-01", work_history=[work("2025-08-01")], **NO_TITLE), COUNTY_SCHOOL, "refused", "assistant-bachelor.career"),
    ("company, bachelor + 4", "construction-middle", profile(graduated="2018-07-01", work_history=[work("2021-08-01")], continuing_education=[], **NO_TITLE), COMPANY, "refused", "non-public-middle.career"),
    ("company, bachelor + 5, no CE hours", "construction-middle", profile(graduated="2018-07-01", work_history=[work("2020-08-01")], continuing_education=[], **NO_TITLE), COMPANY, "eligible", "non-public-middle"),
    ("company, associate + 7", "construction-middle", profile("associate", "2018-07-01", work_history=[work("2018-08-01")], **NO_TITLE), COMPANY, "refused", "non-public-middle.career"),
    ("company, bachelor + 12", "construction-associate-senior", profile(work_history=[work("2013-08-01")], **NO_TITLE), COMPANY, "eligible", "non-public-associate-senior"),
    ("company, not a year in the region", "construction-middle", profile(work_history=[work("2013-08-01", "city", "2025-12-31", outside_region=True), work("2026-01-01")], **NO_TITLE), COMPANY, "refused", "non-public-middle.region"),
    ("freelancer", "engineering-county-middle", profile(present_title=title("assistant", "2019-01-01", "engineering")), FREELANCE, "eligible", "middle-bachelor"),
    ("civil servant", "k12-associate-senior", profile(kind="civil_servant"), COUNTY_SCHOOL, "refused", "no-civil-servants"),
    ("classified person", "k12-associate-senior", profile(classified=True), COUNTY_SCHOOL, "refused", "classified-offline"),
    ("managed as one", "k12-associate-senior", profile(kind="managed_as_civil_servant"), COUNTY_SCHOOL, "refused", "no-civil-servants"),
    ("retired", "k12-associate-senior", profile(kind="retired"), COUNTY_SCHOOL, "refused", "no-retirees"),
    ("foreigner with permit", "k12-associate-senior", profile(origin="foreign", foreign_permit=True), COUNTY_SCHOOL, "eligible", "associate-senior"),
    ("foreigner without", "k12-associate-senior", profile(origin="foreign", foreign_permit=False), COUNTY_SCHOOL, "refused", "foreign-permit"),
    ("county person, city plan", "k12-city-middle", profile(**ASSISTANT), COUNTY_SCHOOL, "refused", "city-plan-for-city-units"),
    ("city person, county plan", "k12-county-middle", profile(**ASSISTANT), CITY_SCHOOL, "refused", "county-plan-for-county-units"),
    ("city teacher, never at the grass roots", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")]), CITY_SCHOOL, "refused", "grass-roots-service"),
    ("city teacher, one year there", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2016-09-01", "township", "2017-08-31")]), CITY_SCHOOL, "eligible", "associate-senior"),
    ("city agronomist needs none", "agriculture-associate-senior", profile(work_history=[work("2005-08-01", "city")], **AGRICULTURE), CITY_INSTITUTE, "eligible", "associate-senior"),
    ("80 hours", "k12-associate-senior", profile(continuing_education=[{"year": 2025, "professional_hours": 50, "public_hours": 30}]), COUNTY_SCHOOL, "refused", "continuing-education"),
    ("80 hours, 3 township months", "agriculture-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2026-01-01", "township", "2026-03-31")], continuing_education=[{"year": 2025, "professional_hours": 50, "public_hours": 30}], **AGRICULTURE), CITY_INSTITUTE, "eligible", "associate-senior"),
    ("hours not stated", "k12-associate-senior", profile(continuing_education=[]), COUNTY_SCHOOL, "conditional", "continuing-education"),
    ("4 years middle, 3 township years since", "agriculture-associate-senior", profile(present_title=title("middle", "2022-01-01", "agriculture"), work_history=[work("2010-08-01", "city")], grassroots_service=[work("2022-03-01", "township", "2025-02-28")], outstanding=True), CITY_INSTITUTE, "eligible", "township-service-early-associate-senior"),
    ("an unqualified year", "k12-associate-senior", profile(assessments=[{"year": 2024, "grade": "不合格"}]), COUNTY_SCHOOL, "refused", "annual-assessments"),
    ("series changed", "agriculture-associate-senior", profile(), COUNTY_STATION, "conditional", "same-series"),
    ("already associate senior", "k12-associate-senior", profile(present_title=title("associate_senior", "2020-01-01")), COUNTY_SCHOOL, "refused", "not-already-held"),
    ("stationed without letter", "agriculture-associate-senior", profile(**AGRICULTURE), STATIONED, "conditional", "entrustment"),
    ("stationed with letter", "agriculture-associate-senior", profile(**AGRICULTURE), {**STATIONED, "entrusted": True}, "eligible", "associate-senior"),
    ("health middle is by exam", "health-middle", profile(present_title=title("assistant", "2015-01-01", "health")), CITY_INSTITUTE, "refused", "exam-replaces-review"),
    ("natural science later", "natural-science-associate-senior", profile(present_title=title("middle", "2015-01-01", "natural_science")), CITY_INSTITUTE, "refused", "announced-later"),
]  # fmt: skip
