"""How often one may file is what the notice says: features, beginnings, endings; and nothing where it says nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.policy import Filed, Record, shipped_pack
from tests.unit.policy.people import filed
from tests.unit.policy.small_pack import judge, pack_with, path

ENDINGS = ("open", "withdrawn", "abandoned", "rejected", "not_passed", "succeeded", "void")


def limit(**word: Any) -> dict[str, Any]:
    plain = {
        "id": "limit",
        "counts": "person",
        "since": "choice",
        "message": "不得再次申报",
        "clause": "chifeng-2026/4",
    }
    return {**plain, **word}


def stands_in_the_way(word: dict[str, Any], *others: Filed, unit: bool = False) -> bool:
    pack = pack_with(rules=[], paths=[path("way")], frequency=[limit(**word)])
    record = Record(unit_filed=others) if unit else Record(filed=others)
    answer = judge(pack, record=record)
    assert [(one.rule_id, one.clause) for one in answer.refusals] in ([], [("limit", "chifeng-2026/4")])
    return answer.outcome == "refused"


OTHER_SERIES = filed("associate_senior", "agriculture")
SAME_SERIES = filed("associate_senior", "k12_teacher")
OTHER_LEVEL = filed("middle", "k12_teacher")


@pytest.mark.parametrize(
    ("word", "other", "refused"),
    [
        ({"same": ["level"]}, OTHER_SERIES, True),
        ({"same": ["level"]}, OTHER_LEVEL, False),
        ({"same": ["level"], "differs": ["series"]}, OTHER_SERIES, True),
        ({"same": ["level"], "differs": ["series"]}, SAME_SERIES, False),
        ({"same": ["level", "series"]}, OTHER_SERIES, False),
        ({"same": ["level_group"]}, filed("full_senior", "agriculture"), True),
        ({"same": ["level"], "differs": ["committee"]}, filed(committee="chifeng-k12-senior"), False),
        ({"same": ["level"], "differs": ["committee"]}, filed(committee="nmg-agriculture-senior"), True),
        ({"differs": ["track"]}, filed(track="green_channel"), True),
        ({"differs": ["track"]}, filed(), False),
        ({"same": ["plan"]}, filed(plan="k12-associate-senior"), True),
        ({}, OTHER_LEVEL, True),
    ],
)
def test_features_decide_which_filing_counts(word: dict[str, Any], other: Filed, refused: bool) -> None:
    assert stands_in_the_way(word, other) is refused


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_ending_frees_where_the_notice_says_so(ending: Any) -> None:
    other = filed(ending=ending)
    assert stands_in_the_way({"same": ["level"]}, other)
    assert not stands_in_the_way({"same": ["level"], "frees": [ending]}, other)


def test_a_draft_counts_from_the_choice_only_where_the_notice_says_so() -> None:
    draft = filed(submitted=False)
    assert stands_in_the_way({"since": "choice"}, draft)
    assert not stands_in_the_way({"since": "submission"}, draft)


def test_another_notice_counts_within_the_year_only() -> None:
    assert stands_in_the_way({"within": "year"}, filed())
    assert not stands_in_the_way({"within": "notice"}, filed())
    assert stands_in_the_way({"within": "notice"}, filed(notice_id="chifeng-2026"))


def test_colleagues_count_for_the_unit_and_the_person_for_the_person() -> None:
    channel = {"counts": "unit", "differs": ["channel"]}
    assert stands_in_the_way(channel, filed(channel="association"), unit=True)
    assert not stands_in_the_way(channel, filed(channel="association"))
    assert not stands_in_the_way({"same": ["level"]}, filed(), unit=True)


FILINGS = st.builds(
    filed, level=st.sampled_from(["associate_senior", "middle"]), submitted=st.booleans(),
    series=st.sampled_from(["k12_teacher", "agriculture"]), track=st.sampled_from(["socialised", "green_channel"]),
    ending=st.sampled_from(ENDINGS),
)  # fmt: skip


SILENT = pack_with(rules=[], paths=[path("way")], frequency=[])


@given(st.lists(FILINGS, max_size=4))
def test_a_notice_without_limits_forbids_no_other_filing(others: list[Filed]) -> None:
    assert judge(SILENT, record=Record(filed=tuple(others), unit_filed=tuple(others))).outcome == "eligible"


def test_the_notice_of_2021_does_not_forbid_a_second_series() -> None:
    assert not [
        entry for entry in shipped_pack("nmg-2021").frequency if entry.counts == "person" and "level" in entry.same
    ]
