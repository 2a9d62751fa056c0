"""Organisations of the demonstration: derived from the pack, so that any notice has its cast."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from shared.policy import Pack, Plan

SECTOR_OF_SERIES = {
    "k12_teacher": "education", "vocational_teacher": "education", "agriculture": "agriculture",
    "construction": "housing", "engineering": "industry", "health": "health", "cultural_relics": "culture",
}  # fmt: skip
DEPARTMENTS = {
    "education": "教育局", "agriculture": "农牧局", "housing": "住房和城乡建设局", "industry": "工业和信息化局",
    "health": "卫生健康委员会", "culture": "文化和旅游局", "general": "人力资源和社会保障局",
}  # fmt: skip
UNIT_NAMES = {
    "education": ("第一中学", "第二小学", "实验小学", "蒙古族中学"),
    "agriculture": ("农业技术推广中心", "草原工作站"),
    "housing": ("建筑勘察设计院", "市政工程管理处"),
    "industry": ("产品质量检测所", "电子信息技术中心"),
    "health": ("人民医院", "疾病预防控制中心"),
    "culture": ("博物馆", "文物保护中心"),
}
PRIVATE_UNITS = {
    "housing": "宏远建筑工程有限公司", "industry": "蒙东装备制造有限公司", "agriculture": "绿野农业科技有限公司",
}  # fmt: skip
CLERK_ROLE = {
    "unit": "unit_clerk", "department": "department_clerk", "hr_bureau": "hr_clerk",
    "committee_office": "committee_office",
}  # fmt: skip


@dataclass(slots=True)
class Place:
    """An organisation to register; `key` is the demonstration's own name for it, `id` comes from the register."""

    key: str
    name: str
    kind: str
    tier: str
    region: str
    sector: str
    nature: str
    parent: str | None = None
    id: str = ""

    def registration(self, ids: dict[str, str], number: int) -> dict[str, Any]:
        """Parameters of `audit.register_organisation`."""
        return {
            "name": self.name,
            "kind": self.kind,
            "tier": self.tier,
            "region": self.region,
            "sector": self.sector,
            "nature": self.nature,
            "parent_id": ids[self.parent] if self.parent else None,
            "contact": {"telephone": f"0476-{8220000 + number}", "address": f"{self.name}办公楼", "email": None},
            "seal_reference": f"SEAL-{number:04d}",
        }


@dataclass(slots=True)
class Places:
    """All of them, in an order in which each parent comes before its units."""

    all: list[Place] = field(default_factory=list)

    def add(self, place: Place) -> Place:
        """Register once; a key that exists is returned as it is."""
        known = self.find(place.key)
        if known is None:
            self.all.append(place)
        return known or place

    def find(self, key: str) -> Place | None:
        """By key."""
        return next((place for place in self.all if place.key == key), None)

    def units(self, tiers: tuple[str, ...], sector: str) -> list[Place]:
        """Units of a sector in these tiers."""
        return [p for p in self.all if p.kind == "unit" and p.tier in tiers and p.sector == sector]


def build_places(pack: Pack, plans: list[Plan], rng: random.Random, counties: int) -> Places:
    """Bureaus, departments, offices and units for `plans` in `counties` sampled counties and the issuing city."""
    places = Places()
    chosen = sorted(rng.sample([region.code for region in pack.regions_of("county")], counties))
    city = pack.regions_of("city")[0].code
    province = city[:2] + "0000"
    sectors = sorted({SECTOR_OF_SERIES[plan.series] for plan in plans})
    for region, tier in [(province, "region"), (city, "city"), *((code, "county") for code in chosen)]:
        _offices(places, pack, region, tier, sectors)
    for plan in plans:
        _committee_office(places, pack, plan, chosen, city, province)
    for region in chosen:
        _units(places, pack, region, "county", sectors)
    _units(places, pack, city, "city", sectors)
    return places


def _offices(places: Places, pack: Pack, region: str, tier: str, sectors: list[str]) -> None:
    name = pack.region_name(region)
    places.add(Place(f"hr:{region}", f"{name}人力资源和社会保障局", "hr_bureau", tier, region, "general", "government"))
    if tier == "region":
        return
    for sector in sectors:
        full = f"{name}{DEPARTMENTS[sector]}"
        places.add(Place(f"dept:{sector}:{region}", full, "department", tier, region, sector, "government"))


def _committee_office(places: Places, pack: Pack, plan: Plan, counties: list[str], city: str, province: str) -> None:
    office = pack.committee(plan).office
    regions = {"county": counties, "city": [city], "region": [province]}[office.region or "city"]
    sector = office.sector or "general"
    for region in regions:
        name = f"{pack.region_name(region)}{DEPARTMENTS.get(sector, sector)}职称评审委员会办公室"
        tier = office.region or "city"
        kind = office.kind or "committee_office"
        places.add(Place(f"office:{sector}:{region}", name, kind, tier, region, sector, "government"))


def _units(places: Places, pack: Pack, region: str, tier: str, sectors: list[str]) -> None:
    name = pack.region_name(region)
    for sector in sectors:
        parent = f"dept:{sector}:{region}"
        for number, ending in enumerate(UNIT_NAMES[sector][: 2 if tier == "county" else 1]):
            key = f"unit:{sector}:{region}:{number}"
            places.add(Place(key, name + ending, "unit", tier, region, sector, "public_institution", parent))
        if tier == "county":
            key, ending = f"unit:{sector}:{region}:t", UNIT_NAMES[sector][-1]
            town = f"{name}新城镇{ending}"
            places.add(Place(key, town, "unit", "township", region, sector, "public_institution", parent))
        if tier == "county" and sector in PRIVATE_UNITS:
            key = f"unit:{sector}:{region}:p"
            places.add(Place(key, name + PRIVATE_UNITS[sector], "unit", "county", region, sector, "private", None))
