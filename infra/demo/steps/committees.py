"""Committees before their sessions: registered, approved, pools imported."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from infra.demo.driver import Driver
from infra.demo.experts import pool_rows, workbook
from infra.demo.organisations import TALENT, DemoOrganisation
from infra.demo.world import World
from shared.policy import CommitteeSpec, titles
from shared.policy.pack.plans import Holder, city_of


@dataclass
class CommitteePlay:
    """A committee of the demonstration; a body that recognises has no `size`."""

    spec: CommitteeSpec
    code: str
    name: str
    size: int | None
    office: DemoOrganisation
    authority: DemoOrganisation
    results: DemoOrganisation
    region: str
    committee_id: str = ""
    rejected_rows: int = 0


def committees_of(world: World) -> list[CommitteePlay]:
    """Every committee that the played plans point to, one per county where the notice says so; sorted by code."""
    plays: dict[str, CommitteePlay] = {}
    for plan in world.plans:
        spec = world.pack.committee(plan)
        for office in _offices(world, spec):
            code = spec.code_for(office.region)
            if code not in plays:
                plays[code] = _play(world, spec, code, office)
    return [plays[code] for code in sorted(plays)]


def set_up_committees(driver: Driver, world: World, plays: list[CommitteePlay]) -> None:
    """Register, approve and fill them."""
    driver.together(lambda play: _set_up(driver, world, play), plays)


def _offices(world: World, spec: CommitteeSpec) -> list[DemoOrganisation]:
    sector, tier = spec.office.sector or "general", spec.office.region
    named = {"hr_bureau": "hr:", TALENT: f"{TALENT}:"}
    key = named.get(spec.office.kind or "", f"office:{sector}:")
    return [place for place in world.places.all if place.key.startswith(key) and place.tier == tier]


def _play(world: World, spec: CommitteeSpec, code: str, office: DemoOrganisation) -> CommitteePlay:
    authority = _bureau(world, spec.authority, office)
    results = _bureau(world, spec.results, office) if spec.results else authority
    size = None if world.pack.recognises(spec) else _least_size(world, spec)
    name = spec.name_for(world.pack.region_name(office.region), world.pack.region_name(city_of(office.region)))
    return CommitteePlay(spec, code, name, size, office, authority, results, office.region)


def _bureau(world: World, holder: Holder, office: DemoOrganisation) -> DemoOrganisation:
    """The bureau that the notice means, or the office itself where the notice lets it confirm its results."""
    if holder.relation == "committee_office":
        return office
    region = {"county": office.region, "city": city_of(office.region)}.get(holder.region or "", "")
    found = world.places.find(f"hr:{region or office.region[:2] + '0000'}")
    assert found is not None
    return found


def _least_size(world: World, spec: CommitteeSpec) -> int:
    sizes = world.pack.committee_rules.sizes
    return next(s.minimum for s in sizes if (s.level_group, s.scope_kind) == (spec.level_group, spec.scope_kind))


def _set_up(driver: Driver, world: World, play: CommitteePlay) -> None:
    office, year = driver.actor(world.office_clerk(play.office)), world.pack.notice.year
    answer = office.tell(
        "committee.register_committee",
        code=play.code,
        name=play.name,
        level_group=play.spec.level_group,
        series=list(play.spec.series),
        majors=[],
        region=play.region,
        size=play.size,
        office_organisation_id=play.office.id,
        valid_from=f"{year}-01-01",
        valid_to=f"{year + 2}-12-31",
        scope_kind=play.spec.scope_kind,
    )
    play.committee_id = answer["committee_id"]
    answer = driver.actor(world.approver(play.authority)).tell(
        "committee.approve_committee",
        committee_id=play.committee_id,
        expected_version=answer["version"],
        opinion="经审核，符合组建条件，同意备案。",
    )
    if play.size is not None:
        _import_pool(driver, world, play, play.size, answer["version"])


def _import_pool(driver: Driver, world: World, play: CommitteePlay, size: int, version: int) -> None:
    office = driver.actor(world.clerk(play.office))
    names = {key: series.name for key, series in titles().items()}
    rows = pool_rows(play.spec, play.code, size, names, world.places, world.seed)
    data = workbook(rows)
    ticket = office.tell(
        "committee.open_pool_upload",
        committee_id=play.committee_id,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    driver.upload(ticket["upload_url"], data)
    answer = office.tell(
        "committee.import_pool",
        committee_id=play.committee_id,
        expected_version=version,
        object_key=ticket["object_key"],
    )
    play.rejected_rows = len({cell["row"] for cell in answer["rejected"]})
    if world.pack.cleaning is not None:
        drawable = [str(row[0]) for row in rows[: answer["imported"]]]
        office.tell(
            "committee.report_cleaning",
            committee_id=play.committee_id,
            notice_id=world.pack.notice.id,
            removed=[],
            added=drawable,
        )
