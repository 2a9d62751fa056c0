"""A clerk of one school wants the roster that the county reported: full numbers of everybody who applies there.

The case of his own teacher comes back to him after the report, by a return, or the events come in another order after
an outage. The roster went to the organisation that received the report, once, and to nobody else.
"""

import pytest

from shared.contracts import audit
from shared.kernel.errors import ZhipingError
from tests.support.audit_suite import world as audit_world
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import World

SCHOOL = "01976a00-0000-7000-8000-0000000000f1"
CLERK = facts.person("unit_clerk", "clerk-of-the-school", SCHOOL)
CITY = facts.person("hr_clerk", "clerk-9", facts.BUREAU)
REPORTED = facts.of(
    audit.ROSTER_REPORTED, facts.REPORT, report_id=facts.REPORT, organisation_id=facts.COUNTY,
    declaration_ids=[facts.DECLARATION], received_by=[facts.BUREAU],
)  # fmt: skip


def held_by(event, organisation, member):
    return facts.of(event, facts.DECLARATION, **{member: event.sample[member] | {"holder_id": organisation}})


@pytest.fixture
def world(tmp_path):
    made = World(f"sqlite:///{tmp_path}/docgen.db", f"dir://{tmp_path}/files?durable=no")
    yield made
    made.close()


def rosters(world, who):
    return world.ask(who, "list_documents", filter={"kind": "applicant_roster"})["items"]


def test_a_case_that_comes_back_after_the_report_brings_no_roster(world):
    world.happens(*REPORTED)
    world.happens(*held_by(audit.STAGE_ENTERED, facts.BUREAU, "stage"))
    world.happens(*held_by(audit.CASE_OPENED, SCHOOL, "current"))
    assert rosters(world, CLERK) == []
    (roster,) = rosters(world, CITY)
    with pytest.raises(ZhipingError) as refused:
        world.ask(CLERK, "get_document", document_id=roster["document_id"])
    assert refused.value.slug == "document_not_found"


def test_a_report_that_arrives_late_goes_to_its_receiver_not_to_who_holds_the_case_now(world):
    world.happens(*held_by(audit.STAGE_ENTERED, facts.BUREAU, "stage"))
    world.happens(*held_by(audit.CASE_OPENED, SCHOOL, "current"))
    world.happens(*REPORTED)
    assert rosters(world, CLERK) == []
    assert len(rosters(world, CITY)) == 1


@pytest.mark.parametrize("event, member", [(audit.STAGE_APPROVED, "next"), (audit.STAGE_ENTERED, "stage")])
def test_no_later_step_of_the_case_widens_the_circle(world, event, member):
    world.happens(*REPORTED)
    world.happens(*held_by(event, SCHOOL, member))
    assert rosters(world, CLERK) == []
    assert len(rosters(world, CITY)) == 1


def test_the_audit_names_the_receivers_in_the_act_itself(tmp_path):
    played = audit_world.World(f"sqlite:///{tmp_path}/audit.db", tmp_path)
    try:
        played.begin()
        played.submitted(1)
        played.to_the_city(1)
        (report,) = played.events("audit.roster_reported")
        (entered,) = played.events("audit.stage_entered")
        assert report["received_by"] == [entered["stage"]["holder_id"]]
    finally:
        played.close()
