"""The generated log keeps its contracts and exercises what the rules are about."""

import json
from datetime import time
from pathlib import Path

import pytest
import yaml

from shared.contracts import audit, committee, declaration
from shared.contracts.envelope import decode
from shared.policy import load_pack
from tests.support.reminders.duties import WORDS
from tests.support.reminders.oracle import by_kind, expected
from tests.support.reminders.year import ENDED, year
from tests.support.reminders.year_rules import MANY, first_version, second_version

HOUSE_RULES = Path(__file__).parents[3] / "services/notify/house_rules.yaml"
TYPES = {
    event.name: event
    for house in (audit, committee, declaration)
    for stream in house.STREAMS
    for event in stream.events
}


@pytest.fixture(scope="module")
def log():
    return year(120)


def test_every_event_is_a_valid_envelope_of_its_contract(log):
    for event in log.events:
        read = decode(json.dumps(event))
        TYPES[read.type].check_outgoing(read.data)
        assert (read.source, read.aggregate) == (TYPES[read.type].source, TYPES[read.type].aggregate)


def test_events_stand_in_the_order_of_time_and_of_their_subjects(log):
    assert [event["time"] for event in log.events] == sorted(event["time"] for event in log.events)
    last = {}
    for event in log.events:
        place = event["source"], event["aggregate"], event["subject"]
        assert event["sequence"] == last.get(place, 0) + 1
        last[place] = event["sequence"]


def test_the_same_seed_gives_the_same_year(log):
    assert year(120).events == log.events
    assert year(120, seed=2).events != log.events


def test_a_year_has_what_the_rules_are_about(log):
    names = log.by_type()
    for name in ("declaration.lapsed", "declaration.withdrawn", "declaration.amended", "audit.case_redated",
                 "audit.case_closed", "audit.declaration_returned", "audit.return_redated", "audit.publicity_redated",
                 "audit.stage_entered", "committee.session_adjourned", "committee.session_reconvened"):  # fmt: skip
        assert names[name] > 0, name


def test_every_rule_of_every_sort_speaks_in_a_year():
    made = year(160, reminders=MANY)
    spoken = {(kind, rule) for kind, rule, _ in by_kind(expected(made.events, made.ticks))}
    assert {rule for _, rule in spoken} == {entry.get("id", "") for entry in MANY}
    assert {WORDS[kind] for kind, _ in spoken} == {entry["deadline"] for entry in MANY}
    assert made.ticks[-1].date() == ENDED.date()


def test_every_kind_of_duty_is_reminded_of_by_the_shipped_rules(log):
    house = yaml.load(HOUSE_RULES.read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert {kind for kind, _, _ in by_kind(expected(log.events, log.ticks, house))} == set(WORDS)


def test_nothing_is_expected_in_quiet_hours_or_twice():
    made = year(120, reminders=MANY)
    rows = expected(made.events, made.ticks).sent
    assert all(time(7, 30) <= row.sent_at.time() < time(21) for row in rows)
    keys = [(row.recipient, row.kind, row.rule, row.about, row.token) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("reminders", [None, MANY], ids=["as shipped", "rules of every sort"])
def test_both_versions_of_the_notice_can_be_published(reminders):
    for pack in (first_version(reminders), second_version(reminders)):
        assert load_pack(json.dumps(pack, ensure_ascii=False)).raw["reminders"] == pack["reminders"]
