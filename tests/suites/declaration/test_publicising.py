"""公示 in the applicant's timeline: the unit's and the roster's, when it hangs and when it is over."""

import pytest

from shared.contracts import audit
from shared.kernel.errors import NotYet
from tests.support.declaration_suite import people


def posted(world, *keys, **changes):
    """A list with these declarations is put up."""
    line = audit.PUBLICITY_POSTED.sample["people"][0]
    world.happens(
        audit.PUBLICITY_POSTED, organisation_id=people.UNIT, organisation_name="松山区第三小学",
        people=[line | {"declaration_id": key} for key in keys], **changes,
    )  # fmt: skip


def closed(world, *keys, **changes):
    """The list is taken down."""
    world.happens(audit.PUBLICITY_CLOSED, organisation_id=people.UNIT, declaration_ids=list(keys), **changes)


def steps(world, key, of="publicity"):
    """What the timeline says of publicity, or of returns."""
    rows = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    return [row for row in rows if row["key"].startswith(of)]


def test_a_posted_list_shows_its_first_and_last_day_with_the_clause(world):
    key = world.submitted()
    posted(world, key)
    (row,) = steps(world, key)
    assert row["label"] == "单位公示，2026-06-15 张贴，至 2026-06-23 期满（5 个工作日）"
    assert (row["holder"], row["deadline"], row["clause"]) == ("松山区第三小学", "2026-06-23", "chifeng-2026/6.1.1")
    assert row["state"] == "done"


def test_a_roster_of_a_bureau_is_called_so_and_its_end_is_shown(world):
    key = world.submitted()
    roster = {"scope": "roster", "organisation_id": people.BUREAU}
    world.happens(
        audit.PUBLICITY_POSTED, organisation_name="松山区人社局", **roster,
        people=[audit.PUBLICITY_POSTED.sample["people"][0] | {"declaration_id": key}],
    )  # fmt: skip
    world.happens(audit.PUBLICITY_CLOSED, declaration_ids=[key], **roster)
    assert [(row["label"], row["holder"]) for row in steps(world, key)] == [
        ("花名册公示，2026-06-15 张贴，至 2026-06-23 期满（5 个工作日）", "松山区人社局"),
        ("花名册公示期满办结", "松山区人社局"),
    ]


def test_days_of_a_year_whose_holidays_are_not_announced_are_called_provisional(world):
    key = world.submitted()
    posted(world, key, provisional=True)
    assert steps(world, key)[0]["label"].endswith("（5 个工作日），节假日安排未公布，期满日暂定")


def test_only_those_on_the_list_are_told_and_nobody_of_objections(world):
    key = world.submitted()
    other = people.caller("person-3")
    world.register(other, id_number=people.id_number(serial="004"))
    unlisted = world.start(other)
    posted(world, key)
    world.happens(audit.OBJECTION_FILED, declaration_id=key)
    world.happens(audit.OBJECTION_RESOLVED, declaration_id=key)
    closed(world, key, objections=1)
    assert [row["key"] for row in steps(world, key)] == ["publicity_unit", "publicity_unit_closed"]
    keys = [row["key"] for row in world.ask(other, "get_progress", declaration_id=unlisted)["steps"]]
    assert not any(name.startswith("publicity") for name in keys)


def test_what_was_withdrawn_meanwhile_is_told_nothing_more(world):
    key = world.submitted()
    posted(world, key)
    world.change(key, "withdraw_declaration")
    closed(world, key)
    assert [row["key"] for row in steps(world, key)] == ["publicity_unit"]


def test_a_list_with_a_declaration_that_is_not_known_here_waits(world):
    key = world.submitted()
    with pytest.raises(NotYet):
        posted(world, key, "unknown")
    assert steps(world, key) == []


def test_a_last_day_that_became_certain_is_shown(world):
    key = world.submitted()
    posted(world, key, provisional=True)
    world.happens(
        audit.PUBLICITY_REDATED, organisation_id=people.UNIT, declaration_ids=[key], ends_on="2026-06-24",
    )  # fmt: skip
    told = steps(world, key)[-1]
    assert (told["key"], told["deadline"]) == ("publicity_redated", "2026-06-24")
    assert told["label"] == "节假日安排已公布，公示期满日确定为 2026-06-24"


def returned(world, key, **changes):
    """The unit sends it back, to be mended by 18 June unless the calendar of that June says otherwise."""
    world.happens(audit.CASE_OPENED, declaration_id=key)
    deadline = {"deadline": "2026-06-19T00:00:00+08:00", "provisional": True}
    world.happens(audit.DECLARATION_RETURNED, declaration_id=key, **(deadline | changes))


def redated(world, key, **changes):
    """The year is announced: a day more."""
    deadline = {"deadline": "2026-06-20T00:00:00+08:00"}
    world.happens(audit.RETURN_REDATED, declaration_id=key, **(deadline | changes))


def test_nothing_lapses_by_a_deadline_that_is_not_certain(world):
    key = world.submitted()
    returned(world, key)
    shown = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["open_return"]
    assert (shown["last_day"], shown["provisional"]) == ("2026-06-18", True)
    assert steps(world, key, "return")[-1]["label"] == "退回补正，共 1 项，节假日安排未公布，截止日暂定"
    world.clock.set(people.at(6, 25))
    assert world.sweep() == 0
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    assert world.published("declaration.submitted")[-1]["revision"] == 2


def test_a_deadline_that_became_certain_is_shown_and_ends_it(world):
    key = world.submitted()
    returned(world, key)
    redated(world, key)
    told = steps(world, key, "return")[-1]
    assert (told["key"], told["deadline"], told["label"]) == (
        "return_redated", "2026-06-19", "节假日安排已公布，补正截止日确定为 2026-06-19",
    )  # fmt: skip
    world.clock.set(people.at(6, 19, 23))
    assert world.sweep() == 0
    world.clock.set(people.at(6, 20, 0))
    assert world.sweep() == 1
    assert world.published("declaration.lapsed")[-1]["reason"] == "return_deadline_passed"


def test_the_deadline_of_another_return_or_of_one_answered_moves_nothing(world):
    key = world.submitted()
    returned(world, key)
    redated(world, key, return_number=2)
    shown = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["open_return"]
    assert (shown["last_day"], shown["provisional"]) == ("2026-06-18", True)
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    redated(world, key)
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["state"] == "submitted"
