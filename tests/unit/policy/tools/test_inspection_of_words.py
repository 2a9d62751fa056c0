"""What `policy check` finds in the words that judge: unstatable, borrowed, without basis, passed over."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from infra.policy.inspection import inspect
from infra.policy.inspection.statable import unstatable
from shared.calendar import work_calendar
from shared.policy import vocabulary
from tests.unit.policy.small_pack import pack_with, path, relief, requirement, rule


def found(severity: str, **sections: Any) -> list[str]:
    pack = pack_with(**sections)
    return [one.reason for one in inspect(pack, work_calendar()) if one.severity == severity]


def test_a_fact_that_nobody_can_state_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = pack_with(rules=[rule("silent", "person.returnee")], frequency=[])
    assert list(unstatable(pack)) == []
    mute = {name: dataclasses.replace(fact, source=None) for name, fact in vocabulary().items()}
    monkeypatch.setattr("infra.policy.inspection.statable.vocabulary", lambda: mute)
    assert any("person.returnee" in one.reason for one in unstatable(pack))


@pytest.mark.parametrize("place", ["rules", "paths", "reliefs"])
def test_a_point_left_to_a_stage_that_no_stage_can_state_is_an_error(place: str) -> None:
    left = {"settled_by": "unit"}
    sections: dict[str, Any] = {
        "rules": {"rules": [rule("years", "title.years >= 5", **left)]},
        "paths": {"paths": [path("way", requirement("years", "title.years >= 5", **left))]},
        "reliefs": {
            "rules": [rule("hours", "ce.hours >= 90", waived_by="continuing_education")],
            "reliefs": [
                relief("old", "title.rank > 0", waives=["continuing_education"],
                       requires=[requirement("years", "title.years >= 5", **left)])
            ],
        },
    }[place]  # fmt: skip
    assert any("no stage can state any of title.years" in reason for reason in found("error", frequency=[], **sections))


@pytest.mark.parametrize("clause", ["nmg-2021/5.6", "chifeng-2023/4.1", "alxa-2025/4"])
def test_a_rule_on_another_notices_clause_is_an_error(clause: str) -> None:
    borrowed = found("error", frequency=[], rules=[rule("borrowed", "title.years >= 5", clause=clause)])
    assert any(clause in reason and "another notice" in reason for reason in borrowed)


def test_a_first_day_without_basis_is_an_error() -> None:
    window = {
        "id": "filing",
        "stage": "filing",
        "opens_on": "2026-06-01",
        "closes_on": "2026-07-01",
        "clause": "chifeng-2026/3.2",
    }
    rest = [
        {"id": "audit", "stage": "audit", "closes_on": "2026-07-20", "clause": "chifeng-2026/3.3"},
        {"id": "review", "stage": "review", "closes_on": "2026-10-30", "clause": "chifeng-2026/3.4"},
    ]  # fmt: skip
    said = "names neither the clause that sets the first day nor a source"
    assert said in found("error", windows=[window, *rest])
    assert said not in found("error", windows=[window | {"opens_clause": "chifeng-2026/3.2"}, *rest])
    assert said not in found("error", windows=[window | {"opens_source": "系统设置"}, *rest])


def test_a_preferential_path_that_asks_nothing_of_the_title_names_its_waiver() -> None:
    ordinary = path("plain", requirement("tenure", "title.years >= 5", topic="tenure"))
    short = path("short", requirement("career", "career.years >= 30", topic="career"), kind="preferential")
    said = "passes over what ordinary ways ask of title"
    assert any(said in reason for reason in found("warning", frequency=[], paths=[ordinary, short]))
    named = short | {"waives": ["level_by_level"]}
    assert not any(said in reason for reason in found("warning", frequency=[], paths=[ordinary, named]))
