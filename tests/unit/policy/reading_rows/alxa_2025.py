"""What alxa-2025 says, sentence by sentence, where a pack could get it wrong; written before its pack was looked at."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from shared.policy import Pack, Record, UnitFacts, evaluate, facts_from_dossier
from shared.policy.terms.basics import Affiliation, Nature
from tests.unit.policy.people import filed, profile, title, work
from tests.unit.policy.readings import Read, Told
from tests.unit.policy.tables import Row

NOTICE = "alxa-2025"
TODAY = date(2025, 6, 15)
STATION: dict[str, Any] = {
    "tier": "county",
    "region": "152921",
    "sector": "agriculture",
    "nature": "public_institution",
}
INSTITUTE = {**STATION, "tier": "city", "region": "152900"}
VILLAGE = {**STATION, "tier": "township"}
LEAGUE_SCHOOL = {**INSTITUTE, "sector": "education"}
HOSPITAL = {**INSTITUTE, "sector": "health"}
COMPANY = {**STATION, "nature": "private", "sector": "industry"}
STATE_OWNED = {**COMPANY, "nature": "state_enterprise"}
SOCIETY = {**COMPANY, "nature": "social"}
AGRONOMIST = title("middle", "2015-12-01", "agriculture")
ENGINEER = title("middle", "2015-12-01", "engineering")
DOCTOR = title("middle", "2015-12-01", "health")
PASSED = [{"passed": True, "valid_until": "2027-01-01"}]
WATER = {"major": "water"}
NEW: dict[str, Any] = {"present_title": None}
SENIOR, FULL = "agriculture-associate-senior", "agriculture-full-senior"
MIDDLE = "agriculture-county-middle"
NO_HOURS: dict[str, Any] = {"continuing_education": [{"year": 2025, "professional_hours": 0, "public_hours": 0}]}


def agronomist(**more: Any) -> dict[str, Any]:
    """An agronomist with a middle title since 2015."""
    return profile(**{"present_title": AGRONOMIST, **more})


def accountant(**more: Any) -> dict[str, Any]:
    """An accountant with a middle title since 2015."""
    return profile(present_title=title("middle", "2015-12-01", "accounting"), **more)


def graduate(since: str, tier: str = "township", education: str = "bachelor", **more: Any) -> dict[str, Any]:
    """Somebody without a title who has worked there since that day."""
    return profile(education, "2017-07-01", work_history=[work(since, tier)], **{**NEW, **more})


def talent(code: str, ends: str = "2026-12-31", since: str = "2023-12-01", **more: Any) -> dict[str, Any]:
    """Somebody chosen for a talent programme, with a middle title since then, outstanding."""
    term = [{"code": code, "starts_on": "2018-01-01", "ends_on": ends}]
    return profile(
        **{"present_title": title("middle", since, "agriculture"), "programmes": term, "outstanding": True, **more}
    )


def urban(*service: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A league unit's agronomist who has served in townships for these spans."""
    rows = [work(start, "township", end) for start, end in service]
    return agronomist(work_history=[work("2005-08-01", "city")], grassroots_service=rows, **more)


def veteran(since: str, tier: str = "county", **more: Any) -> dict[str, Any]:
    """Somebody with an associate degree and a middle title who has worked there since."""
    return profile("associate", since, work_history=[work(since, tier)], **{"present_title": AGRONOMIST, **more})


def route(plan: str, affiliation: str, nature: str = "public_institution") -> Callable[[Pack], list[str]]:
    """The stages of the plan's route."""

    def stages(pack: Pack) -> list[str]:
        unit = UnitFacts(affiliation=cast(Affiliation, affiliation), nature=cast(Nature, nature), region="152921")
        return [stage.id for stage in pack.route_for(pack.plan(plan), unit).stages]

    return stages


def refused_by(
    plan: str, person: dict[str, Any], unit: dict[str, Any], major: str | None = None
) -> Callable[[Pack], set[str]]:
    """Ids of the rules that refuse the person."""

    def ids(pack: Pack) -> set[str]:
        facts = facts_from_dossier(pack, pack.plan(plan), profile=person, unit=unit, at=TODAY, major=major)
        return {rule.rule_id for rule in evaluate(pack, pack.plan(plan), facts, TODAY).refusals}

    return ids


