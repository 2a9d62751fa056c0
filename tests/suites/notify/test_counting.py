"""How much stands and how much nobody has read; for oneself, one's organisation, a supervisor's division."""

import pytest
from sqlalchemy import Engine, event

from shared.contracts import audit, declaration
from shared.kernel.clock import iso
from shared.kernel.errors import ZhipingError
from tests.support.notify_suite import (
    BUREAU,
    BUREAU_STAGE,
    PERSON,
    UNIT,
    at,
    caller,
    open_case,
    return_case,
    start_draft,
)

CLERK = caller("clerk", UNIT, ("unit_clerk",))
SUPERVISOR = caller("s", roles=("supervisor",), region="150400")
NOTHING = {"open": 0, "due_soon": 0, "overdue": 0, "waiting": 0, "next_due_at": None}


def registered(world):
    for place, region in ((UNIT, "150402"), (BUREAU, "152900")):
        world.happens(audit.ORGANISATION_REGISTERED, organisation_id=place, region=region, name=f"名 {place}")


def test_a_clerk_counts_what_his_organisation_has_to_do_by_kind(world):
    for number in range(3):
        open_case(world, at(6, 20), f"d-{number}")
    world.happens(declaration.PROFILE_WAITING, person_id=PERSON, unit_id=UNIT)
    world.clock.set(at(7, 14))
    counts = world.ask("count_deadlines", CLERK)
    kinds = {one["kind"]: one["figures"] for one in counts["kinds"]}
    due = iso(at(7, 21, 0))
    assert kinds == {
        "audit_stage": NOTHING | {"open": 3, "due_soon": 3, "next_due_at": due},
        "verify_profile": NOTHING | {"open": 1, "waiting": 1},
    }
    assert counts["total"] == NOTHING | {"open": 4, "due_soon": 3, "waiting": 1, "next_due_at": due}
    assert counts["organisations"] == []
    assert world.ask("count_deadlines", CLERK, within_days=5)["total"]["due_soon"] == 0


def test_what_is_late_is_counted_apart_and_what_is_settled_not_at_all(world):
    for number in range(3):
        open_case(world, at(6, 20), f"d-{number}")
    world.happens(audit.CASE_CLOSED, declaration_id="d-0", person_id=PERSON, unit_id=UNIT)
    world.sweep(at(7, 21, 9))
    assert world.ask("count_deadlines", CLERK)["total"] == NOTHING | {"overdue": 2}


def test_a_person_counts_his_own(world):
    start_draft(world, at(6, 12))
    start_draft(world, at(6, 12), "d-2", "person-2")
    assert world.ask("count_deadlines", caller(PERSON))["total"]["open"] == 1
    assert world.ask("count_deadlines", caller("stranger"))["total"] == NOTHING
    assert world.ask("count_deadlines", caller("stranger"), filter={"person_id": PERSON})["total"] == NOTHING


def test_a_supervisor_counts_over_the_organisations_of_his_division(world):
    registered(world)
    open_case(world, at(6, 20), "d-1")
    open_case(world, at(6, 20), "d-2")
    open_case(world, at(6, 20), "d-3", current=BUREAU_STAGE)
    counts = world.ask("count_deadlines", SUPERVISOR, filter={"everyone": True}, by_organisation=True)
    (only,) = counts["organisations"]
    assert (only["organisation_id"], only["name"], only["figures"]["open"]) == (UNIT, f"名 {UNIT}", 2)
    assert (counts["total"]["open"], counts["more"]) == (2, False)
    operator = world.ask(
        "count_deadlines", caller("o", roles=("operator",)), filter={"everyone": True}, by_organisation=True
    )
    assert [one["organisation_id"] for one in operator["organisations"]] == [BUREAU, UNIT]


def test_everyones_figures_are_for_operators_and_supervisors_only(world):
    for method, asked in (("count_deadlines", {"filter": {"everyone": True}}), ("count_messages", {"everyone": True})):
        with pytest.raises(ZhipingError) as caught:
            world.ask(method, caller(PERSON), **asked)
        assert caught.value.slug == "role_not_allowed"


