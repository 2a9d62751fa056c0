"""Before anybody files: the notice is published, organisations registered, people registered and verified."""

from __future__ import annotations

from infra.demo.fates import Fate
from infra.demo.places import Place
from infra.demo.theatre import Theatre
from infra.demo.world import Applicant, World
from shared.kernel.caller import Caller
from shared.policy import shipped_text

PUBLISHER = Caller("publisher-0001", "通知发布人", roles=frozenset({"publisher"}))
BASICS = ("ethnicity", "birth_place", "work_started_on", "health", "party", "phone")


def publish_notice(theatre: Theatre, world: World) -> None:
    """The bureau publishes the notice as a policy pack."""
    theatre.actor(PUBLISHER).tell("declaration.publish_notice", pack=shipped_text(world.pack.notice.id))


def register_organisations(theatre: Theatre, world: World) -> None:
    """Every organisation enters the register, departments before their units."""
    publisher = theatre.actor(PUBLISHER)
    ids: dict[str, str] = {}
    for number, place in enumerate(world.places.all):
        answer = publisher.tell("audit.register_organisation", **place.registration(ids, number))
        place.id = ids[place.key] = answer["organisation_id"]


def register_people(theatre: Theatre, world: World) -> None:
    """Everybody opens an account and completes the profile; units verify it, but for those who forget to ask."""
    theatre.together(lambda applicant: _register(theatre, world, applicant), world.applicants)


def _register(theatre: Theatre, world: World, applicant: Applicant) -> None:
    me, profile = theatre.actor(applicant.caller), applicant.profile
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
    if applicant.fate is not Fate.NOT_VERIFIED:
        _verify(theatre, world, applicant.unit, applicant.person_id, answer["version"])


def _verify(theatre: Theatre, world: World, unit: Place, person_id: str, version: int) -> None:
    theatre.actor(world.clerk(unit)).tell(
        "declaration.verify_profile",
        person_id=person_id,
        expected_version=version,
        opinion="经核对人事档案，信息属实。",
    )
