"""The oracle on drafts and returns, against dates reckoned by hand: 2026-07-10 is a Friday."""

from datetime import timedelta

from tests.support.reminders.short import at, begun, fact, lines, of_case, opened, outcome, published, ticks

FILING = {"deadline": "filing_closes", "days_before": [7, 3, 1], "to": ["applicant"]}
WHO = "d1-person"


def sent(*events, first="06-01 00:00", last="07-12 12:00", rules=(FILING,)):
    return lines(outcome([published("05-08 10:00", *rules), *events], ticks(first, last)).sent)


def test_a_draft_is_reminded_seven_three_and_one_day_before():
    assert sent(begun("06-11 09:00")) == [
        (WHO, "7", "07-03 08:00", 7, 1),
        (WHO, "3", "07-07 08:00", 3, 1),
        (WHO, "1", "07-09 08:00", 1, 1),
    ]


def test_a_person_is_reminded_at_a_weekend_too():
    rule = FILING | {"days_before": [6]}
    assert sent(begun("06-11 09:00"), rules=[rule]) == [(WHO, "6", "07-04 08:00", 6, 1)]


def test_a_draft_begun_between_moments_gets_the_rest():
    assert [line[1] for line in sent(begun("07-05 09:00"))] == ["3", "1"]


def test_a_draft_begun_at_the_very_moment_does_not_get_that_moment():
    assert [line[1] for line in sent(begun("07-07 08:00"))] == ["1"]


def test_a_draft_begun_after_the_last_moment_is_reminded_at_once():
    assert sent(begun("07-09 10:00")) == [(WHO, "late", "07-09 10:00", 1, 1)]


def test_a_draft_begun_late_at_night_is_reminded_in_the_morning():
    assert sent(begun("07-09 22:00")) == [(WHO, "late", "07-10 07:30", 0, 1)]


def test_a_draft_begun_before_nine_on_the_last_evening_is_still_reminded():
    assert sent(begun("07-10 20:30")) == [(WHO, "late", "07-10 20:30", 0, 1)]


def test_nothing_can_be_sent_to_a_draft_begun_in_the_last_quiet_hours():
    assert sent(begun("07-10 21:10")) == []


def test_a_rule_of_hours_alone_has_no_late_moment():
    rule = {"deadline": "filing_closes", "hours_before": [48], "to": ["applicant"]}
    assert sent(begun("07-10 09:00"), rules=[rule]) == []


def test_hours_keep_out_of_quiet_hours_and_are_told_rounded_up():
    rule = {"deadline": "filing_closes", "hours_before": [24, 2], "to": ["applicant"]}
    looks = sorted([*ticks("07-01 00:00", "07-12 00:00"), at("07-10 20:59")])
    rows = outcome([published("05-08 10:00", rule), begun("06-11 09:00")], looks).sent
    assert [(row.token, f"{row.sent_at:%m-%d %H:%M}", row.hours) for row in rows] == [
        ("h24", "07-10 07:30", 17),
        ("h2", "07-10 20:59", 4),
    ]


def test_hours_are_not_told_while_a_day_or_more_is_left():
    rule = {"deadline": "filing_closes", "hours_before": [40], "to": ["applicant"]}
    (row,) = outcome([published("05-08 10:00", rule), begun("06-11 09:00")], ticks("07-01 00:00", "07-12 00:00")).sent
    assert (f"{row.sent_at:%m-%d %H:%M}", row.days, row.hours) == ("07-09 08:00", 1, None)


def test_whoever_submits_or_withdraws_hears_nothing_more():
    for name in ("submitted", "withdrawn", "lapsed"):
        over = fact(f"declaration.{name}", "07-04 10:00", declaration_id="d1")
        assert [line[1] for line in sent(begun("06-11 09:00"), over)] == ["7"]


def test_a_service_that_starts_late_sends_the_latest_with_the_true_remainder():
    result = outcome([published("05-08 10:00", FILING), begun("06-11 09:00")], [at("07-10 09:15")])
    assert lines(result.sent) == [(WHO, "1", "07-10 09:15", 0, 1)]
    assert [(row.token, row.outcome) for row in result.settled] == [("7", "missed"), ("3", "missed")]


def test_a_service_that_starts_at_night_waits_for_the_morning():
    assert sent(begun("06-11 09:00"), first="07-07 22:00", last="07-08 12:00") == [(WHO, "3", "07-08 07:30", 2, 1)]