def told_off(
    series: str, level: str, track: str = "socialised", major: str = ""
) -> Callable[[Pack], tuple[str, str | None]]:
    """State and clause of the reason why such a title cannot be filed for."""

    def reason(pack: Pack) -> tuple[str, str | None]:
        group = "senior" if level.endswith("senior") else "middle" if level == "middle" else "junior"
        return next(
            (entry.state, entry.clause)
            for entry in pack.unoffered
            if (not entry.series or series in entry.series)
            and (not entry.levels or level in entry.levels)
            and (not entry.level_groups or group in entry.level_groups)
            and (not entry.tracks or track in entry.tracks)
            and (not entry.majors or major in entry.majors)
        )

    return reason


def plans_of(series: str, track: str) -> Callable[[Pack], set[str]]:
    """Levels that the notice takes for the series on the track."""
    return lambda pack: {
        plan.level
        for plan in pack.plans
        if (plan.series, plan.track, plan.availability.state) == (series, track, "open")
    }


def mode(plan: str) -> Callable[[Pack], str]:
    """How the plan is reviewed."""
    return lambda pack: pack.plan(plan).mode


ELSEWHERE = Record(unit_filed=(filed("associate_senior", "agriculture", notice_id=NOTICE, channel="association"),))
COLLEAGUE = Record(
    unit_filed=(filed("associate_senior", "agriculture", notice_id=NOTICE, channel="hr_bureau", committee="x"),)
)
FRONT = {"present_title": title("middle", "2021-05-01", "health"), "epidemic": {"frontline": True}}

