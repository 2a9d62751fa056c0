"""Plan, roll, quorum, ballots, count."""

import itertools

import pytest

from shared.contracts import declaration
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, COMMITMENT, at, expert, pool_workbook
from tests.support.some import some

VOTE = shipped_pack("chifeng-2026").committee_rules.vote.source
"""What the ballot rests on: no clause of the notice says it."""


def test_the_plan_is_filed_a_week_before_or_not_at_all(world):
    play = Play(world)
    play.drawn()
    world.clock.set(at(9, 4))
    assert refusal(play.step, "file_plan") == "plan_filed_late"
    assert refusal(play.step, "open_session") == "step_not_possible"
    assert world.rows("sessions")[0]["state"] == "drawn"


def test_a_plan_filed_on_the_last_day_counts(world):
    play = Play(world)
    play.drawn()
    world.clock.set(at(9, 3))
    assert play.step("file_plan")["days_before"] == 7
    filed = world.events("committee.plan_filed")[0]
    assert (filed["applications"], filed["needs_consent"]) == (3, False)


def test_members_sign_in_on_the_day_and_once(world):
    play = Play(world)
    play.drawn()
    play.step("file_plan")
    assert refused_by(play.step, "check_in", expert_no=play.members[0]) == ("not_the_meeting_day", "chifeng-2026/6.3.1")
    world.clock.set(at(9, 10))
    play.step("check_in", expert_no=play.members[0])
    assert refusal(play.step, "check_in", expert_no=play.members[0]) == "already_checked_in"
    assert refusal(play.step, "check_in", expert_no="E999") == "not_a_member"


def test_seven_of_eleven_adjourn_and_eight_open(world):
    play = Play(world)
    assert play.opened(present=7)["opened"] is False
    adjourned = world.events("committee.session_adjourned")[0]
    assert (adjourned["present"], adjourned["quorum"], adjourned["panel_size"]) == (7, 8, 11)
    assert refusal(play.collect, play.members[0]) == "step_not_possible"
    assert refusal(play.step, "reconvene_session", meeting_on="2026-09-16") == "meeting_too_soon"
    play.step("reconvene_session", meeting_on="2026-09-18")
    assert refusal(play.step, "check_in", expert_no=play.members[0]) == "step_not_possible"
    play.step("file_plan")
    world.clock.set(at(9, 18))
    for number in play.members[:8]:
        play.step("check_in", expert_no=number)
    answer = play.step("open_session")
    assert (answer["opened"], answer["present"], answer["quorum"]) == (True, 8, 8)


def test_a_meeting_ahead_is_not_moved(world):
    play = Play(world)
    play.drawn()
    assert refused_by(play.step, "reconvene_session", meeting_on="2026-09-20") == (
        "meeting_still_ahead",
        "chifeng-2026/6.3.1",
    )


def test_a_meeting_that_was_never_held_gets_a_new_day(world):
    play = Play(world)
    play.drawn()
    world.clock.set(at(9, 11))
    assert play.step("reconvene_session", meeting_on="2026-09-20")["plan_due_on"] == "2026-09-13"


def test_two_thirds_of_those_present_pass_and_silence_counts_as_abstention(world):
    play = Play(world)
    play.opened(present=9)
    blind = play.blind()
    wanted = {"declaration-1": 6, "declaration-2": 5, "declaration-3": 0}
    for turn, number in enumerate(play.members[:8]):
        for paper in play.collect(number):
            yes = turn < wanted[blind[paper["blind_no"]]]
            if yes or blind[paper["blind_no"]] != "declaration-3":
                play.cast([paper], "yes" if yes else "no")
    counted = {line["declaration_id"]: line for line in play.step("close_voting")["results"]}
    assert [counted[f"declaration-{n}"]["outcome"] for n in (1, 2, 3)] == ["passed", "not_passed", "not_passed"]
    assert (counted["declaration-1"]["present"], counted["declaration-1"]["abstain"]) == (9, 1)
    assert (counted["declaration-3"]["abstain"], counted["declaration-3"]["unanimous"]) == (9, True)


def test_nobody_votes_before_the_opening_or_after_the_count(world):
    play = Play(world)
    play.drawn()
    assert refusal(play.collect, play.members[0]) == "step_not_possible"
    token = {"token": "ab" * 32}
    assert refusal(play.cast, [token]) == "step_not_possible"
    play.present()
    assert refused_by(play.cast, [token]) == ("ballot_unknown", VOTE)
    papers = play.collect(play.members[0])
    play.step("close_voting")
    assert refusal(play.cast, papers) == "step_not_possible"
    assert refusal(play.collect, play.members[1]) == "step_not_possible"


def test_ballots_are_handed_out_once_and_only_to_members_in_the_room(world):
    play = Play(world)
    play.opened(present=8)
    first = play.collect(play.members[0], key="mine")
    assert play.collect(play.members[0], key="mine") == first
    assert refused_by(play.collect, play.members[0], key="other") == ("ballots_already_collected", VOTE)
    assert refusal(play.collect, play.members[10]) == "not_a_present_member"
    assert refusal(play.collect, "E999") == "not_a_present_member"


