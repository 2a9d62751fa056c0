"""Rules of reminders over a database: late, after, above, settled, planned anew, adopted, previewed."""

from datetime import date

import pytest
from sqlalchemy import select, update

from services.notify.store.tables import DEADLINES, REMINDER_GROUPS, REMINDER_PLANS
from services.notify.usecases import remind
from shared.contracts import audit, declaration
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.policy import shipped_pack
from tests.suites.notify.test_reminding import days_of
from tests.support.notify_suite import BUREAU, PERSON, UNIT, UNIT_STAGE, at, caller, open_case, start_draft

OPERATOR = caller("operator", roles=("operator",))
ABOVE = {"organisation_id": UNIT, "name": "红山区第一小学", "parent_id": BUREAU, "region": "150402"}


def published(world, when, reminders, version=2, meanwhile=None, **reminding):
    """Another version of the notice with these rules."""
    pack = dict(shipped_pack("chifeng-2026").raw) | {"reminders": reminders}
    pack |= {"reminding": reminding} if reminding else {}
    world.happens(declaration.NOTICE_PUBLISHED, when, meanwhile, pack=pack, version=version)


def rule(deadline, to, **said):
    return {"deadline": deadline, "to": list(to), "source": "s"} | said


def outcomes(world, **wanted):
    found = world.occurrences(OPERATOR, everyone=True, **wanted)
    return [(one["token"], one["outcome"], one["count"]) for one in found]


def test_a_draft_begun_after_the_last_moment_is_reminded_of_once(world):
    start_draft(world, at(7, 9, 10))
    assert [message["title"] for message in world.sweep(at(7, 9, 11))] == ["申报提交明天截止"]
    assert world.sweep(at(7, 10, 9)) == []
    assert outcomes(world) == [("late", "sent", 1)]


def test_a_draft_begun_at_night_is_reminded_of_in_the_morning(world):
    start_draft(world, at(7, 9, 23))
    assert world.sweep(at(7, 9, 23, 30)) == []
    assert world.sweep(at(7, 10, 7)) == []
    assert [message["title"] for message in world.sweep(at(7, 10, 7, 30))] == ["申报提交今天截止"]


def test_nothing_is_sent_in_quiet_hours_and_made_good_at_their_end_with_the_true_remainder(world):
    start_draft(world, at(6, 12))
    assert world.sweep(at(7, 3, 22)) == []
    (message,) = world.sweep(at(7, 6, 7, 30))
    assert (message["title"], message["days_before"]) == ("申报提交还有4天截止", 7)


def test_what_a_pause_passed_over_is_noted_as_missed_and_what_came_too_late_too(world):
    start_draft(world, at(6, 12))
    world.sweep(at(7, 8))
    assert outcomes(world) == [("3", "sent", 1), ("7", "missed", 0)]
    world.sweep(at(7, 12))
    assert outcomes(world, outcome="missed") == [("1", "missed", 0), ("7", "missed", 0)]


