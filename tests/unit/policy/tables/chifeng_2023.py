"""The decision table for chifeng-2023: one person per line, written from the notice."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Record
from tests.unit.policy import people
from tests.unit.policy.people import elsewhere, filed, title, work
from tests.unit.policy.tables import Row

NOTICE = "chifeng-2023"
TODAY = date(2023, 5, 20)
COUNTY: dict[str, Any] = {"tier": "county", "region": "150404", "sector": "education", "nature": "public_institution"}
TOWNSHIP = {**COUNTY, "tier": "township"}
CITY = {**COUNTY, "tier": "city", "region": "150400"}
STATIONED = {**CITY, "stationed": True}
COMPANY = {**COUNTY, "nature": "private", "sector": "industry"}
NEW: dict[str, Any] = {"present_title": None}
ASSISTANT = {"present_title": title("assistant", "2016-01-01")}
ENGINEER = {"present_title": title("middle", "2015-12-01", "engineering")}
WATER = {"major": "water"}
BUILT = {"education_related": True}
HOURS = [{"year": 2022, "professional_hours": 60, "public_hours": 30}]
IN_TERM = {"starts_on": "2022-01-01", "ends_on": "2024-12-31"}
USED = Record(rights_used=("green-channel",))
DOCTOR_AT_FRONT = {
    "present_title": title("middle", "2017-05-01", "health"),
    "epidemic": {"frontline": True},
    "education_related": True,
}


def profile(education: str = "bachelor", graduated: str = "2005-07-01", **changes: Any) -> dict[str, Any]:
    """A complete profile of 2023."""
    marks = [{"year": year, "grade": "合格"} for year in (2020, 2021, 2022)]
    return people.profile(education, graduated, **({"continuing_education": HOURS, "assessments": marks} | changes))


def programme(code: str, **more: Any) -> dict[str, Any]:
    """Somebody inside the term of a talent programme."""
    return profile(programmes=[{"code": code, **IN_TERM}], outstanding=True, **more)


def green(category: int, *by: str, peers: int = 0, **more: Any) -> dict[str, Any]:
    """Somebody who claims this item of the green channel."""
    asked = {"claimed": True, "category": category, **more.pop("green", {})}
    return profile(
        **(
            {
                "present_title": title("middle", "2015-12-01", "agriculture"),
                "green_channel": asked,
                "recommendation": {"by": list(by), "peers": peers},
            }
            | more
        )
    )


ROWS = [
    # ordinary, scope, frequency
    Row("bachelor, middle for 7 years", "k12-associate-senior", profile(), COUNTY, "eligible", "associate-senior", "chifeng-2023/4.1"),
    Row("bachelor, middle for 4 years", "k12-associate-senior", profile(present_title=title("middle", "2019-01-01")), COUNTY, "refused", "associate-senior.tenure", "chifeng-2023/4.1"),
    Row("five years on the last filing day", "k12-associate-senior", profile(present_title=title("middle", "2018-05-30")), COUNTY, "eligible", "associate-senior", "chifeng-2023/4.1"),
    Row("five years a day after it", "k12-associate-senior", profile(present_title=title("middle", "2018-05-31")), COUNTY, "refused", "associate-senior.tenure", "chifeng-2023/4.1"),
    Row("civil servant", "k12-associate-senior", profile(kind="civil_servant"), COUNTY, "refused", "no-civil-servants", "chifeng-2023/1.4"),
    Row("managed as a civil servant", "k12-associate-senior", profile(kind="managed_as_civil_servant"), COUNTY, "refused", "no-civil-servants", "chifeng-2023/1.4"),
    Row("retired", "k12-associate-senior", profile(kind="retired"), COUNTY, "refused", "no-retirees", "chifeng-2023/1.4"),
    Row("foreigner without permit", "k12-associate-senior", profile(origin="foreign", foreign_permit=False), COUNTY, "refused", "foreign-permit", "chifeng-2023/1.2"),
    Row("skilled worker outside the fields", "k12-county-middle", profile(kind="skilled_worker", **ASSISTANT), COUNTY, "refused", "skilled-worker-fields", "chifeng-2023/1.3"),
    Row("second committee at the level", "k12-associate-senior", profile(), COUNTY, "refused", "one-committee-per-level", "chifeng-2023/3", record=Record(filed=(filed(),))),
    Row("unit files with another committee", "k12-associate-senior", profile(), COUNTY, "refused", "unit-one-channel", "chifeng-2023/3", record=elsewhere("chifeng-2023", "k12_teacher", "associate_senior")),
    Row("blacklisted", "k12-associate-senior", profile(), COUNTY, "refused", "integrity-record", "chifeng-2023/3", record=Record(integrity_until=date(2025, 1, 1))),
    Row("city unit, county plan", "k12-county-middle", profile(**ASSISTANT), CITY, "refused", "county-plan-for-county-units", "chifeng-2023/3.2.4"),
    Row("stationed without a letter", "k12-associate-senior", profile(grassroots_service=[work("2018-01-01", "township", "2019-06-30")]), STATIONED, "conditional", "entrustment", "chifeng-2023/3.2.5"),
    # waiting series and exams
    Row("arts and crafts wait", "arts-and-crafts-associate-senior", profile(present_title=title("middle", "2015-01-01", "arts_and_crafts")), COUNTY, "refused", "announced-later", "chifeng-2023/2.2"),
    Row("sports wait", "sports-associate-senior", profile(present_title=title("middle", "2015-01-01", "sports")), COUNTY, "refused", "announced-later", "chifeng-2023/2.2"),
    Row("farmers are arranged separately", "farmer-middle", profile(present_title=title("assistant", "2015-01-01", "agriculture")), COUNTY, "refused", "farmers-later", "chifeng-2023/4.10"),
    Row("health middle is an exam", "health-middle", profile(present_title=title("assistant", "2015-01-01", "health"), education_related=True), COUNTY, "refused", "exam-replaces-review", "chifeng-2023/4.3.1"),
    Row("exam failed", "health-associate-senior", profile(present_title=title("middle", "2015-01-01", "health"), education_related=True, exams=[{"passed": False, "valid_until": None}]), COUNTY, "refused", "exam-combined", "chifeng-2023/4.3.2"),
    # education (4.2)
    Row("senior technician class counts as associate", "k12-county-middle", profile("technician_senior", **ASSISTANT), COUNTY, "eligible", "middle-bachelor", "chifeng-2023/4.1"),
    Row("pre-technician class counts as bachelor", "k12-associate-senior", profile("technician_pre"), COUNTY, "eligible", "associate-senior", "chifeng-2023/4.1"),
    Row("intermediate class counts as secondary", "k12-associate-senior", profile("technician_intermediate"), COUNTY, "refused", "associate-senior.education", "chifeng-2023/4.1"),
    Row("construction, field of study not stated", "construction-middle", profile(present_title=title("assistant", "2016-01-01", "construction")), COUNTY, "conditional", "related-education", "chifeng-2023/4.2.1"),
    # green channel (4.5)
    Row("1: recommended, with proofs", "green-agriculture-full-senior", green(1, "league_government", documented=True), COUNTY, "eligible", "green-channel-1", "chifeng-2023/4.5.1"),
    Row("1: nobody recommends", "green-agriculture-full-senior", green(1, documented=True), COUNTY, "refused", "green-channel-1.recommended", "chifeng-2023/4.5.1"),
    Row("3: post-doc", "green-agriculture-associate-senior", green(3, "hr_bureau", assessment_passed=True, green={"postdoc_funded": True, "postdoc_stays": True}, **NEW), COUNTY, "eligible", "green-channel-3", "chifeng-2023/4.5.3"),
    Row("4: associate degree, two peers", "green-agriculture-associate-senior", green(4, "league_government", peers=2, education="associate", outstanding=True), COUNTY, "eligible", "green-channel-4", "chifeng-2023/4.5.4"),
    Row("4: one peer", "green-agriculture-associate-senior", green(4, "league_government", peers=1, education="associate"), COUNTY, "refused", "green-channel-4.peers", "chifeng-2023/4.5.4"),
    Row("5: returnee, first filing", "green-agriculture-associate-senior", green(5, "league_government", returnee=True, outstanding=True, **NEW), COUNTY, "eligible", "green-channel-5", "chifeng-2023/4.5.5"),
    Row("6: tier 1", "k12-full-senior", programme("new_era_tier1"), COUNTY, "eligible", "green-channel-tier1", "chifeng-2023/4.5.6"),
    Row("6: tier 2, one level up", "k12-associate-senior", programme("new_era_tier2", present_title=title("middle", "2022-06-01")), COUNTY, "eligible", "green-channel-tier2", "chifeng-2023/4.5.6"),
    Row("6: youth programme tier 1, one level up", "k12-associate-senior", programme("grassland_youth_tier1", present_title=title("middle", "2022-06-01")), COUNTY, "eligible", "green-channel-tier2", "chifeng-2023/4.5.6"),
    Row("6: youth programme tier 2 in a county", "k12-county-middle", programme("grassland_youth_tier2", **NEW), COUNTY, "eligible", "green-channel-tier3", "chifeng-2023/4.5.6"),
    Row("6: right used before", "k12-associate-senior", programme("new_era_tier2", present_title=title("middle", "2022-06-01")), COUNTY, "refused", "associate-senior.tenure", "chifeng-2023/4.1", record=USED),
    Row("7: officer, first filing", "engineering-associate-senior", profile(converted={"origin": "military", "on": "2015-09-01"}, documented=True, **NEW), COUNTY, "eligible", "converted", "chifeng-2023/4.5.7", **WATER),
    Row("7: civil servant who moved, not the first filing", "engineering-full-senior", profile(converted={"origin": "civil_servant", "on": "2020-09-01"}, documented=True, **ENGINEER), COUNTY, "refused", "full-senior.title", "chifeng-2023/4.5", **WATER),
    # grass roots (4.6)
    Row("recognition: township associate + 2", "recognition-k12-assistant", profile("associate", "2020-07-01", work_history=[work("2020-09-01", "township")], education_related=True, assessment_passed=True, **NEW), TOWNSHIP, "eligible", "recognition-assistant-associate", "chifeng-2023/4.6.1"),
    Row("recognition: township associate + 1", "recognition-k12-assistant", profile("associate", "2021-07-01", work_history=[work("2021-09-01", "township")], education_related=True, assessment_passed=True, **NEW), TOWNSHIP, "refused", "recognition-assistant-associate.career", "chifeng-2023/4.6.1"),
    Row("recognition: township bachelor at once", "recognition-k12-assistant", profile("bachelor", "2022-07-01", work_history=[work("2023-02-01", "township")], education_related=True, assessment_passed=True, **NEW), TOWNSHIP, "eligible", "recognition-assistant-bachelor", "chifeng-2023/4.6.1"),
    Row("recognition: township master + 1", "recognition-k12-middle", profile("master", "2021-07-01", work_history=[work("2021-09-01", "township")], education_related=True, assessment_passed=True, **NEW), TOWNSHIP, "eligible", "recognition-middle-master", "chifeng-2023/4.6.1"),
    Row("recognition: doctor at once", "recognition-k12-middle", profile("doctor", "2022-07-01", work_history=[work("2023-02-01", "township")], education_related=True, assessment_passed=True, **NEW), TOWNSHIP, "eligible", "recognition-middle-doctor", "chifeng-2023/4.6.1"),
    Row("recognition: not in a township", "recognition-k12-assistant", profile("bachelor", "2022-07-01", work_history=[work("2022-09-01")], assessment_passed=True, **NEW), COUNTY, "refused", "recognition-assistant-bachelor.place", "chifeng-2023/4.6.1"),
    Row("township bachelor, 2 years", "k12-county-middle", profile("bachelor", "2020-07-01", work_history=[work("2021-05-01", "township")], assessment_passed=True, **NEW), TOWNSHIP, "eligible", "township-2-4", "chifeng-2023/4.6.2"),
    Row("31 county years, associate degree", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("1992-05-01")]), COUNTY, "eligible", "grass-roots-30-20", "chifeng-2023/4.6.3"),
    Row("city teacher without service", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")]), CITY, "refused", "teachers-grass-roots-service", "chifeng-2023/4.6.4"),
    Row("4 years in the title, 3 township years", "engineering-associate-senior", profile(present_title=title("middle", "2019-01-01", "engineering"), work_history=[work("2008-08-01", "city")], grassroots_service=[work("2019-03-01", "township", "2022-02-28")], outstanding=True), CITY, "eligible", "served-three-years", "chifeng-2023/4.6.4", **WATER),
    # non-public (4.7), epidemic (4.8), targeted (4.9), hours (4.15), transfer (4.16), qualification (4.14)
    Row("company, bachelor + 5, never in the region before", "engineering-county-middle", profile(graduated="2017-07-01", work_history=[work("2018-05-01", outside_region=True)], continuing_education=[], **NEW), COMPANY, "eligible", "non-public-middle", "chifeng-2023/4.7", **WATER),
    Row("company, associate + 7", "engineering-county-middle", profile("associate", "2015-07-01", work_history=[work("2015-08-01")], **NEW), COMPANY, "refused", "non-public-middle.career", "chifeng-2023/4.7", **WATER),
    Row("company, bachelor + 12", "engineering-associate-senior", profile(work_history=[work("2011-05-01")], **NEW), COMPANY, "eligible", "non-public-associate-senior", "chifeng-2023/4.7", **WATER),
    Row("front line counts as service and hours", "targeted-health-associate-senior", profile(continuing_education=[{"year": 2022, "professional_hours": 10, "public_hours": 0}], **DOCTOR_AT_FRONT), COUNTY, "eligible", "epidemic-service", "chifeng-2023/4.8.1"),
    Row("commended, two years in the title", "targeted-health-associate-senior", profile(honours=[{"code": "provincial_epidemic_commendation", "awarded_on": "2020-09-08"}], **{**DOCTOR_AT_FRONT, "present_title": title("middle", "2021-05-01", "health")}), COUNTY, "eligible", "epidemic-commended", "chifeng-2023/4.8.1"),
    Row("commended, which this notice allows more than once", "targeted-health-associate-senior", profile(honours=[{"code": "provincial_epidemic_commendation", "awarded_on": "2020-09-08"}], **{**DOCTOR_AT_FRONT, "present_title": title("middle", "2021-05-01", "health")}), COUNTY, "eligible", "epidemic-commended", "chifeng-2023/4.8.1", record=Record(rights_used=("epidemic",))),
    Row("targeted from a city unit", "targeted-k12-associate-senior", profile(), CITY, "refused", "targeted-posts", "chifeng-2023/4.9"),
    Row("hours short", "k12-associate-senior", profile(continuing_education=[{"year": 2022, "professional_hours": 50, "public_hours": 30}]), COUNTY, "refused", "continuing-education", "chifeng-2023/4.15"),
    Row("transfer after a year in the new post", "engineering-county-middle", profile(present_title=title("middle", "2021-01-01"), post_since="2022-05-01", assessment_passed=True), COUNTY, "eligible", "transfer", "chifeng-2023/4.16", **WATER),
    Row("transfer after half a year", "engineering-county-middle", profile(present_title=title("middle", "2015-12-01"), post_since="2023-01-01", assessment_passed=True), COUNTY, "refused", "transfer-post", "chifeng-2023/4.16", **WATER),
    Row("up in a new series without transfer", "engineering-associate-senior", profile(), COUNTY, "refused", "transfer-first", "chifeng-2023/4.16", **WATER),
    Row("transferred a year ago, seniority adds up", "engineering-associate-senior", profile(present_title={**ENGINEER["present_title"], "transferred_on": "2022-05-01"}), COUNTY, "eligible", "associate-senior", "chifeng-2023/4.1", **WATER),
    Row("transferred this year", "engineering-associate-senior", profile(present_title={**ENGINEER["present_title"], "transferred_on": "2023-01-01"}), COUNTY, "refused", "year-after-transfer", "chifeng-2023/4.16", **WATER),
    Row("a licence counts as the middle title", "construction-associate-senior", profile(qualifications=[{"name": "一级注册建造师", "obtained_on": "2015-01-01"}], **NEW, **BUILT), COUNTY, "eligible", "associate-senior", "chifeng-2023/4.1"),
    # clauses that no row asked before
    Row("city teacher who served in a county town only", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2018-01-01", "county", "2019-06-30")]), CITY, "refused", "teachers-grass-roots-service", "chifeng-2023/4.6.4"),
    Row("city teacher who served in a township", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2018-01-01", "township", "2019-06-30")]), CITY, "eligible", "associate-senior", "chifeng-2023/4.1"),
    Row("freelancer with the ordinary years and no hours", "engineering-associate-senior", profile(kind="freelancer", continuing_education=[], **ENGINEER), {**COMPANY, "nature": "freelance_agency"}, "eligible", "non-public-hours", "chifeng-2023/4.7", **WATER),
    Row("state-owned enterprise, hours not stated", "engineering-associate-senior", profile(continuing_education=[], **ENGINEER), {**COMPANY, "nature": "state_enterprise"}, "conditional", "continuing-education", "chifeng-2023/4.15", **WATER),
    Row("under a measure in an institution", "k12-associate-senior", profile(discipline={"measure": "记过", "until": "2023-12-31"}), COUNTY, "refused", "under-discipline", "chifeng-2023/4.1"),
    Row("under a measure in a company, of which the regulation does not speak", "engineering-associate-senior", profile(discipline={"measure": "记过", "until": "2023-12-31"}, **ENGINEER), COMPANY, "eligible", "associate-senior", "chifeng-2023/4.1", **WATER),
    Row("drugs, field of study not stated", "engineering-drugs-associate-senior", profile(**ENGINEER), COUNTY, "conditional", "related-education-drugs", "chifeng-2023/4.2.1", major="drugs"),
    Row("cyberspace engineer on the general line", "engineering-associate-senior", profile(**ENGINEER), COUNTY, "refused", "major-of-the-plan", "chifeng-2023/5.3.1", major="cyberspace"),
    Row("assistant asks for associate senior", "engineering-associate-senior", profile(present_title=title("assistant", "2010-01-01", "engineering")), COUNTY, "refused", "associate-senior.title", "chifeng-2023/4.5", **WATER),
    Row("associate senior asks for the same level", "engineering-associate-senior", profile(present_title=title("associate_senior", "2018-01-01", "engineering")), COUNTY, "refused", "not-already-held", "chifeng-2023/4.5", **WATER),
    Row("2: introduced, confirmed, recommended by nobody", "green-agriculture-full-senior", green(2, green={"confirmed": True}, **NEW), CITY, "eligible", "green-channel-2", "chifeng-2023/4.5.2"),
    Row("2: introduced, not confirmed yet", "green-agriculture-full-senior", green(2, **NEW), CITY, "conditional", "green-channel-2.confirmed", "chifeng-2023/4.5.2"),
    Row("4: contribution not stated", "green-agriculture-associate-senior", green(4, "league_government", peers=2, education="associate"), COUNTY, "conditional", "green-channel-4.outstanding", "chifeng-2023/4.5.4"),
    Row("5: returnee recommended by an HR bureau only", "green-agriculture-associate-senior", green(5, "hr_bureau", returnee=True, outstanding=True, **NEW), COUNTY, "refused", "green-channel-5.recommended", "chifeng-2023/4.5.5"),
    Row("6: tier 3 in a city unit", "k12-city-middle", programme("new_era_tier3", **NEW), CITY, "refused", "green-channel-tier3.place", "chifeng-2023/4.5.6"),
    Row("7: officer who moved into a social body", "engineering-full-senior", profile(graduated="2018-07-01", work_history=[work("2018-08-01")], converted={"origin": "military", "on": "2018-08-01"}, **NEW), {**COMPANY, "nature": "social"}, "refused", "converted.place", "chifeng-2023/4.5.7", **WATER),
    Row("recognition: field of study unrelated", "recognition-k12-assistant", profile("bachelor", "2022-07-01", work_history=[work("2023-02-01", "township")], education_related=False, assessment_passed=True, **NEW), TOWNSHIP, "refused", "recognition-assistant-bachelor.related", "chifeng-2023/4.6.1"),
    Row("recognition: assessment not stated", "recognition-k12-assistant", profile("bachelor", "2022-07-01", work_history=[work("2023-02-01", "township")], education_related=True, **NEW), TOWNSHIP, "conditional", "recognition-assistant-bachelor.assessed", "chifeng-2023/4.6.1"),
    Row("31 county years, 3 years in the title", "k12-associate-senior", profile("associate", outstanding=True, present_title=title("middle", "2020-01-01"), work_history=[work("1992-05-01")]), COUNTY, "refused", "grass-roots-30-20.tenure", "chifeng-2023/4.6.3"),
    Row("city engineer who served 3 months this year, no hours", "engineering-associate-senior", profile(continuing_education=[], grassroots_service=[work("2023-01-05", "township", "2023-05-10")], **ENGINEER), CITY, "eligible", "served-this-year", "chifeng-2023/4.6.4", **WATER),
    Row("township engineer with the same months, 10 hours", "engineering-associate-senior", profile(continuing_education=[{"year": 2022, "professional_hours": 10, "public_hours": 0}], work_history=[work("2005-08-01", "township")], **ENGINEER), TOWNSHIP, "refused", "continuing-education", "chifeng-2023/4.15", **WATER),
    Row("transfer, assessment answered no", "engineering-county-middle", profile(present_title=title("middle", "2015-12-01"), post_since="2021-05-01", assessment_passed=False), COUNTY, "refused", "transfer-assessed", "chifeng-2023/4.16", **WATER),
    Row("stationed, the letter stated as missing", "k12-associate-senior", profile(), {**STATIONED, "entrusted": False}, "refused", "entrustment", "chifeng-2023/3.2.5"),
    Row("targeted Ulan Muqir actor", "targeted-performing-arts-associate-senior", profile(present_title=title("middle", "2015-12-01", "performing_arts")), COUNTY, "eligible", "associate-senior", "chifeng-2023/4.1", major="ulan_muqir"),
]  # fmt: skip
