"""The feeds of changes: who hears of what, in which order, and what becomes of cursors."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from services.notify.usecases import changes
from shared.contracts import audit, committee, declaration
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.persistence import transaction
from shared.persistence.schema.common_tables import EPOCHS
from tests.support.notify_suite import (
    AUTHORITY,
    BUREAU,
    OFFICE,
    PERSON,
    UNIT,
    at,
    caller,
    open_case,
    return_case,
    schedule_session,
    start_draft,
)

CLERK = caller("portal:1", UNIT, ("unit_clerk",))
ABOVE = caller("portal:2", BUREAU, ("hr_clerk",))


def kinds(told):
    return [item["kind"] for item in told["items"]]


def refused(world, who, **wanted):
    with pytest.raises(ZhipingError) as caught:
        world.changes(who, **wanted)
    return caught.value.slug


def test_a_unit_hears_of_its_peoples_declarations_in_order_and_without_gaps(world):
    start_draft(world, at(6, 12))
    world.happens(declaration.SUBMITTED, at(6, 20), declaration_id="d-1")
    open_case(world, at(6, 20))
    told = world.changes(CLERK)
    assert kinds(told) == ["declaration.started", "declaration.submitted", "audit.case_opened"]
    assert [item["position"] for item in told["items"]] == [1, 2, 3]
    assert {(item["about"], item["subject_id"]) for item in told["items"]} == {("declaration", "d-1")}
    assert told["more"] is False


def test_a_body_hears_from_the_case_on_whose_route_it_stands_and_an_applicant_of_his_own(world):
    start_draft(world, at(6, 12))
    open_case(world, at(6, 20))
    start_draft(world, at(6, 21), "d-2", "person-2")
    assert kinds(world.changes(ABOVE)) == ["audit.case_opened"]
    assert kinds(world.changes(caller(PERSON))) == ["declaration.started", "audit.case_opened"]
    assert kinds(world.changes(caller("person-2"))) == ["declaration.started"]


def test_what_does_not_repeat_whose_it_is_reaches_everybody_who_had_to_do_with_it(world):
    open_case(world, at(6, 20))
    world.happens(committee.REVIEWED, at(9, 10), declaration_id="d-1", person_id=PERSON)
    for who in (CLERK, ABOVE, caller("portal:3", OFFICE, ("committee_office",)), caller(PERSON)):
        assert kinds(world.changes(who))[-1] == "committee.declaration_reviewed"


def test_a_line_tells_nothing_of_a_person_and_nothing_of_what_was_decided(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29))
    for item in world.changes(CLERK)["items"]:
        assert set(item) == {"position", "event_id", "kind", "about", "subject_id", "number", "happened_at"}
        assert PERSON not in str(item)


def test_integrity_records_are_told_to_nobody(world):
    open_case(world, at(6, 20))
    world.happens(audit.INTEGRITY_RECORDED, at(6, 22), declaration_id="d-1", person_id=PERSON)
    assert kinds(world.changes(CLERK)) == ["audit.case_opened"]


def test_offices_and_authorities_hear_of_sessions_and_houses_of_their_lists(world):
    schedule_session(world, at(8, 20))
    world.happens(audit.PUBLICITY_POSTED, at(8, 21), publicity_id="pub-1", organisation_id=UNIT)
    for who in (caller("portal:3", OFFICE, ("committee_office",)), caller("portal:4", AUTHORITY, ("hr_clerk",))):
        assert kinds(world.changes(who)) == ["committee.session_scheduled"]
    assert kinds(world.changes(CLERK)) == ["audit.publicity_posted"]


def test_a_feed_is_read_in_parts_to_its_end_and_goes_on_there(world):
    for number in range(5):
        start_draft(world, at(6, 12), f"d-{number}")
    seen, cursor, more = [], None, True
    while more:
        told = world.changes(CLERK, after=cursor, limit=2)
        seen += [item["subject_id"] for item in told["items"]]
        cursor, more = told["cursor"], told["more"]
    assert seen == [f"d-{number}" for number in range(5)]
    nothing = world.changes(CLERK, after=cursor)
    assert (nothing["items"], nothing["cursor"]) == ([], cursor)
    start_draft(world, at(6, 13), "d-9")
    assert [item["subject_id"] for item in world.changes(CLERK, after=cursor)["items"]] == ["d-9"]


def test_whoever_begins_may_begin_at_the_end(world):
    assert world.changes(CLERK, newest=True) == {"items": [], "cursor": None, "more": False}
    start_draft(world, at(6, 12))
    begun = world.changes(CLERK, newest=True)
    assert begun["items"] == []
    start_draft(world, at(6, 13), "d-2")
    assert [item["position"] for item in world.changes(CLERK, after=begun["cursor"])["items"]] == [2]


def dies_before_the_commit(world):
    with transaction(world.database, world.make_ports, world.clock, Caller.system("notify")) as tx:
        line = changes.ToldChange("e", "audit.case_opened", changes.TOLD["audit.case_opened"], "d-1", 1, tx.now)
        tx.ports.changes.add(line, {"o:unit-1"}, tx.now)
        raise OSError("died")


def test_a_handling_that_was_not_committed_leaves_no_gap(world):
    start_draft(world, at(6, 12))
    with pytest.raises(OSError, match="died"):
        dies_before_the_commit(world)
    open_case(world, at(6, 20))
    assert [item["position"] for item in world.changes(CLERK)["items"]] == [1, 2]


def test_a_cursor_is_worth_nothing_in_another_feed_or_with_a_letter_changed(world):
    start_draft(world, at(6, 12))
    open_case(world, at(6, 20))
    cursor = world.changes(CLERK)["cursor"]
    assert refused(world, ABOVE, after=cursor) == "cursor_invalid"
    assert refused(world, CLERK, after=cursor[:-1]) == "cursor_invalid"
    assert refused(world, CLERK, after="1") == "cursor_invalid"


def test_a_restored_database_says_that_its_feeds_do_not_go_on_where_they_were(world):
    start_draft(world, at(6, 12))
    cursor = world.changes(CLERK)["cursor"]
    with world.database.begin() as connection:
        connection.execute(insert(EPOCHS).values(id="f" * 36, place="elsewhere", began_at=world.clock.now()))
    assert refused(world, CLERK, after=cursor) == "changes_gone"
    assert world.changes(CLERK)["items"] != []


def test_what_is_older_than_is_kept_goes_and_a_cursor_before_it_is_told_so(world):
    start_draft(world, at(6, 12))
    old = world.changes(CLERK)["cursor"]
    start_draft(world, at(6, 13), "d-2")
    start_draft(world, at(6, 14), "d-3")
    fresh = world.changes(CLERK)["cursor"]
    world.sweep(at(6, 13) + changes.KEPT + timedelta(hours=1))
    assert [item["subject_id"] for item in world.changes(CLERK)["items"]] == ["d-3"]
    assert refused(world, CLERK, after=world_cursor(old, 1)) == "changes_gone"
    assert world.changes(CLERK, after=fresh)["items"] == []


def test_a_feed_of_which_nothing_is_kept_still_tells_who_has_missed_something(world):
    start_draft(world, at(6, 12))
    old = world.changes(CLERK)["cursor"]
    start_draft(world, at(6, 13), "d-2")
    fresh = world.changes(CLERK)["cursor"]
    world.sweep(at(6, 14) + changes.KEPT)
    assert refused(world, CLERK, after=old) == "changes_gone"
    assert world.changes(CLERK, after=fresh) == {"items": [], "cursor": fresh, "more": False}


def test_roles_without_a_house_and_clerks_without_force_have_no_feed(world):
    assert refused(world, caller("c", None, ("unit_clerk",))) == "role_not_allowed"
    assert refused(world, caller("e", None, ("expert",))) == "role_not_allowed"


def world_cursor(cursor, position):
    """The same cursor at another place."""
    return f"{position}.{cursor.partition('.')[2]}"
