"""Organisations of the demonstration: derived from the pack, so that any notice has its cast.

A notice of a league or city is played in the city itself and a few of its counties; one of the autonomous region in a
few cities, a county or two of each, and the region's own units.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from shared.policy import Pack, Plan, UnitFacts, affiliation_of
from shared.policy.pack.plans import city_of
from shared.policy.terms.basics import Channel, Nature, RegionTier, Tier

SECTOR_OF_SERIES = {
    "k12_teacher": "education", "vocational_teacher": "education", "agriculture": "agriculture",
    "construction": "housing", "engineering": "industry", "health": "health", "cultural_relics": "culture",
    "library": "culture", "technician_school": "education", "higher_education": "education",
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
    "committee_office": "committee_office", "talent_service": "department_clerk", "association": "department_clerk",
    "service_point": "department_clerk",
}  # fmt: skip


CHANNEL_BODIES = {
    "talent_service": "人才交流服务中心", "association": "工商业联合会", "service_point": "高新区职称申报受理服务点",
}  # fmt: skip
"""Bodies, beside the HR bureau, through which a non-public unit may recommend; a notice says which."""
TALENT = "talent_service"
CITIES_OF_A_REGION = 2


@dataclass(slots=True)
class DemoOrganisation:
    """An organisation to register; `key` is the demonstration's own name for it, `id` comes from the register."""

    key: str
    name: str
    kind: str
    tier: str
    region: str
    sector: str
    nature: str
    parent: str | None = None
    channel: str | None = None
    id: str = ""

    @property
    def unit_facts(self) -> UnitFacts:
        """What a route depends on about this unit."""
        return UnitFacts(
            affiliation=affiliation_of(cast(Tier, self.tier)),
            nature=cast(Nature, self.nature),
            region=self.region,
            sector=self.sector,
            channel=cast(Channel, self.channel or "hr_bureau"),
        )

    def registration(self, ids: dict[str, str], number: int) -> dict[str, Any]:
        """Parameters of `audit.register_organisation`."""
        chosen = {"channel": self.channel} if self.channel else {}
        return chosen | {
            "name": self.name,
            "kind": self.kind,
            "tier": self.tier,
            "region": self.region,
            "sector": self.sector,
            "nature": self.nature,
            "parent_id": ids[self.parent] if self.parent else None,
            "contact": {"telephone": f"0471-{8220000 + number}", "address": f"{self.name}办公楼", "email": None},
            "seal_reference": f"SEAL-{number:04d}",
        }


@dataclass(slots=True)
class Places:
    """All of them, in an order in which each parent comes before its units."""

    all: list[DemoOrganisation] = field(default_factory=list)

    def add(self, place: DemoOrganisation) -> DemoOrganisation:
        """Register once; a key that exists is returned as it is."""
        known = self.find(place.key)
        if known is None:
            self.all.append(place)
        return known or place

    def find(self, key: str) -> DemoOrganisation | None:
        """By key."""
        return next((place for place in self.all if place.key == key), None)

    def units(self, tiers: tuple[str, ...], sector: str) -> list[DemoOrganisation]:
        """Units of a sector in these tiers."""
        return [p for p in self.all if p.kind == "unit" and p.tier in tiers and p.sector == sector]


def build_places(pack: Pack, plans: list[Plan], rng: random.Random, counties: int) -> Places:
    """Bureaus, departments, offices and units for `plans`, in `counties` sampled counties and the cities above them."""
    places = Places()
    chosen = _counties(pack, rng, counties)
    cities = sorted({city_of(code) for code in chosen})
    province = chosen[0][:2] + "0000"
    sectors = sorted({SECTOR_OF_SERIES[plan.series] for plan in plans})
    by_tier: dict[RegionTier, list[str]] = {"region": [province], "city": cities, "county": chosen}
    for tier, regions in by_tier.items():
        for region in regions:
            _offices(places, pack, region, tier, sectors)
    _channels(places, pack, chosen)
    _talent_centre(places, pack, province)
    for plan in plans:
        _committee_office(places, pack, plan, by_tier)
    for region in chosen:
        _units(places, pack, region, "county", sectors)
    for city in cities:
        _units(places, pack, city, "city", sectors)
    if pack.notice.issuer.tier == "region":
        _units(places, pack, province, "region", sectors)
    return places


