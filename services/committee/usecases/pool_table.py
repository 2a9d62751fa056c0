"""The pool's workbook: which columns it has, and its rows as experts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import cast

from services.committee.domain.pool_sheet import Expert, PoolRow, expert_of
from shared.contracts.committee import TermCount
from shared.policy import titles
from shared.workbooks import Column, Finding, Reading, choice, day, identifier, text, whole_number, yes_no

SERIES_SUFFIX = "系列"
MOST_YEARS = 99
YES = frozenset({"是", "可", "y", "yes", "true", "1"})
NO = frozenset({"否", "不可", "n", "no", "false", "0"})
RANKS = {
    "正高级": 5, "正高": 5, "full_senior": 5, "副高级": 4, "副高": 4, "associate_senior": 4, "中级": 3, "middle": 3,
    "助理级": 2, "初级": 2, "assistant": 2, "员级": 1, "technician": 1,
}  # fmt: skip
"""What a sheet may say in 职称层级, as level ranks."""
NUMBER, ACCOUNT, TERM_ENDS = "编号", "账号", "聘期截止"


def pool_columns() -> tuple[Column, ...]:
    """Required columns first; one number is one expert, and one account is one person at the ballot."""
    answer = yes_no(YES, NO)
    return (
        Column(NUMBER, identifier(), unique=True, aliases=("专家编号",)),
        Column("姓名", text(), aliases=("专家姓名",)),
        Column("性别", choice({"男": "男", "女": "女"})),
        Column("工作单位", text()),
        Column("单位性质", text()),
        Column("专业", text()),
        Column("系列", choice(series_ids())),
        Column("职称层级", choice(RANKS)),
        Column("连续参评年数", whole_number(0, MOST_YEARS)),
        Column("上年是否参评", answer),
        Column("是否外单位同行", answer),
        Column("手机", identifier(), required=False, aliases=("手机号", "手机号码")),
        Column(ACCOUNT, identifier(), required=False, unique=True, aliases=("帐号",)),
        Column("可否主持", answer, required=False),
        Column("在库状态", text(), required=False),
        Column(TERM_ENDS, day(date(2000, 1, 1), date(2100, 12, 31)), required=False, aliases=("聘期至", "任期截止")),
    )


def series_ids() -> dict[str, str]:
    """What a sheet may write in 系列: the id, the Chinese name, the name without the word 系列."""
    names = {series.name: key for key, series in titles().items()}
    short = {name.removesuffix(SERIES_SUFFIX): key for name, key in names.items()}
    return {**short, **names, **{key: key for key in titles()}}


def experts_of(reading: Reading) -> tuple[list[Expert], list[Finding]]:
    """Experts sorted by number, and everything for which a row is left out, in the order of the rows.

    An expert without an account has his number for one: nobody else may name it. Of two the first row counts.
    """
    experts: dict[str, Expert] = {}
    taken: dict[str, str] = {}
    findings = list(reading.findings)
    for row in reading.rows:
        expert = expert_of(cast(PoolRow, row.values))
        if expert.account in taken:
            findings.append(row.wrong(ACCOUNT, "duplicate", first=taken[expert.account]))
            continue
        taken[expert.account] = row.place(ACCOUNT if row.values[ACCOUNT] else NUMBER)
        experts[expert.expert_no] = expert
    return [experts[number] for number in sorted(experts)], sorted(findings, key=lambda found: found.row)


def terms_in(reading: Reading, expert_numbers: Collection[str]) -> tuple[TermCount, ...]:
    """How many of these experts' terms end on which day, where the sheet says so."""
    ends = [(row.values[TERM_ENDS], row.values[NUMBER]) for row in reading.rows if row.values.get(TERM_ENDS)]
    counted = Counter(ends_on for ends_on, number in ends if number in expert_numbers)
    return tuple(TermCount(ends_on=ends_on, experts=count) for ends_on, count in sorted(counted.items()))
