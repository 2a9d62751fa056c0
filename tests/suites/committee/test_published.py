"""What everybody may read of draws and results, and what the board of a session knows of its steps."""

from sqlalchemy import select, update

from services.committee.store.tables import SESSIONS
from services.committee.usecases import published
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import CLERK, COMMITMENT, at


def draw_of(play):
    return play.world.call(None, "verify_draw", session_id=play.session_id)


def results_of(play):
    return play.world.call(None, "get_results", session_id=play.session_id)


def test_a_draw_is_public_from_the_moment_that_the_pool_is_frozen(world):
    play = Play(world)
    assert world.call(None, "list_draws", filter={})["items"] == []
    assert refusal(draw_of, play) == "draw_not_found"
    play.step("assign_declarations")
    play.step("commit_seed", commitment=COMMITMENT)
    [listed] = world.call(None, "list_draws", filter={"committee_id": play.committee_id})["items"]
    assert (listed["state"], listed["commitment"], listed["transcript_digest"]) == ("frozen", COMMITMENT, None)
    assert (listed["frozen_at"][:10], listed["drawn_at"]) == ("2026-08-01", None)
    found = draw_of(play)
    assert (found["proven"], found["differences"], found["transcript"]) == (None, [], None)


def test_a_draw_made_again_is_proven_and_its_panel_stays_secret_until_the_votes_are_counted(world):
    play = Play(world)
    play.opened()
    found = draw_of(play)
    assert (found["proven"], found["differences"], found["transcript"]) == (True, [], None)
    play.vote()
    shown = draw_of(play)["transcript"]
    assert shown == world.call(CLERK, "get_session", session_id=play.session_id)["transcript"]
    assert not {expert["expert_no"] for expert in shown["snapshot"]["experts"]} & {"name", "account"}


def test_a_transcript_that_was_changed_afterwards_is_found_out(world):
    play = Play(world)
    play.drawn()
    with world.app.database.begin() as connection:
        kept = dict(connection.scalars(select(SESSIONS.c.transcript)).one())
        connection.execute(update(SESSIONS).values(transcript=kept | {"chairs": kept.pop("chair")}))
    found = draw_of(play)
    assert found["proven"] is False
    assert found["differences"] == ["chair", "chairs", "transcript_digest"]


def test_a_draw_is_made_again_once_for_each_content_of_its_transcript(world, monkeypatch):
    play, made = Play(world), []
    play.drawn()
    monkeypatch.setattr(published, "differences", lambda transcript: made.append(transcript) or [])
    published._MADE_AGAIN.clear()
    assert [draw_of(play)["proven"] for _ in range(3)] == [True] * 3
    assert len(made) == 1
    with world.app.database.begin() as connection:
        kept = dict(connection.scalars(select(SESSIONS.c.transcript)).one())
        connection.execute(update(SESSIONS).values(transcript=kept | {"seed": "0" * 64}))
    assert draw_of(play)["differences"] == ["transcript_digest"]
    assert len(made) == 2
    published._MADE_AGAIN.clear()


def test_posted_results_are_public_with_where_to_object_and_nothing_else(world):
    play = Play(world)
    play.opened()
    play.vote(fails={"declaration-2"})
    assert refusal(results_of, play) == "results_not_posted"
    play.step("post_results")
    found = results_of(play)
    assert [one["declaration_id"] for one in found["listed"]] == ["declaration-1", "declaration-3"]
    assert set(found["listed"][0]) == {"declaration_id", "name", "unit_name", "series_name", "major", "title"}
    assert (found["takes_objections"], found["ends_on"], found["working_days"]) == (True, "2026-09-17", 5)
    assert (found["clause"], found["people"]) == ("chifeng-2026/6.3.2", 2)
    [line] = world.call(None, "list_results", filter={"open": True})["items"]
    assert line == {name: found[name] for name in line}
    world.clock.set(at(9, 18))
    assert results_of(play)["takes_objections"] is False
    play.step("close_results")
    assert world.call(None, "list_results", filter={"open": True})["items"] == []
    assert [one["closed_on"] for one in world.call(None, "list_results", filter={"open": False})["items"]] == [
        "2026-09-18"
    ]


def test_who_lost_his_result_is_not_on_the_posted_list_any_more(world):
    play = Play(world)
    play.published()
    objection = world.do(
        None, "file_objection", session_id=play.session_id, declaration_id="declaration-1", content="反映论文代写"
    )
    world.do(
        CLERK, "resolve_objection", objection_id=objection["objection_id"], expected_version=1, outcome="upheld",
        opinion="经调查",
    )  # fmt: skip
    assert [one["declaration_id"] for one in results_of(play)["listed"]] == ["declaration-2", "declaration-3"]


def test_the_board_knows_clause_and_moment_of_each_step(world):
    play = Play(world)
    play.drawn()
    assert world.call(CLERK, "get_session", session_id=play.session_id)["steps"] == []
    told = world.call(CLERK, "get_session", session_id=play.session_id, steps=True)["steps"]
    steps = {one["action"]: one for one in told}
    assert list(steps)[:4] == ["import_pool", "report_cleaning", "schedule_session", "assign_declarations"]
    assert steps["draw_panel"]["taken_at"][:10] == "2026-08-01"
    assert steps["post_results"] == {"action": "post_results", "clause": "chifeng-2026/6.3.2", "taken_at": None}
    assert steps["import_pool"]["taken_at"] is not None
