"""The expert pool's workbook, row by row: good rows become experts, of bad ones every wrong cell is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.plain import is_plain

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
    """One expert of a committee's pool; `account` is the person id of his token, the expert number unless told.

    `unit_id`: his unit in the register, None where no organisation, or more than one, goes by that name.
    """

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
    unit_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as text, row by row; `formulas` are the places ("B42") of cells whose text a formula worked out."""

    rows: list[list[str]]
    formulas: frozenset[str] = frozenset()


@dataclass(slots=True)
class RowError:
    """A cell for which its row was not imported; `row` is the line number in the sheet from 1, `cell` as in "B42"."""

    row: int
    column: str
    cell: str
    reason: str


LONGEST = 100
MOST_YEARS = 99
ONCE = ("编号", "账号")
"""Columns in which nothing stands twice: one account is one person at the ballot."""


class _Bad(Exception):
    """One cell is wrong."""


class _Row:
    """One row under its header: reads cells and notes what is wrong with them."""

    def __init__(self, header: list[str], cells: list[str], line: int, formulas: frozenset[str]) -> None:
        self._cells = dict(zip(header, cells, strict=False))
        self._places = {column: f"{letters(index)}{line}" for index, column in enumerate(header)}
        self._line = line
        self._formulas = formulas
        self.errors: list[RowError] = []

    def get(self, column: str, read: Callable[[str], Any]) -> Any:
        """The cell's meaning; None once it has been noted as wrong."""
        value = self._cells.get(column, "")
        try:
            self._look(column, value)
            return read(value)
        except _Bad as bad:
            self.note(column, str(bad))
            return None

    def note(self, column: str, reason: str) -> None:
        """This cell is wrong."""
        self.errors.append(RowError(self._line, column, self._places.get(column, f"A{self._line}"), reason))

    def _look(self, column: str, value: str) -> None:
        if self._places.get(column) in self._formulas:
            raise _Bad("formula")
        if len(value) > LONGEST:
            raise _Bad("too_long")
        if not is_plain(value):
            raise _Bad("characters")


def letters(index: int) -> str:
    """A column's letters by its place from 0: A, B, …, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def missing_columns(header: list[str]) -> list[str]:
    """Required columns that the first row does not have."""
    return [column for column in REQUIRED if column not in header]


def doubled_columns(header: list[str]) -> list[str]:
    """Known columns that the first row has more than once."""
    return [column for column in (*REQUIRED, *OPTIONAL) if header.count(column) > 1]


def read_rows(sheet: Sheet, series_ids: Mapping[str, str]) -> tuple[list[Expert], list[RowError]]:
    """Experts sorted by number, and every wrong cell; `series_ids` maps Chinese names and ids to ids.

    Row 1 is the header. Of rows that share a number or an account the first counts.
    """
    header, experts, errors = sheet.rows[0], {}, []
    seen: dict[str, set[str]] = {column: set() for column in ONCE}
    for line, cells in enumerate(sheet.rows[1:], start=2):
        if not any(cells):
            continue
        row = _Row(header, cells, line, sheet.formulas)
        expert = _expert(row, series_ids)
        if not row.errors:
            _refuse_doubles(row, expert, seen)
        if row.errors:
            errors += row.errors
        else:
            experts[expert.expert_no] = expert
    return [experts[number] for number in sorted(experts)], errors


def _refuse_doubles(row: _Row, expert: Expert, seen: dict[str, set[str]]) -> None:
    keys = {"编号": expert.expert_no, "账号": expert.account}
    twice = next((column for column, value in keys.items() if value in seen[column]), None)
    if twice is not None:
        row.note(twice, "duplicate")
    else:
        for column, value in keys.items():
            seen[column].add(value)


def _expert(row: _Row, series_ids: Mapping[str, str]) -> Expert:
    number = row.get("编号", _text)
    nature = row.get("单位性质", _text) or ""
    return Expert(
        expert_no=number,
        name=row.get("姓名", _text),
        sex=row.get("性别", _one_of({"男": "男", "女": "女"})),
        unit=row.get("工作单位", _text),
        unit_nature=nature,
        private=any(mark in nature for mark in PRIVATE_MARKS),
        major=row.get("专业", _text),
        series=row.get("系列", _one_of(series_ids)),
        level_rank=row.get("职称层级", _one_of(RANKS)),
        phone=row.get("手机", _maybe),
        account=row.get("账号", _maybe) or number,
        consecutive_years=row.get("连续参评年数", _count),
        served_last_year=row.get("上年是否参评", _yes),
        external=row.get("是否外单位同行", _yes),
        may_preside=row.get("可否主持", _yes),
        listed=row.get("在库状态", _maybe) in (None, "在库", "正常"),
    )


def _maybe(value: str) -> str | None:
    return value or None


def _text(value: str) -> str:
    if not value:
        raise _Bad("empty")
    return value


def _one_of(known: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        if _text(value) not in known:
            raise _Bad("unknown_value")
        return known[value]

    return read


def _count(value: str) -> int:
    if not (_text(value).isascii() and value.isdecimal() and int(value) <= MOST_YEARS):
        raise _Bad("not_a_number")
    return int(value)


def _yes(value: str) -> bool:
    folded = value.lower()
    if folded not in YES | NO:
        raise _Bad("unknown_value")
    return folded in YES
