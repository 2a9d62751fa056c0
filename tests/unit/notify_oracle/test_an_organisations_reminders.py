"""The oracle on groups, days off and superiors, by hand: 2026-07-20 is a Monday, 10-01 to 10-07 free, 10-10 worked."""

from tests.support.reminders.short import at, fact, lines, of_case, opened, outcome, published, stage, ticks

AUDIT = {"deadline": "audit_due", "days_before": [5, 2, 1], "to": ["holder"]}
PARENTS = {"school": "education", "county": "city"}


def run(*events, first="06-01 00:00", last="07-31 12:00", rules=(AUDIT,), looks=None):
    return outcome([published("05-08 10:00", *rules), *events], looks or ticks(first, last), parents=PARENTS)


def sent(*events, **how):
    return lines(run(*events, **how).sent)


def test_what_falls_on_a_weekend_is_said_once_on_friday():
    assert sent(opened("07-01 10:00"), opened("07-02 10:00", "d2")) == [
        ("school", "5", "07-15 08:00", 5, 2),
        ("school", "1", "07-17 08:00", 3, 2),
    ]


def test_staff_days_can_be_switched_off():
    log = [published("05-08 10:00", AUDIT, staff_days="send"), opened("07-01 10:00")]
    assert [line[1:3] for line in lines(outcome(log, ticks("06-01 00:00", "07-31 00:00")).sent)] == [
        ("5", "07-15 08:00"),
        ("2", "07-18 08:00"),
        ("1", "07-19 08:00"),
    ]


def test_levels_days_and_organisations_are_groups_of_their_own():
    log = [opened("07-01 10:00"), opened("07-01 10:00", "d2", level="middle"), opened("07-01 10:00", "d3", index=1)]
    log += [opened("07-01 10:00", "d4", holder="other"), opened("07-01 10:00", "d5", due="2026-07-21")]
    rows = run(*log, last="07-15 08:00").sent
    assert {row.subjects for row in rows} == {("d4",), ("d2",), ("d1", "d3")}


def test_a_group_counts_who_arose_before_the_moment_and_is_still_open():
    log = [opened("07-01 10:00"), opened("07-01 11:00", "d2"), opened("07-15 08:10", "d3")]
    log.append(of_case("case_closed", "07-14 10:00", "d2"))
    assert sent(*log, looks=[at("07-15 09:00"), at("07-17 09:00")]) == [
        ("school", "5", "07-15 09:00", 5, 1),
        ("school", "1", "07-17 09:00", 3, 2),
    ]


def test_a_group_without_members_settles_the_moment_as_empty():
    log = [opened("07-01 10:00"), of_case("case_closed", "07-14 10:00"), opened("07-16 10:00", "d2")]
    result = run(*log)
    assert [(row.token, row.outcome) for row in result.settled] == [("5", "empty")]
    assert [line[1] for line in lines(result.sent)] == ["1"]


def test_a_case_that_comes_at_the_weekend_before_its_last_day_is_told_on_monday():
    assert sent(opened("07-18 12:00"), opened("07-19 13:00", "d2")) == [("school", "late", "07-20 12:00", 0, 2)]


def test_a_case_that_comes_too_late_for_the_next_working_day_is_told_at_once():
    assert sent(opened("07-18 12:00", due="2026-07-19")) == [("school", "late", "07-18 12:00", 1, 1)]


def test_a_late_case_is_told_beside_a_group_that_was_told():
    log = [opened("07-01 10:00"), opened("07-17 16:00", "d2"), opened("07-20 09:00", "d3")]
    assert [line[1:] for line in sent(*log)] == [
        ("5", "07-15 08:00", 5, 1),
        ("1", "07-17 08:00", 3, 1),
        ("late", "07-17 16:00", 3, 2),
    ]


def test_a_stage_that_decides_ends_its_duty_and_begins_the_next():
    log = [opened("07-01 10:00")]
    log.append(of_case("stage_approved", "07-16 10:00", stage=stage(0, None), waiting_report=False,
                       next=stage(1, "2026-07-20", "county")))  # fmt: skip
    assert [line[:3] for line in sent(*log)] == [("school", "5", "07-15 08:00"), ("county", "1", "07-17 08:00")]


