"""Organisations, callers and an applicant's papers for the tests; everything is made up."""

import hashlib
import re
from datetime import datetime

from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE

UNIT, DEPARTMENT, BUREAU, OTHER_UNIT = "unit-1", "department-1", "bureau-1", "unit-2"
CITY_BUREAU, CITY_EDUCATION, OFFICE = "bureau-2", "department-2", "office-1"
ORGANISATIONS = [
    {"organisation_id": DEPARTMENT, "name": "松山区教育局", "kind": "department", "tier": "county", "region": "150404",
     "sector": "education", "nature": "government", "parent_id": None},
    {"organisation_id": BUREAU, "name": "松山区人社局", "kind": "hr_bureau", "tier": "county", "region": "150404",
     "sector": "general", "nature": "government", "parent_id": None},
    {"organisation_id": UNIT, "name": "松山区第三小学", "kind": "unit", "tier": "county", "region": "150404",
     "sector": "education", "nature": "public_institution", "parent_id": DEPARTMENT},
    {"organisation_id": OTHER_UNIT, "name": "松山区农技站", "kind": "unit", "tier": "county", "region": "150404",
     "sector": "agriculture", "nature": "public_institution", "parent_id": None},
    {"organisation_id": CITY_BUREAU, "name": "赤峰市人社局", "kind": "hr_bureau", "tier": "city", "region": "150400",
     "sector": "general", "nature": "government", "parent_id": None},
    {"organisation_id": CITY_EDUCATION, "name": "赤峰市教育局", "kind": "department", "tier": "city",
     "region": "150400", "sector": "education", "nature": "government", "parent_id": None},
    {"organisation_id": OFFICE, "name": "赤峰市中小学教师系列高级评委会办公室", "kind": "committee_office",
     "tier": "city", "region": "150400", "sector": "education", "nature": "government", "parent_id": None},
]  # fmt: skip
CONTACT = {"telephone": None, "address": None, "email": None}

PLAN = "k12-associate-senior"
PDF = b"%PDF-1.7\n" + b"made up for a test " * 20


def at(month, day, hour=9, minute=0):
    """An instant of 2026 in Shanghai."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


OPENING, IN_WINDOW = at(5, 8), at(6, 15)
"""The notice's day, and a day inside the senior window."""


def caller(person_id, *roles, organisation=None, region=None):
    """Somebody with a token."""
    return Caller(person_id, "某人", organisation, frozenset(roles or ("applicant",)), region)


APPLICANT = caller("person-1")
STRANGER = caller("person-2")
UNIT_CLERK = caller("clerk-1", "unit_clerk", organisation=UNIT)
OTHER_CLERK = caller("clerk-2", "unit_clerk", organisation=OTHER_UNIT)
HR_CLERK = caller("clerk-3", "hr_clerk", organisation=BUREAU)
PUBLISHER = caller("publisher-1", "publisher", region="150400")


def publisher_of(pack):
    """Whoever publishes for the bureau that the text of a pack names as its issuer."""
    return caller("publisher-1", "publisher", region=re.search(r'"?issuer"?:[^}]*?region"?: "(\d{6})"', pack)[1])


OPERATOR = caller("operator-1", "operator")


def id_number(region="150404", born="19850307", serial="002"):
    """A number with a valid check digit (GB 11643)."""
    body = f"{region}{born}{serial}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def basics(**changes):
    """What register_person takes."""
    return {
        "name": "测试人", "id_number": id_number(), "unit_id": UNIT, "phone": "13800001234", "ethnicity": "蒙古族",
        "work_started_on": "2007-08-01", "current_work": "小学语文教学",
    } | changes  # fmt: skip


def profile(**changes):
    """A teacher with a middle title since 2015."""
    return {
        "present_title": {"name": "一级教师", "level": "middle", "series": "k12_teacher", "obtained_on": "2015-12-01"},
        "education": [
            {"school": "内蒙古师范大学", "major": "汉语言文学", "level": "bachelor", "degree": "文学学士",
             "started_on": "2003-09-01", "graduated_on": "2007-07-01", "length_years": 4, "full_time": True}
        ],
        "work_history": [
            {"started_on": "2007-08-01", "ended_on": None, "organisation": "松山区第三小学", "post": "语文教师",
             "place_tier": "county", "professional": True}
        ],
        "assessments": [{"year": year, "grade": "合格"} for year in (2023, 2024, 2025)],
        "continuing_education": [{"year": 2026, "professional_hours": 60, "public_hours": 30}],
    } | changes  # fmt: skip


def sections(**changes):
    """What fill_dossier takes beyond the pre-filled tables."""
    return {
        "major": "小学语文",
        "summary": "任现职以来，承担小学语文教学与教研工作。",
        "achievements": [
            {"started_on": "2019-03-01", "ended_on": "2021-06-30", "name": "校本课程", "content": "阅读课程",
             "role": "主持人", "effect": "全区推广", "since_present_title": True}
        ],
        "papers": [
            {"published_on": "2022-05-01", "title": "整本书阅读", "venue": "内蒙古教育", "rank": "独著", "number": None}
        ],
    } | changes  # fmt: skip


MATERIALS = (
    ("ce_card", None), ("title_certificate", None), ("annual_assessments", None), ("work_summary", None),
    ("qualifications", None), ("achievements", "achievements.0"), ("papers", "papers.0"),
)  # fmt: skip
"""Item and what it supports, a row by its number: everything the applicant of `profile` and `sections` must upload."""


def by_id(supports, sections):
    """`papers.0` by the id that the draft's row has got; anything else as it is."""
    section, _, number = (supports or "").partition(".")
    rows = sections.get(section) or []
    return f"{section}.{rows[int(number)]['id']}" if number.isdecimal() and int(number) < len(rows) else supports


def file_for(item):
    """A PDF of its own for each item."""
    data = PDF + item.encode()
    return data, hashlib.sha256(data).hexdigest()
