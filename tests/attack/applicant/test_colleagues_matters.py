"""An applicant whose token names his employer is still one applicant: what lies with the employer is not his."""

import pytest

from shared.contracts.audit import ORGANISATION_REGISTERED
from shared.kernel.caller import Caller
from shared.security import install_keyring
from tests.suites.declaration.test_following import opened
from tests.support.adversary import notify_world
from tests.support.attacked import opened_world, told
from tests.support.audit_suite.world import World as AuditWorld
from tests.support.audit_suite.world import key_of
from tests.support.committee_suite.world import CLERK, OFFICE
from tests.support.committee_suite.world import World as CommitteeWorld
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World as DeclarationWorld
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World as DocgenWorld

OBJECTION = "业绩不实，请核查。"
MAIL = {"telephone": None, "address": None, "email": "clerk@unit.example"}


def colleague(house, *more_roles):
    """Somebody else who applies, with a token of his employer."""
    return Caller("person-9", "同事", house, frozenset({"applicant", *more_roles}))


@pytest.fixture(scope="module")
def audit(tmp_path_factory):
    def begin(world):
        world.begin()
        world.submitted()
        world.listed = world.publish("school", "unit")
        world.do(None, "file_objection", publicity_id=world.listed, declaration_id=key_of(1), content=OBJECTION)

    yield from opened_world(AuditWorld, tmp_path_factory.mktemp("audit"), begin)


@pytest.fixture(scope="module")
def declaration(tmp_path_factory):
    def begin(world):
        world.prepare()
        world.key = opened(world)

    yield from opened_world(DeclarationWorld, tmp_path_factory.mktemp("declaration"), begin)


@pytest.fixture(scope="module")
def docgen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docgen")
    world = DocgenWorld(f"sqlite:///{folder}/docgen.db?synchronous=OFF", f"dir://{folder}/files?durable=no")
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    yield world
    world.close()


@pytest.fixture(scope="module")
def notify(tmp_path_factory):
    world = notify_world.World(f"sqlite:///{tmp_path_factory.mktemp('notify')}/notify.db?synchronous=OFF")
    suite = notify_world.notify_suite
    world.events.happens(ORGANISATION_REGISTERED, organisation_id=suite.UNIT, kind="unit", contact=MAIL)
    suite.open_case(world.events)
    world.clock.set(suite.at(7, 18))
    world.ask(notify_world.OPERATOR, "run_due", idempotency_key="due")
    yield world
    world.close()
    install_keyring(None)


@pytest.mark.parametrize("place", ["school", "bureau", "county"])
def test_a_colleagues_case_and_dossier(audit, place):
    assert told(audit.call, colleague(audit.ids[place]), "get_case", declaration_id=key_of(1)) == "case_not_found"


@pytest.mark.parametrize("role", ["expert", "publisher", "supervisor"])
def test_a_colleagues_case_with_another_role_beside(audit, role):
    found = told(audit.call, colleague(audit.ids["school"], role), "get_case", declaration_id=key_of(1))
    assert found == "case_not_found"


def test_the_objections_to_those_on_the_employers_list(audit):
    seen = audit.call(colleague(audit.ids["school"]), "get_publicity", publicity_id=audit.listed)
    assert seen["objections"] is None


def test_a_colleagues_account(declaration):
    """The employer of the one is the authority that holds a stage of the other."""
    who = colleague(people.UNIT)
    assert told(declaration.ask, who, "get_person", person_id="person-1") == "person_not_found"


@pytest.mark.parametrize("role", ["committee_office", "hr_clerk", "department_clerk"])
def test_a_colleagues_dossier_by_a_role_that_a_school_has_not(declaration, role):
    who = colleague(people.UNIT, role)
    for method, more in (("get_dossier", {"revision": 1}), ("get_declaration", {}), ("get_progress", {})):
        found = told(declaration.ask, who, method, declaration_id=declaration.key, **more)
        assert found == "declaration_not_found", method
    assert declaration.ask(who, "list_declarations")["items"] == []


def test_a_colleagues_full_number_by_a_role_that_a_school_has_not(declaration):
    found = told(declaration.ask, colleague(people.UNIT, "hr_clerk"), "get_person", person_id="person-1")
    assert found == "person_not_found"


@pytest.mark.parametrize("house", [facts.UNIT, facts.DEPARTMENT, facts.OFFICE])
def test_colleagues_documents(docgen, house):
    who = colleague(house)
    shown = docgen.ask(who, "list_documents", limit=100)["items"]
    assert {one["kind"] for one in shown} <= {"publicity"}
    (form, *_) = docgen.ask(facts.APPLICANT, "list_documents", filter={"kind": "evaluation_form"})["items"]
    for method in ("get_document", "get_download_link"):
        assert told(docgen.ask, who, method, document_id=form["document_id"]) == "document_not_found"


def test_colleagues_documents_by_a_role_that_a_school_has_not(docgen):
    shown = docgen.ask(colleague(facts.UNIT, "committee_office"), "list_documents", limit=100)["items"]
    assert {one["kind"] for one in shown} <= {"publicity"}


@pytest.mark.parametrize("roles", [(), ("expert",), ("publisher",)])
def test_messages_and_duties_of_the_employer(notify, roles):
    suite = notify_world.notify_suite
    who = colleague(suite.UNIT, *roles)
    assert notify.ask(who, "list_messages")["items"] == []
    assert notify.ask(who, "list_deadlines")["items"] == []
    clerk = Caller("clerk", "经办", suite.UNIT, frozenset({"unit_clerk"}))
    (message, *_) = notify.ask(clerk, "list_messages")["items"]
    read = told(notify.ask, who, "mark_read", message_id=message["message_id"], idempotency_key="read-it")
    assert read == "message_not_found"


@pytest.mark.parametrize("roles", [(), ("expert",), ("publisher",)])
def test_letters_figures_wishes_and_calendars_of_the_employer(notify, roles):
    house = notify_world.notify_suite.UNIT
    who, clerk = colleague(house, *roles), Caller("clerk", "经办", house, frozenset({"unit_clerk"}))
    assert notify.ask(clerk, "list_dispatches")["items"] != []
    assert notify.ask(who, "list_dispatches")["items"] == []
    for asked in ({}, {"organisation_id": house}):
        assert notify.ask(clerk, "count_deadlines", filter=asked)["total"]["open"] > 0
        assert notify.ask(who, "count_deadlines", filter=asked)["kinds"] == []
    assert notify.ask(who, "count_messages")["unread"] == 0
    link = notify.ask(clerk, "make_calendar_link", whose="organisation", idempotency_key="our calendar")
    revoked = told(notify.ask, who, "revoke_calendar_link", link_id=link["link_id"], idempotency_key="not mine")
    assert revoked == "calendar_not_found"
    assert notify.ask(who, "list_calendar_links")["items"] == []
    for method, wanted in (
        ("make_calendar_link", {"whose": "organisation", "idempotency_key": "theirs"}),
        ("get_preferences", {"for_organisation": True}),
        ("set_preferences", {"for_organisation": True, "order": [], "idempotency_key": "silence"}),
    ):
        assert told(notify.ask, who, method, **wanted) == "role_not_allowed"


def test_the_report_on_the_expert_pool_of_the_employer(tmp_path):
    for world in opened_world(CommitteeWorld, tmp_path, lambda world: world.begin()):
        committee_id = world.register()
        world.import_pool(committee_id, 1)
        assert world.call(CLERK, "get_committee", committee_id=committee_id)["pool"] is not None
        assert world.call(colleague(OFFICE), "get_committee", committee_id=committee_id)["pool"] is None
