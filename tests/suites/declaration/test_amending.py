"""A new version of a notice: open declarations are looked at again, told, moved only when that harms nobody."""

import pytest

from shared.contracts.declaration import AMENDED, RECHECKED
from tests.support.amendments import STATEMENT, amended, opened, rule, window, without
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

LATER = window("filing-senior", closes_on="2026-07-17")
EARLIER = window("filing-senior", closes_on="2026-06-30")
STRICTER = rule(id="hours-raised", require=["ce.hours >= 500"], message="继续教育须满500学时")


def publish(world, *changes, **statement):
    """The next version is in force, and what was open has been looked at."""
    answer = world.publish(amended(*changes, **statement))
    world.sweep()
    return answer["version"]


def ready(world):
    """A draft that only waits for submit."""
    key = world.start()
    world.complete(key)
    return key


def seen(world, key):
    """The declaration's last recheck, as its applicant sees it."""
    return world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["amendments"][-1]


def header(world, key):
    """Version of the notice and last day that count for the declaration."""
    answer = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)
    return answer["notice_version"], answer["last_day"]


def steps(world, key):
    """Keys of the timeline."""
    return [step["key"] for step in world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]]


def test_a_later_version_must_say_what_it_amends(world):
    def silent(raw):
        del raw["notice"]["amendment"]

    error = refusal(world.do, people.PUBLISHER, "publish_notice", pack=amended(LATER, silent))
    assert (error.slug, error.path) == ("amendment_not_stated", "pack.notice.amendment")
    assert len(world.published("declaration.notice_published")) == 1


def test_a_longer_window_moves_the_draft_and_tells_its_applicant(world):
    key = world.start()
    assert publish(world, LATER) == 2
    assert header(world, key) == (2, "2026-07-17")
    (event,) = world.published(RECHECKED.name)
    assert (event["outcome"], event["settled"]) == ("better", "followed")
    assert [row["message"] for row in event["findings"]] == [
        "“网上申报时间”由 2026-06-11—2026-07-10 调整为 2026-06-11—2026-07-17"
    ]
    (moved,) = world.published(AMENDED.name)
    assert (moved["from_version"], moved["notice_version"], moved["closes_on"]) == (1, 2, "2026-07-17")
    assert "amendment_followed" in steps(world, key)


def test_a_draft_whose_window_was_prolonged_does_not_lapse_on_the_old_day(world):
    key = world.start()
    publish(world, LATER)
    world.clock.set(people.at(7, 11))
    world.sweep()
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["state"] == "draft"
    world.clock.set(people.at(7, 18))
    world.sweep()
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["state"] == "lapsed"


def test_a_window_prolonged_at_the_last_hour_counts_though_the_sweep_comes_after_midnight(world):
    key = world.start()
    world.clock.set(people.at(7, 10, 23))
    world.do(people.PUBLISHER, "publish_notice", pack=amended(LATER))
    world.clock.set(people.at(7, 11, 1))
    world.sweep()
    assert header(world, key) == (2, "2026-07-17")


def test_a_version_that_does_not_concern_a_declaration_is_followed_without_a_word(world):
    key = world.start()
    publish(world, window("filing-junior", closes_on="2026-05-29"))
    assert header(world, key) == (2, "2026-07-10")
    assert [event["outcome"] for event in world.published(RECHECKED.name)] == ["unaffected"]
    assert not [step for step in steps(world, key) if step.startswith("amendment")]


def test_a_draft_that_would_be_worse_off_stays_and_has_to_be_answered_before_it_is_submitted(world):
    key = ready(world)
    publish(world, EARLIER)
    assert header(world, key) == (1, "2026-07-10")
    assert (seen(world, key)["outcome"], seen(world, key)["settled"]) == ("worse", "to_answer")
    error = refusal(world.change, key, "submit_declaration")
    assert (error.slug, error.details["notice_version"]) == ("amendment_unanswered", 2)
    world.change(key, "accept_amendment", notice_version=2)
    assert header(world, key) == (2, "2026-06-30")
    assert seen(world, key)["settled"] == "accepted"
    assert refusal(world.change, key, "submit_declaration").slug == "dossier_incomplete", "it must be signed again"
    world.change(key, "sign_commitment", agreed=True)
    assert world.change(key, "submit_declaration")["state"] == "submitted"


def test_a_rule_that_stands_in_the_way_now_is_named_with_its_message(world):
    key = world.start()
    publish(world, STRICTER)
    (finding,) = seen(world, key)["findings"]
    assert (finding["kind"], finding["effect"], finding["subject"]) == ("rule_fails", "worse", "hours-raised")
    assert finding["message"] == "按调整后的通知：继续教育须满500学时"


def test_what_has_been_filed_stays_under_its_version_unless_its_applicant_accepts(world):
    key = world.submitted()
    publish(world, STRICTER)
    assert header(world, key)[0] == 1
    assert seen(world, key)["settled"] == "kept"
    assert "amendment_kept" in steps(world, key)
    world.change(key, "accept_amendment", notice_version=2)
    assert header(world, key)[0] == 2
    assert [event["state"] for event in world.published(AMENDED.name)] == ["submitted"]


def test_what_has_been_filed_is_judged_as_it_was_handed_in(world):
    key = world.submitted()
    later = {"person_id": "person-1", "expected_version": 3, "profile": {"outstanding": True}}
    world.do(people.APPLICANT, "update_profile", **later)
    publish(world, rule(id="only-outstanding", require=["achievement.outstanding"], message="须业绩突出"))
    assert [row["subject"] for row in seen(world, key)["findings"]] == ["only-outstanding"]


