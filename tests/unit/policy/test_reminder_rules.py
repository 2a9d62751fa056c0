"""Rules of reminders: what is refused, with its field; and what earlier versions read of shipped packs."""

from typing import get_args

import pytest

from shared.policy import PackError, load_pack, load_reminders, shipped_pack, shipped_text
from shared.policy.pack.reminding import ROLES_OF, DeadlineWord

NOTICES = ("chifeng-2026", "chifeng-2023", "alxa-2025", "nmg-2021", "nmg-green-2025")
PLAIN = {"deadline": "audit_due", "days_before": [1], "to": ["holder"], "source": "s"}


def refused(*rules, **reminding):
    with pytest.raises(PackError) as caught:
        load_reminders({"reminders": list(rules)} | ({"reminding": reminding} if reminding else {}))
    return [(problem.path, str(problem.reason)) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"days_before": [-5]}, "reminders[0].days_before[0]"),
        ({"days_before": [4000]}, "reminders[0].days_before[0]"),
        ({"days_before": [3, 1, 3]}, "reminders[0].days_before[2]"),
        ({"working_days_before": [251]}, "reminders[0].working_days_before[0]"),
        ({"hours_before": [0]}, "reminders[0].hours_before[0]"),
        ({"hours_before": [721]}, "reminders[0].hours_before[0]"),
        ({"days_after": [0]}, "reminders[0].days_after[0]"),
        ({"days_before": []}, "reminders[0]"),
        ({"deadline": "tea_time"}, "reminders[0].deadline"),
        ({"to": ["expert"]}, "reminders[0].to[0]"),
        ({"to": ["king"]}, "reminders[0].to[0]"),
        ({"to": []}, "reminders[0].to"),
        ({"channels": ["pigeon"]}, "reminders[0].channels"),
        ({"channels": ["mail", "mail"]}, "reminders[0].channels[1]"),
        ({"template": "shout"}, "reminders[0].template"),
        ({"wheb": 1}, "reminders[0]"),
        ({"id": "a/b"}, "reminders[0].id"),
        ({"at": "22:00"}, "reminders[0].at"),
        ({"at": "8"}, "reminders[0].at"),
        ({"repeat": {"every": 2, "unit": "days", "times": 3}}, "reminders[0].repeat"),
        ({"days_after": [1], "repeat": {"every": 0, "unit": "days", "times": 3}}, "reminders[0].repeat.every"),
        ({"days_after": [1], "repeat": {"every": 1, "unit": "days", "times": 61}}, "reminders[0].repeat.times"),
        ({"days_after": [1], "repeat": {"every": 1, "unit": "weeks", "times": 1}}, "reminders[0].repeat"),
    ],
)
def test_an_impossible_rule_is_refused_with_its_field(changes, path):
    assert any(found.startswith(path) for found, _ in refused(PLAIN | changes)), refused(PLAIN | changes)


def test_two_entries_with_one_id_and_two_of_a_word_without_one_are_refused():
    assert refused(PLAIN, PLAIN) == [("reminders[1]", "'audit_due without an id' appears twice")]
    other = PLAIN | {"deadline": "recheck_due", "to": ["office"], "id": "same"}
    assert refused(PLAIN | {"id": "same"}, other) == [("reminders[1]", "'same' appears twice")]


def test_hours_of_the_notice_lie_outside_its_quiet_hours():
    assert refused(PLAIN, quiet={"from": "12:00", "to": "14:00"}, at="13:00")[0][0] == "reminding.at"
    assert refused(PLAIN, daily_letter="23:00")[0][0] == "reminding.daily_letter"
    assert refused(PLAIN, quiet={"from": "21:00"})[0][0] == "reminding.quiet"
    assert load_reminders(
        {"reminders": [PLAIN | {"at": "22:00"}], "reminding": {"quiet": {"from": "23:00", "to": "06:00"}}}
    )


def test_waiting_is_allowed_where_a_duty_always_has_a_last_day():
    waiting = PLAIN | {"days_before": [], "days_waiting": [5], "repeat": {"every": 2, "unit": "days", "times": 2}}
    assert load_reminders({"reminders": [waiting]}).reminders[0].days_waiting == (5,)


def test_a_pack_is_refused_like_a_rule_alone_and_names_the_line():
    text = shipped_text("chifeng-2026").replace("days_before: [14, 5]", "days_before: [14, -5]")
    with pytest.raises(PackError) as caught:
        load_pack(text)
    (problem,) = caught.value.problems
    assert problem.path.endswith("days_before[1]")
    assert "days_before: [14, -5]" in text.splitlines()[problem.line - 1]


@pytest.mark.parametrize("notice_id", NOTICES)
def test_version_0_2_0_reads_what_it_always_read_of_a_shipped_pack(notice_id):
    pack = shipped_pack(notice_id)
    assert all("days_before" in entry for entry in pack.raw["reminders"])
    last = {entry["deadline"]: entry for entry in pack.raw["reminders"]}
    assert all("id" not in entry and entry["days_before"] for entry in last.values())


def test_every_word_has_somebody_to_remind():
    assert set(ROLES_OF) == set(get_args(DeadlineWord))
    assert all(ROLES_OF.values())