def test_a_service_that_starts_too_late_sends_nothing():
    result = outcome([published("05-08 10:00", FILING), begun("06-11 09:00")], [at("07-11 09:00")])
    assert not result.sent
    assert {row.outcome for row in result.settled} == {"missed"}
    assert len(result.settled) == 3


def test_an_amended_draft_is_reminded_by_its_new_last_day():
    moved = begun("07-04 09:00", closes="2026-07-17", name="amended", state="draft")
    assert [line[:3] for line in sent(begun("06-11 09:00"), moved, last="07-20 00:00")] == [
        (WHO, "7", "07-03 08:00"),
        (WHO, "7", "07-10 08:00"),
        (WHO, "3", "07-14 08:00"),
        (WHO, "1", "07-16 08:00"),
    ]


def test_an_amendment_that_moves_nothing_or_finds_no_draft_changes_nothing():
    same = begun("07-04 09:00", name="amended", state="draft")
    away = begun("07-05 09:00", closes="2026-07-17", name="amended", state="submitted")
    assert [line[2] for line in sent(begun("06-11 09:00"), same, away)] == ["07-03 08:00", "07-07 08:00", "07-09 08:00"]


RETURN = {"deadline": "correction_due", "days_before": [2, 1, 0], "to": ["applicant"]}


def returned(when, deadline, name="declaration_returned", number=1):
    return of_case(name, when, deadline=at(deadline).isoformat(), return_number=number)


def test_a_return_ends_with_the_day_before_its_instant():
    assert sent(opened("06-20 09:00"), returned("06-22 10:00", "06-26 00:00"), rules=[RETURN]) == [
        (WHO, "2", "06-23 08:00", 2, 1),
        (WHO, "1", "06-24 08:00", 1, 1),
        (WHO, "0", "06-25 08:00", 0, 1),
    ]


def test_a_redated_return_is_counted_anew_and_a_new_case_ends_it():
    log = [opened("06-20 09:00"), returned("06-22 10:00", "06-26 00:00")]
    log += [returned("06-24 09:00", "06-27 00:00", "return_redated"), opened("06-25 20:00")]
    assert [line[1:3] for line in sent(*log, rules=[RETURN])] == [
        ("2", "06-23 08:00"),
        ("1", "06-24 08:00"),
        ("1", "06-25 08:00"),
    ]


def test_a_second_return_for_the_same_last_day_is_not_told_late_again():
    log = [opened("06-20 09:00"), returned("06-25 10:00", "06-26 00:00"), opened("06-25 11:00")]
    log.append(returned("06-25 12:00", "06-26 00:00", number=2))
    assert [line[1:3] for line in sent(*log, rules=[RETURN])] == [("late", "06-25 10:00")]


def test_two_rules_of_one_instant_are_two_messages():
    other = FILING | {"id": "again", "days_before": [3]}
    assert [line[1] for line in sent(begun("06-11 09:00"), rules=[FILING, other])] == ["7", "3", "3", "1"]


def test_the_house_speaks_only_of_words_that_the_notice_leaves_out():
    house = {"reminders": [FILING | {"days_before": [9]}, RETURN | {"days_before": [1]}]}
    log = [published("05-08 10:00", FILING), begun("06-11 09:00"), begun("06-11 09:00", "d2")]
    log += [opened("06-20 09:00", "d2"), returned("06-22 10:00", "06-26 00:00") | {}]
    log[-1]["data"]["declaration_id"] = "d2"
    rows = outcome(log, ticks("06-01 00:00", "07-12 00:00", timedelta(hours=1)), house).sent
    assert {(row.kind, row.token) for row in rows} == {
        ("fix_returned_declaration", "1"),
        ("submit_declaration", "7"),
        ("submit_declaration", "3"),
        ("submit_declaration", "1"),
    }


def test_the_notice_has_hours_of_its_own():
    hours = {"at": "09:30", "quiet": {"from": "19:00", "to": "09:00"}}
    log = [published("05-08 10:00", FILING, **hours), begun("07-09 20:00")]
    log.append(begun("06-11 09:00", "d2"))
    assert [line[:3] for line in lines(outcome(log, ticks("06-01 00:00", "07-12 00:00")).sent)] == [
        ("d2-person", "7", "07-03 09:30"),
        ("d2-person", "3", "07-07 09:30"),
        ("d2-person", "1", "07-09 09:30"),
        (WHO, "late", "07-10 09:00"),
    ]
