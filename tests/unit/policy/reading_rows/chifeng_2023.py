"""Rows for chifeng-2023, written from its text before the pack was looked at."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from shared.policy import Pack, Record, UnitFacts, cut_off
from shared.policy.pack.plans import Holder
from shared.policy.pack.routes import Route
from shared.policy.terms.basics import Level, Track
from tests.unit.policy.people import filed, title, work
from tests.unit.policy.readings import Kind, Read, Told
from tests.unit.policy.tables import Row
from tests.unit.policy.tables.chifeng_2023 import CITY, COMPANY, COUNTY, TOWNSHIP, USED, profile
from tests.unit.policy.test_decision_tables import answer_to

NOTICE = "chifeng-2023"
TODAY = date(2023, 5, 20)
STATION = {**COUNTY, "sector": "agriculture"}
INSTITUTE = {**CITY, "sector": "agriculture"}
TOWNSHIP_STATION = {**TOWNSHIP, "sector": "agriculture"}
STATE = {**COMPANY, "nature": "state_enterprise"}
CENTRAL = {**INSTITUTE, "stationed": True}
HOSPITAL = {**COUNTY, "sector": "health"}
CITY_HOSPITAL = {**CITY, "sector": "health"}
FAILED = [{"passed": False, "valid_until": None}]
PASSED = [{"passed": True, "valid_until": "2025-12-31"}]
IN_CITY: dict[str, Any] = {"work_history": [work("2005-08-01", "city")]}
FEW = [{"year": 2022, "professional_hours": 10, "public_hours": 0}]
SERVED = [work("2020-01-01", "township", "2023-05-15")]
COMMENDED = [{"code": "provincial_epidemic_commendation", "awarded_on": "2021-09-08"}]


def held(level: str, series: str, since: str = "2015-12-01", **more: Any) -> dict[str, Any]:
    """The part of a profile that holds a title."""
    return {"present_title": {**title(level, since, series), **more}}


AGRONOMIST: dict[str, Any] = held("middle", "agriculture")
NONE: dict[str, Any] = {"present_title": None}
DOCTOR: dict[str, Any] = {
    **held("middle", "health"),
    "occupation": "doctor",
    "education_related": True,
    "exams": PASSED,
}
NURSE: dict[str, Any] = {**held("middle", "health"), "occupation": "nurse", "education_related": True, "exams": PASSED}


def since(tier: str, day: str, **more: Any) -> dict[str, Any]:
    """The part of a profile that tells of work in one place."""
    return {"work_history": [work(day, tier, **more)]}


def green(category: int, **more: Any) -> dict[str, Any]:
    """Somebody who asks for an item of the green channel; recommended by whom `by` and `peers` say."""
    said = {name: more.pop(name) for name in ("by", "peers") if name in more}
    asked = {"claimed": True, "category": category, **more.pop("claim", {})}
    return profile(
        more.pop("education", "bachelor"),
        **{**AGRONOMIST, "green_channel": asked, **({"recommendation": said} if said else {}), **more},
    )


def programme(
    code: str, level: str, starts: str = "2022-01-01", ends: str = "2024-12-31", **more: Any
) -> dict[str, Any]:
    """Somebody in a talent programme, whose title is too young for the ordinary way."""
    return profile(
        programmes=[{"code": code, "starts_on": starts, "ends_on": ends}],
        **{**held(level, "agriculture", "2022-12-01"), "outstanding": True, **more},
    )


def read(
    kind: Kind,
    who: str,
    plan: str,
    person: dict[str, Any],
    unit: dict[str, Any],
    outcome: str,
    clause: str = "",
    **more: Any,
) -> Read:
    """One row; `clause` without the notice's name."""
    return Read(
        kind,
        Row(who, plan, person, unit, outcome, more.pop("decider", ""), f"{NOTICE}/{clause}" if clause else "", **more),
    )


GRADUATE: dict[str, Any] = {
    "graduated": "2020-01-01",
    **since("township", "2020-02-01"),
    **held("assistant", "agriculture", "2021-09-01"),
}
FRESH: dict[str, Any] = {"graduated": "2022-07-01", **since("township", "2022-08-01"), **NONE}
POST_DOC: dict[str, Any] = {
    "education": "doctor",
    **NONE,
    "claim": {"postdoc_funded": True, "postdoc_stays": True},
    "by": ["hr_bureau"],
}
TWELVE: dict[str, Any] = {"graduated": "2010-07-01", **since("county", "2010-08-01"), **NONE}

