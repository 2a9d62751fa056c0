"""The expert pool's workbook, row by row: good rows become experts, bad ones a line number and a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REQUIRED = (
    "编号",
    "姓名",
    "性别",
    "工作单位",
    "单位性质",
    "专业",
    "系列",
    "职称层级",
    "连续参评年数",
    "上年是否参评",
    "是否外单位同行",
)
OPTIONAL = ("手机", "账号", "可否主持", "在库状态")
YES = frozenset({"是", "可", "y", "yes", "true", "1"})
NO = frozenset({"否", "不可", "n", "no", "false", "0", ""})
PRIVATE_MARKS = ("民营", "非公", "私营")
RANKS = {
    "正高级": 5, "正高": 5, "full_senior": 5, "副高级": 4, "副高": 4, "associate_senior": 4, "中级": 3, "middle": 3,
    "助理级": 2, "初级": 2, "assistant": 2, "员级": 1, "technician": 1,
}  # fmt: skip
"""What a sheet may say in 职称层级, as level ranks."""


@dataclass(slots=True)
class Expert:
    """One expert of a committee's pool; `account` is the person id of his token, the expert number unless told."""

    expert_no: str
    name: str
    sex: str
    unit: str
    unit_nature: str
    private: bool
    major: str
    series: str
    level_rank: int
    phone: str | None
    account: str
    consecutive_years: int
    served_last_year: bool
    external: bool
    may_preside: bool
    listed: bool


@dataclass(slots=True)
class RowError:
    """A row that was not imported; `row` is the line number in the sheet, from 1."""

    row: int
    column: str
    reason: str


class _Bad(Exception):
    """One cell is wrong."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason = column, reason


def missing_columns(header: list[str]) -> list[str]:
    """Required columns that the first row does not have."""
    return [column for column in REQUIRED if column not in header]


def read_rows(rows: list[list[str]], series_ids: Mapping[str, str]) -> tuple[list[Expert], list[RowError]]:
    """Experts sorted by number, and the errors; `series_ids` maps Chinese names and ids to ids. Row 1 is the header."""
    header, experts, errors = rows[0], {}, []
    for line, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, row, strict=False))
        if not any(cells.values()):
            continue
        try:
            expert = _expert(cells, series_ids)
            if expert.expert_no in experts:
                raise _Bad("编号", "duplicate")
        except _Bad as bad:
            errors.append(RowError(line, bad.column, bad.reason))
        else:
            experts[expert.expert_no] = expert
    return [experts[number] for number in sorted(experts)], errors


def _expert(cells: dict[str, str], series_ids: Mapping[str, str]) -> Expert:
    number = _text(cells, "编号")
    nature = _text(cells, "单位性质")
    return Expert(
        expert_no=number,
        name=_text(cells, "姓名"),
        sex=_one_of(cells, "性别", {"男": "男", "女": "女"}),
        unit=_text(cells, "工作单位"),
        unit_nature=nature,
        private=any(mark in nature for mark in PRIVATE_MARKS),
        major=_text(cells, "专业"),
        series=_one_of(cells, "系列", series_ids),
        level_rank=_one_of(cells, "职称层级", RANKS),
        phone=cells.get("手机") or None,
        account=cells.get("账号") or number,
        consecutive_years=_count(cells, "连续参评年数"),
        served_last_year=_yes(cells, "上年是否参评"),
        external=_yes(cells, "是否外单位同行"),
        may_preside=_yes(cells, "可否主持"),
        listed=cells.get("在库状态", "") in ("", "在库", "正常"),
    )


def _text(cells: dict[str, str], column: str) -> str:
    value = cells.get(column, "")
    if not value:
        raise _Bad(column, "empty")
    return value


def _one_of(cells: dict[str, str], column: str, known: Mapping[str, Any]) -> Any:
    value = _text(cells, column)
    if value not in known:
        raise _Bad(column, "unknown_value")
    return known[value]


def _count(cells: dict[str, str], column: str) -> int:
    value = cells.get(column, "")
    if not value.isdecimal():
        raise _Bad(column, "not_a_number")
    return int(value)


def _yes(cells: dict[str, str], column: str) -> bool:
    folded = cells.get(column, "").strip().lower()
    if folded not in YES | NO:
        raise _Bad(column, "unknown_value")
    return folded in YES