ROWS = [
    # B: a stated no refuses, nothing stated is open
    Read("B", Row("failed the exam", "accounting-associate-senior", accountant(exams=[{"passed": False, "valid_until": "2027-01-01"}]), INSTITUTE, "refused", "exam-combined", "alxa-2025/4.1.3")),
    Read("B", Row("exam result has expired", "accounting-associate-senior", accountant(exams=[{"passed": True, "valid_until": "2025-03-01"}]), INSTITUTE, "refused", "exam-combined", "alxa-2025/4.1.3")),
    Read("B", Row("stationed, says there is no letter", SENIOR, agronomist(), {**INSTITUTE, "stationed": True, "entrusted": False}, "refused", "entrustment", "alxa-2025/3.2.3")),
    Read("B", Row("stationed, nothing said of the letter", SENIOR, urban(), {**INSTITUTE, "stationed": True}, "conditional", "entrustment", "alxa-2025/3.2.3")),
    Read("B", Row("stationed with letter and consent", SENIOR, urban(), {**INSTITUTE, "stationed": True, "entrusted": True}, "eligible", "associate-senior", "alxa-2025/4")),
    Read("B", Row("township 3 years, assessment failed", MIDDLE, graduate("2022-05-01", assessment_passed=False), VILLAGE, "refused", "township-2-4.assessed", "alxa-2025/4.4.3")),
    Read("B", Row("township 3 years, assessment not stated", MIDDLE, graduate("2022-05-01"), VILLAGE, "conditional", "township-2-4.assessed", "alxa-2025/4.4.3")),
    Read("B", Row("31 banner years, unit says not outstanding", SENIOR, veteran("1993-08-01", outstanding=False), STATION, "refused", "associate-senior.education", "alxa-2025/4")),
    Read("B", Row("31 banner years, outstanding not stated", SENIOR, veteran("1993-08-01"), STATION, "conditional", "grass-roots-30-20.outstanding", "alxa-2025/4.4.2")),
    Read("B", Row("tier 1, unit says not outstanding", FULL, talent("new_era_tier1", outstanding=False), INSTITUTE, "refused", "green-channel-tier1.results", "alxa-2025/4.3")),
    Read("B", Row("tier 2, outstanding not stated", SENIOR, talent("new_era_tier2", outstanding=None), INSTITUTE, "conditional", "green-channel-tier2.results", "alxa-2025/4.3")),
    Read("B", Row("green channel that the bureau has refused to confirm", FULL, profile(green_channel={"claimed": True, "confirmed": False}, **NEW), INSTITUTE, "refused", "green-channel.confirmed", "alxa-2025/4.3")),
    # A: what the notice limits, and what it does not
    Read("A", Row("second series at the level", SENIOR, agronomist(), STATION, "refused", "one-series-per-level", "alxa-2025/3", record=Record(filed=(filed(),)))),
    Read("A", Row("another level in the same year", SENIOR, agronomist(), STATION, "eligible", "associate-senior", "alxa-2025/4", record=Record(filed=(filed("middle"),)))),
    Read("A", Row("the other one was withdrawn", SENIOR, agronomist(), STATION, "eligible", "associate-senior", "alxa-2025/4", record=Record(filed=(filed(ending="withdrawn"),)))),
    Read("A", Row("another series was chosen and never submitted", SENIOR, agronomist(), STATION, "eligible", "associate-senior", "alxa-2025/4", record=Record(filed=(filed(submitted=False),)))),
    Read("A", Row("second series, on another track", "targeted-agriculture-middle", profile(present_title=title("assistant", "2018-01-01", "agriculture")), STATION, "refused", "one-series-per-level", "alxa-2025/3", record=Record(filed=(filed("middle"),)))),
    Read("A", Row("the unit files through another channel", SENIOR, agronomist(), STATION, "refused", "unit-one-channel", "alxa-2025/3", record=ELSEWHERE)),
    Read("A", Row("a colleague files with another committee", SENIOR, agronomist(), STATION, "refused", "unit-one-channel", "alxa-2025/3", record=COLLEAGUE)),
    Read("A", Row("not passed in the series earlier in the year", SENIOR, agronomist(), STATION, "eligible", "associate-senior", "alxa-2025/4", record=Record(filed=(filed("associate_senior", "agriculture", ending="not_passed"),)))),
    # E: waivers combine with every way
    Read("E", Row("company, ordinary way, no hours", "engineering-associate-senior", profile(present_title=ENGINEER, **NO_HOURS), COMPANY, "eligible", "non-public-hours", "alxa-2025/4.5", **WATER)),
    Read("E", Row("social organisation, ordinary way, no hours", "engineering-associate-senior", profile(present_title=ENGINEER, **NO_HOURS), SOCIETY, "eligible", "non-public-hours", "alxa-2025/4.5", **WATER)),
    Read("E", Row("company, bachelor and 6 years, no hours", "engineering-county-middle", graduate("2019-05-01", "county", **NO_HOURS), COMPANY, "eligible", "non-public-middle", "alxa-2025/4.5", **WATER)),
    Read("E", Row("urban, 3 months in villages this year, no hours", SENIOR, urban(("2025-01-10", "2025-05-31"), **NO_HOURS), INSTITUTE, "eligible", "township-service-hours", "alxa-2025/4.4.4")),
    Read("E", Row("works in a township, no hours", SENIOR, agronomist(work_history=[work("2005-08-01", "township")], **NO_HOURS), VILLAGE, "refused", "continuing-education", "alxa-2025/4.11")),
    Read("E", Row("31 banner years, outstanding, no hours", SENIOR, veteran("1993-08-01", outstanding=True, **NO_HOURS), STATION, "refused", "continuing-education", "alxa-2025/4.11")),
    Read("E", Row("urban, a year early and without hours", SENIOR, urban(("2022-01-01", "2025-05-31"), present_title=title("middle", "2021-06-01", "agriculture"), outstanding=True, **NO_HOURS), INSTITUTE, "eligible", "township-service-early", "alxa-2025/4.4.4")),
    Read("E", Row("urban doctor's degree, a year early", SENIOR, urban(("2021-06-15", "2024-07-30"), education="doctor", present_title=title("middle", "2024-06-20", "agriculture"), outstanding=True), INSTITUTE, "refused", "associate-senior-doctor.tenure", "alxa-2025/4")),
    Read("E", Row("urban talent of tier 2 without hours, 4 months in villages", SENIOR, talent("new_era_tier2", work_history=[work("2005-08-01", "city")], grassroots_service=[work("2025-01-01", "township", "2025-04-30")], **NO_HOURS), INSTITUTE, "eligible", "township-service-hours", "alxa-2025/4.4.4")),
    Read("E", Row("front line, one year early, no hours", "targeted-health-associate-senior", profile(occupation="doctor", **FRONT, **NO_HOURS), STATION, "eligible", "epidemic", "alxa-2025/4.6")),
    # F: every word of the clause
    Read("F", Row("region's own unit stationed here, no letter", SENIOR, agronomist(), {**INSTITUTE, "tier": "region", "region": "150000", "entrusted": False}, "refused", "entrustment", "alxa-2025/3.2.3")),
    Read("F", Row("urban vocational teacher without service", "vocational-associate-senior", profile(present_title=title("middle", "2015-12-01", "vocational_teacher"), work_history=[work("2005-08-01", "city")]), LEAGUE_SCHOOL, "eligible", "associate-senior", "alxa-2025/4")),
    Read("F", Row("urban school teacher without service", "k12-associate-senior", profile(work_history=[work("2005-08-01", "city")]), LEAGUE_SCHOOL, "refused", "grass-roots-service", "alxa-2025/4.4.4")),
    Read("F", Row("urban teacher, middle title, without service", "k12-city-middle", profile(present_title=title("assistant", "2015-12-01"), work_history=[work("2005-08-01", "city")]), LEAGUE_SCHOOL, "eligible", "middle-bachelor", "alxa-2025/4")),
    Read("F", Row("tier 3 in a league institute", "agriculture-city-middle", talent("new_era_tier3", work_history=[work("2024-08-01", "city")], **NEW), INSTITUTE, "refused", "green-channel-tier3.place", "alxa-2025/4.3")),
    Read("F", Row("tier 3 in a banner", MIDDLE, talent("new_era_tier3", **NEW), STATION, "eligible", "green-channel-tier3", "alxa-2025/4.3")),
    Read("F", Row("tier 1 whose term is over", FULL, talent("new_era_tier1", ends="2023-12-31"), INSTITUTE, "refused", "full-senior.title", "alxa-2025/4")),
    Read("F", Row("tier 1 within the term", FULL, talent("new_era_tier1"), INSTITUTE, "eligible", "green-channel-tier1", "alxa-2025/4.3")),
    Read("F", Row("tier 2 asks two levels up", FULL, talent("new_era_tier2"), INSTITUTE, "refused", "green-channel-tier2.one-level-up", "alxa-2025/4.3")),
    Read("F", Row("young top asks one level up", SENIOR, talent("yingcai_young_top"), INSTITUTE, "eligible", "green-channel-tier2", "alxa-2025/4.3")),
    Read("F", Row("township company, bachelor and 3 years", MIDDLE, graduate("2022-05-01", assessment_passed=True), {**VILLAGE, "nature": "private"}, "refused", "non-public-middle.career", "alxa-2025/4.5")),
    Read("F", Row("banner-town institution, bachelor and 3 years", MIDDLE, graduate("2022-05-01", "county", assessment_passed=True), STATION, "refused", "middle-bachelor.title", "alxa-2025/4")),
    Read("F", Row("township, associate degree and 3 years", MIDDLE, graduate("2022-05-01", "township", "associate", assessment_passed=True), VILLAGE, "refused", "township-2-4.service", "alxa-2025/4.4.3")),
    Read("F", Row("township, associate degree and 4 years", MIDDLE, graduate("2021-05-01", "township", "associate", assessment_passed=True), VILLAGE, "eligible", "township-2-4", "alxa-2025/4.4.3")),
    Read("F", Row("company, 8 months in the region", "engineering-county-middle", profile(work_history=[work("2017-08-01", "city", "2024-10-31", outside_region=True), work("2024-11-01")], **NEW), COMPANY, "refused", "non-public-middle.region", "alxa-2025/4.5", **WATER)),
    Read("F", Row("company, associate degree and 7 years", "engineering-county-middle", graduate("2018-01-01", "county", "associate"), COMPANY, "refused", "non-public-middle.career", "alxa-2025/4.5", **WATER)),
    Read("F", Row("company, associate degree and 20 years, associate senior", "engineering-associate-senior", profile("associate", **NEW), COMPANY, "refused", "non-public-associate-senior.career", "alxa-2025/4.5", **WATER)),
    Read("F", Row("five years in the title on 10 July", SENIOR, agronomist(present_title=title("middle", "2020-07-10", "agriculture")), STATION, "eligible", "associate-senior", "alxa-2025/4")),
    Read("F", Row("five years in the title on 16 July", SENIOR, agronomist(present_title=title("middle", "2020-07-16", "agriculture")), STATION, "refused", "associate-senior.tenure", "alxa-2025/4")),
    Read("F", Row("township unit, 4 years in the title, served since", SENIOR, agronomist(present_title=title("middle", "2021-06-01", "agriculture"), work_history=[work("2009-08-01", "township")], outstanding=True), VILLAGE, "refused", "associate-senior.tenure", "alxa-2025/4")),
    Read("F", Row("urban, 4 years in the title, 2 years served", SENIOR, urban(("2023-05-01", "2025-05-31"), present_title=title("middle", "2021-06-01", "agriculture"), outstanding=True), INSTITUTE, "refused", "associate-senior.tenure", "alxa-2025/4")),
    Read("F", Row("urban, 4 years in the title, 3 years served, not outstanding", SENIOR, urban(("2022-01-01", "2025-05-31"), present_title=title("middle", "2021-06-01", "agriculture"), outstanding=False), INSTITUTE, "refused", "associate-senior.tenure", "alxa-2025/4")),
    Read("F", Row("31 banner years, two years in the title", SENIOR, veteran("1993-08-01", present_title=title("middle", "2023-05-01", "agriculture"), outstanding=True), STATION, "refused", "grass-roots-30-20.tenure", "alxa-2025/4.4.2")),
    Read("F", Row("22 township years ask two levels up", FULL, veteran("2003-05-01", "township", outstanding=True), VILLAGE, "refused", "grass-roots-30-20.one-level-up", "alxa-2025/4.4.2")),
    Read("F", Row("targeted engineering in electronics", "targeted-engineering-middle", profile(present_title=title("assistant", "2018-01-01", "engineering")), STATION, "refused", "major-of-the-plan", "alxa-2025/3.1.2", major="electronics")),
    Read("F", Row("company's agronomist without hours this year, 30/20", SENIOR, veteran("1993-08-01", outstanding=True, **NO_HOURS), COMPANY, "eligible", "grass-roots-30-20", "alxa-2025/4.4.2")),
    # I: facts that must be statable
    Read("I", Row("state-owned enterprise, bachelor and 6 years", "engineering-county-middle", graduate("2019-05-01", "county"), STATE_OWNED, "refused", "middle-bachelor.title", "alxa-2025/4", **WATER)),
    Read("I", Row("state-owned enterprise without hours", "engineering-associate-senior", profile(present_title=ENGINEER, **NO_HOURS), STATE_OWNED, "refused", "continuing-education", "alxa-2025/4.11", **WATER)),
    Read("I", Row("state-owned enterprise with hours", "engineering-associate-senior", profile(present_title=ENGINEER), STATE_OWNED, "eligible", "associate-senior", "alxa-2025/4", **WATER)),
    Read("I", Row("farmer", "farmer-middle", profile(kind="farmer_herder", present_title=title("assistant", "2018-01-01", "agriculture")), COMPANY, "eligible", "middle-bachelor", "alxa-2025/4")),
    Read("I", Row("station's agronomist on the farmers' plan", "farmer-middle", profile(present_title=title("assistant", "2018-01-01", "agriculture")), STATION, "refused", "farmers-and-herders-only", "alxa-2025/4.7")),
    Read("I", Row("front-line doctor who has used the preference", "targeted-health-associate-senior", profile(occupation="doctor", **FRONT), STATION, "refused", "associate-senior.tenure", "alxa-2025/4", record=Record(rights_used=("epidemic",)))),
    Read("I", Row("inside a disciplinary measure", SENIOR, agronomist(discipline={"measure": "serious_demerit", "until": "2025-12-31"}), STATION, "refused", "under-discipline", "alxa-2025/4")),
    # G: what this notice does not say
    Read("G", Row("files on the day of the notice", SENIOR, agronomist(), STATION, "eligible", "associate-senior", "alxa-2025/4", at=date(2025, 6, 5))),
    Read("G", Row("one annual assessment of three was not passed", SENIOR, agronomist(assessments=[{"year": 2024, "grade": "不合格"}]), STATION, "eligible", "associate-senior", "alxa-2025/4")),
    Read("G", Row("company that names no channel", "engineering-associate-senior", profile(present_title=ENGINEER), COMPANY, "eligible", "associate-senior", "alxa-2025/4", **WATER)),
    Read("G", Row("targeted after three grass-roots years", "targeted-agriculture-associate-senior", agronomist(work_history=[work("2005-08-01", "city", "2022-05-01"), work("2022-05-02", "township")]), VILLAGE, "eligible", "associate-senior", "alxa-2025/4")),
    # H: the clause that decides
    Read("H", Row("inside the integrity record", SENIOR, agronomist(), STATION, "refused", "integrity-record", "alxa-2025/7.2", record=Record(integrity_until=date(2027, 5, 1)))),
    Read("H", Row("talent uses the preference a second time", SENIOR, talent("new_era_tier2"), INSTITUTE, "refused", "associate-senior.tenure", "alxa-2025/4", record=Record(rights_used=("green-channel",)))),
    Read("H", Row("senior accountant, passed", "accounting-associate-senior", accountant(exams=PASSED), INSTITUTE, "refused", "announced-later", "alxa-2025/2.1.2")),
    Read("H", Row("police technology, middle", "engineering-city-middle", profile(present_title=title("assistant", "2015-12-01", "engineering")), INSTITUTE, "refused", "police-technology-later", "alxa-2025/4.2.1", major="police_technology")),
    Read("C", Row("police technology, associate senior", "police-technology-associate-senior", profile(present_title=ENGINEER), INSTITUTE, "eligible", "associate-senior", "alxa-2025/4", major="police_technology")),
]  # fmt: skip