ROWS = [
    # B: a "no" refuses, what nobody has stated stays open for whom the notice lets state it
    read("B", "accountant without any exam result", "accounting-associate-senior", profile(**held("middle", "accounting"), exams=FAILED), INSTITUTE, "refused", "4.3.2"),
    read("B", "exam result that has run out", "health-associate-senior", profile(**{**DOCTOR, "exams": [{"passed": True, "valid_until": "2022-12-31"}]}), HOSPITAL, "refused", "4.3.2", major="clinical"),
    read("B", "unit of the centre, no letter (stated)", "agriculture-associate-senior", profile(**AGRONOMIST), {**CENTRAL, "entrusted": False}, "refused", "3.2.5"),
    read("B", "unit of the centre, middle, no letter (stated)", "agriculture-county-middle", profile(**held("assistant", "agriculture")), {**CENTRAL, "entrusted": False}, "refused", "3.2.5"),
    read("B", "unit of the centre, letter not stated", "agriculture-associate-senior", profile(**AGRONOMIST), CENTRAL, "conditional", "3.2.5"),
    read("B", "township 2 years, assessment answered no", "agriculture-county-middle", profile(**GRADUATE, assessment_passed=False), TOWNSHIP_STATION, "refused", "4.6.2"),
    read("B", "township 2 years, assessment not stated", "agriculture-county-middle", profile(**GRADUATE), TOWNSHIP_STATION, "conditional", "4.6.2"),
    read("B", "recognition, assessment answered no", "recognition-agriculture-assistant", profile(**FRESH, education_related=True, assessment_passed=False), TOWNSHIP_STATION, "refused", "4.6.1"),
    read("B", "recognition, assessment not stated", "recognition-agriculture-assistant", profile(**FRESH, education_related=True), TOWNSHIP_STATION, "conditional", "4.6.1"),
    read("B", "series transfer, assessment answered no", "agriculture-county-middle", profile(post_since="2021-01-01", assessment_passed=False), STATION, "refused", "4.16"),
    read("B", "post-doc who failed the assessment", "green-agriculture-associate-senior", green(3, **POST_DOC, assessment_passed=False), INSTITUTE, "refused", "4.5.3"),
    read("B", "great contribution, recommended by nobody (stated)", "green-agriculture-full-senior", green(1, by=[], documented=True), INSTITUTE, "refused", "4.5.1"),
    read("B", "great contribution, recommendation not stated", "green-agriculture-full-senior", green(1, documented=True), INSTITUTE, "conditional", "4.5.1"),
    read("B", "great contribution, no proofs (stated)", "green-agriculture-full-senior", green(1, by=["league_government"], documented=False), INSTITUTE, "refused", "4.5.1"),
    read("B", "education lacking, one peer", "green-agriculture-associate-senior", green(4, education="secondary", by=["league_government"], peers=1, outstanding=True), STATION, "refused", "4.5.4"),
    read("B", "education lacking, not outstanding (stated)", "green-agriculture-associate-senior", green(4, education="secondary", by=["league_government"], peers=2, outstanding=False), STATION, "refused", "4.5.4"),
    read("B", "tier 2, not outstanding (stated)", "agriculture-associate-senior", programme("new_era_tier2", "middle", outstanding=False), INSTITUTE, "refused", "4.5.6"),
    read("B", "thirty years, not outstanding (stated)", "agriculture-associate-senior", profile("secondary", outstanding=False, **since("county", "1990-08-01"), **AGRONOMIST), STATION, "refused", "4.6.3"),
    read("B", "foreigner, permit not stated", "k12-associate-senior", profile(origin="foreign"), COUNTY, "conditional", "1.2"),
    # A: how often
    read("A", "one more committee at the level", "k12-associate-senior", profile(), COUNTY, "refused", "3", record=Record(filed=(filed(committee="nmg-economics-senior"),))),
    read("A", "another level beside it", "k12-associate-senior", profile(), COUNTY, "eligible", record=Record(filed=(filed("middle"),))),
    read("A", "withdrew from another committee", "k12-associate-senior", profile(), COUNTY, "eligible", record=Record(filed=(filed(ending="withdrawn"),))),
    read("A", "a draft for another committee that was never handed in", "k12-associate-senior", profile(), COUNTY, "eligible", record=Record(filed=(filed(submitted=False),))),
    read("A", "not passed by the same committee this year", "k12-associate-senior", profile(), COUNTY, "eligible", record=Record(filed=(filed("associate_senior", "k12_teacher", committee="chifeng-k12-senior", ending="not_passed"),))),
    read("A", "not passed by another committee this year", "k12-associate-senior", profile(), COUNTY, "refused", "3", record=Record(filed=(filed(ending="not_passed"),))),
    read("A", "two series of one level with one committee", "k12-city-middle", profile(**held("assistant", "k12_teacher")), CITY, "eligible", record=Record(filed=(filed("middle", "vocational_teacher", committee="chifeng-education-middle"),))),
    read("A", "green channel used under another notice", "agriculture-associate-senior", programme("new_era_tier2", "middle"), INSTITUTE, "refused", record=USED),
    read("A", "on the blacklist", "k12-associate-senior", profile(), COUNTY, "refused", "3", record=Record(integrity_until=date(2025, 1, 1))),
    # E: what is waived or counts as something combines with every way
    read("E", "front-line doctor, doctorate, middle 3 years, no hours", "targeted-health-associate-senior", profile("doctor", **{**DOCTOR, **held("middle", "health", "2020-01-01")}, continuing_education=[], epidemic={"frontline": True}), HOSPITAL, "eligible", "4.8.1"),
    read("E", "a teacher who helped at the front line, 10 hours (the policy is for medical staff)", "k12-county-middle", profile(**held("assistant", "k12_teacher"), continuing_education=FEW, epidemic={"frontline": True}), COUNTY, "refused", "4.15"),
    read("E", "non-public, ordinary way, no hours", "engineering-associate-senior", profile(**held("middle", "engineering"), continuing_education=[]), COMPANY, "eligible", "4.7", major="water"),
    read("E", "non-public, bachelor 12 years, no title, no hours", "engineering-associate-senior", profile(**TWELVE, continuing_education=[]), COMPANY, "eligible", "4.7", major="water"),
    read("E", "non-public, tier 2 of the programme, no hours", "agriculture-associate-senior", programme("new_era_tier2", "middle", continuing_education=[]), COMPANY, "eligible", "4.7"),
    read("E", "pre-technician class, non-public, 5 years", "engineering-county-middle", profile("technician_pre", "2017-07-01", **since("county", "2017-08-01"), **NONE), COMPANY, "eligible", "4.7", major="water"),
    read("E", "senior technician class, township post 4 years", "agriculture-county-middle", profile("technician_senior", "2018-07-01", **since("township", "2018-08-01"), assessment_passed=True, **NONE), TOWNSHIP_STATION, "eligible", "4.6.2"),
    read("E", "twenty township years, secondary education, unrelated field, construction", "construction-associate-senior", profile("secondary", **since("township", "2000-08-01"), education_related=False, outstanding=True, **held("middle", "construction")), TOWNSHIP, "eligible", "4.6.3"),
    read("E", "twenty township years, secondary education, the title by qualification", "construction-associate-senior", profile("secondary", **since("township", "2000-08-01"), outstanding=True, qualifications=[{"name": "一级注册建造师", "obtained_on": "2015-01-01"}], **NONE), TOWNSHIP, "eligible", "4.6.3"),
    read("E", "urban, served 3 years since the title and 3 months this year, 4 years middle, no hours", "agriculture-associate-senior", profile(**IN_CITY, **held("middle", "agriculture", "2019-05-01"), grassroots_service=SERVED, outstanding=True, continuing_education=[]), INSTITUTE, "eligible", "4.6.4"),
    read("E", "urban, served 3 years since the title, assistant 3 years", "agriculture-city-middle", profile(**IN_CITY, **held("assistant", "agriculture", "2020-01-01"), grassroots_service=SERVED, outstanding=True), INSTITUTE, "eligible", "4.6.4"),
    read("E", "transferred 14 months ago, old years add up", "agriculture-associate-senior", profile(**held("middle", "agriculture", transferred_on="2022-03-01")), STATION, "eligible"),
    read("E", "tier 2 with 10 hours", "agriculture-associate-senior", programme("new_era_tier2", "middle", continuing_education=FEW), INSTITUTE, "refused", "4.15"),
    read("E", "tier 2 in an exam-combined series without exam", "accounting-associate-senior", programme("new_era_tier2", "middle", **held("middle", "accounting"), exams=FAILED), INSTITUTE, "refused", "4.3.2"),
    read("E", "commended doctor, middle for 1 year, no hours", "targeted-health-associate-senior", profile(**{**DOCTOR, **held("middle", "health", "2022-05-01")}, continuing_education=[], epidemic={"frontline": True}, honours=COMMENDED), HOSPITAL, "eligible", "4.8.1"),
    read("E", "commended doctor, two levels up", "targeted-health-associate-senior", profile(**{**DOCTOR, **held("assistant", "health", "2015-05-01")}, epidemic={"frontline": True}, honours=COMMENDED), HOSPITAL, "refused", "4.5"),
    read("E", "education set aside by peers, urban teacher never in the country", "green-k12-associate-senior", green(4, education="secondary", by=["league_government"], peers=2, outstanding=True, **IN_CITY, **held("middle", "k12_teacher")), CITY, "refused", "4.6.4"),
    read("E", "part-time bachelor", "k12-associate-senior", {**profile(), "education": [{"level": "bachelor", "graduated_on": "2005-07-01", "full_time": False}]}, COUNTY, "eligible"),
    # F: every word of the clause
    read("F", "recognition, unrelated field", "recognition-agriculture-assistant", profile(**FRESH, education_related=False, assessment_passed=True), TOWNSHIP_STATION, "refused", "4.6.1"),
    read("F", "recognition, related field", "recognition-agriculture-assistant", profile(**FRESH, education_related=True, assessment_passed=True), TOWNSHIP_STATION, "eligible", "4.6.1"),
    read("F", "recognition in a county town", "recognition-agriculture-assistant", profile("bachelor", "2022-07-01", **since("county", "2022-08-01"), education_related=True, assessment_passed=True, **NONE), STATION, "refused", "4.6.1"),
    read("F", "recognition in a private township company", "recognition-agriculture-assistant", profile(**FRESH, education_related=True, assessment_passed=True), {**TOWNSHIP_STATION, "nature": "private"}, "eligible", "4.6.1"),
    read("F", "recognition, associate degree, 1 year of the 2 elsewhere", "recognition-agriculture-assistant", profile("associate", "2020-07-01", work_history=[work("2020-08-01", "city", "2022-03-31"), work("2022-04-01", "township")], education_related=True, assessment_passed=True, **NONE), TOWNSHIP_STATION, "refused", "4.6.1"),
    read("F", "direct middle from a private township company", "agriculture-county-middle", profile("bachelor", "2020-01-01", **since("township", "2020-02-01"), assessment_passed=True, **NONE), {**TOWNSHIP_STATION, "nature": "private"}, "refused"),
    read("F", "city teacher never in the country", "k12-associate-senior", profile(**IN_CITY, occupation="teacher"), CITY, "refused", "4.6.4"),
    read("F", "city vocational teacher never in the country", "vocational-associate-senior", profile(**IN_CITY, **held("middle", "vocational_teacher")), CITY, "eligible"),
    read("F", "city teacher, middle level", "k12-city-middle", profile(**IN_CITY, **held("assistant", "k12_teacher")), CITY, "eligible"),
    read("F", "township teacher with 10 hours", "k12-county-middle", profile(**held("assistant", "k12_teacher"), **since("township", "2005-08-01"), continuing_education=FEW), TOWNSHIP, "refused", "4.15"),
    read("F", "county teacher who served in townships this year, 10 hours", "k12-county-middle", profile(**held("assistant", "k12_teacher"), grassroots_service=SERVED, continuing_education=FEW), COUNTY, "refused", "4.15"),
    read("F", "urban, 2 months this year, 10 hours", "agriculture-associate-senior", profile(**IN_CITY, **AGRONOMIST, grassroots_service=[work("2023-03-01", "township", "2023-05-05")], continuing_education=FEW), INSTITUTE, "refused", "4.15"),
    read("F", "tier 2, the term over since 2020", "agriculture-associate-senior", programme("new_era_tier2", "middle", "2015-01-01", "2020-12-31"), INSTITUTE, "refused"),
    read("F", "tier 3 in a city unit", "agriculture-city-middle", programme("new_era_tier3", "assistant"), INSTITUTE, "refused", "4.5.6"),
    read("F", "tier 3 in a county unit", "agriculture-county-middle", programme("new_era_tier3", "assistant"), STATION, "eligible", "4.5.6"),
    read("F", "tier 2, two levels up", "agriculture-associate-senior", programme("new_era_tier2", "assistant"), INSTITUTE, "refused", "4.5.6"),
    read("F", "officer moved 8 years ago, first filing, no proofs asked", "agriculture-associate-senior", profile(converted={"origin": "military", "on": "2015-01-01"}, **NONE), INSTITUTE, "eligible", "4.5.7"),
    read("F", "officer who moved, second filing", "agriculture-associate-senior", profile(converted={"origin": "military", "on": "2015-01-01"}, **held("middle", "agriculture", "2022-05-01")), INSTITUTE, "refused", "4.5.7"),
    read("F", "officer who moved into a social body", "agriculture-associate-senior", profile("bachelor", "2018-07-01", **since("city", "2018-08-01"), converted={"origin": "military", "on": "2015-01-01"}, **NONE), {**INSTITUTE, "nature": "social"}, "refused", "4.5.7"),
    read("F", "non-public bachelor, 4 years", "engineering-county-middle", profile("bachelor", "2018-07-01", **since("county", "2018-08-01"), **NONE), COMPANY, "refused", "4.7", major="water"),
    read("F", "non-public associate degree, 8 years", "engineering-county-middle", profile("associate", "2014-07-01", **since("county", "2014-08-01"), **NONE), COMPANY, "eligible", "4.7", major="water"),
    read("F", "non-public associate degree, 13 years, associate senior", "engineering-associate-senior", profile("associate", "2009-07-01", **since("county", "2009-08-01"), **NONE), COMPANY, "refused", "4.7", major="water"),
    read("F", "non-public bachelor, 17 years, full senior", "engineering-full-senior", profile(**NONE), COMPANY, "refused", "4.5", major="water"),
    read("F", "nurse of another field of study", "targeted-health-associate-senior", profile(**{**NURSE, "education_related": False}), HOSPITAL, "refused", "4.2.1", major="nursing"),
    read("F", "agronomist of another field of study", "agriculture-associate-senior", profile(education_related=False, **AGRONOMIST), STATION, "eligible"),
    read("F", "thirty years, but 2 years in the title", "agriculture-associate-senior", profile(outstanding=True, **since("county", "1990-08-01"), **held("middle", "agriculture", "2021-05-01")), STATION, "refused"),
    read("F", "thirty years, two levels up", "agriculture-associate-senior", profile(outstanding=True, **since("county", "1990-08-01"), **held("assistant", "agriculture")), STATION, "refused", "4.6.3"),
    read("F", "served 3 years, contribution not outstanding, 4 years middle", "agriculture-associate-senior", profile(**IN_CITY, **held("middle", "agriculture", "2019-05-01"), grassroots_service=SERVED, outstanding=False), INSTITUTE, "refused"),
    read("F", "works in the township, 3 years since the title, 4 years middle", "agriculture-associate-senior", profile(**since("township", "2010-01-01"), **held("middle", "agriculture", "2019-05-01"), outstanding=True), TOWNSHIP_STATION, "refused"),
    read("F", "returnee, first filing, full senior", "green-agriculture-full-senior", green(5, **NONE, returnee=True, outstanding=True, by=["regional_department"]), INSTITUTE, "eligible", "4.5.5"),
    read("F", "returnee recommended by the HR bureau only", "green-agriculture-full-senior", green(5, **NONE, returnee=True, outstanding=True, by=["hr_bureau"]), INSTITUTE, "refused", "4.5.5"),
    read("F", "returnee, results not marked (stated)", "green-agriculture-full-senior", green(5, **NONE, returnee=True, outstanding=False, by=["regional_department"]), INSTITUTE, "refused", "4.5.5"),
    read("F", "post-doc recommended by the HR bureau", "green-agriculture-associate-senior", green(3, **POST_DOC, assessment_passed=True), INSTITUTE, "eligible", "4.5.3"),
    read("F", "introduced talent, nobody recommends", "green-agriculture-full-senior", green(2, **NONE, by=[], claim={"confirmed": True}), INSTITUTE, "eligible", "4.5.2"),
    # I: what must be statable
    read("I", "state-owned enterprise, bachelor 12 years, no title", "engineering-associate-senior", profile(**TWELVE), STATE, "refused", "4.5", major="water"),
    read("I", "state-owned enterprise, 10 hours", "engineering-associate-senior", profile(**held("middle", "engineering"), continuing_education=FEW), STATE, "refused", "4.15", major="water"),
    read("I", "institution staff under a measure", "k12-associate-senior", profile(discipline={"measure": "记过", "until": "2023-12-31"}), COUNTY, "refused", "4.1"),
    read("I", "the measure's term is over", "k12-associate-senior", profile(discipline={"measure": "记过", "until": "2023-01-31"}), COUNTY, "eligible"),
    read("I", "classified person (the notice says nothing of them)", "k12-associate-senior", profile(classified=True), COUNTY, "eligible"),
    read("I", "state-owned enterprise, hours done", "engineering-associate-senior", profile(**held("middle", "engineering")), STATE, "eligible", major="water"),
    # G: what this notice does not say
    read("G", "commended, the epidemic policy used before", "targeted-health-associate-senior", profile(**{**DOCTOR, **held("middle", "health", "2022-05-01")}, epidemic={"frontline": True}, honours=COMMENDED), HOSPITAL, "eligible", "4.8.1", record=Record(rights_used=("epidemic",))),
    read("G", "non-public, all years outside the region", "engineering-county-middle", profile("bachelor", "2015-07-01", **since("county", "2015-08-01", outside_region=True), **NONE), COMPANY, "eligible", "4.7", major="water"),
    read("G", "one unqualified annual assessment", "k12-associate-senior", profile(assessments=[{"year": 2022, "grade": "不合格"}]), COUNTY, "eligible"),
    read("G", "young-top programme of a later notice", "agriculture-associate-senior", programme("yingcai_young_top", "middle"), INSTITUTE, "refused"),
    # C: what is put off, or an exam
    read("C", "sports wait", "sports-associate-senior", profile(**held("middle", "sports")), COUNTY, "refused", "2.2"),
    read("C", "health middle is an exam", "health-middle", profile(**{**DOCTOR, **held("assistant", "health")}), HOSPITAL, "refused", "4.3.1"),
    read("C", "accountant with the exam: the time is the committee's", "accounting-associate-senior", profile(**held("middle", "accounting"), exams=PASSED), INSTITUTE, "refused", "2.2", at=date(2023, 6, 20)),
    read("C", "cyberspace through the general engineering line", "engineering-associate-senior", profile(**held("middle", "engineering")), COUNTY, "refused", major="cyberspace"),
    read("C", "cyberspace through its own line", "engineering-cyberspace-associate-senior", profile(**held("middle", "engineering")), COUNTY, "eligible", major="cyberspace"),
    read("C", "drugs, unrelated field of study", "engineering-drugs-associate-senior", profile(**held("middle", "engineering"), education_related=False), COUNTY, "refused", "4.2.1", major="drugs"),
    read("C", "computing, full senior", "engineering-electronics-full-senior", profile(**held("associate_senior", "engineering")), COUNTY, "eligible", major="computing"),
    read("C", "Ulan Muqir, targeted", "targeted-performing-arts-associate-senior", profile(**held("middle", "performing_arts")), COUNTY, "eligible", major="ulan_muqir"),
    read("C", "Mongolian translation, middle", "translation-middle", profile(**held("assistant", "translation")), COUNTY, "eligible", major="mongolian"),
    read("C", "targeted chemistry engineer (not one of the eight fields)", "targeted-engineering-associate-senior", profile(**held("middle", "engineering")), COUNTY, "refused", major="chemical"),
    read("C", "targeted forester", "targeted-engineering-associate-senior", profile(**held("middle", "engineering")), COUNTY, "eligible", major="forestry"),
    read("C", "targeted from a city unit", "targeted-k12-associate-senior", profile(), CITY, "refused", "4.9"),
    # H: the clause that decides
    read("H", "assistant asks for associate senior", "agriculture-associate-senior", profile(**held("assistant", "agriculture")), STATION, "refused", "4.5"),
    read("H", "already holds the level", "agriculture-associate-senior", profile(**held("associate_senior", "agriculture")), STATION, "refused", "4.5"),
    read("H", "major outside the plan", "engineering-cyberspace-associate-senior", profile(**held("middle", "engineering")), COUNTY, "refused", "5.3.1", major="water"),
    read("H", "farmer: arranged apart", "farmer-middle", profile(**held("assistant", "agriculture")), COUNTY, "refused", "4.10"),
]  # fmt: skip


