"""Publishers, supervisors and experts: each for his own bureau, his own division, his own sitting."""

import json

import pytest

from shared.contracts import audit as contract
from shared.kernel.caller import Caller
from shared.security import install_keyring
from tests.support.adversary import notify_world
from tests.support.amendments import amended, window
from tests.support.attacked import opened_world, told
from tests.support.audit_suite.world import CHANNEL, NOTICE, PUBLISHER, key_of
from tests.support.audit_suite.world import World as AuditWorld
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import World as CommitteeWorld
from tests.support.committee_suite.world import expert
from tests.support.declaration_suite.world import World as DeclarationWorld
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World as DocgenWorld

ELSEWHERE = "152900"
MAIL = {"telephone": None, "address": None, "email": "clerk@unit.example"}
LATER = amended(window("filing-senior", closes_on="2026-07-17"))
ENTRY = {
    "name": "林东第一小学", "kind": "unit", "tier": "county", "region": "150422", "sector": "education",
    "nature": "public_institution", "contact": CHANNEL,
}  # fmt: skip


def holding(role, region, house=None):
    """Somebody with an office in that division."""
    return Caller(f"{role}-9", "某人", house, frozenset({role}), region)


@pytest.fixture
def audit(tmp_path):
    yield from opened_world(AuditWorld, tmp_path, lambda world: (world.begin(), world.submitted()))


@pytest.fixture
def committee(tmp_path):
    yield from opened_world(CommitteeWorld, tmp_path, lambda world: None)


@pytest.fixture
def declaration(tmp_path):
    yield from opened_world(DeclarationWorld, tmp_path, lambda world: world.prepare())


@pytest.mark.parametrize("region", [ELSEWHERE, "150000", "150402", None, "15", "1504"])
def test_a_version_of_another_bureaus_notice(declaration, region):
    found = told(declaration.do, holding("publisher", region), "publish_notice", pack=LATER)
    assert found == "region_not_allowed"
    (listed, *_) = declaration.ask(None, "list_notices")["items"]
    assert listed["version"] == 1


def test_a_notice_taken_over_by_naming_oneself_as_its_issuer(declaration):
    pack = json.loads(LATER)
    pack["notice"]["issuer"]["region"] = ELSEWHERE
    found = told(declaration.do, holding("publisher", ELSEWHERE), "publish_notice", pack=json.dumps(pack))
    assert found == "region_not_allowed"


@pytest.mark.parametrize("region", [ELSEWHERE, "150402", None, "1"])
def test_an_organisation_entered_in_another_division(audit, region):
    assert told(audit.do, holding("publisher", region), "register_organisation", **ENTRY) == "region_not_allowed"


def test_an_organisation_moved_into_ones_own_division(audit):
    """Whoever may write the entry of a school decides which bureau audits its teachers."""
    known = {"organisation_id": audit.ids["school"], "parent_id": audit.ids["bureau"]}
    thief = holding("publisher", ELSEWHERE)
    found = told(audit.do, thief, "register_organisation", **(ENTRY | known | {"region": ELSEWHERE}))
    assert found == "region_not_allowed"
    assert audit.call(None, "get_organisation", organisation_id=audit.ids["school"])["region"] == "150404"


def test_a_quota_divided_by_a_body_of_the_same_name_elsewhere(audit):
    """Names of bodies are not unique; that of a county divides nothing for the others."""
    entry = ENTRY | {"name": "赤峰市教育局", "kind": "department", "nature": "government", "region": "150402"}
    twin = audit.do(PUBLISHER, "register_organisation", **entry)["organisation_id"]
    who = Caller("clerk-9", "经办九", twin, frozenset({"department_clerk"}))
    part = [{"region": "150404", "number": 3}]
    asked = {"notice_id": NOTICE, "quota_id": "k12-full-senior", "allocations": part}
    assert told(audit.do, who, "allocate_quota", **asked) == "not_the_allocating_body"


@pytest.mark.parametrize("region", [ELSEWHERE, "150402", None, "15"])
def test_a_case_beyond_the_supervisors_division(audit, region):
    found = told(audit.call, holding("supervisor", region), "get_case", declaration_id=key_of(1))
    assert found == "case_not_found"


