"""What nmg-green-2025 says, sentence by sentence, where a pack could get it wrong; written before its pack was looked at."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from shared.policy import Pack, Record, UnitFacts
from shared.policy.terms.basics import Affiliation, Nature
from tests.unit.policy.people import filed, profile, title
from tests.unit.policy.readings import Read, Told
from tests.unit.policy.tables import Row

NOTICE = "nmg-green-2025"
TODAY = date(2025, 6, 20)
INSTITUTE: dict[str, Any] = {
    "tier": "city",
    "region": "150400",
    "sector": "agriculture",
    "nature": "public_institution",
}
COMPANY = {**INSTITUTE, "nature": "private", "sector": "industry"}
REGIONAL = {**INSTITUTE, "tier": "region", "region": "150000"}
SENIOR, FULL = "green-agriculture-associate-senior-h1", "green-agriculture-full-senior-h1"
SECOND, FULL_SECOND = "green-agriculture-associate-senior-h2", "green-agriculture-full-senior-h2"
SEPTEMBER = date(2025, 9, 15)
AGRONOMIST = title("middle", "2015-12-01", "agriculture")
NEW: dict[str, Any] = {"present_title": None}
LEAGUE, DEPARTMENT, GROUP, BUREAU = "league_government", "regional_department", "talent_group", "hr_bureau"
PASSED = [{"passed": True, "valid_until": "2027-01-01"}]
FAILED = Record(filed=(filed("full_senior", "agriculture", track="green_channel", round="first", ending="not_passed"),))


def person(category: int, *by: str, education: str = "bachelor", **more: Any) -> dict[str, Any]:
    """Somebody who claims the category, recommended by these bodies; nothing is said of recommendation without any."""
    green = {"claimed": True, "category": category, **more.pop("green", {})}
    said = {"by": list(by), **more.pop("said", {})}
    given = {"recommendation": said} if by or len(said) > 1 else {}
    return profile(education, **{"present_title": AGRONOMIST, "green_channel": green, **given, **more})


def great(**more: Any) -> dict[str, Any]:
    """Category 1, recommended by the league, with proofs."""
    return person(1, *more.pop("by", (LEAGUE,)), **{"documented": True, **more})


def talent(grade: int, **more: Any) -> dict[str, Any]:
    """Category 2: a recognised talent of this class."""
    return person(2, *more.pop("by", (GROUP,)), green={"talent_class": grade}, **{"assessment_passed": True, **more})


def postdoc(*by: str, funded: bool = True, stays: bool = True, **more: Any) -> dict[str, Any]:
    """Category 3, assessed by the unit."""
    green = {"postdoc_funded": funded, "postdoc_stays": stays}
    return person(3, *by, education="doctor", green=green, **{"assessment_passed": True, **NEW, **more})


def unlettered(peers: int = 2, panel: bool = True, by: tuple[str, ...] = (LEAGUE,), **more: Any) -> dict[str, Any]:
    """Category 4: secondary education, a middle title since 2015."""
    said = {"peers": peers, "expert_panel": panel}
    return person(4, *by, education="secondary", said=said, **{"outstanding": True, **more})


def returnee(**more: Any) -> dict[str, Any]:
    """Category 5, recommended by the regional department."""
    return person(5, DEPARTMENT, education="doctor", **{"returnee": True, "outstanding": True, **NEW, **more})


def master_hand(**more: Any) -> dict[str, Any]:
    """Category 6: a senior technician."""
    skill = {"level": "senior_technician", "obtained_on": "2015-01-01"}
    return person(6, LEAGUE, **{"kind": "skilled_worker", "skill": skill, "documented": True, **NEW, **more})


def outsider(
    level: str = "associate_senior", verifiable: bool | None = False, by: tuple[str, ...] = (BUREAU,), **more: Any
) -> dict[str, Any]:
    """Category 7: a title of another province that cannot be looked up."""
    held = title(level, "2020-12-01", "agriculture") | {"from_outside": True, "verifiable": verifiable}
    return person(7, *by, **{"present_title": held, **more})


def appointed(since: str) -> dict[str, Any]:
    """An associate senior title with its appointment."""
    return {"present_title": title("associate_senior", "2022-03-01", "agriculture") | {"appointed_on": since}}


def route(affiliation: str, nature: str = "public_institution") -> Callable[[Pack], list[str]]:
    """The stages from such a unit."""

    def stages(pack: Pack) -> list[str]:
        unit = UnitFacts(affiliation=cast(Affiliation, affiliation), nature=cast(Nature, nature), region="150404")
        return [stage.id for stage in pack.route_for(pack.plan(SENIOR), unit).stages]

    return stages


def publicities(affiliation: str) -> Callable[[Pack], list[tuple[str, str, int, str | None]]]:
    """Stage, scope, days and clause of every publicity on the way."""

    def found(pack: Pack) -> list[tuple[str, str, int, str | None]]:
        unit = UnitFacts(affiliation=cast(Affiliation, affiliation), nature="public_institution", region="150404")
        stages = pack.route_for(pack.plan(SENIOR), unit).stages
        return [
            (one.id, one.publicity.scope, one.publicity.working_days, one.publicity.clause)
            for one in stages
            if one.publicity
        ]

    return found


def levels_of(series: str) -> Callable[[Pack], set[str]]:
    """Levels taken for the series."""
    return lambda pack: {plan.level for plan in pack.plans if plan.series == series}


UNIT = ("unit", "unit", 5, "nmg-green-2025/4.3")
ALL_LEVELS = {"full_senior", "associate_senior", "middle", "assistant"}

ROWS = [
    # B
    Read("B", Row("1: nobody has said anything of a recommendation", FULL, person(1, documented=True), INSTITUTE, "conditional", "green-channel-1.recommended", "nmg-green-2025/1.1")),
    Read("B", Row("1: says that nobody recommends", FULL, person(1, documented=True, recommendation={"by": []}), INSTITUTE, "refused", "green-channel-1.recommended", "nmg-green-2025/1.1")),
    Read("B", Row("1: says that there are no proofs", FULL, great(documented=False), INSTITUTE, "refused", "green-channel-1.documented", "nmg-green-2025/1.1")),
    Read("B", Row("2: failed the assessment", FULL, talent(3, assessment_passed=False), INSTITUTE, "refused", "green-channel-2-full-senior.assessed", "nmg-green-2025/1.2")),
    Read("B", Row("2: assessment not stated", FULL, talent(3, assessment_passed=None), INSTITUTE, "conditional", "green-channel-2-full-senior.assessed", "nmg-green-2025/1.2")),
    Read("B", Row("2: the group has not recognised", FULL, talent(3, by=(LEAGUE,)), INSTITUTE, "refused", "green-channel-2-full-senior.recognised", "nmg-green-2025/1.2")),
    Read("B", Row("2: nothing said of the recognition", FULL, talent(3, by=()), INSTITUTE, "conditional", "green-channel-2-full-senior.recognised", "nmg-green-2025/1.2")),
    Read("B", Row("3: failed the assessment", SENIOR, postdoc(BUREAU, assessment_passed=False), INSTITUTE, "refused", "green-channel-3.assessed", "nmg-green-2025/1.3")),
    Read("B", Row("3: left the region", SENIOR, postdoc(BUREAU, stays=False), INSTITUTE, "refused", "green-channel-3.stays", "nmg-green-2025/1.3")),
    Read("B", Row("4: says that there was no panel", SENIOR, unlettered(panel=False), INSTITUTE, "refused", "green-channel-4.panel", "nmg-green-2025/1.4")),
    Read("B", Row("4: unit says not outstanding", SENIOR, unlettered(outstanding=False), INSTITUTE, "refused", "green-channel-4.outstanding", "nmg-green-2025/1.4")),
    Read("B", Row("4: outstanding not stated", SENIOR, unlettered(outstanding=None), INSTITUTE, "conditional", "green-channel-4.outstanding", "nmg-green-2025/1.4")),
    Read("B", Row("5: unit says no notable results", SENIOR, returnee(outstanding=False), INSTITUTE, "refused", "green-channel-5.outstanding", "nmg-green-2025/1.5")),
    Read("B", Row("7: nothing said of the bureau's check", SENIOR, outsider(by=()), INSTITUTE, "conditional", "green-channel-7.recommended", "nmg-green-2025/1.7")),
    Read("B", Row("doctor without a licence", "green-health-full-senior-h1", great(licensed=False, exams=PASSED), INSTITUTE, "refused", "licensed", "nmg-green-2025/5.5")),
    Read("B", Row("accountant who failed the exam", "green-accounting-full-senior-h1", great(exams=[{"passed": False, "valid_until": None}]), INSTITUTE, "refused", "exam-combined", "nmg-green-2025/5.5")),
    # A
    Read("A", Row("not passed in round 1, new achievements", FULL_SECOND, great(new_achievements=True), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1", record=FAILED, at=SEPTEMBER)),
    Read("A", Row("not passed in round 1, nothing new", FULL_SECOND, great(new_achievements=False), INSTITUTE, "refused", "new-achievements-after-failure", "nmg-green-2025/5.3", record=FAILED, at=SEPTEMBER)),
    Read("A", Row("not passed in round 1, nothing said", FULL_SECOND, great(), INSTITUTE, "conditional", "new-achievements-after-failure", "nmg-green-2025/5.3", record=FAILED, at=SEPTEMBER)),
    Read("A", Row("withdrawn in round 1", FULL_SECOND, great(), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1", record=Record(filed=(filed("full_senior", "agriculture", track="green_channel", round="first", ending="withdrawn"),)), at=SEPTEMBER)),
    Read("A", Row("lapsed in round 1", FULL_SECOND, great(), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1", record=Record(filed=(filed("full_senior", "agriculture", track="green_channel", round="first", ending="abandoned"),)), at=SEPTEMBER)),
    Read("A", Row("under way in round 1", FULL_SECOND, great(), INSTITUTE, "refused", "no-second-filing", "nmg-green-2025/5.2", record=Record(filed=(filed("full_senior", "agriculture", track="green_channel", round="first"),)), at=SEPTEMBER)),
    Read("A", Row("files socialised this year", FULL, great(), INSTITUTE, "refused", "socialised-first", "nmg-green-2025/5.2", record=Record(filed=(filed("full_senior", "agriculture"),)))),
    Read("A", Row("took back the socialised one", FULL, great(), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1", record=Record(filed=(filed("full_senior", "agriculture", ending="withdrawn"),)))),
    Read("A", Row("chose a socialised plan and never submitted", FULL, great(), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1", record=Record(filed=(filed("full_senior", "agriculture", submitted=False),)))),
    Read("A", Row("used before", FULL, great(), INSTITUTE, "refused", "right-once", "nmg-green-2025/5.4", record=Record(rights_used=("green-channel",)))),
    # E
    Read("E", Row("4: secondary education, middle since 2015", SENIOR, unlettered(), INSTITUTE, "eligible", "green-channel-4", "nmg-green-2025/1.4")),
    Read("E", Row("4: two years in the title", SENIOR, unlettered(present_title=title("middle", "2023-03-01", "agriculture")), INSTITUTE, "refused", "green-channel-4.tenure", "nmg-green-2025/1.4")),
    Read("E", Row("company without hours: no waiver here", "green-engineering-full-senior-h1", great(continuing_education=[{"year": 2025, "professional_hours": 0, "public_hours": 0}]), COMPANY, "refused", "continuing-education", "nmg-green-2025/5.1", major="mechanical")),
    Read("E", Row("township months this year waive nothing here", SENIOR, great(by=(DEPARTMENT,), continuing_education=[{"year": 2025, "professional_hours": 10, "public_hours": 0}], grassroots_service=[{"started_on": "2025-01-01", "ended_on": "2025-05-31", "place_tier": "township"}]), INSTITUTE, "refused", "continuing-education", "nmg-green-2025/5.1")),
    Read("E", Row("accountant who passed", "green-accounting-full-senior-h1", great(exams=PASSED), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1")),
    Read("E", Row("doctor with licence and exam", "green-health-full-senior-h1", great(exams=PASSED, licensed=True), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1")),
    # F
    Read("F", Row("1: associate senior without any title", SENIOR, great(**NEW), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1")),
    Read("F", Row("1: middle is not for this category", "green-agriculture-middle-h1", great(**NEW), INSTITUTE, "refused", "no-path", "nmg-green-2025/1.1")),
    Read("F", Row("1: the HR bureau recommends", FULL, great(by=(BUREAU,)), INSTITUTE, "refused", "green-channel-1.recommended", "nmg-green-2025/1.1")),
    Read("F", Row("2: class 4, full senior", FULL, talent(4), INSTITUTE, "eligible", "green-channel-2-full-senior", "nmg-green-2025/1.2")),
    Read("F", Row("2: class 5, full senior with a middle title", FULL, talent(5), INSTITUTE, "refused", "green-channel-2-full-senior.class", "nmg-green-2025/1.2")),
    Read("F", Row("2: class 5, associate senior", SENIOR, talent(5, **NEW), INSTITUTE, "eligible", "green-channel-2-associate-senior", "nmg-green-2025/1.2")),
    Read("F", Row("2: class 3, associate senior", SENIOR, talent(3), INSTITUTE, "refused", "green-channel-2-associate-senior.class", "nmg-green-2025/1.2")),
    Read("F", Row("2: class 6, appointed two years", FULL, talent(6, **appointed("2023-01-01")), INSTITUTE, "eligible", "green-channel-2-appointed", "nmg-green-2025/1.2")),
    Read("F", Row("2: class 6, titled three years, appointed one", FULL, talent(6, **appointed("2024-05-01")), INSTITUTE, "refused", "green-channel-2-full-senior.class", "nmg-green-2025/1.2")),
    Read("F", Row("2: appointed two years, assessment failed", FULL, talent(6, assessment_passed=False, **appointed("2023-01-01")), INSTITUTE, "refused", "green-channel-2-appointed.assessed", "nmg-green-2025/1.2")),
    Read("F", Row("2: appointed two years on 15 July, asked in June", FULL, talent(6, **appointed("2023-07-10")), INSTITUTE, "refused", "green-channel-2-full-senior.class", "nmg-green-2025/1.2")),
    Read("F", Row("3: recommended by the regional department", SENIOR, postdoc(DEPARTMENT), REGIONAL, "eligible", "green-channel-3", "nmg-green-2025/1.3")),
    Read("F", Row("3: the league government alone", SENIOR, postdoc(LEAGUE), INSTITUTE, "refused", "green-channel-3.recommended", "nmg-green-2025/1.3")),
    Read("F", Row("3: full senior", FULL, postdoc(BUREAU), INSTITUTE, "refused", "no-path", "nmg-green-2025/1.1")),
    Read("F", Row("3: middle", "green-agriculture-middle-h1", postdoc(BUREAU), INSTITUTE, "refused", "no-path", "nmg-green-2025/1.1")),
    Read("F", Row("4: one peer", SENIOR, unlettered(peers=1), INSTITUTE, "refused", "green-channel-4.peers", "nmg-green-2025/1.4")),
    Read("F", Row("4: the HR bureau alone recommends", SENIOR, unlettered(by=(BUREAU,)), INSTITUTE, "refused", "green-channel-4.recommended", "nmg-green-2025/1.4")),
    Read("F", Row("5: has a title already", SENIOR, returnee(present_title=AGRONOMIST), INSTITUTE, "refused", "green-channel-5.first", "nmg-green-2025/1.5")),
    Read("F", Row("5: never was abroad", SENIOR, returnee(returnee=False), INSTITUTE, "refused", "green-channel-5.returnee", "nmg-green-2025/1.5")),
    Read("F", Row("5: a foreigner is one, whatever the returnee's tick", SENIOR, returnee(returnee=False, origin="foreign", foreign_permit=True), INSTITUTE, "eligible", "green-channel-5", "nmg-green-2025/1.5")),
    Read("F", Row("6: senior technician", "green-engineering-associate-senior-h1", master_hand(), COMPANY, "eligible", "green-channel-6", "nmg-green-2025/1.6", major="mechanical")),
    Read("F", Row("6: no skill level", "green-engineering-associate-senior-h1", master_hand(skill=None), COMPANY, "refused", "green-channel-6.skill", "nmg-green-2025/1.6", major="mechanical")),
    Read("F", Row("6: outside the fields", "green-journalism-associate-senior-h1", master_hand(), COMPANY, "refused", "green-channel-6.field", "nmg-green-2025/1.6")),
    Read("F", Row("7: the same level", SENIOR, outsider(), INSTITUTE, "eligible", "green-channel-7", "nmg-green-2025/1.7")),
    Read("F", Row("7: middle from the army", "green-agriculture-middle-h1", outsider("middle"), INSTITUTE, "eligible", "green-channel-7", "nmg-green-2025/1.7")),
    Read("F", Row("7: can be looked up", SENIOR, outsider(verifiable=True), INSTITUTE, "refused", "green-channel-7.outside", "nmg-green-2025/1.7")),
    Read("F", Row("7: one level up", FULL, outsider(), INSTITUTE, "refused", "green-channel-7.same", "nmg-green-2025/1.7")),
    Read("F", Row("7: another series", "green-engineering-associate-senior-h1", outsider(), INSTITUTE, "refused", "green-channel-7.same", "nmg-green-2025/1.7", major="mechanical")),
    # I, G, C, H
    Read("I", Row("state-owned enterprise without hours", FULL, great(continuing_education=[{"year": 2025, "professional_hours": 0, "public_hours": 0}]), {**COMPANY, "nature": "state_enterprise"}, "refused", "continuing-education", "nmg-green-2025/5.1")),
    Read("I", Row("region's own institute, recommended by its department", FULL, great(by=(DEPARTMENT,)), REGIONAL, "eligible", "green-channel-1", "nmg-green-2025/1.1")),
    Read("I", Row("inside a disciplinary measure", FULL, great(discipline={"measure": "serious_demerit", "until": "2025-12-31"}), INSTITUTE, "refused", "under-discipline", "nmg-green-2025/1")),
    Read("G", Row("second round, 16 July", FULL_SECOND, great(), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1", at=date(2025, 7, 16))),
    Read("G", Row("an annual assessment was not passed", FULL, great(assessments=[{"year": 2024, "grade": "不合格"}]), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1")),
    Read("C", Row("no category", FULL, profile(present_title=AGRONOMIST), INSTITUTE, "refused", "green-channel-claimed", "nmg-green-2025/1")),
    Read("C", Row("7: assistant", "green-agriculture-assistant-h1", outsider("assistant"), INSTITUTE, "eligible", "green-channel-7", "nmg-green-2025/1.7")),
    Read("C", Row("5: middle", "green-agriculture-middle-h1", returnee(), INSTITUTE, "eligible", "green-channel-5", "nmg-green-2025/1.5")),
    Read("H", Row("civil servant", FULL, great(kind="civil_servant"), INSTITUTE, "refused", "no-civil-servants", "nmg-green-2025/1")),
]  # fmt: skip

TOLD = [
    Told("D", "county unit", route("county"), ["unit", "department", "county_hr", "city_hr", "office"], "nmg-green-2025/3.3"),
    Told("D", "league unit", route("city"), ["unit", "department", "city_hr", "office"], "nmg-green-2025/3.3"),
    Told("D", "region's own unit", route("region"), ["unit", "department", "office"], "nmg-green-2025/3.2"),
    Told("D", "county company has no department", route("county", "private"), ["unit", "county_hr", "city_hr", "office"], "nmg-green-2025/3.3"),
    Told("D", "publicities of a county unit", publicities("county"), [UNIT, ("city_hr", "roster", 5, "nmg-green-2025/4.6")], "nmg-green-2025/4.6"),
    Told("D", "publicities of a league unit", publicities("city"), [UNIT, ("city_hr", "roster", 5, "nmg-green-2025/4.6")], "nmg-green-2025/4.6"),
    Told("D", "publicities of the region's own unit", publicities("region"), [UNIT, ("department", "roster", 5, "nmg-green-2025/4.6")], "nmg-green-2025/4.6"),
    Told("G", "no window has an opening day", lambda pack: {window.opens_on for window in pack.windows}, {None}, "nmg-green-2025/2.2"),
    Told("G", "no day to which evidence counts", lambda pack: pack.cut_offs, (), "nmg-green-2025/2.2"),
    Told("G", "no menu of dimensions", lambda pack: pack.indicators, (), "nmg-green-2025/3"),
    Told("G", "no share of members rotates, none comes from outside", lambda pack: (pack.committee_rules.rotation, pack.committee_rules.external, pack.committee_rules.private), (None, None, None), "nmg-green-2025/3"),
    Told("G", "the week before the meeting is not of this notice", lambda pack: (pack.implementation_plan.clause, pack.implementation_plan.verified), (None, False), "nmg-green-2025/0"),
    Told("G", "no post quota", lambda pack: (pack.posts, pack.quotas), ((), ()), "nmg-green-2025/5"),
    Told("G", "how long an integrity record bars is not of this notice", lambda pack: pack.integrity.verified, False, "nmg-green-2025/4.5"),
    Told("G", "no measure or extension of another notice", lambda pack: (pack.oversight, pack.extension), (None, None), "nmg-green-2025/4"),
    Told("G", "papers of the review cite no clause that does not speak of them", lambda pack: {pack.form(one).clause for one in ("result_publicity", "implementation_plan", "approval_report", "publicity_report", "pass_roster", "commitment_letter", "certificate")}, {None}, "nmg-green-2025/4"),
    Told("F", "online with paper; blind is not said", lambda pack: {plan.mode for plan in pack.plans}, {"online_with_paper"}, "nmg-green-2025/3"),
    Told("F", "fifteen copies of the summary, A3; two of the form", lambda pack: {(item.id, item.copies, item.paper) for item in pack.material_lists[0].items if item.number in (1, 2)}, {("evaluation_form", 2, "A4"), ("submission_summary", 15, "A3")}, "nmg-green-2025/annex.1"),
    Told("C", "economists of every level", levels_of("economics"), ALL_LEVELS, "nmg-green-2025/1"),
    Told("C", "journalists of every level", levels_of("journalism"), ALL_LEVELS, "nmg-green-2025/1"),
    Told("C", "statisticians are exam-combined, too", lambda pack: {plan.exam_combined for plan in pack.plans if plan.series in ("statistics", "auditing") and plan.level_group == "senior"}, {True}, "nmg-green-2025/5.5"),
    Told("J", "whoever qualifies for both is steered to the socialised review", lambda pack: [(one.to_tracks, one.clause) for one in pack.preferences], [(("socialised",), "nmg-green-2025/5.2")], "nmg-green-2025/5.2"),
    Told("J", "who may state the recommendation", lambda pack: {entry.settled_by for path in pack.paths for entry in path.requires if entry.id == "recommended"}, {"hr_bureau"}, "nmg-green-2025/1.1"),
    Told("J", "who may state panel and peers", lambda pack: {entry.settled_by for path in pack.paths for entry in path.requires if entry.id in ("panel", "peers")}, {"unit"}, "nmg-green-2025/1.4"),
    Told("J", "the roster holds the number of the policy", lambda pack: (pack.form("applicant_roster").template, pack.form("applicant_roster").clause), ("green_roster", "nmg-green-2025/annex.2"), "nmg-green-2025/annex.2"),
    Told("J", "review is free", lambda pack: next((fee.amount_fen, fee.clause) for fee in pack.fees if fee.kind == "review"), (0, "nmg-green-2025/5.6"), "nmg-green-2025/5.6"),
    Told("H", "returned to the own account, by 4.5", lambda pack: pack.return_rule(pack.routes[0].stages[0]).clause, "nmg-green-2025/4.5", "nmg-green-2025/4.5"),
    Told("H", "round 1 closes on 15 July, round 2 on 31 October", lambda pack: {window.closes_on: window.clause for window in pack.windows if window.stage == "filing"}, {date(2025, 7, 15): "nmg-green-2025/2.2", date(2025, 10, 31): "nmg-green-2025/2.2"}, "nmg-green-2025/2.2"),
]  # fmt: skip