def stages(
    plan: str,
    affiliation: str = "county",
    nature: str = "public_institution",
    channel: str = "hr_bureau",
    sector: str = "general",
) -> Any:
    """The stages of a route by holder: relation, or sector and tier of the organisation."""

    def find(pack: Pack) -> list[str]:
        return [_holder(stage.holder) for stage in _route(pack, plan, affiliation, nature, channel, sector).stages]

    return find


def publicities(plan: str, affiliation: str) -> Any:
    """Who posts what on that route."""

    def find(pack: Pack) -> list[tuple[str, str, int]]:
        route = _route(pack, plan, affiliation)
        return [
            (_holder(stage.holder), stage.publicity.scope, stage.publicity.working_days)
            for stage in route.stages
            if stage.publicity
        ]

    return find


def _route(
    pack: Pack,
    plan: str,
    affiliation: str,
    nature: str = "public_institution",
    channel: str = "hr_bureau",
    sector: str = "general",
) -> Route:
    unit = UnitFacts(affiliation=affiliation, nature=nature, region="150404", channel=channel, sector=sector)  # type: ignore[arg-type]
    return pack.route_for(pack.plan(plan), unit)


def _holder(holder: Holder) -> str:
    if holder.relation:
        return {"unit": "unit", "competent_department": "department", "committee_office": "office"}[holder.relation]
    return "-".join(
        str(part) for part in (holder.region, holder.sector if holder.kind == "department" else holder.kind)
    )