def test_a_committee_beyond_the_supervisors_division(committee):
    play, who = Play(committee), holding("supervisor", ELSEWHERE)
    play.step("assign_declarations")
    assert told(committee.call, who, "get_session", session_id=play.session_id) == "organisation_not_allowed"
    assert committee.call(who, "list_sessions")["items"] == []
    assert told(committee.call, who, "get_review", declaration_id="declaration-1") == "review_not_found"
    assert told(committee.call, who, "get_oversight", committee_id=play.committee_id) == "organisation_not_allowed"
    inspection = {
        "committee_id": play.committee_id, "session_id": None, "kind": "spot_check", "inspected_on": "2026-08-01",
        "faults": True, "findings": "发现问题。",
    }  # fmt: skip
    assert told(committee.do, who, "record_inspection", **inspection) == "organisation_not_allowed"


def test_documents_beyond_the_supervisors_division(tmp_path):
    world = DocgenWorld(f"sqlite:///{tmp_path}/docgen.db?synchronous=OFF", f"dir://{tmp_path}/files?durable=no")
    for event in facts.year():
        world.happens(*event)
    kinds = {
        region: {one["kind"] for one in world.ask(holding("supervisor", region), "list_documents", limit=100)["items"]}
        for region in (ELSEWHERE, "150400")
    }
    assert kinds[ELSEWHERE] <= {"publicity"}
    assert "evaluation_form" in kinds["150400"]
    (form, *_) = world.ask(facts.APPLICANT, "list_documents", filter={"kind": "evaluation_form"})["items"]
    found = told(world.ask, holding("supervisor", ELSEWHERE), "get_document", document_id=form["document_id"])
    assert found == "document_not_found"
    world.close()


def read_by(world, region, method):
    """Of whom a supervisor of that division reads."""
    found = world.ask(holding("supervisor", region), method, filter={"everyone": True}, limit=100)["items"]
    return {one["organisation_id"] for one in found}


def test_messages_beyond_the_supervisors_division(tmp_path):
    world = notify_world.World(f"sqlite:///{tmp_path}/notify.db?synchronous=OFF")
    suite = notify_world.notify_suite
    world.events.happens(
        contract.ORGANISATION_REGISTERED, organisation_id=suite.UNIT, region="150404", kind="unit", contact=MAIL
    )
    suite.open_case(world.events)
    world.clock.set(suite.at(7, 18))
    world.ask(notify_world.OPERATOR, "run_due", idempotency_key="due")
    asked = {"filter": {"everyone": True}}
    assert read_by(world, ELSEWHERE, "list_messages") == set()
    assert world.ask(holding("supervisor", ELSEWHERE), "list_deadlines", **asked)["items"] == []
    assert read_by(world, "150400", "list_messages") == {suite.UNIT, "supervision-150404"}
    assert told(world.ask, holding("supervisor", None), "list_messages", **asked) == "role_not_allowed"
    for method, above in (("list_dispatches", set()), ("list_occurrences", {"supervision-150404"})):
        assert read_by(world, ELSEWHERE, method) == set()
        assert read_by(world, "150400", method) == {suite.UNIT} | above
        assert told(world.ask, holding("supervisor", None), method, **asked) == "role_not_allowed"
    counted = world.ask(holding("supervisor", ELSEWHERE), "count_deadlines", by_organisation=True, **asked)
    assert (counted["kinds"], counted["organisations"]) == ([], [])
    rules = {"notice_id": "chifeng-2026", "from_day": "2026-07-01", "until_day": "2026-07-31"}
    assert world.ask(holding("supervisor", ELSEWHERE), "preview_reminders", **rules)["items"] == []
    seen = world.ask(holding("supervisor", "150400"), "preview_reminders", **rules)["items"]
    assert {one["organisation_id"] for one in seen} >= {suite.UNIT}
    assert {one["person_id"] for one in seen} == {None}
    world.close()
    install_keyring(None)


def test_the_blind_list_before_the_session_begins_and_after_it_is_over(committee):
    play = Play(committee)
    play.drawn()
    me = expert(play.members[0])
    assert committee.call(me, "get_session", session_id=play.session_id)["items"] == []
    play.present()
    assert committee.call(me, "get_session", session_id=play.session_id)["items"]
    play.vote()
    assert committee.call(me, "get_session", session_id=play.session_id)["items"] == []


def test_the_blind_list_by_an_experts_account_without_the_role(committee):
    play = Play(committee)
    play.opened()
    for role in ("committee_office", "hr_clerk"):
        who = Caller(play.members[0], "某人", "another-house", frozenset({role}))
        assert told(committee.call, who, "get_session", session_id=play.session_id) == "organisation_not_allowed"
        assert committee.call(who, "list_sessions")["items"] == []
