"""A good pack loads once and for all; a bad one is refused with line and reason."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

import dataclasses
import json

import pytest

from shared.policy import PackError, load_pack, shipped_pack, shipped_text
from tests.support.some import some
from tests.unit.policy.write_schema import SCHEMA_FILE, render

TEXT = shipped_text("chifeng-2026")


def problems_of(text: str) -> list[str]:
    with pytest.raises(PackError) as refused:
        load_pack(text)
    return [str(problem) for problem in refused.value.problems]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_a_published_pack_travels_as_plain_data_and_comes_back_the_same() -> None:
    pack = shipped_pack("chifeng-2026")
    again = load_pack(json.loads(json.dumps(pack.raw)))
    assert again == pack
    assert again.digest == pack.digest
    assert len(pack.digest) == 64


def test_another_value_gives_another_digest() -> None:
    assert load_pack(changed("total: 49", "total: 48")).digest != shipped_pack("chifeng-2026").digest


def test_a_pack_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        shipped_pack("chifeng-2026").notice.year = 2027


def test_the_schema_file_is_what_the_dataclasses_say() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == render()


BROKEN = [
    ("  effective: passing_date", "  effective: passing_date\n  efective: x", "'efective' was unexpected"),
    ("mode: offline_paper, committee: chifeng-construction-middle", "mode: by_post, committee: chifeng-construction-middle", "'by_post' is not one of"),
    ("opens_on: 2026-05-26, closes_on: 2026-06-10", "opens_on: 2026-05-26, closes_on: 2026-05-20", "before it begins"),
    ("closes_on: 2026-06-25, clause: chifeng-2026/3.3}", "closes_on: 2026-06-31, clause: chifeng-2026/3.3}", "day"),
    ("clause: chifeng-2026/6.3.1\n\nreporting", "clause: chifeng-2026/9.9.9\n\nreporting", "no such clause: chifeng-2026/9.9.9"),
    ("stages: [*unit, *department, *county-hr, *office]", "stages: [*unit, *department, *county-hr]", "the route has no end"),
    ("require: title.years >= 5, message: 须取得中级职称满5年", "require: title.yeers >= 5, message: 须取得中级职称满5年", "not in the vocabulary: title.yeers"),
    ("require: ['person.kind != \"retired\"']", "require: ['person.kind != \"retierd\"']", "never 'retierd'"),
    ("require: [plan.step_up > 0]", "require: [plan.step_up]", "int where bool is needed"),
    ("committee: chifeng-construction-junior, clause", "committee: chifeng-construction-senior, clause", "no such committee"),
    ("title: 一级教师, affiliation: city", "title: 一级老师, affiliation: city", "has no title 一级老师"),
    ("majors: [cyberspace]", "majors: [cybersace]", "no such major: cybersace"),
    ("{id: k12-full-senior, applies: {plans: [k12-full-senior]}, total: 49", "{id: k12-full-senior, applies: {plans: [k12-full-senior]}, total: 49.5", "floats are not allowed"),
    ("total: 49, allocated_by", "total: 49, total: 50, allocated_by", "duplicate key"),
    ("  days_before: 7\n", "  days_before: seven\n", '"seven" is not of type "integer"'),
    ("    right: green-channel", "    right: green-chanel", "no such right: green-chanel"),
    ("    at_close_of: filing\n", "    at_close_of: filing\n    on: 2026-07-01\n", "sets a day, the window"),
    ("{id: filing-middle, stage: filing, applies: {level_groups: [middle]}", "{id: filing-middle, stage: filing, applies: {level_groups: [junior]}", "applies to the same plans and stage as filing-junior"),
    ("  - id: no-retirees", "  - id: no-civil-servants", "'no-civil-servants' appears twice"),
    ("stages: [*unit, *department, *county-hr, *office]", "stages: [*unit, *office, *county-hr, *office]", "a re-check is the last stage"),
    ("stages: [*unit, *department, *county-hr, *office]", "stages: []", "the route has no end"),
    ("holder: {kind: hr_bureau, region: county}\n        does: review\n        publicity: {scope: roster", "holder: {kind: hr_bureau}\n        does: review\n        publicity: {scope: roster", "names neither a relation nor a kind and region"),
    ("clause: chifeng-2026/5.7.2\n    printed", "clause: chifeng-2026/5.77\n    printed", "no such clause: chifeng-2026/5.77"),
    ("require: [exam.qualified]", "require: [exam.qualified()]", "not allowed here"),
    ("require: [exam.qualified]", "require: ['exam.__class__.__mro__']", "not a fact"),
    ("require: [exam.qualified]", "require: ['open(\"/etc/passwd\")']", "no such function: open()"),
    ("require: [exam.qualified]", "require: ['exam.qualified == 1']", "cannot compare bool with int"),
    ("  - {kind: review, clause: chifeng-2026/7.3", "  - {kind: bribe, clause: chifeng-2026/7.3", "'bribe' is not one of"),
    ("integrity: {years: 3, starts: finding, clause: chifeng-2026/7.1}", "integrity: {years: 3, starts: finding}", "neither a clause nor a source"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "reason"), BROKEN, ids=[reason for _, _, reason in BROKEN])
def test_a_mistake_is_refused_with_its_line_and_reason(old: str, new: str, reason: str) -> None:
    found = problems_of(changed(old, new))
    assert any(reason in problem for problem in some(found)), found
    assert all(problem.startswith("line ") for problem in some(found))


def test_a_notice_that_recognises_says_from_when_the_title_counts() -> None:
    (one, two) = problems_of(shipped_text("chifeng-2023").replace("  effective_recognised: approval_date\n", ""))
    assert all("is not set, but chifeng-county-{region}-recognition-" in problem for problem in (one, two))


def test_a_body_either_recognises_or_holds_sessions() -> None:
    old = 'committee: "chifeng-county-{region}-recognition-middle", track: recognition,'
    text = shipped_text("chifeng-2023").replace(old, old.replace(", track: recognition", ""), 1)
    assert any("plans of the recognition track and others" in problem for problem in problems_of(text))


def test_the_line_is_the_one_of_the_mistake() -> None:
    text = changed("closes_on: 2026-05-25", "closes_on: 2026-05-01")
    (found,) = problems_of(text)
    assert found.startswith(f"line {line_of(text, '2026-05-01')}: windows[0].closes_on: ")


def test_every_mistake_is_told_at_once() -> None:
    text = TEXT.replace("chifeng-2026/7.3", "chifeng-2026/99").replace(
        "clause: chifeng-2026/5.7", "clause: chifeng-2026/98"
    )
    text = text.replace("clause: chifeng-2026/5.9}", "clause: chifeng-2026/97}")
    assert len(problems_of(text)) >= 2


def test_a_text_that_is_no_yaml_is_refused() -> None:
    assert problems_of("notice: [")[0].startswith("line ")


def test_an_empty_text_is_refused() -> None:
    assert problems_of("")
