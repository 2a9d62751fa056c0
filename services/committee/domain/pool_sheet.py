"""The experts of a pool, made of the rows of an office's workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

PRIVATE_MARKS = ("民营", "非公", "私营")
LISTED = frozenset({"在库", "正常"})
"""What 在库状态 says of experts who may be drawn; an empty cell says the same."""


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

    def register_unit(self, organisation_ids: Sequence[str]) -> None:
        """His unit is the one organisation that goes by its name; of several nobody knows which."""
        self.unit_id = organisation_ids[0] if len(organisation_ids) == 1 else None


class PoolRow(TypedDict):
    """A row of the pool's workbook: what the cells mean, by the names of the columns."""

    编号: str
    姓名: str
    性别: str
    工作单位: str
    单位性质: str
    专业: str
    系列: str
    职称层级: int
    手机: str | None
    账号: str | None
    连续参评年数: int
    上年是否参评: bool
    是否外单位同行: bool
    可否主持: bool | None
    在库状态: str | None


def expert_of(values: PoolRow) -> Expert:
    """The expert of one row."""
    number, nature = values["编号"], values["单位性质"]
    return Expert(
        expert_no=number,
        name=values["姓名"],
        sex=values["性别"],
        unit=values["工作单位"],
        unit_nature=nature,
        private=any(mark in nature for mark in PRIVATE_MARKS),
        major=values["专业"],
        series=values["系列"],
        level_rank=values["职称层级"],
        phone=values["手机"],
        account=values["账号"] or number,
        consecutive_years=values["连续参评年数"],
        served_last_year=values["上年是否参评"],
        external=values["是否外单位同行"],
        may_preside=bool(values["可否主持"]),
        listed=(values["在库状态"] or "在库") in LISTED,
    )