def test_an_approved_case_waits_for_the_report_of_the_same_stage():
    log = [opened("07-01 10:00", index=1, holder="county")]
    log.append(of_case("stage_approved", "07-16 10:00", stage=stage(1, "2026-07-20", "county"), waiting_report=True,
                       next=None))  # fmt: skip
    rows = run(*log).sent
    assert [(row.kind, row.token) for row in rows] == [("audit_stage", "5"), ("report_roster", "1")]
    log.append(of_case("stage_entered", "07-16 12:00", stage=stage(2, "2026-10-30", "bureau")))
    assert [row.kind for row in run(*log).sent] == ["audit_stage"]


def test_the_last_stage_is_a_recheck():
    rule = {"deadline": "recheck_due", "days_before": [14, 5], "to": ["office"]}
    log = [opened("07-01 10:00"), of_case("stage_entered", "07-16 12:00", stage=stage(2, "2026-10-30", "bureau"))]
    assert sent(*log, rules=[rule], last="11-02 00:00") == [
        ("bureau", "14", "10-16 08:00", 14, 1),
        ("bureau", "5", "10-23 08:00", 7, 1),
    ]


def test_a_redated_case_is_reminded_by_the_new_day_and_a_returned_one_is_not():
    stages = [stage(0, "2026-07-27"), stage(1, "2026-07-27", "county"), stage(2, "2026-10-30", "bureau")]
    moved = of_case("case_redated", "07-16 09:00", stages=stages, current=stages[0], waiting_report=False)
    assert [line[1:3] for line in sent(opened("07-01 10:00"), moved)] == [
        ("5", "07-15 08:00"),
        ("5", "07-22 08:00"),
        ("1", "07-24 08:00"),
    ]
    away = of_case("case_redated", "07-16 09:00", stages=stages, current=None, waiting_report=False)
    back = of_case("declaration_returned", "07-14 09:00", deadline=at("07-20 00:00").isoformat(), return_number=1)
    assert sent(opened("07-01 10:00"), back, away) == []


SESSION = {"session_id": "s1", "notice_id": "chifeng-2026", "office_id": "bureau", "authority_id": "region"}
SESSION |= {"level_group": "senior"}


def scheduled(**days):
    known = {"meeting_on": "2026-10-08", "plan_due_on": "2026-10-01", "review_due_on": None}
    return fact("committee.session_scheduled", "08-20 10:00", **(SESSION | known | days))


def test_what_falls_into_the_national_holidays_is_said_on_the_last_working_day():
    rule = {"deadline": "implementation_plan_due", "days_before": [3, 1, 0], "to": ["office"]}
    assert sent(scheduled(), rules=[rule], last="10-12 00:00") == [
        ("bureau", "3", "09-28 08:00", 3, 1),
        ("bureau", "0", "09-30 08:00", 1, 1),
    ]


def test_working_days_are_counted_over_the_national_holidays():
    rule = {"deadline": "meeting_on", "working_days_before": [2, 1, 0], "to": ["office", "authority"]}
    assert [line[:3] for line in sent(scheduled(), rules=[rule], last="10-12 00:00") if line[0] == "bureau"] == [
        ("bureau", "wd2", "09-29 08:00"),
        ("bureau", "wd1", "09-30 08:00"),
        ("bureau", "wd0", "10-08 08:00"),
    ]


def test_after_the_day_the_worked_saturday_counts():
    rule = {"deadline": "implementation_plan_due", "days_after": [1], "working_days_after": [2, 3], "to": ["office"]}
    assert sent(scheduled(plan_due_on="2026-09-30"), rules=[rule], last="10-13 00:00") == [
        ("bureau", "+1", "10-08 08:00", -8, 1),
        ("bureau", "+wd2", "10-09 08:00", -9, 1),
        ("bureau", "+wd3", "10-10 08:00", -10, 1),
    ]


