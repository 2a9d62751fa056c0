"""Waiting for something to be told: how long, how many at once, and what ends it."""

import pytest
from werkzeug.datastructures import Headers

from services.gateway.http.waiting import LONGEST, WaitingRoom, seconds_asked
from shared.kernel.errors import not_found
from tests.support.http_door.stand_in import door

FEED = "notify.get_changes"
NOTHING = {"items": [], "cursor": "1.e.0", "more": False}
SOMETHING = NOTHING | {"items": [{"position": 2}]}


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("wait=20", 20), ("respond-async, Wait = 5", 5), ("wait=600", LONGEST), ("dry-run", 0), ("wait=-1", 0), ("", 0)],
)
def test_the_seconds_are_read_from_the_preference_and_bounded(told, seconds):
    assert seconds_asked(Headers([("Prefer", told)])) == seconds


def test_the_first_answer_that_says_something_ends_the_wait():
    answers, slept = iter([NOTHING, NOTHING, SOMETHING]), []
    found = WaitingRoom(16, sleep=slept.append).until_told(FEED, lambda: next(answers), 20)
    assert found == (SOMETHING, True)
    assert len(slept) == 2


def test_when_the_time_is_over_nothing_is_the_answer():
    assert WaitingRoom(16, sleep=lambda seconds: None).until_told(FEED, lambda: NOTHING, 0) == (NOTHING, True)


def test_whoever_finds_no_seat_is_answered_at_once():
    room, inner = WaitingRoom(4), []

    def sleep(seconds):
        inner.append(room.until_told(FEED, lambda: NOTHING, 20))

    answers = iter([NOTHING, SOMETHING])
    room._sleep = sleep
    assert room.until_told(FEED, lambda: next(answers), 20) == (SOMETHING, True)
    assert inner == [(NOTHING, False)]


def test_a_seat_is_free_again_when_the_bus_goes_away_meanwhile():
    room = WaitingRoom(4, sleep=lambda seconds: None)

    def ask(answers=iter([NOTHING])):  # noqa: B008
        try:
            return next(answers)
        except StopIteration:
            raise OSError("away") from None

    with pytest.raises(OSError, match="away"):
        room.until_told(FEED, ask, 20)
    assert room.until_told(FEED, lambda: NOTHING, 0) == (NOTHING, True)


def test_the_door_says_when_it_waited_and_never_waits_where_it_was_not_asked_to():
    client, backend = door()
    backend.answers[FEED] = SOMETHING
    waited = client.get("/api/v1/changes?after=1.e.0", headers={"Authorization": "Bearer t", "Prefer": "wait=20"})
    assert (waited.json, waited.headers["Preference-Applied"]) == (SOMETHING, "wait")
    backend.answers[FEED] = NOTHING
    at_once = client.get("/api/v1/changes", headers={"Authorization": "Bearer t"})
    assert (at_once.json, "Preference-Applied" in at_once.headers) == (NOTHING, False)
    assert [params for _, params, _ in backend.calls] == [{"after": "1.e.0"}, {}]


def test_a_cursor_of_what_is_gone_is_gone_in_http_too():
    client, backend = door()
    backend.answers[FEED] = not_found("changes_gone", path="after", days=400)
    told = client.get("/api/v1/changes?after=1.e.0", headers={"Authorization": "Bearer t"})
    assert (told.status_code, told.json["slug"]) == (410, "changes_gone")
