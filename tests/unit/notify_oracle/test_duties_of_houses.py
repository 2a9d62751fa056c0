"""The oracle on what belongs to no notice, by hand: profiles, committees, experts, measures, longer reviews."""

from tests.support.reminders.short import NOTICE, fact, lines, outcome, published, ticks

BODIES = {"office_id": "bureau", "authority_id": "city"}
COMMITTEE = {"committee_id": "c1", **BODIES}


def sent(*events, rules, first="06-01 00:00", last="07-31 12:00"):
    """By the house's rules alone."""
    house, parents = {"reminders": list(rules)}, {"school": "education"}
    log = [published("05-08 10:00"), *events]
    return [line[:3] for line in lines(outcome(log, ticks(first, last), house, parents).sent)]


def profile(name, when):
    return fact(f"declaration.profile_{name}", when, person_id="p1", unit_id="school")


def test_a_profile_waits_for_the_unit_and_then_for_the_body_above_it():
    waits = {"deadline": "profile_waiting", "working_days_waiting": [2], "to": ["unit"]}
    warns = {"deadline": "profile_waiting", "id": "warning", "working_days_waiting": [3], "to": ["superior"]}
    log = [profile("waiting", "06-01 10:00")]
    assert sent(*log, rules=[waits, warns]) == [("school", "wwd2", "06-03 08:00"), ("education", "wwd3", "06-04 08:00")]
    assert sent(*log, profile("verified", "06-03 09:00"), rules=[waits, warns]) == [("school", "wwd2", "06-03 08:00")]


def test_a_committee_waits_for_its_authority_and_its_term_ends_with_whoever_does_its_work():
    waits = {"deadline": "committee_waiting", "days_waiting": [1], "to": ["authority"]}
    ends = {"deadline": "committee_term_ends", "days_before": [3], "to": ["office"]}
    log = [
        fact("committee.committee_registered", "06-01 10:00", **COMMITTEE, approved=False, valid_to="2026-07-10"),
        fact("committee.committee_approved", "06-03 10:00", **COMMITTEE, approved=True, valid_to="2026-07-10"),
        fact("committee.office_handed_over", "06-04 10:00", **COMMITTEE, approved=True, valid_to="2026-07-10",
             substitute_id="other"),
    ]  # fmt: skip
    assert sent(*log[:1], rules=[waits, ends]) == [("city", "w1", "06-02 08:00")]
    assert sent(*log, rules=[waits, ends]) == [("city", "w1", "06-02 08:00"), ("other", "3", "07-07 08:00")]


def test_terms_of_experts_end_on_days_of_their_own_and_another_import_ends_them_all():
    rule = {"deadline": "expert_term_ends", "days_before": [1], "to": ["office"]}
    pool = {"committee_id": "c1", "office_id": "bureau"}
    terms = [{"ends_on": "2026-06-10", "experts": 3}, {"ends_on": "2026-06-17", "experts": 9}]
    first = fact("committee.pool_imported", "06-01 10:00", **pool, terms=terms)
    assert [line[2] for line in sent(first, rules=[rule])] == ["06-09 08:00", "06-16 08:00"]
    again = fact("committee.pool_imported", "06-12 10:00", **pool, terms=[{"ends_on": "2026-06-24", "experts": 1}])
    assert [line[2] for line in sent(first, again, rules=[rule])] == ["06-09 08:00", "06-23 08:00"]


def test_a_measure_is_due_until_it_is_lifted():
    rule = {"deadline": "measure_due", "days_before": [1], "to": ["office", "authority"]}
    taken = {**COMMITTEE, "measure_id": "m1", "state": "in_force", "due_on": "2026-06-10"}
    log = [fact("committee.measure_taken", "06-01 10:00", **taken)]
    assert sent(*log, rules=[rule]) == [("bureau", "1", "06-09 08:00"), ("city", "1", "06-09 08:00")]
    log.append(fact("committee.measure_lifted", "06-05 10:00", **taken | {"state": "lifted"}))
    assert sent(*log, rules=[rule]) == []


def test_an_extension_that_is_agreed_to_gives_the_review_another_last_day():
    asks = {"deadline": "extension_waiting", "days_waiting": [1], "to": ["authority"]}
    ends = {"deadline": "review_due", "days_before": [1], "to": ["office"]}
    known = {**COMMITTEE, "extension_id": "e1", "notice_id": NOTICE, "sessions": ["s1"], "until": "2026-07-15"}
    log = [
        fact("committee.session_scheduled", "06-01 10:00", session_id="s1", **BODIES, notice_id=NOTICE,
             level_group="senior", meeting_on="2026-07-01", plan_due_on="2026-06-24", review_due_on="2026-07-08"),
        fact("committee.extension_filed", "06-02 10:00", **known, state="filed"),
    ]  # fmt: skip
    assert sent(*log, rules=[asks, ends]) == [("city", "w1", "06-03 08:00"), ("bureau", "1", "07-07 08:00")]
    log.append(fact("committee.extension_answered", "06-10 10:00", **known, state="agreed"))
    assert sent(*log, rules=[asks, ends]) == [("city", "w1", "06-03 08:00"), ("bureau", "1", "07-14 08:00")]


def test_an_objection_to_results_goes_from_the_investigator_to_the_office():
    rule = {"deadline": "objection_waiting", "days_waiting": [1], "to": ["holder"]}
    about = {"session_id": "s1", "objection_id": "o1", "outcome": "open", "investigator_id": "school"}
    log = [
        fact("committee.session_scheduled", "06-01 10:00", session_id="s1", **BODIES, notice_id=NOTICE,
             level_group="senior", meeting_on="2026-07-01", plan_due_on="2026-06-24", review_due_on="2026-07-08"),
        fact("committee.result_objection", "06-02 10:00", **about),
        fact("committee.result_objection", "06-08 10:00", **about, finding="属实"),
    ]  # fmt: skip
    assert sent(*log, rules=[rule]) == [("school", "w1", "06-03 08:00"), ("bureau", "w1", "06-09 08:00")]