def test_repeats_go_on_from_the_last_moment_until_the_duty_is_met():
    repeat = {"every": 2, "unit": "working_days", "times": 3}
    rule = {"deadline": "implementation_plan_due", "days_after": [1], "repeat": repeat, "to": ["office"]}
    filed = fact("committee.plan_filed", "10-13 10:00", session_id="s1")
    assert [
        line[1:3] for line in sent(scheduled(plan_due_on="2026-09-29"), filed, rules=[rule], last="10-30 00:00")
    ] == [
        ("+1", "09-30 08:00"),
        ("+r1", "10-09 08:00"),
        ("+r2", "10-12 08:00"),
    ]


def test_missed_repeats_are_not_made_good():
    repeat = {"every": 1, "unit": "days", "times": 5}
    rule = {"deadline": "implementation_plan_due", "days_after": [1], "repeat": repeat, "to": ["office"]}
    result = run(scheduled(plan_due_on="2026-09-10"), rules=[rule], looks=[at("09-14 10:00")])
    assert lines(result.sent) == [("bureau", "+r3", "09-14 10:00", -4, 1)]
    assert [row.token for row in result.settled] == ["+1"]


def test_superior_and_supervisor_and_applicant_are_told_of_who_is_late():
    to = ["superior", "supervisor"]
    warning = {"deadline": "audit_due", "id": "warning", "working_days_before": [2], "to": to}
    told = {"deadline": "audit_due", "id": "told", "working_days_before": [1], "to": ["applicant"]}
    log = [opened("07-01 10:00"), opened("07-01 10:00", "d2"), opened("07-01 10:00", "d3", index=1, holder="county")]
    assert sent(*log, rules=[warning, told]) == [
        ("city", "wd2", "07-16 08:00", 4, 1),
        ("education", "wd2", "07-16 08:00", 4, 2),
        ("supervision", "wd2", "07-16 08:00", 4, 3),
        ("d1-person", "wd1", "07-17 08:00", 3, 1),
        ("d2-person", "wd1", "07-17 08:00", 3, 1),
        ("d3-person", "wd1", "07-17 08:00", 3, 1),
    ]


def test_a_stage_without_a_last_day_is_asked_after_how_long_it_waits():
    rule = {"deadline": "audit_due", "working_days_waiting": [3], "days_waiting": [1], "to": ["holder"]}
    log = [opened("07-09 16:00", due=None), opened("07-09 17:00", "d2", due=None)]
    rows = run(*log, rules=[rule]).sent
    assert [(row.token, f"{row.sent_at:%m-%d}", row.waited, row.count) for row in rows] == [
        ("w1", "07-10", 1, 2),
        ("wwd3", "07-14", 5, 2),
    ]


def test_a_new_version_settles_what_was_reached_and_plans_the_rest_by_its_rules():
    later = published("07-15 08:10", AUDIT | {"days_before": [4, 5, 3], "at": "09:00"}, version=2)
    log = [opened("07-01 10:00"), later]
    assert [line[1:3] for line in sent(*log)] == [("5", "07-15 08:00"), ("4", "07-16 09:00"), ("3", "07-17 09:00")]
    assert [line[1:3] for line in sent(*log, looks=[at("07-15 08:30"), at("07-16 09:30")])] == [("4", "07-16 09:30")]


def test_publicities_and_results_are_asked_for_on_their_last_day():
    rule = {"deadline": "publicity_ends", "days_before": [0], "to": ["holder"]}
    known = {"publicity_id": "p1", "notice_id": "chifeng-2026", "organisation_id": "school", "level_group": "senior"}
    log = [fact("audit.publicity_posted", "06-15 10:00", ends_on="2026-06-23", **known)]
    log.append(fact("audit.publicity_redated", "06-22 10:00", ends_on="2026-06-24", **known))
    log += [scheduled(), fact("committee.results_posted", "10-09 10:00", session_id="s1", ends_on="2026-10-16")]
    assert sent(*log, rules=[rule], last="10-30 00:00") == [
        ("school", "0", "06-24 08:00", 0, 1),
        ("bureau", "0", "10-16 08:00", 0, 1),
    ]
    log.append(fact("audit.publicity_closed", "06-24 07:00", publicity_id="p1"))
    log.append(fact("committee.results_closed", "10-16 07:00", session_id="s1"))
    assert sent(*log, rules=[rule], last="10-30 00:00") == []
