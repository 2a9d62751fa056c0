"""The decision table for nmg-green-2025: one person per line, written from the notice."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Record
from tests.unit.policy.people import filed, profile, title, work
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
SENIOR, FULL = "green-agriculture-associate-senior-h1", "green-agriculture-full-senior-h1"
SECOND = "green-agriculture-associate-senior-h2"
NEW: dict[str, Any] = {"present_title": None}
AGRONOMIST = title("middle", "2015-12-01", "agriculture")
GOVERNMENT, DEPARTMENT, GROUP, BUREAU = (
    ("league_government",),
    ("regional_department",),
    ("talent_group",),
    ("hr_bureau",),
)
FAILED = Record(
    filed=(filed("associate_senior", "engineering", track="green_channel", round="first", ending="not_passed"),)
)
USED = Record(rights_used=("green-channel",))


def person(category: int, *by: str, education: str = "bachelor", **more: Any) -> dict[str, Any]:
    """Somebody who claims this category, recommended by these bodies."""
    green = {"claimed": True, "category": category, **more.pop("green", {})}
    recommendation = {"by": list(by), "peers": more.pop("peers", 0), "expert_panel": more.pop("panel", False)}
    return profile(
        education, **({"present_title": AGRONOMIST, "green_channel": green, "recommendation": recommendation} | more)
    )


def talent(talent_class: int, **more: Any) -> dict[str, Any]:
    """A recognised talent of that class, assessed by the unit."""
    return person(2, *GROUP, green={"talent_class": talent_class}, **({"assessment_passed": True} | more))


def postdoc(funded: bool = True, stays: bool = True, by: tuple[str, ...] = BUREAU, **more: Any) -> dict[str, Any]:
    """Somebody who left a post-doc station."""
    return person(
        3, *by, green={"postdoc_funded": funded, "postdoc_stays": stays}, **({"assessment_passed": True, **NEW} | more)
    )


APPOINTED = {"present_title": AGRONOMIST | {"level": "associate_senior", "appointed_on": "2023-06-01"}}
FRESHLY = {"present_title": AGRONOMIST | {"level": "associate_senior", "appointed_on": "2024-06-01"}}
OUTSIDE = {"present_title": AGRONOMIST | {"level": "associate_senior", "from_outside": True, "verifiable": False}}
VERIFIED = {"present_title": AGRONOMIST | {"level": "associate_senior", "from_outside": True, "verifiable": True}}
MASTER_HAND = {
    "skill": {"level": "senior_technician", "obtained_on": "2015-01-01"},
    "kind": "skilled_worker",
    "documented": True,
    **NEW,
}

ROWS = [
    # category 1
    Row("1: recommended by the league, with proofs", SENIOR, person(1, *GOVERNMENT, documented=True, **NEW), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1"),
    Row("1: recommended by a regional department", FULL, person(1, *DEPARTMENT, documented=True, **NEW), INSTITUTE, "eligible", "green-channel-1", "nmg-green-2025/1.1"),
    Row("1: nobody recommends", SENIOR, person(1, documented=True), INSTITUTE, "refused", "green-channel-1.recommended", "nmg-green-2025/1.1"),
    Row("1: the HR bureau alone is not enough", SENIOR, person(1, *BUREAU, documented=True), INSTITUTE, "refused", "green-channel-1.recommended", "nmg-green-2025/1.1"),
    Row("1: proofs not stated yet", SENIOR, person(1, *GOVERNMENT), INSTITUTE, "conditional", "green-channel-1.documented", "nmg-green-2025/1.1"),
    # category 2
    Row("2: class 1 for full senior", FULL, talent(1), INSTITUTE, "eligible", "green-channel-2-full-senior", "nmg-green-2025/1.2"),
    Row("2: class 4 for full senior", FULL, talent(4), INSTITUTE, "eligible", "green-channel-2-full-senior", "nmg-green-2025/1.2"),
    Row("2: class 5 for full senior", FULL, talent(5), INSTITUTE, "refused", "green-channel-2-full-senior.class", "nmg-green-2025/1.2"),
    Row("2: class 5 for associate senior", SENIOR, talent(5), INSTITUTE, "eligible", "green-channel-2-associate-senior", "nmg-green-2025/1.2"),
    Row("2: class 6 for associate senior", SENIOR, talent(6), INSTITUTE, "eligible", "green-channel-2-associate-senior", "nmg-green-2025/1.2"),
    Row("2: class 4 for associate senior", SENIOR, talent(4), INSTITUTE, "refused", "green-channel-2-associate-senior.class", "nmg-green-2025/1.2"),
    Row("2: class 5, appointed 2 years", FULL, talent(5, **APPOINTED), INSTITUTE, "eligible", "green-channel-2-appointed", "nmg-green-2025/1.2"),
    Row("2: class 5, appointed 1 year", FULL, talent(5, **FRESHLY), INSTITUTE, "refused", "green-channel-2-full-senior.class", "nmg-green-2025/1.2"),
    Row("2: not assessed yet", SENIOR, talent(5, assessment_passed=None), INSTITUTE, "conditional", "green-channel-2-associate-senior.assessed", "nmg-green-2025/1.2"),
    Row("2: not recognised by the talent group", SENIOR, person(2, *GOVERNMENT, green={"talent_class": 5}), INSTITUTE, "refused", "green-channel-2-associate-senior.recognised", "nmg-green-2025/1.2"),
    # category 3
    Row("3: funded post-doc who stays", SENIOR, postdoc(), INSTITUTE, "eligible", "green-channel-3", "nmg-green-2025/1.3"),
    Row("3: recommended by a regional department", SENIOR, postdoc(by=DEPARTMENT), INSTITUTE, "eligible", "green-channel-3", "nmg-green-2025/1.3"),
    Row("3: not funded", SENIOR, postdoc(funded=False), INSTITUTE, "refused", "green-channel-3.funded", "nmg-green-2025/1.3"),
    Row("3: left the region", SENIOR, postdoc(stays=False), INSTITUTE, "refused", "green-channel-3.stays", "nmg-green-2025/1.3"),
    Row("3: not recommended", SENIOR, postdoc(by=()), INSTITUTE, "refused", "green-channel-3.recommended", "nmg-green-2025/1.3"),
    Row("3: never for full senior", FULL, postdoc(), INSTITUTE, "refused", "no-path", "nmg-green-2025/1.1"),
    # category 4
    Row("4: associate degree, panel, two peers, recommended", SENIOR, person(4, *GOVERNMENT, education="associate", outstanding=True, peers=2, panel=True), INSTITUTE, "eligible", "green-channel-4", "nmg-green-2025/1.4"),
    Row("4: one peer", SENIOR, person(4, *GOVERNMENT, education="associate", outstanding=True, peers=1, panel=True), INSTITUTE, "refused", "green-channel-4.peers", "nmg-green-2025/1.4"),
    Row("4: no panel", SENIOR, person(4, *GOVERNMENT, education="associate", outstanding=True, peers=2), INSTITUTE, "refused", "green-channel-4.panel", "nmg-green-2025/1.4"),
    Row("4: not recommended", SENIOR, person(4, education="associate", outstanding=True, peers=2, panel=True), INSTITUTE, "refused", "green-channel-4.recommended", "nmg-green-2025/1.4"),
    # category 5
    Row("5: returnee, first filing", SENIOR, person(5, *GOVERNMENT, outstanding=True, returnee=True, **NEW), INSTITUTE, "eligible", "green-channel-5", "nmg-green-2025/1.5"),
    Row("5: foreign talent with a permit", SENIOR, person(5, *GOVERNMENT, outstanding=True, returnee=True, origin="foreign", foreign_permit=True, **NEW), INSTITUTE, "eligible", "green-channel-5", "nmg-green-2025/1.5"),
    Row("5: not the first filing", SENIOR, person(5, *GOVERNMENT, outstanding=True, returnee=True), INSTITUTE, "refused", "green-channel-5.first", "nmg-green-2025/1.5"),
    Row("5: no returnee", SENIOR, person(5, *GOVERNMENT, outstanding=True, **NEW), INSTITUTE, "refused", "green-channel-5.returnee", "nmg-green-2025/1.5"),
    # category 6
    Row("6: senior technician in agriculture", SENIOR, person(6, *GOVERNMENT, **MASTER_HAND), COMPANY, "eligible", "green-channel-6", "nmg-green-2025/1.6"),
    Row("6: only a technician", SENIOR, person(6, *GOVERNMENT, **{**MASTER_HAND, "skill": {"level": "technician", "obtained_on": "2015-01-01"}}), COMPANY, "refused", "green-channel-6.skill", "nmg-green-2025/1.6"),
    Row("6: outside the eight fields", "green-k12-associate-senior-h1", person(6, *GOVERNMENT, licensed=True, **MASTER_HAND), COMPANY, "refused", "green-channel-6.field", "nmg-green-2025/1.6"),
    # category 7
    Row("7: unverifiable outside title, same level", SENIOR, person(7, *BUREAU, **OUTSIDE), INSTITUTE, "eligible", "green-channel-7", "nmg-green-2025/1.7"),
    Row("7: the next level up", FULL, person(7, *BUREAU, **OUTSIDE), INSTITUTE, "refused", "green-channel-7.same", "nmg-green-2025/1.7"),
    Row("7: a title that can be verified", SENIOR, person(7, *BUREAU, **VERIFIED), INSTITUTE, "refused", "green-channel-7.outside", "nmg-green-2025/1.7"),
    Row("7: the bureau has not checked", SENIOR, person(7, **OUTSIDE), INSTITUTE, "refused", "green-channel-7.recommended", "nmg-green-2025/1.7"),
    # further rules (5)
    Row("no category chosen", SENIOR, profile(present_title=AGRONOMIST), INSTITUTE, "refused", "green-channel-claimed", "nmg-green-2025/1"),
    Row("files socialised this year too", SENIOR, talent(5), INSTITUTE, "refused", "socialised-first", "nmg-green-2025/5.2", record=Record(filed=(filed("middle"),))),
    Row("failed in the first round, nothing new", SECOND, talent(5, new_achievements=False), INSTITUTE, "refused", "new-achievements-after-failure", "nmg-green-2025/5.3", record=FAILED, at=date(2025, 9, 1)),
    Row("failed in the first round, new achievements", SECOND, talent(5, new_achievements=True), INSTITUTE, "eligible", "green-channel-2-associate-senior", "nmg-green-2025/1.2", record=FAILED, at=date(2025, 9, 1)),
    Row("right used under any notice", SENIOR, talent(5), INSTITUTE, "refused", "right-once", "nmg-green-2025/5.4", record=USED),
    Row("hours short", SENIOR, talent(5, continuing_education=[{"year": 2025, "professional_hours": 30, "public_hours": 10}]), INSTITUTE, "refused", "continuing-education", "nmg-green-2025/5.1"),
    Row("teacher without a licence stated", "green-k12-full-senior-h1", talent(1), INSTITUTE, "conditional", "licensed", "nmg-green-2025/5.5"),
    Row("health without a qualifying exam", "green-health-full-senior-h1", talent(1, licensed=True, exams=[{"passed": False, "valid_until": None}]), INSTITUTE, "refused", "exam-combined", "nmg-green-2025/5.5"),
    Row("inside the integrity record", SENIOR, talent(5), INSTITUTE, "refused", "integrity-record", "nmg-green-2025/4.5", record=Record(integrity_until=date(2027, 1, 1))),
    Row("civil servant", SENIOR, talent(5, kind="civil_servant"), INSTITUTE, "refused", "no-civil-servants", "nmg-green-2025/1"),
    Row("second series at the level", SENIOR, talent(5), INSTITUTE, "refused", "no-second-filing", "nmg-green-2025/5.2", record=Record(filed=(filed(track="green_channel"),))),
    Row("worked here a year only", SENIOR, postdoc(work_history=[work("2024-05-01", "city")]), INSTITUTE, "eligible", "green-channel-3", "nmg-green-2025/1.3"),
    # what is not stated is open, and at whose stage (1.1 to 1.7)
    Row("1: nothing said of a recommendation", FULL, person(1, documented=True, recommendation=None), INSTITUTE, "conditional", "green-channel-1.recommended", "nmg-green-2025/1.1"),
    Row("2: nothing said of the recognition", FULL, talent(2, recommendation=None), INSTITUTE, "conditional", "green-channel-2-full-senior.recognised", "nmg-green-2025/1.2"),
    Row("4: contribution not described yet", SENIOR, person(4, *GOVERNMENT, education="associate", peers=2, panel=True), INSTITUTE, "conditional", "green-channel-4.outstanding", "nmg-green-2025/1.4"),
    Row("4: contribution said not to be outstanding", SENIOR, person(4, *GOVERNMENT, education="associate", outstanding=False, peers=2, panel=True), INSTITUTE, "refused", "green-channel-4.outstanding", "nmg-green-2025/1.4"),
    Row("5: no notable results", SENIOR, person(5, *GOVERNMENT, returnee=True, outstanding=False, **NEW), INSTITUTE, "refused", "green-channel-5.outstanding", "nmg-green-2025/1.5"),
    Row("5: foreigner who never left to come back", SENIOR, person(5, *GOVERNMENT, origin="foreign", foreign_permit=True, outstanding=True, **NEW), INSTITUTE, "eligible", "green-channel-5", "nmg-green-2025/1.5"),
    # levels and series (1.1, 1.5, 1.7)
    Row("5: middle", "green-economics-middle-h1", person(5, *DEPARTMENT, returnee=True, outstanding=True, **NEW), INSTITUTE, "eligible", "green-channel-5", "nmg-green-2025/1.5"),
    Row("7: middle", "green-agriculture-middle-h1", person(7, *BUREAU, present_title=AGRONOMIST | {"from_outside": True, "verifiable": False}), INSTITUTE, "eligible", "green-channel-7", "nmg-green-2025/1.7"),
    Row("7: a title of the region", "green-agriculture-middle-h1", person(7, *BUREAU, present_title=AGRONOMIST), INSTITUTE, "refused", "green-channel-7.outside", "nmg-green-2025/1.7"),
    Row("7: by a regional department", SENIOR, person(7, *DEPARTMENT, **OUTSIDE), INSTITUTE, "eligible", "green-channel-7", "nmg-green-2025/1.7"),
    Row("1: middle", "green-agriculture-middle-h1", person(1, *GOVERNMENT, documented=True, **NEW), INSTITUTE, "refused", "no-path", "nmg-green-2025/1.1"),
    Row("6: assistant", "green-engineering-assistant-h1", person(6, *GOVERNMENT, **MASTER_HAND), COMPANY, "refused", "no-path", "nmg-green-2025/1.1"),
    Row("statistician who failed the exam", "green-statistics-full-senior-h1", person(1, *GOVERNMENT, documented=True, exams=[{"passed": False, "valid_until": None}]), INSTITUTE, "refused", "exam-combined", "nmg-green-2025/5.5"),
    Row("flight crew without a licence", "green-aviation-full-senior-h1", person(1, *GOVERNMENT, documented=True, licensed=False, **NEW), INSTITUTE, "refused", "licensed", "nmg-green-2025/5.5"),
    # hours are everybody's (5.1), years count to the day of filing (2.2)
    Row("company without hours", SENIOR, talent(5, continuing_education=[{"year": 2025, "professional_hours": 0, "public_hours": 0}]), COMPANY, "refused", "continuing-education", "nmg-green-2025/5.1"),
    Row("four township months this year, 40 hours", SENIOR, talent(5, continuing_education=[{"year": 2025, "professional_hours": 30, "public_hours": 10}], grassroots_service=[work("2025-01-01", "township", "2025-05-15")]), INSTITUTE, "refused", "continuing-education", "nmg-green-2025/5.1"),
    Row("2: two years of appointment on 10 July, asked in June", FULL, talent(5, present_title=AGRONOMIST | {"level": "associate_senior", "appointed_on": "2023-07-10"}), INSTITUTE, "refused", "green-channel-2-full-senior.class", "nmg-green-2025/1.2"),
    Row("the same asked on 11 July", FULL, talent(5, present_title=AGRONOMIST | {"level": "associate_senior", "appointed_on": "2023-07-10"}), INSTITUTE, "eligible", "green-channel-2-appointed", "nmg-green-2025/1.2", at=date(2025, 7, 11)),
    # limits (5.2, 5.3)
    Row("took back the first round's filing", SECOND, talent(5), INSTITUTE, "eligible", "green-channel-2-associate-senior", "nmg-green-2025/1.2", record=Record(filed=(filed(track="green_channel", ending="withdrawn"),)), at=date(2025, 9, 1)),
    Row("failed in the first round, nothing said", SECOND, talent(5), INSTITUTE, "conditional", "new-achievements-after-failure", "nmg-green-2025/5.3", record=FAILED, at=date(2025, 9, 1)),
    Row("chose a socialised plan only", SENIOR, talent(5), INSTITUTE, "eligible", "green-channel-2-associate-senior", "nmg-green-2025/1.2", record=Record(filed=(filed("middle", submitted=False),))),
]  # fmt: skip