def _counties(pack: Pack, rng: random.Random, count: int) -> list[str]:
    """Counties to play in; those of a few cities where the notice speaks to all."""
    codes = [region.code for region in pack.regions_of("county")]
    if pack.notice.issuer.tier == "region":
        cities = rng.sample(sorted({city_of(code) for code in codes}), CITIES_OF_A_REGION)
        codes = [code for code in codes if city_of(code) in cities]
        first = [next(code for code in codes if city_of(code) == city) for city in cities]
        rest = [code for code in codes if code not in first]
        return sorted(first + rng.sample(rest, count - len(first)))
    return sorted(rng.sample(codes, count))


def _offices(places: Places, pack: Pack, region: str, tier: RegionTier, sectors: Iterable[str]) -> None:
    name = pack.region_name(region)
    bureau = f"{name}人力资源和社会保障{'厅' if tier == 'region' else '局'}"
    places.add(DemoOrganisation(f"hr:{region}", bureau, "hr_bureau", tier, region, "general", "government"))
    if tier == "region" != pack.notice.issuer.tier:
        return
    for sector in sectors:
        full = name + DEPARTMENTS[sector].replace("局", "厅" if tier == "region" else "局")
        places.add(DemoOrganisation(f"dept:{sector}:{region}", full, "department", tier, region, sector, "government"))


def _channels(places: Places, pack: Pack, counties: list[str]) -> None:
    for channel in sorted({channel for route in pack.routes for channel in route.applies.channels} - {"hr_bureau"}):
        for region in (*counties, *sorted({city_of(code) for code in counties})):
            tier = "city" if region == city_of(region) else "county"
            name = pack.region_name(region) + CHANNEL_BODIES[channel]
            places.add(DemoOrganisation(f"{channel}:{region}", name, channel, tier, region, "general", "social"))


def _talent_centre(places: Places, pack: Pack, province: str) -> None:
    """The region's own centre, where routes or committees lead there."""
    holders = [stage.holder for route in pack.routes for stage in route.stages]
    holders += [spec.office for spec in pack.committees]
    if any(holder.kind == TALENT and holder.region == "region" for holder in holders):
        name = f"{pack.region_name(province)}人事人才公共服务中心"
        places.add(DemoOrganisation(f"{TALENT}:{province}", name, TALENT, "region", province, "general", "government"))


def _committee_office(places: Places, pack: Pack, plan: Plan, by_tier: dict[RegionTier, list[str]]) -> None:
    office = pack.committee(plan).office
    tier, sector = office.region or "city", office.sector or "general"
    if office.kind in ("hr_bureau", TALENT):
        return
    for region in by_tier[tier]:
        name = f"{pack.region_name(region)}{DEPARTMENTS.get(sector, sector)}职称评审委员会办公室"
        kind = office.kind or "committee_office"
        places.add(DemoOrganisation(f"office:{sector}:{region}", name, kind, tier, region, sector, "government"))


def _units(places: Places, pack: Pack, region: str, tier: RegionTier, sectors: Iterable[str]) -> None:
    name = pack.region_name(region)
    for sector in sectors:
        parent = f"dept:{sector}:{region}"
        for number, ending in enumerate(UNIT_NAMES[sector][: 2 if tier == "county" else 1]):
            key = f"unit:{sector}:{region}:{number}"
            places.add(DemoOrganisation(key, name + ending, "unit", tier, region, sector, "public_institution", parent))
        if tier == "county":
            key, ending = f"unit:{sector}:{region}:t", UNIT_NAMES[sector][-1]
            town = f"{name}新城镇{ending}"
            places.add(DemoOrganisation(key, town, "unit", "township", region, sector, "public_institution", parent))
        if tier == "county" and sector in PRIVATE_UNITS:
            _private(places, pack, region, sector)


def _private(places: Places, pack: Pack, region: str, sector: str) -> None:
    """One company per channel that the notice permits."""
    name = pack.region_name(region) + PRIVATE_UNITS[sector]
    places.add(DemoOrganisation(f"unit:{sector}:{region}:p", name, "unit", "county", region, sector, "private"))
    for number, channel in enumerate(sorted(c for c in CHANNEL_BODIES if places.find(f"{c}:{region}"))):
        branch = name.replace("有限公司", f"第{'一二三'[number]}分公司")
        key = f"unit:{sector}:{region}:p{number}"
        places.add(DemoOrganisation(key, branch, "unit", "county", region, sector, "private", channel=channel))
