"""Use cases on fakes: a command in, state and events out."""

import copy
from datetime import date

import pytest

from infra.docs.methods import methods_of
from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import KnownOrganisation
from services.declaration.usecases import drafting, follow_audit, materials, notices, persons, submitting
from shared.contracts import audit
from shared.kernel.errors import ZhipingError
from shared.policy import shipped_text
from shared.security import Keyring, install_keyring
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import Heard
from tests.unit.declaration.fakes import FakeTx, fake_ports


class Office:
    """Runs use cases one after the other over the same fakes, each with its request as the door would take it."""

    def __init__(self):
        self.ports, self.now, self.events, self.trail = fake_ports(), people.OPENING, [], []

    def run(self, use_case, who, **params):
        endpoint = methods_of("declaration")[use_case.__name__].endpoint
        return self.happen(lambda tx: use_case(tx, endpoint.load({"idempotency_key": "k", **params})), who)

    def happen(self, done, who=people.OPERATOR):
        """What takes no request: an event, a sweep."""
        tx = FakeTx(self.ports, who, self.now)
        answer = done(tx)
        self.events += tx.recorded
        self.trail += tx.trailed
        return answer

    def names(self):
        return [name for name, _, _ in self.events]

    def draft(self):
        self.now = people.IN_WINDOW
        return self.run(drafting.start_declaration, people.APPLICANT, plan_id=people.PLAN, notice_id=None, major=None)

    def filled(self):
        """A draft with everything but the signature."""
        key = self.draft().declaration_id
        who, version = people.APPLICANT, 1
        self.run(
            drafting.fill_dossier, who, declaration_id=key, expected_version=version, sections=people.sections()
        )  # fmt: skip
        for item, supports in people.MATERIALS:
            version += 1
            supports = people.by_id(supports, self.ports.declarations.get(key).sections)
            data, sha256 = people.file_for(f"{item}{supports}")
            link = self.run(
                materials.open_upload, who, declaration_id=key, item=item, filename="file.pdf", size=len(data),
                sha256=sha256, media_type="application/pdf",
            )  # fmt: skip
            self.ports.files.put(link.object_key, data, "application/pdf")
            self.run(
                materials.attach_material, who, declaration_id=key, expected_version=version, item=item,
                object_key=link.object_key, title=item, supports=supports,
            )  # fmt: skip
        return key

    def sign_and_submit(self, key):
        for use_case, more in ((drafting.sign_commitment, {"agreed": True}), (submitting.submit_declaration, {})):
            version = self.ports.declarations.get(key).version
            self.run(use_case, people.APPLICANT, declaration_id=key, expected_version=version, **more)


@pytest.fixture
def office():
    install_keyring(Keyring.generate())
    made = Office()
    made.run(notices.publish_notice, people.PUBLISHER, pack=shipped_text("chifeng-2026"))
    for row in people.ORGANISATIONS:
        made.ports.organisations.put(KnownOrganisation(**row))
    made.run(persons.register_person, people.APPLICANT, **people.basics())
    made.run(
        persons.update_profile, people.APPLICANT, person_id="person-1", expected_version=1, profile=people.profile()
    )  # fmt: skip
    made.run(persons.verify_profile, people.UNIT_CLERK, person_id="person-1", expected_version=2, opinion="属实。")
    return made


def test_registering_and_verifying_are_announced(office):
    assert office.names() == [
        "declaration.notice_published", "declaration.person_registered", "declaration.profile_waiting",
        "declaration.profile_verified",
    ]  # fmt: skip
    person = office.ports.persons.get("person-1")
    assert (person.sex, person.birth_date.isoformat(), person.is_verified) == ("女", "1985-03-07", True)
    assert person.id_number_sealed.startswith("v1.")


def test_a_clerk_of_another_unit_verifies_nobody(office):
    request = {"person_id": "person-1", "expected_version": 3, "opinion": "属实。"}
    with pytest.raises(ZhipingError) as caught:
        office.run(persons.verify_profile, people.OTHER_CLERK, **request)
    assert caught.value.slug == "person_not_found"
    assert office.ports.persons.get("person-1").version == 3


def test_starting_binds_the_plan_and_its_last_day(office):
    answer = office.draft()
    assert answer.closes_on == date(2026, 7, 10)
    name, subject, data = office.events[-1]
    assert (name, subject, data["level_group"]) == ("declaration.started", answer.declaration_id, "senior")
    assert office.trail[-1] == ("start_declaration", answer.declaration_id, "chifeng-2026/3.2")


def test_submitting_freezes_the_revision_and_sends_it(office):
    key = office.filled()
    office.sign_and_submit(key)
    name, _, data = office.events[-1]
    assert (name, data["revision"], data["answers_return"]) == ("declaration.submitted", 1, None)
    assert office.ports.declarations.get(key).state is DeclarationState.SUBMITTED
    assert office.ports.revisions.get(key, 1).digest == data["digest"]
    assert data["dossier"]["route_claimed"] == "ordinary"
    assert data["dossier"]["profession_years"] == 18


def test_an_incomplete_dossier_leaves_everything_as_it_was(office):
    key = office.draft().declaration_id
    before = office.ports.declarations.get(key)
    with pytest.raises(ZhipingError) as caught:
        office.run(submitting.submit_declaration, people.APPLICANT, declaration_id=key, expected_version=1)
    assert caught.value.details["count"] == len(caught.value.details["missing"]) == 8
    assert office.ports.declarations.get(key) == before
    assert office.names()[-1] == "declaration.started"


def test_a_return_lapses_by_the_clock_alone(office):
    key = office.filled()
    office.sign_and_submit(key)
    data = audit.DECLARATION_RETURNED.sample | {"declaration_id": key, "deadline": "2026-06-19T00:00:00+08:00"}
    heard = Heard.of(audit.DECLARATION_RETURNED, data, office.now)
    office.happen(lambda tx: follow_audit.apply(tx, heard))
    assert office.ports.declarations.get(key).state is DeclarationState.RETURNED
    for now, done in ((people.at(6, 18, 23, 59), 0), (people.at(6, 19, 0), 1), (people.at(6, 20), 0)):
        office.now = now
        assert office.happen(submitting.lapse_overdue) == done
    assert office.ports.declarations.get(key).state is DeclarationState.LAPSED
    name, _, lapsed = office.events[-1]
    assert (name, lapsed["clause"]) == ("declaration.lapsed", "chifeng-2026/3.4")


def test_withdrawing_is_announced_with_its_reason(office):
    key = office.draft().declaration_id
    request = {"declaration_id": key, "expected_version": 1, "reason": "调离"}
    office.run(submitting.withdraw_declaration, people.APPLICANT, **request)
    name, _, data = office.events[-1]
    assert (name, data["reason"]) == ("declaration.withdrawn", "调离")
    with pytest.raises(ZhipingError) as caught:
        office.run(submitting.withdraw_declaration, people.APPLICANT, **request)
    assert caught.value.slug == "step_not_possible"


def test_a_sweep_does_a_limited_number_at_a_time(office):
    first = office.draft().declaration_id
    for number in range(submitting.SWEEP_BATCH + 4):
        declaration = copy.deepcopy(office.ports.declarations.get(first))
        declaration.declaration_id = f"copy-{number}"
        office.ports.declarations.add(declaration)
    office.now = people.at(7, 11)
    rounds = [office.happen(submitting.lapse_overdue) for _ in range(3)]
    assert rounds == [submitting.SWEEP_BATCH, 5, 0]
