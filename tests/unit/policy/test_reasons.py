"""Why a pack is refused is told in English to authors and in Chinese to publishers, by one list."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from shared.kernel.catalogue import catalogue
from shared.policy import PackError, load_pack, shipped_text
from shared.policy.terms.reasons import REASONS, because

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TEXT = shipped_text("chifeng-2026")


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def refused(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(text)
    return [problem.in_chinese for problem in caught.value.problems]


@pytest.mark.parametrize("slug", REASONS)
def test_every_reason_has_a_chinese_sentence_that_needs_no_more_than_the_english(slug: str) -> None:
    sentence = catalogue()[f"pack_{slug}"]
    assert CHINESE.search(sentence)
    assert places(sentence) <= places(REASONS[slug]) | {"name", "wanted", "known"}


def test_a_reason_without_a_sentence_is_refused() -> None:
    with pytest.raises(KeyError):
        because("nobody_wrote_this")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  year: 2026\n", "  year: 2026\n  year: 2027\n", "同一项内容出现了两次"),
        ("  year: 2026\n", "  year: 二〇二六\n", "取值类型不正确，应为整数"),
        ("  year: 2026\n", "", "缺少必填项“year”"),
        ("  year: 2026\n", "  year: 2026\n  colour: red\n", "含有不认识的项：colour"),
        ("clause: chifeng-2026/5.9", "clause: chifeng-2026/99", "没有条款“chifeng-2026/99”"),
        ("stage: review,", "stage: reviewing,", "取值不在允许的范围内"),
        ("notice:\n", "notice: [\n", "文本的格式有误"),
        ("ce.hours", "ce.houres", "条件中的事项“ce.houres”不在事项表内"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_place(before: str, after: str, told: str) -> None:
    assert before in TEXT
    problems = refused(TEXT.replace(before, after, 1))
    assert [one for one in problems if told in one and re.match(r"第 \d+ 行（[^）]+）：", one)]