def test_a_ballot_counts_once_even_when_the_request_is_repeated(world):
    play = Play(world)
    play.opened()
    papers = play.collect(play.members[0])
    request = {"session_id": play.session_id, "ballots": [{"token": one["token"], "choice": "yes"} for one in papers]}
    assert world.call(None, "cast_ballots", idempotency_key="k", **request) == {"accepted": 3}
    assert world.call(None, "cast_ballots", idempotency_key="k", **request) == {"accepted": 3}
    assert refusal(play.cast, papers, "no") == "ballot_spent"
    assert refusal(play.cast, papers + papers) == "ballot_twice"
    assert {(row["yes"], row["no"]) for row in world.rows("ballot_counts")} == {(1, 0)}


def test_a_member_of_the_applicants_unit_gets_no_ballot_and_leaves_the_denominator(world, other_world):
    rehearsal = Play(other_world)
    member = rehearsal.drawn()["members"][0]["expert_no"]
    unit = next(row["unit"] for row in other_world.rows("panel_members") if row["expert_no"] == member)
    play = Play(world, unit_name=f" {unit}")
    play.opened()
    recusal = {"session_id": play.session_id, "expert_no": member, "declaration_id": "declaration-1"}
    assert world.events("committee.recusal_declared") == [recusal | {"reason": "same_unit"}]
    blind = play.blind()
    assert "declaration-1" not in {blind[paper["blind_no"]] for paper in play.collect(member)}
    result = {line["declaration_id"]: line for line in play.vote()["results"]}
    assert (result["declaration-1"]["present"], result["declaration-2"]["present"]) == (10, 11)


def test_a_unit_written_another_way_is_the_same_unit(world, other_world):
    rehearsal = Play(other_world)
    member = rehearsal.drawn()["members"][0]["expert_no"]
    unit = next(row["unit"] for row in other_world.rows("panel_members") if row["expert_no"] == member)
    wide = unit.translate({ord(digit): ord(digit) - ord("0") + ord("０") for digit in "0123456789"})
    play = Play(world, unit_name=f"{wide[:1]}\u200b{wide[1:]}")
    assert [one["declaration_id"] for one in play.drawn()["recusals"]] == ["declaration-1"]


def test_a_unit_of_almost_the_same_name_is_shown_to_the_office_before_the_pool_is_frozen(world):
    content = pool_workbook(units=((1, "赤峰市红山区第一小学"), (2, "红山区第一小学（东校区）"), (3, "红山区第一小学")))
    play = Play(world, unit_name="红山区第一小学", pool=content)
    play.step("assign_declarations")
    found = world.call(CLERK, "get_session", session_id=play.session_id)["near_units"]
    assert {(one["expert_no"], one["unit"]) for one in found} == {
        ("E001", "赤峰市红山区第一小学"), ("E002", "红山区第一小学（东校区）"),
    }  # fmt: skip
    assert {(one["declaration_id"], one["unit_name"]) for one in found} == {("declaration-1", "红山区第一小学")}
    assert world.call(BUREAU, "get_session", session_id=play.session_id)["near_units"] == []
    play.step("commit_seed", commitment=COMMITMENT)
    assert world.call(CLERK, "get_session", session_id=play.session_id)["near_units"] == []


def test_a_declared_recusal_takes_one_ballot_away_and_a_whole_one_the_seat(world):
    play = Play(world)
    drawn = play.drawn()
    out, alternate = play.members[0], drawn["alternates"][0]["expert_no"]
    play.step("declare_recusal", expert_no=play.members[1], declaration_id="declaration-2", reason="亲属")
    assert refusal(play.step, "declare_recusal", expert_no=play.members[1], declaration_id="declaration-2",
                   reason="亲属") == "already_recused"  # fmt: skip
    answer = play.step("declare_recusal", expert_no=out, declaration_id=None, reason="因病")
    assert answer["replaced_by"] == alternate
    play.members[0] = alternate
    play.present()
    assert len(play.collect(play.members[1])) == 2
    assert refusal(play.collect, out) == "not_a_present_member"


