"""Which fields of a profile a fact is read from is said where the fact is, and the reading keeps to it."""

from __future__ import annotations

import pytest

from shared.policy import facts_from_dossier, vocabulary
from tests.unit.policy.people import COUNTY_SCHOOL, PACK, TODAY, profile, title, work

DAY = "2020-01-01"
WHOLE = profile(
    kind="professional", origin="mainland", foreign_permit=True, classified=False, occupation="teacher", returnee=True,
    post_since=DAY, outstanding=True, documented=True, assessment_passed=True, education_related=True, licensed=True,
    new_achievements=True, sector_first_prizes=1, discipline={"measure": "警告", "until": "2027-01-01"},
    skill={"level": "technician", "obtained_on": DAY}, converted={"origin": "military", "on": DAY},
    present_title=title("middle", "2010-12-01") | {
        "appointed_on": "2011-01-01", "transferred_on": DAY, "from_outside": True, "verifiable": False,
    },
    work_history=[work("2005-08-01", "township", nature="public_institution", outside_region=False)],
    grassroots_service=[{"started_on": "2026-01-01", "ended_on": "2026-05-01", "place_tier": "township"}],
    qualifications=[{"name": "一级注册建造师", "obtained_on": DAY}],
    honours=[{"code": "nobody", "awarded_on": DAY}],
    programmes=[{"code": "nobody", "starts_on": DAY, "ends_on": None}],
    exams=[{"passed": True, "valid_until": "2027-01-01"}],
    recommendation={"by": ["unit"], "peers": 2, "expert_panel": True},
    green_channel={"claimed": True, "confirmed": True, "category": 1, "talent_class": 1, "postdoc_funded": True,
                   "postdoc_stays": True},
    epidemic={"frontline": True, "designated": True, "confirmed": True},
)  # fmt: skip


class Watched(dict):  # type: ignore[type-arg]
    """Notes what is read of it, below `place`."""

    def __init__(self, values: dict[str, object], read: set[str], place: str = "") -> None:
        super().__init__({name: watched(value, read, place + name + ".") for name, value in values.items()})
        self.read, self.place = read, place

    def __getitem__(self, name: str) -> object:
        self.read.add(self.place + name)
        return super().__getitem__(name)

    def get(self, name: str, default: object = None) -> object:
        self.read.add(self.place + name)
        return super().get(name, default)


def watched(value: object, read: set[str], place: str) -> object:
    """The same, noting what is read of its objects."""
    if isinstance(value, dict):
        return Watched(value, read, place)
    return [watched(one, read, place) for one in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def read() -> set[str]:
    """Every field that the facts of a full profile are made from."""
    found: set[str] = set()
    construction = next(plan for plan in PACK.plans if plan.series == "construction")
    for plan in (PACK.plan("k12-associate-senior"), construction):
        facts_from_dossier(PACK, plan, profile=Watched(WHOLE, found), unit=COUNTY_SCHOOL, at=TODAY)
    return found


def test_every_field_of_a_fact_is_read(read: set[str]) -> None:
    named = {place for fact in vocabulary().values() for place in fact.fields} - {"major"}
    assert named - read == set()


def test_every_field_that_is_read_belongs_to_a_fact(read: set[str]) -> None:
    named = {place for fact in vocabulary().values() for place in fact.fields}
    parts = {place.partition(".")[0] for place in named}
    assert {place for place in read if place not in parts or "." in place} - named == set()
