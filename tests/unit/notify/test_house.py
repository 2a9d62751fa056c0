"""README, access table, catalogue and queues of notify say what the code does."""

import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import services.notify
from infra.docs import duties
from services.notify.adapters.house import house_rules
from services.notify.domain.deadline import DEADLINE
from services.notify.domain.declared import AfterTheDay
from services.notify.domain.dispatch import DISPATCH
from services.notify.domain.duties import DUTIES
from services.notify.domain.kinds import DeadlineKind
from services.notify.service import NotifyService
from services.notify.usecases import following
from shared.contracts.queues import SUBSCRIPTIONS
from shared.kernel.catalogue import catalogue
from shared.messaging import streams_of
from shared.policy import shipped_pack
from shared.policy.pack.reminding import ROLES_OF

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


def test_the_deadline_table_is_the_table_of_duties():
    assert duties.renewed(README) == README, "run `make docs`"


def test_every_kind_is_declared_once_and_has_a_name():
    assert sorted(one.kind for one in DUTIES) == sorted(DeadlineKind)
    assert [kind for kind in DeadlineKind if f"notify_deadline_{kind.value}" not in catalogue()] == []


def test_every_fact_of_the_table_is_brought_by_a_stream_that_the_service_follows():
    followed = {event.name for stream in streams_of(NotifyService) for event in stream.events}
    assert {one.event.name for duty in DUTIES for one in (*duty.begins, *duty.ends)} <= followed


def test_a_member_that_names_the_subject_is_one_of_every_fact_that_ends_the_duty():
    named = [(duty.about, end.event.record) for duty in DUTIES if duty.about for end in duty.ends]
    assert [record for about, record in named if about not in record.__dataclass_fields__] == []


def test_every_kind_has_rules_of_the_shipped_notice_or_the_house_for_roles_that_it_has():
    spoken_of = {rule.deadline for rule in (*shipped_pack("chifeng-2026").reminders, *house_rules().rules)}
    assert {duty.rule for duty in DUTIES} <= spoken_of
    assert [duty.kind for duty in DUTIES if duty.actor not in ROLES_OF[duty.rule]] == []


def test_what_the_house_says_of_waiting_has_no_rule_that_counts_down_to_a_day():
    waiting = {duty.rule for duty in DUTIES if duty.after is AfterTheDay.WAITS}
    said = [rule for rule in house_rules().rules if rule.deadline in waiting]
    assert {rule.deadline for rule in said} == waiting
    assert [rule for rule in said if not (rule.days_waiting or rule.working_days_waiting)] == []


def test_the_service_follows_the_streams_that_the_deployment_declares():
    assert {(one.source, one.aggregate) for one in streams_of(NotifyService)} == {
        (one.source, one.aggregate) for one in SUBSCRIPTIONS["notify"]
    }


def test_every_message_that_the_code_sends_has_a_title_and_a_text():
    texts = catalogue()
    sources = "".join(path.read_text(encoding="utf-8") for path in (HOME / "usecases").glob("*.py"))
    kinds = set(re.findall(r'notice\(\s*"(\w+)"', sources)) | {"review_passed", "review_not_passed"}
    wanted = [f"notify_{kind}" for kind in kinds]
    for duty in DUTIES:
        wanted.append(f"notify_{'waiting' if duty.after is AfterTheDay.WAITS else 'remind'}_{duty.kind.value}")
    assert len(kinds) >= 14
    assert [key for name in wanted for key in (f"{name}_title", f"{name}_body") if key not in texts] == []
    assert [kind for kind in kinds if kind not in README] == []


@pytest.mark.parametrize("fact", following.HANDLERS, ids=lambda fact: fact.__name__)
def test_every_handler_stands_under_a_record_that_it_takes_and_that_a_stream_brings(fact):
    taken = get_type_hints(following.HANDLERS[fact])["fact"]
    assert fact in (taken, *get_args(taken))
    assert fact in {event.record for stream in streams_of(NotifyService) for event in stream.events}