def test_nothing_that_is_stored_links_a_voter_to_a_vote(world):
    """Choices exist as counts only; neither tokens nor the roll nor any common table mentions them or each other."""
    play = Play(world)
    play.opened()
    before = {name: len(world.rows(name)) for name in ("idempotency", "outbox", "trail", "stream_heads")}
    papers = {number: play.collect(number, key=f"key-of-{number}") for number in play.members}
    for number, choice in zip(play.members, itertools.cycle(("yes", "no", "abstain")), strict=False):
        play.cast(papers[number], choice, who=expert(number))
    assert {name: len(world.rows(name)) for name in before} == before
    assert set(world.rows("ballot_tokens")[0]) == {"token_hash", "session_id", "declaration_id", "receipt"}
    assert set(world.rows("ballot_counts")[0]) == {"session_id", "declaration_id", "yes", "no", "abstain"}
    assert len(world.rows("ballot_counts")) == 3
    tokens = {paper["token"] for one in papers.values() for paper in one}
    everything = "".join(str(world.rows(name)) for name in world.tables())
    assert not [token for token in tokens if token in everything]
    assert not [number for number in play.members if f"key-of-{number}" in everything]
    assert all(row["collected"] for row in some(world.rows("panel_members")) if row["role"] == "member")
    play.step("close_voting")
    assert world.rows("ballot_tokens") == []
    assert world.rows("sessions")[0]["ballot_key"] is None


def test_the_running_count_is_shown_to_nobody(world):
    play = Play(world)
    play.opened()
    play.cast(play.collect(play.members[0]))
    items = world.call(CLERK, "get_session", session_id=play.session_id)["items"]
    assert {(item["yes"], item["outcome"]) for item in items} == {(None, None)}


def test_experts_see_blind_numbers_and_no_colleagues(world):
    play = Play(world)
    play.opened()
    seen = world.call(expert(play.members[0]), "get_session", session_id=play.session_id)
    shown = {"blind_no", "group_id", "series_name", "major", "level", "title", "recused"}
    assert {name for name, value in seen["items"][0].items() if value is not None} | {"group_id"} == shown
    assert [seen[name] for name in ("members", "objections", "transcript", "plan")] == [None] * 4
    assert "declaration-" not in str(seen)
    assert refusal(world.call, expert("E999"), "get_session", session_id=play.session_id) == "organisation_not_allowed"
    mine = world.call(expert(play.members[0]), "list_sessions", with_total=True)
    assert mine["total"] == 1
    assert world.call(expert("E999"), "list_sessions", with_total=True)["total"] == 0


@pytest.mark.parametrize("method", ["draw_panel", "open_session", "close_voting"])
def test_only_the_office_runs_the_session(world, method):
    play = Play(world)
    more = {"seed": "00" * 32} if method == "draw_panel" else {}
    assert refusal(play.step, method, who=BUREAU, **more) == "role_not_allowed"
    stranger = type(CLERK)("clerk-8", "x", "office-8", frozenset({"committee_office"}))
    assert refusal(play.step, method, who=stranger, **more) == "organisation_not_allowed"


def test_a_stale_version_changes_nothing(world):
    play = Play(world)
    play.step("assign_declarations")
    play.version = 1
    assert refusal(play.step, "commit_seed", commitment="00" * 32) == "stale_version"
    assert world.rows("sessions")[0]["state"] == "scheduled"
    assert world.events("committee.seed_committed") == []


class TestConsent:
    """A notice that asks for consent: the meeting waits for the authority's answer."""

    def filed(self, world):
        play = Play(world)
        pack = shipped_pack("chifeng-2026").raw
        rule = pack["implementation_plan"] | {"needs": "consent"}
        changed = {"notice_id": "chifeng-2026", "version": 2, "pack": pack | {"implementation_plan": rule}}
        world.hears(declaration.NOTICE_PUBLISHED, changed)
        play.drawn()
        world.clock.set(at(9, 1))
        play.step("file_plan")
        return play

    def answer(self, play, agreed):
        return play.step("consent_to_plan", BUREAU, agreed=agreed, opinion="请补充评审程序")

    def test_nothing_opens_before_the_answer(self, world):
        play = self.filed(world)
        world.clock.set(at(9, 10))
        assert refusal(play.step, "open_session") == "plan_consent_missing"

    def test_with_consent_the_session_opens(self, world):
        play = self.filed(world)
        assert self.answer(play, True)["state"] == "plan_consented"
        world.clock.set(at(9, 10))
        for number in play.members:
            play.step("check_in", expert_no=number)
        assert play.step("open_session")["opened"] is True
        [event] = world.events("committee.plan_answered")
        assert (event["agreed"], event["clause"]) == (True, "chifeng-2026/6.3.1")

    def test_a_plan_sent_back_is_filed_and_answered_again(self, world):
        play = self.filed(world)
        assert self.answer(play, False)["state"] == "drawn"
        assert refusal(self.answer, play, True) == "step_not_possible"
        play.step("file_plan")
        assert self.answer(play, True)["state"] == "plan_consented"

    def test_only_the_authority_answers(self, world):
        play = self.filed(world)
        assert refusal(play.step, "consent_to_plan", CLERK, agreed=True, opinion="同意") == "role_not_allowed"

    def test_where_filing_is_enough_there_is_nothing_to_consent_to(self, world):
        play = Play(world)
        play.drawn()
        world.clock.set(at(9, 1))
        play.step("file_plan")
        assert refusal(self.answer, play, True) == "plan_needs_no_consent"
