"""Which events make changes, and who is named by them."""

from services.notify.domain.change import SILENT, TOLD, About, readers_named
from services.notify.domain.feed_cursor import FeedCursor, FeedState
from services.notify.service import NotifyService
from shared.contracts import audit, committee, declaration
from shared.messaging import streams_of


def test_every_event_of_the_streams_told_of_is_told_or_kept_back_on_purpose():
    whole = (declaration.DECLARATION, audit.CASE, audit.PUBLICITY, audit.REPORT, committee.REVIEW)
    assert {event.name for stream in whole for event in stream.events} <= TOLD.keys() | SILENT


def test_only_events_that_notify_follows_are_told():
    followed = {event.name for stream in streams_of(NotifyService) for event in stream.events}
    assert followed >= TOLD.keys()


def test_nothing_of_votes_draws_and_scores_is_told():
    session = {event.name for event in committee.SESSION.events} - TOLD.keys()
    assert {"committee.seed_committed", "committee.panel_drawn", "committee.recusal_declared"} <= session


def test_everybody_on_a_route_is_named_and_people_only_by_their_own_declaration():
    opened = audit.CASE_OPENED.read(audit.CASE_OPENED.sample)
    named = readers_named(About.DECLARATION, opened)
    assert {f"p:{opened.person_id}", f"o:{opened.unit_id}", f"o:{opened.stages[0].holder_id}"} == named
    report = audit.ROSTER_REPORTED.read(audit.ROSTER_REPORTED.sample)
    assert all(reader.startswith("o:") for reader in readers_named(About.REPORT, report))


def test_a_cursor_reads_back_only_in_its_own_feed():
    written = FeedCursor(7, "a" * 36).written("o:unit")
    assert FeedCursor.read(written, "o:unit") == FeedCursor(7, "a" * 36)
    assert FeedCursor.read(written, "o:other") is None
    assert FeedCursor(0, "a").written("o:unit") is None


def test_a_feed_serves_cursors_of_its_life_after_which_everything_is_kept():
    feed = FeedState("e", 4, 9)
    assert [position for position in range(12) if feed.serves(FeedCursor(position, "e"))] == [3, 4, 5, 6, 7, 8, 9]
    assert not feed.serves(FeedCursor(5, "another"))
