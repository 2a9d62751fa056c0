"""The decision table for alxa-2025: one person per line, written from the notice."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Record
from tests.unit.policy.people import elsewhere, filed, profile, title, work
from tests.unit.policy.tables import Row

NOTICE = "alxa-2025"
TODAY = date(2025, 6, 15)
BANNER: dict[str, Any] = {"tier": "county", "region": "152921", "sector": "education", "nature": "public_institution"}
TOWNSHIP = {**BANNER, "tier": "township"}
LEAGUE = {**BANNER, "tier": "city", "region": "152900"}
STATIONED = {**LEAGUE, "stationed": True}
COMPANY = {**BANNER, "nature": "private", "sector": "industry"}
NEW: dict[str, Any] = {"present_title": None}
ASSISTANT = {"present_title": title("assistant", "2018-01-01")}
MIDDLE = {"present_title": title("middle", "2015-12-01")}
ENGINEER = {"present_title": title("middle", "2015-12-01", "engineering")}
WATER = {"major": "water"}
TIER1 = {
    "programmes": [{"code": "new_era_tier1", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}],
    "outstanding": True,
}
TIER2 = {
    "programmes": [{"code": "new_era_tier2", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}],
    "outstanding": True,
}
TIER3 = {
    "programmes": [{"code": "new_era_tier3", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}],
    "outstanding": True,
}
YOUNG = {
    "programmes": [{"code": "yingcai_young_top", "starts_on": "2024-01-01", "ends_on": "2026-12-31"}],
    "outstanding": True,
}
USED = Record(rights_used=("green-channel",))
HEALTH = {"present_title": title("middle", "2021-05-01", "health"), "epidemic": {"frontline": True}}

ROWS = [
    # ordinary ways (numbers from the series' own conditions)
    Row("bachelor, middle for 9 years", "k12-associate-senior", profile(), BANNER, "eligible", "associate-senior", "alxa-2025/4"),
    Row("bachelor, middle for 4 years", "k12-associate-senior", profile(present_title=title("middle", "2021-01-01")), BANNER, "refused", "associate-senior.tenure", "alxa-2025/4"),
    Row("associate degree", "k12-associate-senior", profile("associate"), BANNER, "refused", "associate-senior.education", "alxa-2025/4"),
    Row("bachelor, assistant for 7 years", "k12-county-middle", profile(**ASSISTANT), BANNER, "eligible", "middle-bachelor", "alxa-2025/4"),
    Row("first title after a year", "k12-county-assistant", profile(graduated="2023-07-01", work_history=[work("2023-08-01")], **NEW), BANNER, "eligible", "assistant-bachelor", "alxa-2025/4"),
    # evidence counts to 15 July although filing closes on 25 June (2.2)
    Row("five years in the title on 1 July", "k12-associate-senior", profile(present_title=title("middle", "2020-07-01")), BANNER, "eligible", "associate-senior", "alxa-2025/4"),
    Row("five years in the title on 16 July", "k12-associate-senior", profile(present_title=title("middle", "2020-07-16")), BANNER, "refused", "associate-senior.tenure", "alxa-2025/4"),
    # scope (1) and frequency (3)
    Row("civil servant", "k12-associate-senior", profile(kind="civil_servant"), BANNER, "refused", "no-civil-servants", "alxa-2025/1"),
    Row("retired", "k12-associate-senior", profile(kind="retired"), BANNER, "refused", "no-retirees", "alxa-2025/1"),
    Row("foreigner without permit", "k12-associate-senior", profile(origin="foreign", foreign_permit=False), BANNER, "refused", "foreign-permit", "alxa-2025/1"),
    Row("second series at the level", "k12-associate-senior", profile(), BANNER, "refused", "one-series-per-level", "alxa-2025/3", record=Record(filed=(filed(),))),
    Row("unit files through another channel", "k12-associate-senior", profile(), BANNER, "refused", "unit-one-channel", "alxa-2025/3", record=elsewhere("alxa-2025", "k12_teacher", "associate_senior")),
    Row("inside the integrity record", "k12-associate-senior", profile(), BANNER, "refused", "integrity-record", "alxa-2025/7.2", record=Record(integrity_until=date(2027, 1, 1))),
    Row("integrity record over", "k12-associate-senior", profile(), BANNER, "eligible", "associate-senior", "alxa-2025/4", record=Record(integrity_until=date(2025, 6, 14))),
    # channels (3.2)
    Row("stationed without a letter", "k12-associate-senior", profile(work_history=[work("2005-08-01")]), STATIONED, "conditional", "entrustment", "alxa-2025/3.2.3"),
    Row("stationed with a letter", "k12-associate-senior", profile(work_history=[work("2005-08-01")]), {**STATIONED, "entrusted": True}, "eligible", "associate-senior", "alxa-2025/4"),
    Row("league unit, banner plan", "k12-county-middle", profile(**ASSISTANT), LEAGUE, "refused", "county-plan-for-county-units", "alxa-2025/3.2.2"),
    Row("banner unit, league plan", "k12-city-middle", profile(**ASSISTANT), BANNER, "refused", "city-plan-for-city-units", "alxa-2025/3.2.2"),
    # exams (4.1)
    Row("health middle is an exam", "health-middle", profile(present_title=title("assistant", "2015-01-01", "health")), BANNER, "refused", "exam-replaces-review", "alxa-2025/4.1.2"),
    Row("economics senior is announced later", "economics-associate-senior", profile(present_title=title("middle", "2015-01-01", "economics"), exams=[{"passed": True, "valid_until": "2026-01-01"}]), BANNER, "refused", "announced-later", "alxa-2025/2.1.2"),
    Row("economics senior without an exam", "economics-associate-senior", profile(present_title=title("middle", "2015-01-01", "economics"), exams=[{"passed": False, "valid_until": None}]), BANNER, "refused", "exam-combined", "alxa-2025/4.1.3"),
    # grass roots (4.4)
    Row("31 banner years, associate degree", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("1994-06-01")]), BANNER, "eligible", "grass-roots-30-20", "alxa-2025/4.4.2"),
    Row("the same, not vouched for", "k12-associate-senior", profile("associate", work_history=[work("1994-06-01")]), BANNER, "conditional", "grass-roots-30-20.outstanding", "alxa-2025/4.4.2"),
    Row("29 banner years", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("1996-01-01")]), BANNER, "refused", "associate-senior.education", "alxa-2025/4"),
    Row("20 township years", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("2005-06-01", "township")]), TOWNSHIP, "eligible", "grass-roots-30-20", "alxa-2025/4.4.2"),
    Row("30 years, two levels up", "k12-associate-senior", profile("associate", outstanding=True, work_history=[work("1994-06-01")], **ASSISTANT), BANNER, "refused", "grass-roots-30-20.one-level-up", "alxa-2025/4.4.2"),
    Row("township bachelor, 2 years", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2023-06-01", "township")], assessment_passed=True, **NEW), TOWNSHIP, "eligible", "township-2-4", "alxa-2025/4.4.3"),
    Row("township bachelor, not assessed", "k12-county-middle", profile(graduated="2022-07-01", work_history=[work("2023-06-01", "township")], **NEW), TOWNSHIP, "conditional", "township-2-4.assessed", "alxa-2025/4.4.3"),
    Row("township associate degree, 3 years", "k12-county-middle", profile("associate", "2021-07-01", work_history=[work("2022-06-01", "township")], assessment_passed=True, **NEW), TOWNSHIP, "refused", "township-2-4.service", "alxa-2025/4.4.3"),
    Row("league teacher without grass-roots service", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")]), LEAGUE, "refused", "grass-roots-service", "alxa-2025/4.4.4"),
    Row("league teacher with a year of it", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2015-01-01", "county", "2015-12-31")]), LEAGUE, "eligible", "associate-senior", "alxa-2025/4"),
    Row("4 years in the title, 3 township years since", "engineering-associate-senior", profile(present_title=title("middle", "2021-01-01", "engineering"), work_history=[work("2008-08-01", "city")], grassroots_service=[work("2021-03-01", "township", "2024-02-29")], outstanding=True), LEAGUE, "eligible", "township-service-early", "alxa-2025/4.4.4", **WATER),
    Row("80 hours", "k12-associate-senior", profile(continuing_education=[{"year": 2025, "professional_hours": 50, "public_hours": 30}]), BANNER, "refused", "continuing-education", "alxa-2025/4.11"),
    Row("80 hours, 3 township months this year", "engineering-associate-senior", profile(work_history=[work("2005-08-01", "city")], grassroots_service=[work("2025-01-01", "township", "2025-03-31")], continuing_education=[{"year": 2025, "professional_hours": 50, "public_hours": 30}], **ENGINEER), LEAGUE, "eligible", "township-service-hours", "alxa-2025/4.4.4", **WATER),
    Row("targeted, banner post", "targeted-k12-associate-senior", profile(), BANNER, "eligible", "associate-senior", "alxa-2025/4"),
    Row("targeted from a league unit", "targeted-k12-associate-senior", profile(work_history=[work("2005-08-01")]), LEAGUE, "refused", "targeted-posts", "alxa-2025/4.4.1"),
    Row("farmer, assistant for 7 years", "farmer-middle", profile(kind="farmer_herder", present_title=title("assistant", "2018-01-01", "agriculture")), COMPANY, "eligible", "middle-bachelor", "alxa-2025/4"),
    # non-public (4.5)
    Row("company, bachelor + 5, no hours", "engineering-county-middle", profile(graduated="2018-07-01", work_history=[work("2020-06-01")], continuing_education=[], **NEW), COMPANY, "eligible", "non-public-middle", "alxa-2025/4.5", **WATER),
    Row("company, bachelor + 4", "engineering-county-middle", profile(graduated="2018-07-01", work_history=[work("2020-09-01")], **NEW), COMPANY, "refused", "non-public-middle.career", "alxa-2025/4.5", **WATER),
    Row("company, bachelor + 12", "engineering-associate-senior", profile(work_history=[work("2013-06-01")], **NEW), COMPANY, "eligible", "non-public-associate-senior", "alxa-2025/4.5", **WATER),
    Row("company, not a year in the region", "engineering-county-middle", profile(work_history=[work("2013-06-01", "city", "2024-12-31", outside_region=True), work("2025-01-01")], **NEW), COMPANY, "refused", "non-public-middle.region", "alxa-2025/4.5", **WATER),
    # epidemic (4.6), talents (4.3), skilled workers (4.9.2)
    Row("front line, one year early", "targeted-health-associate-senior", profile(**HEALTH), BANNER, "eligible", "epidemic", "alxa-2025/4.6"),
    Row("front line, right used before", "targeted-health-associate-senior", profile(**HEALTH), BANNER, "refused", "associate-senior.tenure", "alxa-2025/4", record=Record(rights_used=("epidemic",))),
    Row("programme tier 1", "k12-full-senior", profile(**MIDDLE, **TIER1), BANNER, "eligible", "green-channel-tier1", "alxa-2025/4.3"),
    Row("programme tier 1, right used before", "k12-full-senior", profile(**MIDDLE, **TIER1), BANNER, "refused", "full-senior.title", "alxa-2025/4", record=USED),
    Row("programme tier 2, one level up", "k12-associate-senior", profile(present_title=title("middle", "2024-01-01"), **TIER2), BANNER, "eligible", "green-channel-tier2", "alxa-2025/4.3"),
    Row("young top talent, one level up", "k12-associate-senior", profile(present_title=title("middle", "2024-01-01"), **YOUNG), BANNER, "eligible", "green-channel-tier2", "alxa-2025/4.3"),
    Row("programme tier 3 in a banner", "k12-county-middle", profile(**NEW, **TIER3), BANNER, "eligible", "green-channel-tier3", "alxa-2025/4.3"),
    Row("programme tier 3 in the league's seat", "k12-city-middle", profile(work_history=[work("2005-08-01", "city")], **NEW, **TIER3), LEAGUE, "refused", "green-channel-tier3.place", "alxa-2025/4.3"),
    Row("programme over", "k12-full-senior", profile(outstanding=True, programmes=[{"code": "new_era_tier1", "starts_on": "2020-01-01", "ends_on": "2024-12-31"}]), BANNER, "refused", "full-senior.title", "alxa-2025/4"),
    Row("skilled worker, engineering", "engineering-county-middle", profile(kind="skilled_worker", present_title=title("assistant", "2018-01-01", "engineering")), COMPANY, "eligible", "middle-bachelor", "alxa-2025/4", **WATER),
    Row("skilled worker, teaching", "k12-county-middle", profile(kind="skilled_worker", **ASSISTANT), BANNER, "refused", "skilled-worker-fields", "alxa-2025/4.9.2"),
    # limits and channels (3)
    Row("the other one at the level was withdrawn", "k12-associate-senior", profile(), BANNER, "eligible", "associate-senior", "alxa-2025/4", record=Record(filed=(filed(ending="withdrawn"),))),
    Row("same series, another major, at the level", "engineering-associate-senior", profile(**ENGINEER), BANNER, "refused", "one-series-per-level", "alxa-2025/3", record=Record(filed=(filed("associate_senior", "engineering", major="forestry"),)), **WATER),
    Row("a colleague's other committee", "k12-associate-senior", profile(), BANNER, "refused", "unit-one-channel", "alxa-2025/3", record=elsewhere("alxa-2025", "k12_teacher", "associate_senior", channel="hr_bureau")),
    Row("region's own unit stationed here, no letter", "k12-associate-senior", profile(), {**BANNER, "tier": "region", "entrusted": False}, "refused", "entrustment", "alxa-2025/3.2.3"),
    # committees of their own (4.2.1), blind review of self-governing units (4.1.1)
    Row("police technology, full senior", "police-technology-full-senior", profile(present_title=title("associate_senior", "2018-01-01", "engineering")), BANNER, "eligible", "full-senior", "alxa-2025/4", major="police_technology"),
    Row("police technology, middle", "engineering-county-middle", profile(present_title=title("assistant", "2018-01-01", "engineering")), BANNER, "refused", "police-technology-later", "alxa-2025/4.2.1", major="police_technology"),
    Row("lawyer, associate senior", "lawyer-associate-senior", profile(present_title=title("middle", "2015-12-01", "legal_services")), COMPANY, "eligible", "associate-senior", "alxa-2025/4", major="lawyer"),
    Row("notary on the lawyers' line", "lawyer-associate-senior", profile(present_title=title("middle", "2015-12-01", "legal_services")), COMPANY, "refused", "major-of-the-plan", "alxa-2025/3.1.2", major="notary"),
    Row("sports-injury trainer, associate senior", "sports-protection-associate-senior", profile(present_title=title("middle", "2015-12-01", "sports")), LEAGUE, "eligible", "associate-senior", "alxa-2025/4", major="sports_protection"),
    Row("self-governing hospital", "health-self-governing-associate-senior", profile(present_title=title("middle", "2015-12-01", "health"), exams=[{"passed": True, "valid_until": "2027-01-01"}]), BANNER, "refused", "announced-later", "alxa-2025/2.1.2"),
    # targeted fields (4.4.1), farmers (4.7)
    Row("targeted Ulan Muqir, full senior", "targeted-performing-arts-full-senior", profile(present_title=title("associate_senior", "2018-01-01", "performing_arts")), BANNER, "eligible", "full-senior", "alxa-2025/4"),
    Row("targeted vocational teacher", "targeted-vocational-middle", profile(present_title=title("assistant", "2018-01-01", "vocational_teacher")), BANNER, "eligible", "middle-bachelor", "alxa-2025/4"),
    Row("targeted forestry", "targeted-engineering-associate-senior", profile(**ENGINEER), BANNER, "eligible", "associate-senior", "alxa-2025/4", major="forestry"),
    Row("targeted mechanics", "targeted-engineering-associate-senior", profile(**ENGINEER), BANNER, "refused", "major-of-the-plan", "alxa-2025/3.1.2", major="mechanical"),
    Row("targeted health, middle: an exam", "targeted-health-middle", profile(present_title=title("assistant", "2018-01-01", "health")), BANNER, "refused", "exam-replaces-review", "alxa-2025/4.1.2"),
    Row("no farmer on the farmers' line", "farmer-assistant", profile(**NEW), COMPANY, "refused", "farmers-and-herders-only", "alxa-2025/4.7"),
    # words of 4.4.4, 4.5, 4.9.1
    Row("urban health post, occupation not stated", "health-associate-senior", profile(present_title=title("middle", "2015-12-01", "health"), work_history=[work("2005-08-01", "city")], exams=[{"passed": True, "valid_until": "2027-01-01"}]), LEAGUE, "refused", "announced-later", "alxa-2025/2.1.2"),
    Row("30 years, two years in the title", "k12-associate-senior", profile("associate", outstanding=True, present_title=title("middle", "2023-05-01"), work_history=[work("1994-06-01")]), BANNER, "refused", "grass-roots-30-20.tenure", "alxa-2025/4.4.2"),
    Row("company, ordinary way, hours not stated", "engineering-county-middle", profile(present_title=title("assistant", "2018-01-01", "engineering"), continuing_education=[]), COMPANY, "eligible", "non-public-hours", "alxa-2025/4.5", **WATER),
    Row("state-owned enterprise, hours not stated", "engineering-county-middle", profile(present_title=title("assistant", "2018-01-01", "engineering"), continuing_education=[]), {**COMPANY, "nature": "state_enterprise"}, "conditional", "continuing-education", "alxa-2025/4.11", **WATER),
    Row("master builder's licence of 2019 counts as middle", "construction-associate-senior", profile(qualifications=[{"name": "一级注册建造师", "obtained_on": "2019-05-01"}], **NEW), COMPANY, "eligible", "associate-senior", "alxa-2025/4"),
    Row("licence of 2023 does not carry five years", "construction-associate-senior", profile(work_history=[work("2018-05-01")], qualifications=[{"name": "一级注册建造师", "obtained_on": "2023-05-01"}], **NEW), BANNER, "refused", "associate-senior.tenure", "alxa-2025/4"),
]  # fmt: skip
