"""Days, clauses and facts as pages print them; addresses that may not lead away."""

from __future__ import annotations

from datetime import date

import pytest

from services.gateway.console.corrections import is_of_profile, section_of
from services.gateway.console.faults import SECRET
from services.gateway.console.forms import Fault, whole
from services.gateway.console.values import fact_name, shown
from services.gateway.console.words import day, due_class, due_words, instant, size, working_days_between, yuan
from services.gateway.domain.sign_in import safe_next
from shared.kernel.errors import invalid, refused, unavailable


def test_days_and_instants_are_written_in_chinese_of_shanghai():
    assert day("2026-07-05") == "2026年7月5日"
    assert day("2026-07-05T23:30:00+00:00") == "2026年7月6日"
    assert instant("2026-07-05T01:05:00+00:00") == "2026年7月5日 09:05"
    assert day(None) == "—"


@pytest.mark.parametrize(
    ("last", "left", "colour", "words"),
    [
        ("2026-10-09", 2, "due-soon", "剩余 2 个工作日"),
        ("2026-10-16", 8, "due-calm", "剩余 8 个工作日"),
        ("2026-09-30", 0, "due-soon", "今日截止"),
        ("2026-09-29", -1, "due-late", "已逾期 1 个工作日"),
    ],
)
def test_a_deadline_counts_working_days_over_holidays(last, left, colour, words):
    found = working_days_between(date(2026, 9, 30), last)
    assert (found, due_class(found), due_words(found)) == (left, colour, words)


def test_money_and_files_are_measured_as_people_do():
    assert yuan(12050) == "120.50 元"
    assert [size(count) for count in (5, 20_971_520, 2_000_000)] == ["1 千字节", "20 兆字节", "2.0 兆字节"]


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("education.rank", 3, "本科"), ("title.rank", 0, "无"), ("person.foreign_permit", True, "是"),
        ("title.series", "k12_teacher", "中小学教师系列"), ("career.years", 12, "12"), ("person.kind", None, "未填写"),
        ("any.day", "2026-05-25", "2026年5月25日"), ("any.code", "never_heard_of", "其他"), ("any.list", [], "无"),
    ],
)  # fmt: skip
def test_facts_are_told_in_words(fact, value, words):
    assert shown(value, fact) == words


def test_a_fact_is_called_as_the_vocabulary_calls_it():
    assert fact_name("career.years") == "从事专业技术工作年限"


@pytest.mark.parametrize(
    "away", ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil", "javascript:1", "", "/a\r\nX: y"]
)
def test_no_way_back_leads_to_another_site(away):
    assert safe_next(away) == "/"


def test_the_way_back_keeps_its_question():
    assert safe_next("/plans?level=middle") == "/plans?level=middle"


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("sections.summary", "main"), ("summary", "main"), ("achievements.123.effect", "achievements"),
        ("materials.diploma", "materials"), ("commitment", "commitment"), ("sections.papers.9.title", "papers"),
    ],
)  # fmt: skip
def test_a_place_leads_to_its_form(path, section):
    assert section_of(path) == section


def test_what_stands_in_the_profile_is_mended_there():
    assert is_of_profile("person.phone")
    assert is_of_profile("green_channel.claimed")
    assert not is_of_profile("education.1.school")


def test_a_refusal_puts_every_problem_beside_its_field():
    missing = [
        {"path": "sections.summary", "message": "请填写工作总结", "clause": "chifeng-2026/4"},
        {"path": "commitment", "message": "请签署承诺书", "clause": None},
    ]
    fault = Fault.of(refused("dossier_incomplete", path="sections.summary", count=2, missing=missing))
    assert fault.fields["commitment"] == "请签署承诺书"
    assert [one["message"] for one in fault.more] == ["请填写工作总结", "请签署承诺书"]


def test_only_what_is_away_may_be_tried_again():
    assert Fault.of(unavailable("rpc_timeout")).may_try_again
    assert not Fault.of(invalid("missing_field", path="name", field="name")).may_try_again


def test_no_page_carries_a_secret_back():
    assert {"password", "id_number", "code"} <= SECRET


@pytest.mark.parametrize(
    ("typed", "meant"), [("12", 12), (" 7 ", 7), ("-3", -3), ("", None), ("²", None), ("1.5", None), ("1" * 11, None)]
)
def test_what_is_typed_for_a_whole_number_is_one_or_none(typed, meant):
    assert whole(typed) == meant
    assert whole(None) is None