def test_an_office_is_late_those_above_it_hear_and_the_applicant_knows_what_follows(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    open_case(world, at(6, 20))
    told = {message["organisation_id"]: message for message in world.sweep(at(7, 16))}
    assert set(told) == {UNIT, BUREAU, "supervision-150402"}
    assert told[BUREAU]["title"] == "高级申报材料审核还有4天截止：1件未审核"
    assert told[BUREAU]["body"].startswith("红山区第一小学尚有1件高级职称申报未审核")
    (message,) = (one for one in world.sweep(at(7, 17)) if one["person_id"] == PERSON)
    assert "红山区第一小学" in message["body"]
    assert "无须您办理" in message["body"]
    assert world.deadlines(caller(PERSON)) == []
    world.happens(audit.CASE_CLOSED, at(7, 17, 12), declaration_id="d-1", person_id=PERSON, unit_id=UNIT)
    assert world.sweep(at(7, 22)) == []


def test_those_above_a_body_hear_of_it_though_the_directory_knew_it_after_its_duty_arose(world):
    open_case(world, at(6, 20))
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    assert {message["organisation_id"] for message in world.sweep(at(7, 16))} == {UNIT, BUREAU, "supervision-150402"}


def test_after_the_day_and_again_until_it_is_done(world):
    again = {"every": 1, "unit": "working_days", "times": 2}
    published(world, at(6, 1), [rule("audit_due", ["holder"], days_after=[1], repeat=again)])
    open_case(world, at(6, 20))
    sent = [(m["title"], m["organisation_id"]) for day in range(20, 28) for m in world.sweep(at(7, day))]
    assert sent == [(f"审核申报材料已逾期{days}天", UNIT) for days in (1, 2, 3)]
    assert {entry["state"] for entry in world.deadlines()} == {"overdue"}


def test_a_group_that_nobody_is_left_in_settles_its_moments_as_empty(world):
    open_case(world, at(6, 20))
    world.happens(audit.CASE_CLOSED, at(6, 21), declaration_id="d-1", person_id=PERSON, unit_id=UNIT)
    assert world.sweep(at(7, 15)) == []
    assert outcomes(world) == [("5", "empty", 0)]


def test_one_rule_never_stands_in_the_way_of_another(world):
    both = [
        rule("filing_closes", ["applicant"], id="second", days_before=[7]),
        rule("filing_closes", ["applicant"], days_before=[7]),
    ]
    published(world, at(6, 1), both)
    start_draft(world, at(6, 12))
    assert days_of(world.sweep(at(7, 3))) == [("submit_declaration", 7)] * 2
    assert {one["rule"] for one in world.occurrences(OPERATOR, everyone=True)} == {"", "second"}


def test_new_rules_count_from_their_publication_and_make_nothing_good(world):
    for number in range(220):
        start_draft(world, at(6, 12), f"d-{number}", f"person-{number}")
    assert len(world.sweep(at(7, 3))) == 220
    published(world, at(7, 6, 12), [rule("filing_closes", ["applicant", "unit"], days_before=[7, 5, 2], at="10:00")])
    assert world.sweep(at(7, 7)) == []
    assert world.sweep(at(7, 8, 9)) == []
    told = world.sweep(at(7, 8, 10))
    assert {(message["days_before"], message["organisation_id"]) for message in told} == {(2, None), (2, UNIT)}
    assert len(told) == 221
    assert max(len(message["items"]) for message in told) == 220


def test_a_rule_that_a_new_version_leaves_out_is_silent(world):
    start_draft(world, at(6, 12))
    published(world, at(7, 1), [rule("audit_due", ["holder"], days_before=[1])])
    assert [world.sweep(at(7, day)) for day in (3, 7, 9)] == [[], [], []]


def test_the_same_rules_in_another_version_change_nothing(world):
    start_draft(world, at(6, 12))
    pack = shipped_pack("chifeng-2026")
    world.happens(declaration.NOTICE_PUBLISHED, at(7, 5), pack=pack.raw, digest=pack.digest, version=2)
    assert [days_of(world.sweep(at(7, day))) for day in (6, 7)] == [
        [("submit_declaration", 7)],
        [("submit_declaration", 3)],
    ]


def entered_by_0_2_0(world):
    """As that version leaves the register: no roles, no parties, no plans."""
    bare = {"roles": None, "planned": None, "level_group": None, "actor_id": None, "parties": None}
    with world.database.begin() as connection:
        connection.execute(DEADLINES.delete().where(DEADLINES.c.watching))
        connection.execute(update(DEADLINES).values(**bare))
        connection.execute(REMINDER_PLANS.delete())


def test_what_version_0_2_0_entered_is_planned_and_reminded_of(world):
    start_draft(world, at(6, 12))
    open_case(world, at(6, 20))
    entered_by_0_2_0(world)
    assert days_of(world.sweep(at(7, 3))) == [("submit_declaration", 7)]
    assert sorted(m["organisation_id"] or "" for m in world.sweep(at(7, 15)) if m["kind"] == "audit_stage") == [UNIT]


def test_version_0_2_0_finds_its_groups_with_the_same_keys(world):
    start_draft(world, at(6, 12))
    open_case(world, at(6, 20))
    with world.database.begin_reading() as connection:
        groups = {row.kind: row for row in connection.execute(select(REMINDER_GROUPS))}
        plans = set(connection.execute(select(REMINDER_PLANS.c.key)).scalars())
    assert groups.keys() == {"submit_declaration", "audit_stage"}
    assert (groups["audit_stage"].days_before, groups["audit_stage"].next_at) == ([5, 2, 1], at(7, 15, 8))
    assert {row.key for row in groups.values()} <= plans


def dies_before_the_commit(world):
    with world._transaction(Caller.system("notify")) as tx:
        assert remind.run_due(tx) > 0
        raise OSError("died")


def test_two_replicas_and_a_restart_in_between_send_once(world):
    for number in range(450):
        start_draft(world, at(6, 12), f"d-{number}", f"person-{number}")
    world.clock.set(at(7, 9))
    with pytest.raises(OSError, match="died"):
        dies_before_the_commit(world)
    assert len(world.sweep()) == 450
    with world.database.begin() as connection:
        connection.execute(update(REMINDER_PLANS).values(looked_at=at(6, 12), next_at=at(7, 3, 8)))
    assert world.sweep() == []


def previewed(world, who=OPERATOR, **wanted):
    days = {"from_day": date(2026, 7, 1).isoformat(), "until_day": date(2026, 7, 31).isoformat()}
    return world.preview(who, notice_id="chifeng-2026", **days | wanted)


def test_a_preview_tells_whom_a_rule_would_tell_what_and_when(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    world.happens(audit.ORGANISATION_REGISTERED, organisation_id=BUREAU, name="红山区人社局", region="150402")
    start_draft(world, at(6, 12))
    for number in range(3):
        open_case(world, at(6, 20), f"d-{number}", person_id=f"person-{number}")
    text = "reminders: [{deadline: audit_due, working_days_before: [2], to: [superior, applicant], template: warning}]"
    lines = previewed(world, rules=text)["items"]
    assert [(one["organisation_id"], one["recipients"], one["count"]) for one in lines] == [
        (None, 3, 1),
        (BUREAU, 1, 3),
    ]
    assert lines[1]["at"] == "2026-07-16T08:00:00+08:00"
    assert "红山区第一小学尚有3件" in lines[1]["body"]
    stored = previewed(world)["items"]
    assert [one["token"] for one in stored if one["kind"] == "submit_declaration"] == ["7", "3", "1"]
    assert [one["organisation_name"] for one in lines] == [None, "红山区人社局"]
    assert {one["kind"] for one in stored} > {one["kind"] for one in previewed(world, kind="audit_stage")["items"]}
    assert {one["kind"] for one in previewed(world, kind="audit_stage")["items"]} == {"audit_stage"}
    assert world.messages() == []


def test_a_preview_names_the_channels_that_the_house_does_not_have(world):
    start_draft(world, at(6, 12))
    text = "reminders: [{deadline: filing_closes, days_before: [1], to: [applicant], channels: [sms, mail]}]"
    (line,) = previewed(world, rules=text)["items"]
    assert (line["channels"], line["not_configured"]) == (["sms", "mail"], ["sms", "mail"])


def test_a_preview_comes_in_parts(world):
    for number in range(7):
        start_draft(world, at(6, 12), f"d-{number}", f"person-{number}")
    text, seen, cursor = "reminders: [{deadline: filing_closes, days_before: [1], to: [applicant]}]", [], None
    while True:
        part = previewed(world, rules=text, limit=3, cursor=cursor)
        seen += [one["person_id"] for one in part["items"]]
        cursor = part["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == [f"person-{number}" for number in range(7)]


def test_a_preview_of_an_impossible_rule_is_refused_with_its_field(world):
    with pytest.raises(ZhipingError) as caught:
        previewed(world, rules="reminders: [{deadline: audit_due, days_before: [-5], to: [holder]}]")
    assert caught.value.slug == "reminders_invalid"
    assert "reminders[0].days_before[0]" in caught.value.details["problems"][0]
    for wanted, slug in (
        ({"until_day": "2027-07-31"}, "preview_days_invalid"), ({"cursor": "x"}, "cursor_invalid"),
    ):  # fmt: skip
        with pytest.raises(ZhipingError) as refused:
            previewed(world, **wanted)
        assert refused.value.slug == slug


def test_a_supervisor_previews_his_own_division_without_names_of_people(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    start_draft(world, at(6, 12))
    here, elsewhere = (caller("s", roles=("supervisor",), region=code) for code in ("150400", "159900"))
    assert {one["person_id"] for one in previewed(world, here)["items"]} == {None}
    assert previewed(world, elsewhere)["items"] == []
    with pytest.raises(ZhipingError):
        previewed(world, caller("clerk", UNIT, ("unit_clerk",)))


def test_moments_of_the_rule_without_an_id_are_asked_for_apart(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    open_case(world, at(6, 20), current=UNIT_STAGE)
    world.sweep(at(7, 16))
    assert {one["rule"] for one in world.occurrences(OPERATOR, everyone=True)} == {"", "audit-warning"}
    assert [one["rule"] for one in world.occurrences(OPERATOR, everyone=True, plain=True)] == [""]
    assert {one["rule"] for one in world.occurrences(OPERATOR, everyone=True, plain=False)} == {"audit-warning"}


def test_occurrences_of_a_division_are_its_supervisors(world):
    world.happens(audit.ORGANISATION_REGISTERED, at(6, 1), **ABOVE)
    open_case(world, at(6, 20), current=UNIT_STAGE)
    world.sweep(at(7, 15))
    here, elsewhere = (caller("s", roles=("supervisor",), region=code) for code in ("150400", "159900"))
    assert [one["organisation_id"] for one in world.occurrences(here, everyone=True)] == [UNIT]
    assert world.occurrences(elsewhere, everyone=True) == []