def committee(plan: str) -> Any:
    """Tier and series of the committee that reviews, and who approves it."""

    def find(pack: Pack) -> tuple[str, str, str | None]:
        spec = pack.committee(pack.plan(plan))
        return spec.tier, str(spec.office.sector), spec.authority.region

    return find


def unoffered(series: str, level: Level, track: Track = "socialised") -> Any:
    """State and clause of what the notice names and does not take here."""

    def find(pack: Pack) -> set[tuple[str, str | None]]:
        told = {
            (plan.availability.state, plan.availability.clause)
            for plan in pack.plans
            if (plan.series, plan.level, plan.track) == (series, level, track)
        }
        entries = (
            entry
            for entry in pack.unoffered
            if not entry.majors and entry.selector.matches(level=level, series=series, track=track, plan="")
        )
        return told | {(entry.state, entry.clause) for entry in entries}

    return find


def refusing(person: dict[str, Any], major: str) -> Any:
    """The clauses that refuse a person of a city hospital for associate senior."""

    def find(pack: Pack) -> set[str | None]:
        row = Row("", "health-associate-senior", person, CITY_HOSPITAL, "refused", "", "", major=major)
        return {rule.clause for rule in answer_to(sys.modules[__name__], row).refusals}

    return find


def of(clause: str) -> str:
    """The clause with the notice's name."""
    return f"{NOTICE}/{clause}"


