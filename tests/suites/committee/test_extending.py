"""延期评审: asked for in time, answered, and what it moves."""

import pytest

from shared.contracts import declaration
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, at
from tests.support.stages import staged

CLAUSE = "chifeng-2023/5.3.1"
STRANGER = type(BUREAU)("clerk-9", "x", "bureau-9", frozenset({"hr_clerk", "committee_office"}))


def ask(play, who=CLERK, **changes):
    request = {"committee_id": play.committee_id, "notice_id": "chifeng-2026", "until": "2026-12-20",
               "reason": "考评结合系列成绩公布较晚。"}  # fmt: skip
    return play.world.do(who, "file_extension", **(request | changes))


def answer(play, asked, agreed=True, who=BUREAU):
    return play.world.do(
        who, "answer_extension", extension_id=asked["extension_id"], expected_version=asked["version"], agreed=agreed,
        opinion="同意延期。" if agreed else "理由不充分。",
    )  # fmt: skip


def schedule(play, meeting_on):
    return play.world.do(
        CLERK, "schedule_session", committee_id=play.committee_id, notice_id="chifeng-2026", meeting_on=meeting_on,
        place="赤峰市", panel_size=11, procedure="程序", measures="措施",
    )  # fmt: skip


def amended(world, **rule):
    """The notice with another rule about extensions."""
    pack = shipped_pack("chifeng-2026").raw
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": pack | rule})


@staged
def postponable(world):
    """A session under a notice that lets a review be put off; the shipped one does not say that it may be."""
    play = Play(world)
    amended(world, extension={"needs": "consent", "within_year": True, "clause": CLAUSE})
    return play


def test_where_the_notice_does_not_speak_of_it_nothing_is_put_off(world):
    assert refused_by(ask, Play(world)) == ("extension_not_provided", "chifeng-2026/3.4")
    assert world.rows("extensions") == []


def test_an_agreed_extension_moves_the_last_meeting_day_and_a_filed_one_does_not(world):
    play = postponable(world)
    asked = ask(play)
    assert (asked["state"], asked["until"]) == ("filed", "2026-12-20")
    assert refusal(schedule, play, "2026-12-01") == "meeting_too_late"
    assert answer(play, asked)["state"] == "agreed"
    assert schedule(play, "2026-12-01")["state"] == "scheduled"
    assert refusal(schedule, play, "2026-12-17") == "meeting_too_late"
    assert world.events("committee.session_scheduled")[-1]["review_due_on"] == "2026-12-20"


def test_a_declined_extension_moves_nothing_and_another_may_be_asked_for(world):
    play = postponable(world)
    asked = ask(play)
    assert refused_by(ask, play) == ("extension_pending", CLAUSE)
    assert answer(play, asked, agreed=False)["state"] == "declined"
    assert refusal(schedule, play, "2026-12-01") == "meeting_too_late"
    assert refusal(answer, play, asked | {"version": 2}) == "step_not_possible"
    assert world.events("committee.review_postponed") == []
    assert answer(play, ask(play, until="2026-11-30"))["until"] == "2026-11-30"


def test_an_extension_may_be_extended_before_its_own_last_day(world):
    play = postponable(world)
    answer(play, ask(play, until="2026-11-30"))
    world.clock.set(at(11, 20))
    assert refused_by(ask, play, until="2026-11-30") == ("extension_not_later", CLAUSE)
    answer(play, ask(play, until="2026-12-20"))
    world.clock.set(at(12, 21))
    assert refusal(ask, play, until="2026-12-30") == "extension_too_late"


@pytest.mark.parametrize(
    ("day", "changes", "slug"),
    [
        ((10, 31), {}, "extension_too_late"),
        ((10, 30), {"until": "2026-10-30"}, "extension_not_later"),
        ((10, 30), {"until": "2027-01-15"}, "extension_over_the_year"),
        ((10, 30), {"until": "2029-01-15"}, "committee_not_valid"),
        ((10, 30), {"until": "soon"}, "invalid_field"),
        ((10, 30), {"reason": ""}, "invalid_field"),
        ((10, 30), {"notice_id": "none"}, "notice_not_found"),
        ((10, 30), {"committee_id": "none"}, "committee_not_found"),
        ((10, 30), {"who": STRANGER}, "organisation_not_allowed"),
        ((10, 30), {"who": BUREAU}, "role_not_allowed"),
    ],
)
def test_an_extension_is_asked_for_in_time_and_by_the_office_or_refused(world, day, changes, slug):
    play = postponable(world)
    world.clock.set(at(*day))
    assert refusal(ask, play, **changes) == slug
    assert world.rows("extensions") == []


def test_on_the_last_day_of_the_review_it_is_still_in_time(world):
    play = postponable(world)
    world.clock.set(at(10, 30))
    assert ask(play)["state"] == "filed"


def test_only_the_authority_answers(world):
    play = postponable(world)
    asked = ask(play)
    assert refusal(answer, play, asked, who=STRANGER) == "organisation_not_allowed"
    assert refusal(answer, play, asked, who=CLERK) == "role_not_allowed"
    assert refusal(answer, play, asked | {"version": 4}) == "stale_version"
    assert refusal(answer, play, {"extension_id": "none", "version": 1}) == "extension_not_found"


def test_who_waits_is_told_why_and_until_when(world):
    play = postponable(world)
    play.step("assign_declarations")
    world.passes(4)
    answer(play, ask(play))
    told = world.events("committee.review_postponed")
    assert [one["person_id"] for one in told] == ["person-1", "person-2", "person-3", "person-4"]
    assert {(one["until"], one["clause"], one["committee_id"]) for one in told} == {
        ("2026-12-20", CLAUSE, play.committee_id)
    }
    [answered] = world.events("committee.extension_answered")
    assert (answered["sessions"], answered["extends"]) == ([play.session_id], "2026-10-30")


def test_who_was_voted_on_is_not_told(world):
    play = postponable(world)
    play.published()
    answer(play, ask(play))
    assert world.events("committee.review_postponed") == []


def test_where_filing_is_enough_the_extension_counts_at_once_and_there_is_nothing_to_answer(world):
    play = Play(world)
    amended(world, extension={"needs": "filing", "clause": "alxa-2025/6.2.1"})
    asked = ask(play, until="2027-01-31")
    assert asked["state"] == "agreed"
    assert refusal(answer, play, asked) == "step_not_possible"
    assert schedule(play, "2027-01-10")["state"] == "scheduled"
    assert len(world.events("committee.review_postponed")) == 3


def test_a_notice_that_says_nothing_of_extensions_has_none(world):
    play = Play(world)
    silent = {key: value for key, value in shipped_pack("chifeng-2026").raw.items() if key != "extension"}
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": silent})
    assert refused_by(ask, play) == ("extension_not_provided", "chifeng-2026/3.4")


def test_office_and_authority_see_what_was_asked_and_answered(world):
    play = postponable(world)
    answer(play, ask(play))
    for who in (CLERK, BUREAU):
        [seen] = world.call(who, "get_oversight", committee_id=play.committee_id)["extensions"]
        assert (seen["state"], seen["until"], seen["opinion"]) == ("agreed", "2026-12-20", "同意延期。")