NURSE = profile(present_title=DOCTOR, work_history=[work("2005-08-01", "city")], exams=PASSED, occupation="nurse")
URBAN_DOCTOR = NURSE | {"occupation": "doctor"}
SERVED = URBAN_DOCTOR | {"grassroots_service": [work("2018-01-01", "township", "2019-02-15")]}
LAWYER = {"series": "legal_services", "major": "lawyer"}

TOLD = [
    Told("F", "an urban nurse is not asked for grass-roots service", refused_by("health-associate-senior", NURSE, HOSPITAL), {"announced-later"}, "alxa-2025/4.4.4"),
    Told("F", "an urban doctor is", refused_by("health-associate-senior", URBAN_DOCTOR, HOSPITAL), {"announced-later", "grass-roots-service"}, "alxa-2025/4.4.4"),
    Told("F", "a doctor who served 13 months has it", refused_by("health-associate-senior", SERVED, HOSPITAL), {"announced-later"}, "alxa-2025/4.4.4"),
    Told("F", "targeted engineering is forestry and water", lambda pack: set(pack.plan("targeted-engineering-middle").majors), {"forestry", "water"}, "alxa-2025/4.4.1"),
    Told("D", "senior, league unit", route(SENIOR, "city"), ["unit", "department", "city_hr", "office"], "alxa-2025/3.2.1"),
    Told("D", "senior, banner unit", route(SENIOR, "county"), ["unit", "department", "county_hr", "city_hr", "office"], "alxa-2025/3.2.1"),
    Told("D", "middle, league unit", route("agriculture-city-middle", "city"), ["unit", "department", "city_hr", "office"], "alxa-2025/3.2.2"),
    Told("D", "middle, banner unit: directly to the banner bureau", route(MIDDLE, "county"), ["unit", "county_hr", "office"], "alxa-2025/3.2.2"),
    Told("D", "unit stationed here", route(SENIOR, "stationed"), ["unit", "city_hr", "office"], "alxa-2025/3.2.3"),
    Told("D", "league's own company", route("engineering-associate-senior", "city", "private"), ["unit", "city_hr", "office"], "alxa-2025/4.5"),
    Told("D", "state-owned enterprise of a banner has a department", route(SENIOR, "county", "state_enterprise"), ["unit", "department", "county_hr", "city_hr", "office"], "alxa-2025/3.2.1"),
    Told("D", "K12 senior: the league reviews, the region confirms", lambda pack: (pack.committee(pack.plan("k12-associate-senior")).tier, pack.committee(pack.plan("k12-associate-senior")).authority.region), ("city", "region"), "alxa-2025/4.10"),
    Told("D", "vocational senior goes to the region", lambda pack: pack.committee(pack.plan("vocational-associate-senior")).tier, "region", "alxa-2025/3.2.1"),
    Told("D", "targeted and farmer results are approved by the league", lambda pack: {pack.committee(plan).authority.region for plan in pack.plans if plan.track in ("targeted", "farmer_herder")}, {"city"}, "alxa-2025/6.2.4"),
    Told("D", "every route ends with the office's re-check", lambda pack: {entry.stages[-1].does for entry in pack.routes}, {"recheck"}, "alxa-2025/5"),
    Told("G", "no window has an opening day", lambda pack: {window.opens_on for window in pack.windows}, {None}, "alxa-2025/2.1.1"),
    Told("G", "no share of members rotates", lambda pack: pack.committee_rules.rotation, None, "alxa-2025/6.1.2"),
    Told("G", "ten dimensions", lambda pack: next(len(entry.dimensions) for entry in pack.indicators if entry.id == "general"), 10, "alxa-2025/6.3.1"),
    Told("G", "nothing may be filed over the posts", lambda pack: {post.over_percent for post in pack.posts}, {0}, "alxa-2025/4.8.1"),
    Told("G", "no entry rests on a clause of another notice", lambda pack: {item.clause for entry in pack.material_lists for item in entry.items if not str(item.clause).startswith("alxa-2025/")}, set(), "alxa-2025/3.2"),
    Told("G", "no filing instruction of another notice on the roster", lambda pack: pack.form("applicant_roster").texts, {}, "alxa-2025/annex.1"),
    Told("C", "lawyers, middle", told_off("legal_services", "middle", major="lawyer"), ("announced_later", "alxa-2025/4.2.1"), "alxa-2025/4.2.1"),
    Told("C", "lawyers, assistant", told_off("legal_services", "assistant", major="lawyer"), ("announced_later", "alxa-2025/4.2.1"), "alxa-2025/4.2.1"),
    Told("C", "sports-injury trainers, middle", told_off("sports", "middle", major="sports_protection"), ("announced_later", "alxa-2025/4.2.1"), "alxa-2025/4.2.1"),
    Told("C", "lawyers, senior: the committee of the justice department", lambda pack: {(plan.level, pack.committee(plan).office.sector) for plan in pack.plans if plan.series == "legal_services"}, {("full_senior", "justice"), ("associate_senior", "justice")}, "alxa-2025/4.2.1"),
    Told("C", "trainers, senior: the committee of the sports department", lambda pack: {(plan.level, pack.committee(plan).office.sector) for plan in pack.plans if plan.series == "sports"}, {("full_senior", "sports"), ("associate_senior", "sports")}, "alxa-2025/4.2.1"),
    Told("C", "police technology, both senior levels", lambda pack: {plan.level for plan in pack.plans if "police_technology" in plan.majors}, {"full_senior", "associate_senior"}, "alxa-2025/4.2.1"),
    Told("C", "health junior is an exam", told_off("health", "assistant"), ("exam_replaced", "alxa-2025/4.1.2"), "alxa-2025/4.1.2"),
    Told("C", "accounting junior is an exam", told_off("accounting", "assistant"), ("exam_replaced", "alxa-2025/4.1.2"), "alxa-2025/4.1.2"),
    Told("C", "the region's green channel has a column of its own", told_off("agriculture", "full_senior", "green_channel"), ("other_system", "alxa-2025/3.1.2"), "alxa-2025/3.1.2"),
    Told("C", "targeted Ulan Muqir", plans_of("performing_arts", "targeted"), {"full_senior", "associate_senior", "middle"}, "alxa-2025/4.4.1"),
    Told("C", "targeted vocational teachers", plans_of("vocational_teacher", "targeted"), {"full_senior", "associate_senior", "middle"}, "alxa-2025/4.4.1"),
    Told("C", "targeted museums", plans_of("cultural_relics", "targeted"), {"full_senior", "associate_senior", "middle"}, "alxa-2025/4.4.1"),
    Told("C", "targeted journalists are not among the fields", plans_of("journalism", "targeted"), set(), "alxa-2025/4.4.1"),
    Told("C", "targeted assistants", told_off("k12_teacher", "assistant", "targeted"), ("not_reviewed", "alxa-2025/4.4.1"), "alxa-2025/4.4.1"),
    Told("C", "health has both senior levels", lambda pack: {plan.level for plan in pack.plans if (plan.series, plan.track) == ("health", "socialised") and plan.level_group == "senior"}, {"full_senior", "associate_senior"}, "alxa-2025/4.1.1"),
    Told("C", "self-governing health is blind", lambda pack: {plan.mode for plan in pack.plans if (plan.series, plan.track) == ("health", "self_governing")}, {"online_blind_with_paper"}, "alxa-2025/4.1.1"),
    Told("F", "textile, senior: blind, with paper", mode("engineering-blind-associate-senior"), "online_blind_with_paper", "alxa-2025/4.1.1"),
    Told("F", "water, senior: not on the blind list", lambda pack: "blind" in mode("engineering-associate-senior")(pack), False, "alxa-2025/4.1.1"),
    Told("F", "agriculture, senior: not on the blind list", lambda pack: "blind" in mode(SENIOR)(pack), False, "alxa-2025/4.1.1"),
    Told("F", "every plan hands in paper", lambda pack: {plan.needs_paper for plan in pack.plans}, {True}, "alxa-2025/3.2"),
    Told("J", "the plan a week before, with consent", lambda pack: (pack.implementation_plan.days_before, pack.implementation_plan.needs), (7, "consent"), "alxa-2025/6.2.2"),
    Told("J", "joint or entrusted review needs the league's consent", lambda pack: pack.joint_review and (pack.joint_review.consent, pack.joint_review.clause), ("city", "alxa-2025/4.2.3"), "alxa-2025/4.2.3"),
    Told("J", "a late review is filed in writing", lambda pack: pack.extension and (pack.extension.needs, pack.extension.clause), ("filing", "alxa-2025/6.2.1"), "alxa-2025/6.2.1"),
    Told("J", "reported within a month, with four papers", lambda pack: (pack.reporting.months_after, set(pack.reporting.documents)), (1, {"approval_report", "publicity_report", "pass_roster", "commitment_letter"}), "alxa-2025/6.2.4"),
    Told("J", "who may say whether the letter is there", lambda pack: next(rule.settled_by for rule in pack.rules if rule.id == "entrustment"), "hr_bureau", "alxa-2025/3.2.3"),
    Told("H", "K12 associate senior over the posts: by its own clause", lambda pack: next(post.clause for post in pack.posts if "k12_teacher" in post.applies.series), "alxa-2025/4.10", "alxa-2025/4.10"),
    Told("H", "targeted posts are listed apart", lambda pack: next(post.clause for post in pack.posts if "targeted" in post.applies.tracks), "alxa-2025/4.4.1", "alxa-2025/4.4.1"),
    Told("H", "every window names its clause", lambda pack: {window.id: window.clause for window in pack.windows if window.stage in ("filing", "paper", "audit", "review") and not window.clause}, {}, "alxa-2025/2.1.1"),
]  # fmt: skip
