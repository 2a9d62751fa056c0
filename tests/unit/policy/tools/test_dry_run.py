"""A pack over a file of people: the engine's own answers, with any number of processes, and no line that stops it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from infra.commands.policy import app
from infra.policy.dryrun.judging import VerdictCounts, day_of, judge_lines
from infra.policy.dryrun.parallel import AHEAD, CHUNK, judge_parts
from infra.policy.dryrun.person import person_of, plans_for
from infra.policy.people import people
from shared.policy import evaluate, facts_from_dossier, shipped_pack
from shared.policy.terms.vocabulary import misfits

PACK = shipped_pack("chifeng-2026")
LINES = [json.dumps(person) for person in people(PACK, 400, 7)]


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(people(PACK, 20, 7)) == list(people(PACK, 20, 7))
    assert list(people(PACK, 20, 7)) != list(people(PACK, 20, 8))


def test_made_up_people_have_every_shape_of_fact_right_and_every_kind_of_answer() -> None:
    for line in LINES:
        person = person_of(line)
        for plan in plans_for(PACK, person):
            given = {"profile": person.profile, "unit": person.unit, "record": person.record, "major": person.major}
            assert list(misfits(facts_from_dossier(PACK, plan, at=day_of(PACK, plan), **given))) == []
    answers = {answer.verdict for answer in judge_lines(PACK, LINES)}
    assert answers == {"eligible", "conditional", "refused", "no-plan"}


def test_an_answer_is_the_engines_verdict_with_the_first_refusing_clause() -> None:
    for answer, (person, plan) in zip(judge_lines(PACK, LINES[:120]), _asked(LINES[:120]), strict=True):
        assert answer.person == person.id
        assert answer.plan == (plan.id if plan else None)
        if plan is None:
            continue
        at = day_of(PACK, plan)
        facts = facts_from_dossier(
            PACK, plan, profile=person.profile, unit=person.unit, at=at, record=person.record, major=person.major
        )
        verdict = evaluate(PACK, plan, facts, at)
        first = next(iter((*verdict.refusals, *verdict.open_points)), None)
        assert answer.verdict == verdict.outcome
        assert answer.path == (verdict.path.path_id if verdict.path else None)
        assert (answer.rule, answer.clause) == ((first.rule_id, first.clause) if first else (None, None))


def _asked(lines: list[str]) -> Iterator:  # type: ignore[type-arg]
    for person in map(person_of, lines):
        yield from ((person, plan) for plan in plans_for(PACK, person) or [None])


def test_several_processes_give_the_answers_of_one_in_the_order_of_the_file() -> None:
    lines = [json.dumps(person) for person in people(PACK, CHUNK * 2 + 10, 3)]
    alone, together = _run(lines, 1), _run(lines, 2)
    assert alone == together
    assert alone[1].people == len(lines)


def _run(lines: list[str], jobs: int) -> tuple[str, VerdictCounts]:
    tally, text = VerdictCounts(), ""
    for rows, counts in judge_parts(PACK, lines, None, jobs):
        text += rows
        tally.add(counts)
    return text, tally


def test_a_file_of_any_length_is_read_only_a_few_parts_ahead() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield LINES[0]

    next(judge_parts(PACK, endless(), None, 1))
    assert read == CHUNK
    parts = judge_parts(PACK, endless(), None, 2)
    next(parts)
    parts.close()
    assert read <= CHUNK + 2 * AHEAD * CHUNK


def test_a_line_that_cannot_be_read_is_an_answer_and_stops_nothing() -> None:
    bad = ["no json", "[]", '{"id": "x"}', json.dumps({"id": "y", "profile": {}, "unit": {}, "plans": ["nowhere"]})]
    answers = list(judge_lines(PACK, [*bad, LINES[0]]))
    assert [answer.verdict for answer in answers[:4]] == ["unreadable"] * 4
    assert answers[0].person == "line 1"
    assert answers[4].person == "P0000001"


def test_the_command_writes_answers_and_a_table(tmp_path: Path) -> None:
    file, out = tmp_path / "people.jsonl", tmp_path / "answers.csv"
    runner = CliRunner()
    made = runner.invoke(app, ["people", "--count", "60", "--seed", "5", "--out", str(file)])
    ran = runner.invoke(app, ["dry-run", "chifeng-2026", str(file), "--jobs", "1", "--out", str(out)])
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert made.exit_code == ran.exit_code == 0
    assert {row["id"] for row in rows} == {f"P{number:07d}" for number in range(1, 61)}
    assert "refused most by" in ran.output


def test_the_simple_table_is_read_too(tmp_path: Path) -> None:
    file, out = tmp_path / "people.csv", tmp_path / "answers.jsonl"
    file.write_text(
        "id,series,level,education,graduated_on,title_level,title_since,work_since,tier,nature,region,sector,hours,"
        "hours_year,major,plans\n"
        "甲,k12_teacher,associate_senior,bachelor,2005-07-01,middle,2015-12-01,2005-08-01,county,public_institution,"
        "150404,education,90,2025,,\n"
        "乙,k12_teacher,associate_senior,bachelor,2005-07-01,middle,2023-12-01,2005-08-01,county,public_institution,"
        "150404,education,90,2025,,\n"
        "丙,k12_teacher\n",
        encoding="utf-8",
    )
    CliRunner().invoke(app, ["dry-run", "chifeng-2026", str(file), "--jobs", "1", "--out", str(out)])
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["verdict"]) for row in rows[:2]] == [("甲", "conditional"), ("乙", "refused")]
    assert rows[1]["clause"] == "chifeng-2026/5"
    assert rows[2]["verdict"] in ("unreadable", "conditional", "refused", "no-plan")


def test_the_day_can_be_chosen() -> None:
    (early,) = judge_lines(PACK, [_teacher()], date(2026, 6, 15))
    (late,) = judge_lines(PACK, [_teacher()], None)
    assert (early.verdict, early.clause, late.verdict) == ("refused", "chifeng-2026/7.1", "eligible")


def _teacher() -> str:
    return json.dumps(
        {
            "id": "t",
            "plans": ["k12-associate-senior"],
            "record": {"integrity_until": "2026-06-30"},
            "profile": {
                "present_title": {"level": "middle", "series": "k12_teacher", "obtained_on": "2020-12-01"},
                "education": [{"level": "bachelor", "graduated_on": "2005-07-01", "full_time": True}],
                "work_history": [{"started_on": "2005-08-01", "ended_on": None, "place_tier": "county"}],
                "assessments": [{"year": 2025, "grade": "合格"}],
                "continuing_education": [{"year": 2025, "professional_hours": 60, "public_hours": 30}],
            },
            "unit": {"tier": "county", "region": "150404", "sector": "education", "nature": "public_institution"},
        }
    )
