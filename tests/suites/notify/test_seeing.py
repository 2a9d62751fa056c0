"""Who may see which messages and deadlines."""

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.notify_suite import (
    PERSON,
    at,
    caller,
    open_case,
    return_case,
    start_draft,
)


def test_nobody_sees_what_is_for_somebody_else(world):
    start_draft(world, at(6, 12))
    open_case(world, at(6, 20), "d-2")
    return_case(world, at(6, 22), at(6, 29, 18), "d-2")
    stranger = caller("stranger", "other-unit", ("unit_clerk",))
    assert world.messages(stranger) == []
    assert world.deadlines(stranger) == []
    assert world.messages(stranger, person_id=PERSON) == []
    assert {entry["kind"] for entry in world.deadlines(caller(PERSON))} == {
        "submit_declaration",
        "fix_returned_declaration",
    }


def test_everyones_entries_are_for_operators_and_supervisors_only(world):
    with pytest.raises(ZhipingError) as caught:
        world.messages(caller(PERSON), everyone=True)
    assert caught.value.slug == "role_not_allowed"
    with pytest.raises(ZhipingError) as nowhere:
        world.messages(caller("s", roles=("supervisor",)), everyone=True)
    assert nowhere.value.slug == "role_not_allowed"
    assert world.messages(caller("s", roles=("supervisor",), region="150400"), everyone=True) == []


def test_a_message_is_read_once_by_its_recipient(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    reader = caller(PERSON)
    (message,) = world.messages(reader, unread=True)
    first = world.mark_read(reader, message["message_id"])
    world.clock.set(at(6, 23))
    assert world.mark_read(reader, message["message_id"]) == first
    assert world.messages(reader, unread=True) == []
    assert len(world.messages(reader, unread=False)) == 1


def test_somebody_elses_message_cannot_be_marked_or_even_found(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    (message,) = world.messages()
    for who, wanted in ((caller("stranger"), message["message_id"]), (caller(PERSON), "no-such-message")):
        with pytest.raises(ZhipingError) as caught:
            world.mark_read(who, wanted)
        assert caught.value.slug == "message_not_found"


def test_a_message_says_by_which_text_it_was_written_and_texts_are_read_with_made_up_values(world):
    start_draft(world, at(6, 12))
    (message,) = world.sweep(at(7, 3))
    operator = caller("operator", roles=("operator",))
    (told,) = world.ask("list_wordings", operator, name="remind_submit")["items"]
    assert (message["wording"], message["wording_version"]) == (told["name"], told["version"])
    assert (told["fields"], told["of_reminders"]) == (["clause", "due", "when"], True)
    assert (told["title"], told["example_title"]) == ("申报提交{when}", "申报提交还有2天截止")
    assert len(world.ask("list_wordings", operator)["items"]) > 80
