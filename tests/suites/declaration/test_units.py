"""What the register says of a unit beside its name: stationed, entrusted, its channel; rules and refusals see it."""

import pytest

from shared.contracts import audit
from shared.policy import shipped_text
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

COLLEAGUE = people.caller("person-3")


def registered(world, **flags):
    """The audit announces the applicant's unit anew."""
    unit = next(one for one in people.ORGANISATIONS if one["organisation_id"] == people.UNIT)
    world.happens(audit.ORGANISATION_REGISTERED, **(unit | {"contact": people.CONTACT} | flags))


def verdict(world, plan=people.PLAN, who=people.APPLICANT, notice_id=None):
    """The verdict inside the window, and its rules by id."""
    if world.clock.now() < people.IN_WINDOW:
        world.clock.set(people.IN_WINDOW)
    answer = world.ask(who, "check_eligibility", person_id=who.person_id, plan_id=plan, notice_id=notice_id)
    return answer, {rule["rule_id"]: rule for rule in answer["rules"]}


def colleague(world):
    """A second teacher of the same unit."""
    world.register(COLLEAGUE, id_number=people.id_number(serial="004"))


@pytest.mark.parametrize(
    ("entrusted", "outcome"), [(None, "unknown"), (False, "unmet"), (True, "met")], ids=["nobody says", "no", "yes"]
)
def test_a_stationed_unit_needs_its_letter(world, entrusted, outcome):
    registered(world, stationed=True, entrusted=entrusted)
    answer, rules = verdict(world)
    rule = rules["entrustment"]
    assert (rule["outcome"], rule["clause"]) == (outcome, "chifeng-2026/4.2.4")
    assert rule["evidence"] == {"employment.affiliation": "stationed", "employment.entrusted": entrusted}
    assert answer["verdict"] == {None: "conditional", False: "refused", True: "eligible"}[entrusted]
    settled = (rule["settled_by"], rule["settled_until"])
    assert settled == (("hr_bureau", "2026-07-20") if entrusted is None else (None, None))
    assert answer["route"] == "stationed-above"


def test_a_unit_that_is_not_stationed_is_asked_for_no_letter(world):
    answer, rules = verdict(world)
    assert "entrustment" not in rules
    assert answer["route"] == "county-education"


def test_a_rule_about_specialised_enterprises_and_their_channel_sees_both(world):
    rule = """when: ['employment.nature == "freelance_agency"']"""
    pack = shipped_text("chifeng-2026").replace(rule, "when: [employment.specialised_sme]", 1)
    other = pack.replace("id: chifeng-2026\n", "id: another-2026\n", 1)
    world.do(people.PUBLISHER, "publish_notice", pack=other)
    assert "freelancer-channel" not in verdict(world, notice_id="another-2026")[1]
    registered(world, nature="private", specialised_sme=True, channel="association")
    rule = verdict(world, notice_id="another-2026")[1]["freelancer-channel"]
    assert rule["outcome"] == "unmet"
    assert rule["evidence"] == {"employment.specialised_sme": True, "employment.channel": "association"}


def test_a_unit_that_has_filed_through_one_channel_does_not_file_through_another(world):
    registered(world, nature="private", channel="talent_service")
    colleague(world)
    world.submitted()
    registered(world, nature="private", channel="association")
    answer, rules = verdict(world, who=COLLEAGUE)
    assert (answer["verdict"], rules["unit-one-channel"]["outcome"]) == ("refused", "unmet")
    error = refusal(world.do, COLLEAGUE, "start_declaration", plan_id=people.PLAN)
    assert (error.slug, error.kind, error.clause) == ("ineligible", "refused", "chifeng-2026/4")
    assert "不得多头申报" in error.message
    registered(world, nature="private", channel="talent_service")
    assert world.start(COLLEAGUE)


def test_a_channel_given_up_before_anybody_filed_or_with_the_only_filing_binds_nobody(world):
    registered(world, nature="private", channel="talent_service")
    colleague(world)
    drafted = world.start()
    registered(world, nature="private", channel="association")
    assert verdict(world, who=COLLEAGUE)[1]["unit-one-channel"]["outcome"] == "met"
    world.complete(drafted)
    world.change(drafted, "submit_declaration")
    registered(world, nature="private", channel="talent_service")
    assert verdict(world, who=COLLEAGUE)[1]["unit-one-channel"]["outcome"] == "unmet"
    world.change(drafted, "withdraw_declaration")
    assert verdict(world, who=COLLEAGUE)[1]["unit-one-channel"]["outcome"] == "met"


def test_ones_own_filing_is_not_another(world):
    key = world.submitted()
    world.happens(audit.DECLARATION_RETURNED, declaration_id=key, deadline="2026-07-01T00:00:00+08:00")
    registered(world, channel="association")
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["state"] == "submitted"
