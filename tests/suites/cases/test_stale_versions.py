"""A conflict of versions says which version counts now."""

import pytest

from tests.suites.committee.test_extending import CLAUSE, amended, answer, ask
from tests.suites.committee.test_watching import lift, measure, revoke
from tests.support.audit_suite import rightly
from tests.support.case_tables import assert_for_people
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import CLERK, pool_workbook
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal


def tells_the_version(error, current):
    """A conflict that says which version counts now, so that nobody has to guess or ask again."""
    assert (error.slug, error.kind.value) == ("stale_version", "conflict")
    assert current in [value for name, value in error.details.items() if "expected" not in name], error.details
    assert_for_people(error)


@pytest.mark.parametrize("named", [1, 2, 99])
@pytest.mark.parametrize("method", ["fill_dossier", "sign_commitment", "submit_declaration", "withdraw_declaration"])
def test_a_stale_version_of_a_declaration_tells_the_current_one(declaration, method, named):
    key = declaration.start()
    declaration.complete(key)
    current = declaration.version(key)
    more = {"fill_dossier": {"sections": {"summary": "丙"}}, "sign_commitment": {"agreed": True}}.get(method, {})
    told = {"declaration_id": key, "expected_version": named} | more
    tells_the_version(refusal(declaration.do, people.APPLICANT, method, **told), current)


@pytest.mark.parametrize("named", [1, 7])
def test_a_stale_version_of_a_person_tells_the_current_one(declaration, named):
    told = {"person_id": "person-1", "expected_version": named, "profile": {"health": "健康"}}
    tells_the_version(refusal(declaration.do, people.APPLICANT, "update_profile", **told), 3)
    verified = {"person_id": "person-1", "expected_version": named, "opinion": "属实"}
    tells_the_version(refusal(declaration.do, people.UNIT_CLERK, "verify_profile", **verified), 3)


@pytest.mark.parametrize("method", ["approve_stage", "return_declaration", "reject_declaration", "close_publicity",
                                    "resolve_objection", "record_charge"])  # fmt: skip
def test_a_stale_version_in_the_audit_tells_the_current_one(audit, method):
    call = rightly.CALLS[method](audit)
    current = call.params["expected_version"]
    tells_the_version(refusal(call.on, audit, expected_version=current + 7), current)


def of_a_certificate(play):
    """Revoked at a version that is not its own."""
    number = play.certified()["certificates"][0]["certificate_number"]
    return lambda: revoke(play.world, number, version=50)


def of_a_measure(play):
    """Lifted at another version."""
    taken = measure(play)
    return lambda: lift(play, taken, version=50)


def of_an_extension(play):
    """Answered at another version."""
    amended(play.world, extension={"needs": "consent", "within_year": True, "clause": CLAUSE})
    asked = ask(play)
    return lambda: answer(play, asked | {"version": 50})


def of_a_session(play):
    """Assigned to at another version."""
    return lambda: play.world.do(CLERK, "assign_declarations", session_id=play.session_id, expected_version=50)


def of_a_committee(play):
    """Another pool at another version."""
    return lambda: play.world.import_pool(play.committee_id, 50, pool_workbook(12))


@pytest.mark.parametrize(
    ("make", "current"),
    [(of_a_session, 1), (of_a_committee, 3), (of_a_measure, 1), (of_an_extension, 1), (of_a_certificate, 1)],
)
def test_a_stale_version_in_the_committee_tells_the_current_one(committee, make, current):
    tells_the_version(refusal(make(Play(committee))), current)
