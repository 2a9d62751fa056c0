"""Expert pools as the workbook that an office would upload: enough people for a draw, and a few bad rows."""

from __future__ import annotations

import io
import random
from typing import Any

from openpyxl import Workbook

from infra.demo.organisations import SECTOR_OF_SERIES, Places
from infra.demo.profiles import MAJORS, Careers
from shared.policy import LEVEL_NAMES, CommitteeSpec
from shared.policy.terms.basics import Level

HEADER = (
    "编号", "姓名", "性别", "工作单位", "单位性质", "专业", "系列", "职称层级", "手机", "连续参评年数", "上年是否参评",
    "是否外单位同行", "可否主持",
)  # fmt: skip
REVIEWER_LEVELS: dict[str, tuple[Level, ...]] = {
    "senior": ("full_senior",), "middle": ("associate_senior", "full_senior"), "junior": ("middle", "associate_senior"),
}  # fmt: skip
OTHER_UNITS = (
    "内蒙古师范大学",
    "内蒙古农业大学",
    "内蒙古工业大学",
    "内蒙古建筑职业技术学院",
    "内蒙古自治区农牧业科学院",
)
PRIVATE_EVERY = 7
"""Every so many experts one of a private enterprise: more than any notice asks for, whatever the seed."""


def pool_rows(
    spec: CommitteeSpec, code: str, size: int, series_names: dict[str, str], places: Places, seed: int
) -> list[list[Any]]:
    """Rows for a pool of about 3.2 times the committee's size; the last two rows are faulty on purpose."""
    rng = random.Random(f"{seed}:{code}")
    careers = Careers(rng.randrange(2**31), 0)
    series = [name for name in spec.series if name in MAJORS]
    rows = []
    for number in range(1, int(size * 3.2) + 8):
        of = series[number % len(series)]
        rows.append(_row(number, code, of, spec, series_names, places, careers, rng))
    rows[-1][5] = ""
    rows[-2][9] = "三年"
    return rows


def _row(
    number: int, code: str, series: str, spec: CommitteeSpec, names: dict[str, str], places: Places, careers: Careers,
    rng: random.Random,
) -> list[Any]:  # fmt: skip
    external, private = rng.random() < 0.55, number % PRIVATE_EVERY == 0
    local = [p.name for p in places.all if p.kind == "unit" and p.sector == SECTOR_OF_SERIES[series]]
    unit = rng.choice(OTHER_UNITS if external or not local else local)
    sex = rng.choice(("男", "女"))
    served = rng.random() < 0.35
    return [
        f"{code.upper()}-{number:04d}",
        careers.name(sex),
        sex,
        "民营企业专家工作站" if private else unit,
        "民营企业" if private else "事业单位",
        rng.choice(MAJORS[series]),
        names[series],
        LEVEL_NAMES[rng.choice(REVIEWER_LEVELS[spec.level_group])],
        f"139{rng.randrange(10**8):08d}",
        str(rng.choice((1, 1, 2, 3))) if served else "0",
        "是" if served else "否",
        "是" if external or private else "否",
        "是" if rng.random() < 0.3 else "否",
    ]


def workbook(rows: list[list[Any]]) -> bytes:
    """The .xlsx file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