def posts_over(plan: str, reform: bool) -> Any:
    """By how many percent applications may exceed the posts, and by which clause."""

    def find(pack: Pack) -> tuple[int, str | None]:
        rules = (
            rule
            for rule in pack.posts
            if pack.plan(plan).is_meant_by(rule.applies) and rule.under_reform in (None, reform)
        )
        rule = next(rules)
        return rule.over_percent, rule.clause

    return find


TOLD = [
    # A
    Told("A", "limits on filings", lambda pack: sorted((rule.counts, rule.since, rule.clause) for rule in pack.frequency), [("person", "submission", of("3")), ("unit", "submission", of("3"))], of("3")),
    # C
    Told("C", "literature waits", unoffered("literature", "associate_senior"), {("announced_later", of("2.2"))}, of("2.2")),
    Told("C", "sports, middle, waits", unoffered("sports", "middle"), {("announced_later", of("2.2"))}, of("2.2")),
    Told("C", "arts and crafts, assistant, waits", unoffered("arts_and_crafts", "assistant"), {("announced_later", of("2.2"))}, of("2.2")),
    Told("C", "farmers, associate senior", unoffered("agriculture", "associate_senior", "farmer_herder"), {("announced_later", of("4.10"))}, of("4.10")),
    Told("C", "targeted vocational teachers wait", unoffered("vocational_teacher", "associate_senior", "targeted"), {("announced_later", of("4.9"))}, of("4.9")),
    Told("C", "targeted relics and museums wait", unoffered("cultural_relics", "associate_senior", "targeted"), {("announced_later", of("4.9"))}, of("4.9")),
    Told("C", "targeted titles are senior only", unoffered("agriculture", "middle", "targeted"), {("not_reviewed", of("4.9"))}, of("4.9")),
    Told("C", "accounting assistant is an exam", unoffered("accounting", "assistant"), {("exam_replaced", of("4.3.1"))}, of("4.3.1")),
    Told("C", "schools review their own teachers", unoffered("higher_education", "middle"), {("other_system", of("4.4.2"))}, of("4.4.2")),
    Told("C", "full-senior statisticians on line", lambda pack: [(pack.plan(plan).mode.startswith("online"), pack.plan(plan).clause) for plan in ("economics-full-senior", "statistics-full-senior")], [(True, of("4.3.4"))] * 2, of("4.3.4")),
    Told("C", "nobody else on line", lambda pack: sorted(plan.id for plan in pack.plans if plan.mode != "offline_paper"), ["economics-full-senior", "statistics-full-senior"], of("4.3.4")),
    Told("C", "cyberspace committee", committee("engineering-cyberspace-associate-senior"), ("region", "cyberspace", "region"), of("4.4.1")),
    # E, F
    Told("F", "city doctor never in the country", refusing(profile(**IN_CITY, **DOCTOR), "clinical"), {of("2.2"), of("4.6.4")}, of("4.6.4")),
    Told("F", "city nurse never in the country", refusing(profile(**IN_CITY, **NURSE), "nursing"), {of("2.2")}, of("4.6.4")),
    Told("E", "city doctor of the front line never in the country", refusing(profile(**IN_CITY, **DOCTOR, epidemic={"frontline": True}), "clinical"), {of("2.2")}, of("4.8.1")),
    # D
    Told("D", "county middle engineering", stages("engineering-county-middle"), ["unit", "department", "county-hr_bureau", "office"], of("3.2.4.1")),
    Told("D", "county agriculture for the region", stages("agriculture-associate-senior"), ["unit", "department", "county-hr_bureau", "city-hr_bureau", "office"], of("3.2.4.1")),
    Told("D", "county K12 senior", stages("k12-associate-senior"), ["unit", "county-education", "county-hr_bureau", "city-hr_bureau", "office"], of("3.2.4.1")),
    Told("D", "county K12 senior, targeted", stages("targeted-k12-associate-senior"), ["unit", "county-education", "county-hr_bureau", "city-hr_bureau", "office"], of("3.2.4.1")),
    Told("D", "county vocational middle", stages("vocational-middle"), ["unit", "county-education", "county-hr_bureau", "city-hr_bureau", "office"], of("3.2.4.1")),
    Told("D", "county construction middle", stages("construction-middle"), ["unit", "county-housing", "county-hr_bureau", "city-housing", "office"], of("3.2.4.1")),
    Told("D", "county construction senior", stages("construction-associate-senior"), ["unit", "department", "county-hr_bureau", "city-hr_bureau", "office"], of("3.2.4.1")),
    Told("D", "city K12 middle", stages("k12-city-middle", "city"), ["unit", "department", "city-education", "office"], of("3.2.4.2")),
    Told("D", "city construction middle", stages("construction-middle", "city"), ["unit", "city-housing", "office"], of("3.2.4.2")),
    Told("D", "unit of the centre", stages("agriculture-associate-senior", "stationed"), ["unit", "region-hr_bureau", "office"], of("3.2.5")),
    Told("D", "unit of the centre, middle", stages("agriculture-county-middle", "stationed"), ["unit", "region-hr_bureau", "office"], of("3.2.5")),
    Told("D", "publicities of a city file for the region", publicities("agriculture-associate-senior", "city"), [("unit", "unit", 5), ("department", "roster", 5), ("city-hr_bureau", "roster", 5)], of("3.2.2.2")),
    Told("D", "publicities of a county file for the region", publicities("agriculture-associate-senior", "county"), [("unit", "unit", 5), ("county-hr_bureau", "roster", 5), ("city-hr_bureau", "roster", 5)], of("3.2.2.2")),
    Told("D", "publicities of a county file for the county", publicities("engineering-county-middle", "county"), [("unit", "unit", 5), ("county-hr_bureau", "roster", 5)], of("3.2.2.2")),
    Told("D", "who posts the city HR bureau's roster for a city committee", publicities("k12-associate-senior", "county"), [("unit", "unit", 5), ("county-hr_bureau", "roster", 5)], of("3.2.2.2")),
    Told("D", "green channel, items 1 to 5, has the region's committee", committee("green-agriculture-associate-senior"), ("region", "general", "region"), of("4.5")),
    Told("D", "relics, middle: the city HR bureau's committee", committee("museum-middle"), ("city", "general", "city"), of("4.4.3")),
    # G
    Told("G", "dimensions of the menu", lambda pack: {len(entry.dimensions) for entry in pack.indicators}, {9}, of("5.2.1")),
    Told("G", "rotation", lambda pack: pack.committee_rules.rotation, None, of("5.3.3")),
    Told("G", "private-enterprise experts", lambda pack: pack.committee_rules.private, None, of("5.3.3")),
    Told("G", "outside peers of 25", lambda pack: pack.committee_rules.external and pack.committee_rules.external.members_of(25), 1, of("5.3.3")),
    Told("G", "opening days of filing", lambda pack: {window.opens_on for window in pack.windows}, {None}, of("2.2")),
    Told("G", "measures against a committee", lambda pack: {rule.kind for rule in pack.oversight.measures} if pack.oversight else None, {"criticise", "withdraw_right"}, of("6.1.2")),
    Told("G", "free charges", lambda pack: [fee for fee in pack.fees if fee.amount_fen == 0], [], of("6.3")),
    Told("G", "clauses of other notices", lambda pack: sorted({value for value in _clauses(pack.raw) if not value.startswith(NOTICE)}), [], of("4.1")),
    # H
    Told("H", "posts of K12 associate senior", posts_over("k12-associate-senior", False), (0, of("4.13")), of("4.13")),
    Told("H", "posts of others", posts_over("agriculture-associate-senior", False), (5, of("4.11.2")), of("4.11.2")),
    Told("H", "posts under reform", posts_over("agriculture-associate-senior", True), (0, of("4.11.1")), of("4.11.1")),
    Told("H", "posts of targeted titles", posts_over("targeted-agriculture-associate-senior", False), (0, of("4.9")), of("4.9")),
    Told("H", "full-senior teachers, targeted ones counted", lambda pack: [(quota.total, quota.applies.series, quota.applies.levels, quota.clause) for quota in pack.quotas], [(30, ("k12_teacher",), ("full_senior",), of("4.13"))], of("4.13")),
    Told("H", "cut-off of seniors", lambda pack: cut_off(pack, pack.plan("k12-associate-senior"), "tenure"), date(2023, 5, 30), of("2.1")),
    Told("H", "route of a city unit cites", lambda pack: _route(pack, "agriculture-associate-senior", "city").clause, of("3.2.4.2"), of("3.2.4.2")),
    Told("H", "route of a private unit cites", lambda pack: _route(pack, "engineering-county-middle", "county", "private").clause, of("3.2.6"), of("3.2.6")),
    Told("H", "authority of the K12 senior committee", committee("k12-associate-senior"), ("city", "education", "region"), of("5.1.2")),
    Told("H", "authority of the housing committee", committee("construction-middle"), ("city", "housing", "city"), of("5.1.2")),
    Told("H", "authority of a county's committee", committee("k12-county-middle"), ("county", "general", "county"), of("5.1.2")),
    Told("H", "authority of the targeted senior committee", committee("targeted-agriculture-associate-senior"), ("city", "general", "region"), of("5.1.2")),
    Told("H", "titles date from", lambda pack: (pack.certificate.effective, pack.certificate.effective_recognised), ("passing_date", "approval_date"), of("5.3.7")),
    Told("H", "committees without approval", lambda pack: pack.committee_rules.registration.clause, of("5.1.3"), of("5.1.3")),
    Told("H", "integrity record", lambda pack: pack.integrity.clause, of("3"), of("3")),
    # J
    Told("J", "the report is due", lambda pack: (pack.reporting.months_after, pack.reporting.clause), (1, of("5.3.5")), of("5.3.5")),
    Told("J", "the plan waits for consent", lambda pack: (pack.implementation_plan.days_before, pack.implementation_plan.needs), (7, "consent"), of("5.3.2")),
    Told("J", "extension by consent within the year", lambda pack: pack.extension and (pack.extension.needs, pack.extension.within_year), ("consent", True), of("5.3.1")),
    Told("J", "joint review with the city's consent", lambda pack: pack.joint_review and (set(pack.joint_review.modes), pack.joint_review.consent), ({"joint", "entrusted"}, "city"), of("4.4.4")),
    Told("J", "who investigates the truth of material", lambda pack: (rule := pack.publicity_rule("result").material) and (rule.by, rule.clause), (("county_hr", "unit"), of("5.3.4")), of("5.3.4")),
    Told("J", "nobody is steered to another track", lambda pack: pack.preferences, (), of("4.5")),
]  # fmt: skip


def _clauses(raw: Any) -> list[str]:
    """Every clause that the pack cites."""
    if isinstance(raw, dict):
        own = [str(value) for name, value in raw.items() if name == "clause" and value]
        return own + [clause for value in raw.values() for clause in _clauses(value)]
    return [clause for value in raw for clause in _clauses(value)] if isinstance(raw, list) else []
