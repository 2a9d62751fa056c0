"""README, access table, catalogue and queues of notify say what the code does."""

import re
from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import services.notify
from services.notify.domain.deadline import DEADLINE
from services.notify.domain.dispatch import DISPATCH
from services.notify.domain.kinds import ACTOR_OF, RULE_OF, DeadlineKind
from services.notify.service import NotifyService
from shared.contracts.queues import SUBSCRIPTIONS
from shared.kernel.catalogue import catalogue
from shared.messaging import streams_of
from shared.policy import shipped_pack
from tests.support.notify_suite import HANDLERS as APPLIES

HOME = Path(services.notify.__file__).parent
README = (HOME / "README.md").read_text(encoding="utf-8")


def rows_under(heading):
    part = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line] for line in lines[1:]]


def test_the_move_table_is_the_transition_table():
    moves = {(row[0], row[1], row[2]) for row in rows_under("Moves of a deadline")}
    assert moves == {(step, state.value, end.value) for (state, step), ends in DEADLINE.table.items() for end in ends}


def test_the_table_of_letters_is_their_transition_table():
    moves = {(row[0], row[1], row[2]) for row in rows_under("Moves of a letter")}
    assert moves == {(step, state.value, end.value) for (state, step), ends in DISPATCH.table.items() for end in ends}


def test_the_deadline_table_names_every_kind_with_its_rule():
    named = {(row[0], row[1]) for row in rows_under("Deadlines")}
    assert named == {(kind.value, RULE_OF[kind]) for kind in DeadlineKind}


def test_every_kind_has_somebody_who_must_act_and_is_reminded_by_the_shipped_notice():
    pack = shipped_pack("chifeng-2026")
    assert set(ACTOR_OF) == set(DeadlineKind)
    assert all(pack.reminder_days(RULE_OF[kind]) for kind in DeadlineKind)


def test_the_service_follows_the_streams_that_the_deployment_declares():
    assert {(one.source, one.aggregate) for one in streams_of(NotifyService)} == {
        (one.source, one.aggregate) for one in SUBSCRIPTIONS["notify"]
    }


def test_every_message_that_the_code_sends_has_a_title_and_a_text():
    texts = catalogue()
    sources = "".join(path.read_text(encoding="utf-8") for path in (HOME / "usecases").glob("*.py"))
    kinds = set(re.findall(r'notice\(\s*"(\w+)"', sources)) | {"review_passed", "review_not_passed"}
    wanted = [f"notify_{kind}" for kind in kinds] + [f"notify_remind_{kind.value}" for kind in DeadlineKind]
    assert len(kinds) >= 14
    assert [key for name in wanted for key in (f"{name}_title", f"{name}_body") if key not in texts] == []
    assert [kind for kind in kinds if kind not in README] == []


@pytest.mark.parametrize("module", sorted({apply.__module__ for apply in APPLIES.values()}))
def test_every_handler_stands_under_a_record_that_it_takes_and_that_its_streams_bring(module):
    handlers = import_module(module).HANDLERS
    taken = {record: get_type_hints(handler)["fact"] for record, handler in handlers.items()}
    assert [record for record, kind in taken.items() if record not in (kind, *get_args(kind))] == []
    aggregates = {aggregate for aggregate, apply in APPLIES.items() if apply.__module__ == module}
    streams = [one for one in streams_of(NotifyService) if one.aggregate in aggregates]
    assert set(handlers) <= {event.record for stream in streams for event in stream.events}
