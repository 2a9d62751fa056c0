"""The engine says the same at submission and in audit: from what was declared, through the event as JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from itertools import cycle
from typing import Any

import pytest

from infra.demo.world import Applicant, build_world
from services.audit.domain.judgement import Judgement
from services.declaration.domain.choice import PlanChoice
from services.declaration.domain.declaration import Declaration
from services.declaration.domain.dossier import build_dossier, first_draft, grounds_of
from services.declaration.domain.eligibility import Standing
from services.declaration.domain.filing import Filing
from services.declaration.domain.person import Person, PersonBasics
from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import KnownOrganisation
from services.declaration.requests.sections import Basics, Career, Profile
from shared.contracts.declaration import SUBMITTED
from shared.contracts.declaration.circumstances import Circumstances, RegisterRecord
from shared.contracts.declaration.dossier import Commitment
from shared.contracts.samples import DIGEST, DOSSIER, ID_A, ID_C, SEALED, WHEN
from shared.kernel.clock import ZONE, iso, parse_instant
from shared.policy import Pack, Record, Verdict, evaluate, facts_from_dossier, shipped_pack
from shared.policy.facts.declared import SECTIONS
from shared.wire.hints import hints_of
from shared.wire.plain import plain, read_as
from tests.support.verdict_json import verdict_json
from tests.unit.policy.people import filed
from tests.unit.policy.tables import Row, tables

pytestmark = pytest.mark.contract
PEOPLE = 150
NOTICES = [table.NOTICE for table in tables()]
ROWS = [(table, row) for table in tables() for row in table.ROWS]
RECORDS = (
    Record(),
    Record(rights_used=("green-channel",)),
    Record(filed=(filed(),)),
    Record(integrity_until=date(2035, 12, 31)),
    Record(filed=(filed(track="green_channel", ending="not_passed"),)),
    Record(under_discipline=None, unit_filed=(filed(committee="another"),)),
    Record(under_discipline=True, rights_used=("epidemic", "green-channel")),
)


def asked(
    pack: Pack, plan: str, profile: Mapping[str, Any], unit: Mapping[str, Any], record: Record, major: str | None,
    day: date,
) -> Verdict:  # fmt: skip
    """The engine on the profile itself, as at submission."""
    chosen = pack.plan(plan)
    facts = facts_from_dossier(pack, chosen, profile=profile, unit=unit, at=day, record=record, major=major)
    return evaluate(pack, chosen, facts, day)


def judged(pack: Pack, dossier: dict[str, Any]) -> Verdict:
    """The engine in audit, on the dossier as the bus brings it."""
    data = {"declaration_id": ID_C, "revision": 1, "digest": DIGEST, "answers_return": None, "dossier": dossier}
    SUBMITTED.check_outgoing(data)
    judgement = Judgement.of(pack, SUBMITTED.read(json.loads(json.dumps(data, allow_nan=False))).dossier, {})
    assert judgement is not None
    return judgement.verdict


@pytest.mark.parametrize("notice", NOTICES)
def test_people_of_the_demonstration_are_judged_alike_at_submission_and_in_audit(notice: str) -> None:
    pack = shipped_pack(notice)
    told = set()
    for applicant, record in zip(build_world(pack, 7, PEOPLE).applicants, cycle(RECORDS)):
        day = applicant.plan.windows["filing"].closes_on
        profile, unit = profile_of(applicant), applicant.unit
        known = {"tier": unit.tier, "region": unit.region, "sector": unit.sector, "nature": unit.nature}
        known["channel"] = unit.channel
        major = applicant.profile["major"]
        before = asked(pack, applicant.plan.id, profile, known, record, major, day)
        after = judged(pack, dossier_of(pack, applicant, profile, record, day))
        assert verdict_json(after) == verdict_json(before)
        told.add(before.outcome)
    assert told >= {"refused", "eligible"}


@pytest.mark.parametrize(
    ("table", "row"), ROWS, ids=[f"{table.NOTICE}: {row.who} -> {row.plan}" for table, row in ROWS]
)
def test_every_row_of_the_decision_tables_is_judged_alike_from_its_dossier(table: Any, row: Row) -> None:
    pack, day = shipped_pack(table.NOTICE), row.at or table.TODAY
    before = asked(pack, row.plan, row.person, row.unit, row.record or Record(), row.major, day)
    sections = {name: row.person.get(name) for name in SECTIONS}
    dossier = DOSSIER | sections | {
        "plan": DOSSIER["plan"] | {"plan_id": row.plan, "major": row.major},
        "unit": DOSSIER["unit"] | dict(row.unit),
        "circumstances": {name: value for name, value in row.person.items() if name not in SECTIONS},
        "record": plain(row.record or Record()),
        "submitted_at": iso(datetime.combine(day, time(9), ZONE)),
    }  # fmt: skip
    judgement = Judgement.of(pack, json.loads(json.dumps(dossier)), {})
    assert judgement is not None
    best = verdict_json(before.along(dossier["route_claimed"]) or before)
    assert _without_cut_offs(verdict_json(judgement.verdict)) == best


def _without_cut_offs(told: dict[str, Any]) -> dict[str, Any]:
    """A verdict as the engine gives it before anybody asks what the cut-offs decided."""
    if isinstance(told, dict):
        return {key: None if key == "cut_off" else _without_cut_offs(value) for key, value in told.items()}
    return [_without_cut_offs(one) for one in told] if isinstance(told, list) else told


def test_the_dossier_has_a_place_for_everything_that_a_profile_takes_and_no_form_shows() -> None:
    beyond = set(Profile().fields) - set(Basics().fields) - set(Career().fields) - {"unit_id"}
    assert beyond == set(hints_of(Circumstances))


def test_the_record_travels_whole() -> None:
    assert set(hints_of(RegisterRecord)) == {field.name for field in fields(Record)}
    assert all(read_as(Record, json.loads(json.dumps(plain(record)))) == record for record in RECORDS)


def test_a_reader_leaves_out_what_it_does_not_know_of_a_record_and_takes_what_is_absent_as_nothing() -> None:
    assert read_as(Record, {"rights_used": ["epidemic"], "from_the_future": 1}) == Record(rights_used=("epidemic",))


def profile_of(applicant: Applicant) -> dict[str, Any]:
    """What the demonstration hands to update_profile, as the schema takes it."""
    names = ("present_title", "education", "work_history")
    results = ("assessments", "continuing_education", "trainings", "exams")
    career = {name: applicant.profile[name] for name in names} | applicant.profile["claims"]
    loaded: dict[str, Any] = Profile().load(career | {name: applicant.results[name] for name in results})
    return loaded


def dossier_of(pack: Pack, applicant: Applicant, profile: dict[str, Any], record: Record, day: date) -> dict[str, Any]:
    """The dossier that the declaration service freezes for this person on that day."""
    plan, place, major = applicant.plan, applicant.unit, applicant.profile["major"]
    unit = KnownOrganisation(
        organisation_id=place.key, name=place.name, kind=place.kind, tier=place.tier, region=place.region,
        sector=place.sector, nature=place.nature, parent_id=None, channel=place.channel,
    )  # fmt: skip
    now = datetime.combine(day, time(23, 30), ZONE)
    draft = Declaration(
        declaration_id=ID_C, person_id=ID_A, unit_id=place.key, choice=PlanChoice.of(pack, 1, plan),
        state=DeclarationState.DRAFT, revision=1, sections=first_draft(profile, major) | {"summary": "总结。"},
        started_at=now, commitment=Commitment(signed_at=parse_instant(WHEN), text_digest=DIGEST),
    )  # fmt: skip
    grounds = grounds_of(profile | draft.sections, unit, None, record, major)
    filing = Filing.of(pack, plan, unit)
    return build_dossier(draft, person_of(profile), grounds, pack, plan, filing, [], Standing("ordinary", 0), now)


def person_of(profile: dict[str, Any]) -> Person:
    """Somebody with that profile; who it is does not matter to the engine."""
    basics = PersonBasics(
        former_name=None, ethnicity="汉族", birth_place=None, work_started_on=date(2008, 8, 1), health=None, party=None,
        administrative_post=None, society_posts=None, foreign_language=None, current_work="教学",
    )  # fmt: skip
    return Person(
        person_id=ID_A, name="张三", unit_id="unit", sex="女", birth_date=date(1985, 10, 2), id_number_sealed=SEALED,
        id_number_masked="150402********1234", id_number_index="", phone_sealed=None, phone_masked=None, basics=basics,
        profile=profile,
    )  # fmt: skip
