"""诚信档案: what the audit records bars every filing until its last day, and the person is told everywhere."""

import pytest

from shared.contracts import audit
from shared.policy import shipped_text
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

OTHER = "another-2027"
OTHER_NOTICE = (
    shipped_text("chifeng-2026")
    .replace("id: chifeng-2026\n", "id: another-2027\n", 1)
    .replace("year: 2026\n", "year: 2027\n", 1)
    .replace("integrity: {years: 3, starts: finding", "integrity: {years: 3, starts: next_year")
)
"""A notice of another year whose bar starts the year after the finding."""

FOUND = {"person_id": "person-1", "recorded_on": "2026-06-15"}


def found_false(world, key):
    """The audit rejects a filing for false material and says so to the archive."""
    world.happens(audit.DECLARATION_REJECTED, declaration_id=key, reason_code="false_material")
    world.happens(audit.INTEGRITY_RECORDED, declaration_id=key, **FOUND)


def labels(world, key):
    """What the timeline says of records."""
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    return [(step["label"], step["clause"]) for step in steps if step["key"] == "integrity_recorded"]


def verdict(world, at):
    """The rule about the archive as a verdict for that day shows it."""
    answer = world.ask(
        people.APPLICANT, "check_eligibility", person_id="person-1", plan_id=people.PLAN, at=f"{at}T09:00:00+08:00"
    )
    (rule,) = (rule for rule in answer["rules"] if rule["rule_id"] == "integrity-record")
    return answer["verdict"], rule["outcome"], rule["clause"], rule["evidence"]


def test_nothing_is_started_while_a_record_lasts_and_the_refusal_names_its_last_day(world):
    found_false(world, world.submitted())
    error = refusal(world.do, people.APPLICANT, "start_declaration", plan_id="agriculture-associate-senior")
    assert (error.slug, error.kind, error.clause) == ("integrity_barred", "refused", "chifeng-2026/7.1")
    assert error.details["until"] == "2029-06-15"
    assert "2029-06-15" in error.message


@pytest.mark.parametrize(
    ("at", "outcome", "until"),
    [
        ("2026-06-14", "met", None),
        ("2026-06-15", "unmet", "2029-06-15"),
        ("2029-06-15", "unmet", "2029-06-15"),
        ("2029-06-16", "met", None),
    ],
)
def test_a_verdict_says_until_when_the_record_bars(world, at, outcome, until):
    found_false(world, world.submitted())
    said = verdict(world, at)
    assert said[1:] == (outcome, "chifeng-2026/7.1", {"integrity.barred": until is not None, "integrity.until": until})
    if until:
        assert said[0] == "refused"


def test_the_same_record_twice_is_one(world):
    key = world.submitted()
    found_false(world, key)
    world.happens(audit.INTEGRITY_RECORDED, declaration_id=key, **FOUND)
    assert labels(world, key) == [
        ("失信行为记入职称评审诚信档案库，2026-06-15 至 2029-06-15 不得申报", "chifeng-2026/7.1")
    ]


def test_an_open_declaration_of_another_notice_is_told_and_cannot_be_handed_in_while_its_own_rule_bars(world):
    false = world.submitted()
    world.do(people.PUBLISHER, "publish_notice", pack=OTHER_NOTICE)
    other = world.start(notice=OTHER)
    world.complete(other)
    found_false(world, false)
    assert labels(world, other) == [
        ("失信行为记入职称评审诚信档案库，2027-01-01 至 2029-12-31 不得申报", "chifeng-2026/7.1")
    ]
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=other)["state"] == "draft"
    world.change(other, "submit_declaration")
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=other)["state"] == "submitted"


def test_what_was_returned_cannot_be_handed_in_again_while_a_record_lasts(world):
    other = world.submitted()
    world.happens(audit.DECLARATION_RETURNED, declaration_id=other, deadline="2026-07-01T00:00:00+08:00")
    world.do(people.PUBLISHER, "publish_notice", pack=OTHER_NOTICE)
    found_false(world, world.submitted(OTHER))
    world.change(other, "sign_commitment", agreed=True)
    error = refusal(world.change, other, "submit_declaration")
    assert (error.slug, error.clause, error.details["until"]) == ("integrity_barred", "chifeng-2026/7.1", "2029-06-15")


def test_a_declaration_that_has_ended_is_told_nothing(world):
    ended = world.start()
    world.change(ended, "withdraw_declaration")
    world.do(people.PUBLISHER, "publish_notice", pack=OTHER_NOTICE)
    false = world.submitted(OTHER)
    found_false(world, false)
    assert labels(world, ended) == []
    assert len(labels(world, false)) == 1
