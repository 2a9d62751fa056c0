"""The decision table for nmg-2021: one person per line, written from the notice."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Record
from tests.unit.policy import people
from tests.unit.policy.people import title, work
from tests.unit.policy.tables import Row

NOTICE = "nmg-2021"
TODAY = date(2021, 6, 10)
COUNTY: dict[str, Any] = {"tier": "county", "region": "150404", "sector": "education", "nature": "public_institution"}
TOWNSHIP = {**COUNTY, "tier": "township"}
CITY = {**COUNTY, "tier": "city", "region": "150400"}
REGION = {**COUNTY, "tier": "region", "region": "150000"}
STATIONED = {**CITY, "stationed": True}
COMPANY = {**COUNTY, "nature": "private", "sector": "industry"}
NEW: dict[str, Any] = {"present_title": None}
ASSISTANT: dict[str, Any] = {"present_title": title("assistant", "2014-01-01")}
MIDDLE: dict[str, Any] = {"present_title": title("middle", "2014-12-01", "engineering")}
WATER = {"major": "water"}
SENIOR, FULL = "engineering-associate-senior", "engineering-full-senior"
DOCTOR = {
    "present_title": title("middle", "2016-06-01", "health"),
    "exams": [{"passed": True, "valid_until": "2022-12-31"}],
}
RECOMMENDED: dict[str, Any] = {"recommendation": {"by": ["unit"]}}
RECOGNISED: dict[str, Any] = {"assessment_passed": True, "education_related": True}
NO_EXAM: dict[str, Any] = {"exams": [{"passed": False, "valid_until": None}]}
USED = Record(rights_used=("green-channel",))


def profile(education: str = "bachelor", graduated: str = "2003-07-01", **changes: Any) -> dict[str, Any]:
    """A complete profile of 2021, an engineer with a middle title unless changed."""
    marks = [{"year": year, "grade": "合格"} for year in (2018, 2019, 2020)]
    hours = [{"year": 2020, "professional_hours": 60, "public_hours": 30}]
    return people.profile(
        education,
        graduated,
        **(
            {"continuing_education": hours, "assessments": marks, **MIDDLE, "work_history": [work("2003-08-01")]}
            | changes
        ),
    )


def honoured(code: str, **more: Any) -> dict[str, Any]:
    """Somebody who holds this honour, recommended by the unit."""
    return profile(honours=[{"code": code, "awarded_on": "2019-05-01"}], **(RECOMMENDED | more))


def programme(code: str, **more: Any) -> dict[str, Any]:
    """Somebody in this talent programme."""
    return profile(programmes=[{"code": code, "starts_on": "2019-01-01", "ends_on": None}], **(RECOMMENDED | more))


RECENT: dict[str, Any] = {"present_title": title("middle", "2019-06-01", "engineering")}

ROWS = [
    # two cut-offs (3.1)
    Row("five years in the title on 31 December", SENIOR, profile(present_title=title("middle", "2015-12-31", "engineering")), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2", **WATER),
    Row("five years a day later", SENIOR, profile(present_title=title("middle", "2016-01-01", "engineering")), COUNTY, "refused", "associate-senior.tenure", "nmg-2021/1.2", **WATER),
    Row("associate degree", SENIOR, profile("associate", "2000-07-01"), COUNTY, "refused", "associate-senior.education", "nmg-2021/1.2", **WATER),
    Row("honour awarded in May 2021 counts", FULL, profile(honours=[{"code": "national_science_prize", "awarded_on": "2021-05-20"}], **RECOMMENDED), COUNTY, "eligible", "exceptional-full-senior", "nmg-2021/5.4.1", **WATER),
    Row("honour awarded after filing closes", FULL, profile(honours=[{"code": "national_science_prize", "awarded_on": "2021-07-01"}], **RECOMMENDED), COUNTY, "refused", "full-senior.title", "nmg-2021/1.2", **WATER),
    # scope (2)
    Row("civil servant", SENIOR, profile(kind="civil_servant"), COUNTY, "refused", "no-civil-servants", "nmg-2021/2.4", **WATER),
    Row("retired", SENIOR, profile(kind="retired"), COUNTY, "refused", "no-retirees", "nmg-2021/2.4", **WATER),
    Row("foreigner without permit", SENIOR, profile(origin="foreign", foreign_permit=False), COUNTY, "refused", "foreign-permit", "nmg-2021/2.2", **WATER),
    Row("skilled worker in a listed field", SENIOR, profile(kind="skilled_worker"), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2", **WATER),
    Row("skilled worker elsewhere", "k12-middle", profile(kind="skilled_worker", **ASSISTANT), COUNTY, "refused", "skilled-worker-fields", "nmg-2021/5.9"),
    Row("inside the dishonesty bar", SENIOR, profile(), COUNTY, "refused", "integrity-record", "nmg-2021/8.3", record=Record(integrity_until=date(2024, 12, 31)), **WATER),
    Row("stationed without a letter", SENIOR, profile(), STATIONED, "conditional", "entrustment", "nmg-2021/4.4", **WATER),
    Row("city unit, county plan", "engineering-county-assistant", profile(present_title=title("technician", "2015-01-01", "engineering")), CITY, "refused", "county-plan-for-county-units", "nmg-2021/4.2", **WATER),
    Row("county unit, plan of the region's own units", "engineering-region-middle", profile(present_title=title("assistant", "2014-01-01", "engineering")), COUNTY, "refused", "region-plan-for-region-units", "nmg-2021/4.3", **WATER),
    Row("region unit", "engineering-region-middle", profile(present_title=title("assistant", "2014-01-01", "engineering")), REGION, "eligible", "middle-bachelor", "nmg-2021/1.2", **WATER),
    # exams (5.2)
    Row("computing is an exam", SENIOR, profile(), COUNTY, "refused", "exam-replaces-computing", "nmg-2021/5.2.2", major="computing"),
    Row("economics senior with an exam", "economics-associate-senior", profile(present_title=title("middle", "2014-01-01", "economics"), exams=[{"passed": True, "valid_until": "2022-12-31"}]), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2"),
    Row("economics senior, exam expired", "economics-associate-senior", profile(present_title=title("middle", "2014-01-01", "economics"), exams=[{"passed": True, "valid_until": "2019-12-31"}]), COUNTY, "refused", "exam-combined", "nmg-2021/5.2.1"),
    Row("foreign-language translation is an exam", "translation-full-senior", profile(present_title=title("associate_senior", "2010-01-01", "translation")), COUNTY, "refused", "exam-replaces-translation", "nmg-2021/5.2.2", major="foreign"),
    # exceptional ways (5.4)
    Row("state council allowance", FULL, honoured("state_council_allowance"), COUNTY, "eligible", "exceptional-full-senior", "nmg-2021/5.4.1", **WATER),
    Row("introduced grassland talent", FULL, programme("grassland_introduced"), COUNTY, "eligible", "exceptional-full-senior", "nmg-2021/5.4.1", **WATER),
    Row("allowance waives the exam", "economics-full-senior", honoured("state_council_allowance", present_title=title("middle", "2014-01-01", "economics"), **NO_EXAM), COUNTY, "eligible", "exceptional-full-senior", "nmg-2021/5.4.1"),
    Row("allowance, not recommended yet", FULL, honoured("state_council_allowance", recommendation=None), COUNTY, "conditional", "exceptional-full-senior.recommended", "nmg-2021/5.4.1", **WATER),
    Row("allowance, right used before", FULL, honoured("state_council_allowance"), COUNTY, "refused", "full-senior.title", "nmg-2021/1.2", record=USED, **WATER),
    Row("young innovator, one level up", SENIOR, honoured("region_young_innovator_prize", **RECENT), COUNTY, "eligible", "exceptional-one-level-up", "nmg-2021/5.4.2", **WATER),
    Row("second prize in a county", SENIOR, honoured("region_science_second_prize", **RECENT), COUNTY, "eligible", "exceptional-one-level-up", "nmg-2021/5.4.2", **WATER),
    Row("second prize in a city", SENIOR, honoured("region_science_second_prize", **RECENT), CITY, "refused", "associate-senior.tenure", "nmg-2021/1.2", **WATER),
    Row("two sector first prizes in a county", SENIOR, profile(sector_first_prizes=2, **RECOMMENDED, **RECENT), COUNTY, "eligible", "exceptional-one-level-up", "nmg-2021/5.4.2", **WATER),
    Row("one sector first prize", SENIOR, profile(sector_first_prizes=1, **RECOMMENDED, **RECENT), COUNTY, "refused", "associate-senior.tenure", "nmg-2021/1.2", **WATER),
    Row("one level up still needs the exam", "economics-associate-senior", honoured("region_young_innovator_prize", present_title=title("middle", "2019-06-01", "economics"), **NO_EXAM), COUNTY, "refused", "exam-combined", "nmg-2021/5.2.1"),
    Row("introduced talent, confirmed", "green-engineering-associate-senior", profile(green_channel={"claimed": True, "confirmed": True}, **NEW), COUNTY, "eligible", "green-channel", "nmg-2021/5.4.3", **WATER),
    Row("officer, 4 years after the move", SENIOR, profile(converted={"origin": "military", "on": "2016-09-01"}, documented=True, **NEW), COUNTY, "eligible", "converted", "nmg-2021/5.4.4", **WATER),
    Row("officer, 5 years after the move", SENIOR, profile(converted={"origin": "military", "on": "2015-09-01"}, documented=True, **NEW), COUNTY, "refused", "converted.years", "nmg-2021/5.4.4", **WATER),
    # grass roots (5.6)
    Row("30 county years, associate degree", SENIOR, profile("associate", outstanding=True, work_history=[work("1990-06-01")]), COUNTY, "eligible", "grass-roots-30-20", "nmg-2021/5.6.2", **WATER),
    Row("township bachelor, 2 years", "engineering-middle", profile(graduated="2018-07-01", work_history=[work("2018-09-01", "township")], assessment_passed=True, **NEW), TOWNSHIP, "eligible", "township-2-4", "nmg-2021/5.6.3", **WATER),
    Row("city teacher without service", "k12-associate-senior", profile(present_title=title("middle", "2014-12-01"), work_history=[work("2003-08-01", "city")]), CITY, "refused", "grass-roots-service", "nmg-2021/5.6.6"),
    Row("county, 40 hours", SENIOR, profile(continuing_education=[{"year": 2020, "professional_hours": 30, "public_hours": 10}]), COUNTY, "refused", "continuing-education", "nmg-2021/5.1.4", **WATER),
    Row("township, 40 hours", SENIOR, profile(continuing_education=[{"year": 2020, "professional_hours": 30, "public_hours": 10}], work_history=[work("2003-08-01", "township")]), TOWNSHIP, "eligible", "associate-senior", "nmg-2021/1.2", **WATER),
    # non-public (5.7), epidemic (5.8)
    Row("company, bachelor + 5, from another province", "engineering-middle", profile(graduated="2015-07-01", work_history=[work("2015-08-01", outside_region=True)], continuing_education=[], **NEW), COMPANY, "eligible", "non-public-middle", "nmg-2021/5.7.1", **WATER),
    Row("company, bachelor + 4", "engineering-middle", profile(graduated="2015-07-01", work_history=[work("2016-08-01")], **NEW), COMPANY, "refused", "non-public-middle.career", "nmg-2021/5.7.1", **WATER),
    Row("company, bachelor + 12", SENIOR, profile(work_history=[work("2008-08-01")], **NEW), COMPANY, "eligible", "non-public-associate-senior", "nmg-2021/5.7.1", **WATER),
    Row("front line, a year early", "health-associate-senior", profile(epidemic={"confirmed": True, "frontline": True}, **DOCTOR), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2"),
    Row("designated hospital, exam waived", "health-associate-senior", profile(epidemic={"confirmed": True, "frontline": True, "designated": True}, **{**DOCTOR, **NO_EXAM}), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2"),
    Row("front line only, exam still needed", "health-associate-senior", profile(epidemic={"confirmed": True, "frontline": True}, **{**DOCTOR, **NO_EXAM}), COUNTY, "refused", "exam-combined", "nmg-2021/5.2.1"),
    Row("commended, a year in the title", "health-associate-senior", profile(epidemic={"confirmed": True, "frontline": True, "designated": True}, outstanding=True, honours=[{"code": "provincial_epidemic_commendation", "awarded_on": "2020-09-08"}], **{**DOCTOR, "present_title": title("middle", "2019-06-01", "health")}), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2"),
    # qualification (5.10), transfer (5.11), recognition (5.12)
    Row("a licence counts as the middle title", "construction-associate-senior", profile(qualifications=[{"name": "一级注册建造师", "obtained_on": "2014-01-01"}], **NEW), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2"),
    Row("transfer after a year", "engineering-middle", profile(present_title=title("middle", "2018-01-01"), post_since="2019-06-01", assessment_passed=True), COUNTY, "eligible", "transfer", "nmg-2021/5.11", **WATER),
    Row("transfer after half a year", "engineering-middle", profile(present_title=title("middle", "2018-01-01"), post_since="2020-08-01", assessment_passed=True), COUNTY, "refused", "transfer-post", "nmg-2021/5.11", **WATER),
    Row("up without transfer", SENIOR, profile(present_title=title("middle", "2014-01-01")), COUNTY, "refused", "transfer-first", "nmg-2021/5.11", **WATER),
    Row("recognition: associate + 3 in a city", "recognition-engineering-assistant", profile("associate", "2017-07-01", work_history=[work("2017-08-01", "city")], **RECOGNISED, **NEW), CITY, "eligible", "recognition-assistant-associate", "nmg-2021/5.12.2", **WATER),
    Row("recognition: associate + 2 in a city", "recognition-engineering-assistant", profile("associate", "2018-07-01", work_history=[work("2018-08-01", "city")], **RECOGNISED, **NEW), CITY, "refused", "recognition-assistant-associate.career", "nmg-2021/5.12.2", **WATER),
    Row("recognition: associate + 2 in a county", "recognition-engineering-assistant", profile("associate", "2018-07-01", work_history=[work("2018-08-01")], **RECOGNISED, **NEW), COUNTY, "eligible", "recognition-early-associate", "nmg-2021/5.6.3", **WATER),
    Row("recognition: bachelor + 1", "recognition-engineering-assistant", profile("bachelor", "2019-07-01", work_history=[work("2019-08-01", "city")], **RECOGNISED, **NEW), CITY, "eligible", "recognition-assistant-bachelor", "nmg-2021/5.12.2", **WATER),
    Row("recognition: master + 2", "recognition-engineering-middle", profile("master", "2018-07-01", work_history=[work("2018-08-01", "city")], **RECOGNISED, **NEW), CITY, "eligible", "recognition-middle-master", "nmg-2021/5.12.2", **WATER),
    Row("recognition: doctor", "recognition-engineering-middle", profile("doctor", "2020-07-01", work_history=[work("2020-08-01", "city")], **RECOGNISED, **NEW), CITY, "eligible", "recognition-middle-doctor", "nmg-2021/5.12.2", **WATER),
    Row("recognition: post-doc who stays in the enterprise", "recognition-engineering-associate-senior", profile("doctor", "2017-07-01", work_history=[work("2017-08-01", "city")], green_channel={"claimed": False, "postdoc_funded": True, "postdoc_stays": True}, **NEW), {**CITY, "nature": "private"}, "eligible", "recognition-postdoc", "nmg-2021/5.12.1", **WATER),
    # clauses that the table did not cover before
    Row("freelancer is in scope", SENIOR, profile(kind="freelancer"), {**COMPANY, "nature": "freelance_agency"}, "eligible", "associate-senior", "nmg-2021/1.2", **WATER),
    Row("managed as a civil servant, recognition", "recognition-engineering-assistant", profile("bachelor", "2019-07-01", kind="managed_as_civil_servant", work_history=[work("2019-08-01")], **RECOGNISED, **NEW), COUNTY, "refused", "no-civil-servants", "nmg-2021/2.4", **WATER),
    Row("resident of Hong Kong needs no permit", SENIOR, profile(origin="hk_macau_taiwan"), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2", **WATER),
    Row("stationed, a stated no", SENIOR, profile(), {**STATIONED, "entrusted": False}, "refused", "entrustment", "nmg-2021/4.4", **WATER),
    Row("Baotou files on line", "k12-associate-senior", profile(present_title=title("middle", "2014-12-01")), {**COUNTY, "region": "150204"}, "refused", "baotou-files-on-line", "nmg-2021/5.2.4"),
    Row("plan of Baotou elsewhere", "k12-baotou-middle", profile(present_title=title("assistant", "2014-01-01")), COUNTY, "refused", "plans-of-baotou", "nmg-2021/5.2.4"),
    Row("skilled worker by rank alone", "engineering-middle", profile(kind="skilled_worker", skill={"level": "senior_technician", "obtained_on": "2010-01-01"}, **NEW), COUNTY, "refused", "skilled-worker-method", "nmg-2021/5.9", **WATER),
    Row("front line, the health authority has not spoken", "health-associate-senior", profile(epidemic={"frontline": True}, **DOCTOR), COUNTY, "conditional", "associate-senior.tenure", "nmg-2021/1.2"),
    Row("city doctor without a rural year", "health-associate-senior", profile(occupation="doctor", **{**DOCTOR, "present_title": title("middle", "2014-01-01", "health"), "work_history": [work("2003-08-01", "city")]}), CITY, "refused", "grass-roots-service-of-doctors", "nmg-2021/5.6.6", major="clinical"),
    Row("city nurse without one", "health-associate-senior", profile(occupation="nurse", **{**DOCTOR, "present_title": title("middle", "2014-01-01", "health"), "work_history": [work("2003-08-01", "city")]}), CITY, "eligible", "associate-senior", "nmg-2021/1.2", major="nursing"),
    Row("targeted health in a county", "targeted-health-associate-senior", profile(**{**DOCTOR, "present_title": title("middle", "2014-01-01", "health")}), COUNTY, "eligible", "associate-senior", "nmg-2021/1.2"),
    Row("targeted health, failed exam", "targeted-health-associate-senior", profile(**{**DOCTOR, **NO_EXAM, "present_title": title("middle", "2014-01-01", "health")}), COUNTY, "refused", "exam-combined", "nmg-2021/5.2.1"),
    Row("company, title of another series", SENIOR, profile(present_title=title("middle", "2014-01-01"), work_history=[work("2008-08-01")]), COMPANY, "eligible", "non-public-associate-senior", "nmg-2021/5.7.1", **WATER),
    Row("state-owned enterprise is not non-public", SENIOR, profile(work_history=[work("2003-08-01")], **NEW), {**COMPANY, "nature": "state_enterprise"}, "refused", "associate-senior.title", "nmg-2021/1.2", **WATER),
    Row("twenty township years, title too young", SENIOR, profile("associate", "1998-07-01", present_title=title("middle", "2018-01-01", "engineering"), work_history=[work("1998-08-01", "township")]), TOWNSHIP, "refused", "grass-roots-30-20.tenure", "nmg-2021/5.6.2", **WATER),
    Row("thirty county years, not vouched for yet", SENIOR, profile("associate", "1990-07-01", work_history=[work("1990-06-01")]), COUNTY, "conditional", "grass-roots-30-20.outstanding", "nmg-2021/5.6.2", **WATER),
    Row("green channel, not confirmed yet", "green-engineering-associate-senior", profile(**NEW), COUNTY, "conditional", "green-channel.confirmed", "nmg-2021/5.4.3", **WATER),
    Row("transferred less than a year ago", SENIOR, profile(present_title={**title("middle", "2010-01-01", "engineering"), "transferred_on": "2020-03-01"}), COUNTY, "refused", "year-after-transfer", "nmg-2021/5.11", **WATER),
    Row("recognition: bachelor at once in a county", "recognition-k12-assistant", profile("bachelor", "2020-07-01", work_history=[work("2020-08-01")], **RECOGNISED, **NEW), COUNTY, "eligible", "recognition-early-bachelor", "nmg-2021/5.6.3"),
    Row("recognition: unrelated field", "recognition-k12-middle", profile("doctor", "2020-07-01", work_history=[work("2020-08-01", "city")], assessment_passed=True, education_related=False, **NEW), CITY, "refused", "recognition-middle-doctor.related", "nmg-2021/5.12.2"),
    Row("recognition: post-doc at an institute", "recognition-engineering-associate-senior", profile("doctor", "2017-07-01", work_history=[work("2017-08-01", "city")], green_channel={"claimed": False, "postdoc_funded": True, "postdoc_stays": True}, **NEW), CITY, "refused", "recognition-postdoc.enterprise", "nmg-2021/5.12.1", **WATER),
    Row("under discipline, in an institution", SENIOR, profile(discipline={"measure": "记过", "until": "2021-12-31"}), COUNTY, "refused", "under-discipline", "nmg-2021/7.4.2", **WATER),
]  # fmt: skip
