"""Whose word a profile needs before a plan is chosen, notice by notice."""

from __future__ import annotations

import pytest

from shared.policy import shipped_pack

WORDS = [
    ("alxa-2025", "unit", "alxa-2025/3.1.1"),
    ("chifeng-2026", "unit", "chifeng-2026/4.1.1"),
    ("chifeng-2023", "nobody", "chifeng-2023/3.1"),
    ("nmg-2021", "nobody", "nmg-2021/4.1"),
    ("nmg-green-2025", "nobody", "nmg-green-2025/3.1"),
]
"""Two notices say 并由工作单位审核通过; the earlier ones and the green channel ask for registration only."""


@pytest.mark.parametrize(("notice", "by", "clause"), WORDS)
def test_a_notice_says_whose_word_a_profile_needs(notice: str, by: str, clause: str) -> None:
    rule = shipped_pack(notice).profile
    assert rule is not None
    assert (rule.verified_by, rule.clause) == (by, clause)