def test_a_bureau_may_let_everything_under_way_stay_as_it_is(world):
    key = ready(world)
    publish(world, EARLIER, open_declarations="keep")
    assert seen(world, key)["settled"] == "kept"
    assert world.change(key, "submit_declaration")["state"] == "submitted"


def test_a_plan_that_is_taken_out_is_reported_and_cannot_be_accepted(world):
    key = world.start()
    publish(world, without(people.PLAN))
    assert [row["kind"] for row in seen(world, key)["findings"]] == ["plan_gone"]
    assert refusal(world.change, key, "accept_amendment", notice_version=2).slug == "plan_not_offered"
    assert header(world, key) == (1, "2026-07-10")


def test_a_third_version_overtakes_what_was_still_asked(world):
    key = world.start()
    publish(world, EARLIER)
    publish(world, LATER)
    rows = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["amendments"]
    assert [(row["notice_version"], row["settled"]) for row in rows] == [(2, "overtaken"), (3, "followed")]
    assert refusal(world.change, key, "accept_amendment", notice_version=2).slug == "amendment_settled"
    assert header(world, key) == (3, "2026-07-17")


def test_submitting_before_the_sweep_came_by_holds_the_draft_against_the_new_version_first(world):
    key = ready(world)
    world.do(people.PUBLISHER, "publish_notice", pack=amended(EARLIER))
    assert refusal(world.change, key, "submit_declaration").slug == "amendment_unanswered"
    assert world.published(RECHECKED.name) == [], "a refused command changes nothing"
    world.sweep()
    assert seen(world, key)["settled"] == "to_answer"


def test_ended_declarations_are_left_alone_and_each_open_one_is_looked_at_once(world):
    key = world.start()
    world.change(key, "withdraw_declaration", reason=None)
    publish(world, LATER)
    assert world.published(RECHECKED.name) == []
    world.sweep()
    assert header(world, key)[0] == 1


def test_a_window_announced_later_opens_on_its_own_amendment(world):
    plan = "natural-science-associate-senior"
    world.clock.set(people.at(8, 3))
    before = refusal(world.do, people.APPLICANT, "start_declaration", plan_id=plan)
    assert (before.slug, before.clause) == ("plan_announced_later", "chifeng-2026/3.1.2")
    publish(world, opened(plan, "2026-08-01", "2026-08-20"))
    (row,) = [one for one in world.ask(None, "list_plans")["items"] if one["plan_id"] == plan]
    assert (row["open"], row["windows"]["filing"]["closes_on"]) == (True, "2026-08-20")
    title = people.profile()["present_title"] | {"name": "助理研究员", "series": "natural_science"}
    researcher = people.caller("person-3")
    world.register(researcher, people.profile(present_title=title), id_number=people.id_number(serial="004"))
    assert world.do(researcher, "start_declaration", plan_id=plan)["closes_on"] == "2026-08-20"


def test_what_a_version_changed_is_told_by_meaning_with_the_counts(world):
    world.start()
    publish(world, LATER)
    told = world.ask(people.APPLICANT, "get_amendment", notice_id="chifeng-2026", notice_version=2)
    assert (told["title"], told["reason"]) == (STATEMENT["title"], STATEMENT["reason"])
    (moved,) = [row for row in told["changes"] if row["section"] == "windows"]
    assert (moved["kind"], moved["after"]) == ("moved", "2026-06-11 .. 2026-07-17")
    assert told["rechecked"] == [{"outcome": "better", "settled": "followed", "declarations": 1}]


@pytest.mark.parametrize("version", [1, 3])
def test_a_version_that_amends_nothing_is_not_found(world, version):
    publish(world, LATER)
    asked = {"notice_id": "chifeng-2026", "notice_version": version}
    assert refusal(world.ask, people.APPLICANT, "get_amendment", **asked).kind == "not_found"


def test_the_publisher_sees_every_recheck_and_others_those_of_their_declarations(world):
    key = world.start()
    publish(world, EARLIER)
    asked = {"notice_id": "chifeng-2026", "notice_version": 2}
    for who in (people.PUBLISHER, people.APPLICANT, people.UNIT_CLERK):
        assert [row["declaration_id"] for row in world.ask(who, "list_rechecks", **asked)["items"]] == [key]
    for who in (people.STRANGER, people.OTHER_CLERK):
        assert world.ask(who, "list_rechecks", **asked, with_total=True)["total"] == 0
    settled = {"filter": {"settled": "followed"}, "with_total": True}
    assert world.ask(people.PUBLISHER, "list_rechecks", **asked, **settled)["total"] == 0


@pytest.mark.parametrize(
    ("who", "version", "slug"),
    [
        (people.APPLICANT, 3, "recheck_not_found"),
        (people.STRANGER, 2, "declaration_not_found"),
        (people.UNIT_CLERK, 2, "role_not_allowed"),
    ],
)
def test_only_the_applicant_accepts_and_only_what_was_asked(world, who, version, slug):
    key = world.start()
    publish(world, EARLIER)
    params = {"declaration_id": key, "expected_version": 2, "notice_version": version}
    assert refusal(world.do, who, "accept_amendment", **params).slug == slug
    assert seen(world, key)["settled"] == "to_answer"


def test_a_version_can_be_foreseen_over_what_is_open_before_it_is_published(world):
    key = world.start()
    told = world.do(people.PUBLISHER, "publish_notice", pack=amended(EARLIER), foresee=10)
    assert told["looked_at"] == 1
    [one] = told["foreseen"]
    assert (one["declaration_id"], one["state"], one["outcome"], one["settled"]) == (key, "draft", "worse", "to_answer")
    assert [finding["kind"] for finding in one["findings"]] == ["window_moved"]
    assert {change["section"] for change in told["changes"]} >= {"windows"}
    assert world.published(RECHECKED.name) == []
