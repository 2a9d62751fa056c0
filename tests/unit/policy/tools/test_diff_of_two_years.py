"""The comparison of 2023 with 2026 names what changed most for applicants, clerks and committees."""

from __future__ import annotations

import pytest

from shared.policy import shipped_pack
from shared.policy.diff import compare

CHANGES = compare(shipped_pack("chifeng-2023"), shipped_pack("chifeng-2026")).changes
HEADLINES = {change.field: change for change in CHANGES if change.section == "headlines"}
NAMED = [
    ("filing_windows", "2个窗口：", "3个窗口："),
    ("blind", "不实行盲审", "77个计划中38个实行线上盲审盲评"),
    ("plan_final", "未作规定", "选定后不能修改或新增"),
    ("allowance", "可超出岗位数5%", "不得超出"),
    ("plan_filing", "评审会前7天报送，须经同意", "评审会前7天报送，备案即可"),
    ("quota", "k12-full-senior 30", "k12-full-senior 49"),
    ("non_public_hours", "当年不作硬性要求，从2024年起", "不作硬性要求"),
]


@pytest.mark.parametrize(("question", "before", "after"), NAMED, ids=[question for question, *_ in NAMED])
def test_three_years_later(question: str, before: str, after: str) -> None:
    assert HEADLINES[question].before.startswith(before)
    assert HEADLINES[question].after.startswith(after)