def test_unread_messages_are_counted_by_category(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    world.sweep(at(6, 28))
    reader = caller(PERSON)
    counts = {"notice": 1, "reminder": 1}
    assert told(world, reader) == counts
    for message in world.messages(reader, category="notice"):
        world.mark_read(reader, message["message_id"])
    assert told(world, reader) == counts | {"notice": 0}


def told(world, who):
    found = world.ask("count_messages", who)
    assert found["unread"] == sum(one["unread"] for one in found["categories"])
    return {one["category"]: one["unread"] for one in found["categories"]}


@pytest.fixture
def asked():
    """Every statement that is executed, with its parameters."""
    found = []

    def noted(connection, cursor, statement, parameters, context, executemany):
        found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", noted)
    yield found
    event.remove(Engine, "before_cursor_execute", noted)


@pytest.mark.databases("sqlite")
def test_figures_and_calendars_are_read_from_indexes(world, asked):
    world.ask("count_deadlines", CLERK)
    world.ask("count_messages", CLERK)
    made = world.do("make_calendar_link", CLERK, whose="organisation")
    world.ask("get_calendar", caller("nobody", roles=()), secret=made["secret"])
    grouped = [(query, bound) for query, bound in asked if "GROUP BY" in query]
    assert len(grouped) == 5
    found = [step for query, bound in grouped for step in steps(world, query, bound)]
    assert [step for step in found if "SCAN" in step] == []
    for table in ("deadlines", "later_deadlines"):
        assert any(f"ix_{table}_of_organisation" in step for step in found)


def steps(world, query, bound):
    with world.database.begin_reading() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", bound)]


def test_a_calendar_is_counted_by_last_day_and_kind(world):
    for number in range(3):
        open_case(world, at(6, 20), f"d-{number}")
    return_case(world, at(6, 22), at(7, 20, 18), "d-0")
    asked = {"from_day": "2026-07-01", "until_day": "2026-07-31"}
    due = {"due_on": "2026-07-20", "kind": "audit_stage", "open": 2, "overdue": 0}
    assert world.ask("count_deadlines", CLERK, **asked)["days"] == [due]
    assert world.ask("count_deadlines", CLERK, from_day="2026-07-20", until_day="2026-07-20")["days"] == [due]
    for begins, ends in (("2026-07-01", "2026-07-19"), ("2026-07-21", "2026-07-31")):
        assert world.ask("count_deadlines", CLERK, from_day=begins, until_day=ends)["days"] == []
    world.sweep(at(7, 21, 9))
    assert world.ask("count_deadlines", CLERK, **asked)["days"] == [due | {"open": 0, "overdue": 2}]
    (own,) = world.ask("count_deadlines", caller(PERSON), **asked)["days"]
    assert (own["due_on"], own["overdue"]) == ("2026-07-20", 1)
    assert world.ask("count_deadlines", CLERK)["days"] == []


@pytest.mark.parametrize("days", [
    {"from_day": "2026-07-01"}, {"until_day": "2026-07-01"}, {"from_day": "2026-07-02", "until_day": "2026-07-01"},
    {"from_day": "2026-07-01", "until_day": "2026-12-31"},
])  # fmt: skip
def test_a_calendar_has_a_beginning_an_end_and_not_too_many_days(world, days):
    with pytest.raises(ZhipingError) as caught:
        world.ask("count_deadlines", CLERK, **days)
    assert (caught.value.slug, caught.value.path) == ("preview_days_invalid", "until_day")


def test_figures_and_entries_are_narrowed_to_a_notice_and_to_what_stands(world):
    registered(world)
    open_case(world, at(6, 20), "d-1")
    open_case(world, at(6, 20), "d-2")
    world.happens(audit.CASE_CLOSED, declaration_id="d-1", person_id=PERSON, unit_id=UNIT)
    for notice, count in (("chifeng-2026", 1), ("other-2026", 0)):
        assert world.ask("count_deadlines", CLERK, filter={"notice_id": notice})["total"]["open"] == count
    (stands,) = world.deadlines(CLERK, notice_id="chifeng-2026", standing=True)
    assert (stands["subject_id"], stands["organisation_name"]) == ("d-2", f"名 {UNIT}")
    assert [one["subject_id"] for one in world.deadlines(CLERK, standing=False)] == ["d-1"]
    assert world.deadlines(CLERK, notice_id="other-2026") == []
