"""Plausible lives: names, valid ID numbers, education, posts and results that fit the level somebody applies for."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from faker import Faker
from stdnum.cn import ric

from infra.demo.organisations import DemoOrganisation
from shared.policy import LEVEL_RANK, Plan, titles

ETHNICITIES = ("汉族", "汉族", "汉族", "蒙古族", "蒙古族", "满族", "回族")
SCHOOLS = ("内蒙古师范大学", "内蒙古农业大学", "内蒙古工业大学", "赤峰学院", "内蒙古大学", "东北师范大学")
STUDIED = {
    "k12_teacher": "汉语言文学", "vocational_teacher": "机械设计制造及其自动化", "agriculture": "农学",
    "construction": "土木工程", "engineering": "电气工程及其自动化", "health": "临床医学",
    "cultural_relics": "文物与博物馆学",
}  # fmt: skip
MAJORS = {
    "k12_teacher": ("小学语文", "初中数学", "高中物理"), "vocational_teacher": ("机械加工", "汽车维修"),
    "agriculture": ("农学", "园艺"), "construction": ("建筑工程", "市政工程"),
    "engineering": ("机械工程", "水利工程"), "health": ("内科",), "cultural_relics": ("博物馆", "文物保护"),
}  # fmt: skip
STUDIED_IT = {"education_related": True}
RANK_LEVEL = {rank: level for level, rank in LEVEL_RANK.items()}
YEARS_BEFORE = {1: 2, 2: 3, 3: 7, 4: 14, 5: 21}
"""Years of work with which somebody applies for a level of this rank."""

FIRST_TITLE_ABROAD = 5
"""Category of the green channel for a first title after years abroad."""

WITHOUT_PREFERENCE = 12
"""Years of work that no preferential policy rewards."""


class Careers:
    """Makes one life after another from a seed."""

    def __init__(self, seed: int, notice_year: int) -> None:
        self._faker = Faker("zh_CN")
        self._faker.seed_instance(seed)
        self._rng = random.Random(seed)
        self._year = notice_year
        self._serial = 100

    def name(self, sex: str) -> str:
        """A Chinese name."""
        return str(self._faker.name_male() if sex == "男" else self._faker.name_female())

    def profile(self, plan: Plan, unit: DemoOrganisation, *, eligible: bool) -> dict[str, Any]:
        """Everything that a profile and a dossier need, in the shapes of the dossier contract.

        Somebody not eligible took the present title only last year and has nobody's recommendation.
        """
        rank, rng = LEVEL_RANK[plan.level], self._rng
        sex = rng.choice(("男", "女"))
        worked = YEARS_BEFORE[rank] + rng.randrange(0, 5)
        if not eligible:
            worked = min(worked, WITHOUT_PREFERENCE)
        graduated = date(self._year - worked, 7, 1)
        born = date(graduated.year - 22 - _studied_longer(plan), rng.randrange(1, 13), rng.randrange(1, 28))
        return {
            "person": self._person(sex, born, graduated, unit),
            "present_title": self._title(plan, rank, eligible=eligible),
            "education": [self._education(plan, graduated)],
            "work_history": self._work(graduated, unit),
            "major": rng.choice(_majors(plan)),
            "worked_years": worked,
            "claims": claims(plan) if eligible else {},
        }

    def results(self, plan: Plan) -> dict[str, Any]:
        """Achievements, papers, awards and the other repeating tables of a dossier."""
        rng, year = self._rng, self._year
        return {
            "trainings": [self._training(year - 1)],
            "achievements": [self._achievement(plan, n) for n in range(rng.randrange(1, 3))],
            "papers": [self._paper(plan, n) for n in range(rng.randrange(0, 2))],
            "awards": [self._award()] if rng.random() < 0.3 else [],
            "patents": [],
            "exams": [],
            "assessments": [{"year": y, "grade": rng.choice(("合格", "合格", "优秀"))} for y in range(year - 3, year)],
            "continuing_education": [
                {"year": y, "professional_hours": 60, "public_hours": 30} for y in range(year - 2, year + 1)
            ],
            "summary": "任现职以来，认真履行岗位职责，承担本专业技术工作，积极参加继续教育，完成了各项工作任务。",
        }

    def id_number(self, region: str, born: date, sex: str) -> str:
        """A valid 18-digit number of that county and birthday; the sex decides the parity of the serial."""
        self._serial = self._serial + 1 if self._serial < 998 else 101
        parity = 1 if sex == "男" else 0
        serial = self._serial + (self._serial % 2 != parity)
        body = f"{region}{born:%Y%m%d}{serial:03d}"
        return body + str(ric.calc_check_digit(body + "0"))

    def _person(self, sex: str, born: date, graduated: date, unit: DemoOrganisation) -> dict[str, Any]:
        region = _birth_region(unit.region)
        return {
            "name": self.name(sex),
            "sex": sex,
            "ethnicity": self._rng.choice(ETHNICITIES),
            "birth_date": born.isoformat(),
            "birth_place": "内蒙古自治区",
            "id_number": self.id_number(region, born, sex),
            "phone": f"1{self._rng.choice('35789')}{self._rng.randrange(10**9):09d}",
            "work_started_on": (graduated + timedelta(days=31)).isoformat(),
            "health": "健康",
            "party": self._rng.choice(("中共党员", "群众")),
        }

    def _title(self, plan: Plan, rank: int, *, eligible: bool) -> dict[str, Any] | None:
        held = rank - 1
        if held < 1 or (held == 1 and eligible):
            return None
        since = self._year - (6 if eligible else 1)
        return {
            "name": _title_name(plan.series, held),
            "level": RANK_LEVEL[held],
            "series": plan.series,
            "obtained_on": f"{since}-03-01" if eligible else f"{since}-12-01",
            "appointed_on": f"{since + 1}-01-01",
            "approved_by": "人力资源和社会保障局",
        }

    def _education(self, plan: Plan, graduated: date) -> dict[str, Any]:
        longer = _studied_longer(plan)
        return {
            "school": self._rng.choice(SCHOOLS),
            "major": STUDIED.get(plan.series, "综合"),
            "level": "master" if longer else "bachelor",
            "degree": "硕士" if longer else "学士",
            "started_on": f"{graduated.year - (longer or 4)}-09-01",
            "graduated_on": graduated.isoformat(),
            "length_years": longer or 4,
            "full_time": True,
        }

    def _work(self, graduated: date, unit: DemoOrganisation) -> list[dict[str, Any]]:
        post = {"ended_on": None, "organisation": unit.name, "post": "专业技术岗位", "professional": True}
        start = graduated + timedelta(days=31)
        if unit.tier not in ("city", "region"):
            return [post | {"started_on": start.isoformat(), "place_tier": unit.tier}]
        moved = start + timedelta(days=400)
        early = post | {"organisation": "苏木乡镇基层单位", "place_tier": "township", "started_on": start.isoformat()}
        return [
            early | {"ended_on": moved.isoformat()},
            post | {"started_on": moved.isoformat(), "place_tier": unit.tier},
        ]

    def _training(self, year: int) -> dict[str, Any]:
        return {
            "started_on": f"{year}-07-10",
            "ended_on": f"{year}-07-20",
            "content": "专业技术人员继续教育专业科目培训",
            "organiser": "专业技术人员继续教育基地",
            "hours": 60,
        }

    def _achievement(self, plan: Plan, number: int) -> dict[str, Any]:
        year = self._year - 1 - number
        return {
            "started_on": f"{year}-03-01",
            "ended_on": f"{year}-11-30",
            "name": f"{STUDIED.get(plan.series, '专业')}应用项目（{year}年度）",
            "content": "负责项目方案制定、组织实施和总结推广",
            "role": self._rng.choice(("主持人", "第二完成人", "主要参加者")),
            "effect": "项目按期完成并通过验收，成果在本地区推广应用",
            "since_present_title": True,
        }

    def _paper(self, plan: Plan, number: int) -> dict[str, Any]:
        year = self._year - 1 - number
        return {
            "published_on": f"{year}-05-01",
            "title": f"{STUDIED.get(plan.series, '专业')}实践研究（{number + 1}）",
            "venue": "内蒙古科技与经济",
            "rank": "第一作者",
            "number": "CN15-1189/N",
        }

    def _award(self) -> dict[str, Any]:
        return {
            "awarded_on": f"{self._year - 2}-09-10",
            "name": "先进工作者",
            "grade": "市级",
            "issuer": "人民政府",
            "rank": None,
        }


def _majors(plan: Plan) -> tuple[str, ...]:
    """Those that the plan is for, else the usual ones of its series."""
    names = titles()[plan.series].majors
    return tuple(names[code] for code in plan.majors) or MAJORS.get(plan.series, ("综合",))


def _studied_longer(plan: Plan) -> int:
    """Years of study after the bachelor's degree: whom a body recognises at the middle level is a master."""
    return 3 if plan.track == "recognition" and LEVEL_RANK[plan.level] > LEVEL_RANK["assistant"] else 0


def claims(plan: Plan) -> dict[str, Any]:
    """What somebody puts forward beside the tables: on the green channel a category that leads to the plan's level."""
    if plan.track == "recognition":
        return STUDIED_IT | {"assessment_passed": True}
    if plan.track != "green_channel":
        return STUDIED_IT
    category = {"senior": 1, "middle": 4}.get(plan.level_group, 5)
    return STUDIED_IT | {
        "green_channel": {"claimed": True, "confirmed": True, "category": category},
        "recommendation": {"by": ["league_government"], "peers": 2, "expert_panel": True},
        "returnee": category == FIRST_TITLE_ABROAD,
        "documented": True,
        "outstanding": True,
        "licensed": True,
    }


def _title_name(series: str, rank: int) -> str:
    """The catalogue's first title at that level; the next lower one where the series has none there."""
    found = titles()[series]
    names = (found.titles_at(RANK_LEVEL[at]) for at in range(rank, 0, -1))
    return next(titles_there[0] for titles_there in names if titles_there)


def _birth_region(region: str) -> str:
    """A county's code for an ID number: of the county itself, else of one in the region's capital."""
    return region[:2] + "0102" if region.endswith("00") else region
