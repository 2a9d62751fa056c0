"""Before anybody files: the notice is published, organisations registered, people registered and verified."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace

from infra.demo.driver import Actor, Driver
from infra.demo.organisations import DemoOrganisation
from infra.demo.outcomes import Fate
from infra.demo.photos import portrait
from infra.demo.world import Applicant, World
from shared.kernel.caller import Caller
from shared.policy import LEVEL_RANK, Pack

PUBLISHER = Caller("publisher-0001", "通知发布人", roles=frozenset({"publisher"}))
BASICS = ("ethnicity", "birth_place", "work_started_on", "health", "party", "phone")


def publish_notice(driver: Driver, pack: Pack) -> None:
    """The bureau publishes the notice, or a later version of it, as a policy pack."""
    text = json.dumps(pack.raw, ensure_ascii=False)
    publisher = replace(PUBLISHER, region=pack.notice.issuer.region)
    driver.actor(publisher).tell("declaration.publish_notice", pack=text)


def register_organisations(driver: Driver, world: World) -> None:
    """Every organisation enters the register of the autonomous region, departments before their units."""
    registrar = replace(PUBLISHER, region=f"{world.pack.notice.issuer.region[:2]}0000")
    publisher = driver.actor(registrar)
    ids: dict[str, str] = {}
    for number, place in enumerate(world.places.all):
        answer = publisher.tell("audit.register_organisation", **place.registration(ids, number))
        place.id = ids[place.key] = answer["organisation_id"]


def state_posts(driver: Driver, world: World) -> None:
    """Public institutions state their posts; the bodies that the notice names divide its quotas among the counties."""
    units = [place for place in world.places.all if (place.kind, place.nature) == ("unit", "public_institution")]
    driver.together(lambda unit: _state(driver, world, unit), units)
    for quota in world.pack.quotas:
        body = next((place for place in world.places.all if place.name == quota.allocated_by), None)
        if body is not None:
            regions = sorted({unit.region for unit in units})
            share = quota.total // len(regions)
            driver.actor(world.clerk(body)).tell(
                "audit.allocate_quota",
                notice_id=world.pack.notice.id,
                quota_id=quota.id,
                allocations=[{"region": region, "number": share} for region in regions],
            )


def _state(driver: Driver, world: World, unit: DemoOrganisation) -> None:
    """Enough vacancies for everybody here, and filled posts beside them."""
    wanted = Counter(applicant.plan.level for applicant in world.applicants if applicant.unit is unit)
    posts = [
        {"level": level, "approved": 3 * wanted[level] + 4, "filled": 2 * wanted[level] + 3} for level in LEVEL_RANK
    ]
    driver.actor(world.clerk(unit)).tell("audit.state_posts", notice_id=world.pack.notice.id, posts=posts)


def register_people(driver: Driver, world: World) -> None:
    """Everybody opens an account and completes the profile; units verify it, but for those who forget to ask."""
    driver.together(lambda applicant: _register(driver, world, applicant), world.applicants)


def _register(driver: Driver, world: World, applicant: Applicant) -> None:
    me, profile = driver.actor(applicant.caller), applicant.profile
    person = profile["person"]
    answer = me.tell(
        "declaration.register_person",
        name=person["name"],
        id_number=person["id_number"],
        unit_id=applicant.unit.id,
        current_work=f"{profile['major']}专业技术工作",
        **{name: person[name] for name in BASICS},
    )
    career = {name: profile[name] for name in ("present_title", "education", "work_history")}
    career |= profile["claims"]
    career |= {name: applicant.results[name] for name in ("assessments", "continuing_education", "trainings", "exams")}
    answer = me.tell(
        "declaration.update_profile",
        person_id=applicant.person_id,
        expected_version=answer["version"],
        profile=career,
    )
    version = _photograph(me, applicant.person_id, answer["version"])
    if applicant.fate is not Fate.NOT_VERIFIED:
        _verify(driver, world, applicant.unit, applicant.person_id, version)


def _photograph(me: Actor, person_id: str, version: int) -> int:
    """The portrait, uploaded as a person would."""
    data = portrait(person_id)
    ticket = me.tell(
        "declaration.open_photo_upload",
        person_id=person_id,
        size=len(data),
        media_type="image/png",
        sha256=hashlib.sha256(data).hexdigest(),
    )
    me.driver.upload(ticket["upload_url"], data, "image/png")
    key = ticket["object_key"]
    answer = me.tell("declaration.set_photo", person_id=person_id, expected_version=version, object_key=key)
    return int(answer["version"])


def _verify(driver: Driver, world: World, unit: DemoOrganisation, person_id: str, version: int) -> None:
    driver.actor(world.clerk(unit)).tell(
        "declaration.verify_profile",
        person_id=person_id,
        expected_version=version,
        opinion="经核对人事档案，信息属实。",
    )
