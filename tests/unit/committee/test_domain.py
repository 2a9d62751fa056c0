"""Rules one by one: sizes, dates, count, sheet, blind numbers, panel."""

import itertools
from datetime import date

import pytest

from services.committee.domain.ballots import BallotCounts, ballot_token, tally
from services.committee.domain.blind import blind_numbers
from services.committee.domain.certificate import certificate_number
from services.committee.domain.committee import check_size, same_day
from services.committee.domain.panel import PanelMember, near_units, presiding, replace_member, same_unit
from services.committee.domain.session import months_later
from services.committee.usecases.pool_table import experts_of, pool_columns
from shared.kernel.errors import ZhipingError
from shared.policy import Ratio, shipped_pack
from shared.policy.pack.committees import VoteRule
from shared.workbooks import read_workbook
from tests.support.adversary.files import saved, workbook

RULES = shipped_pack("chifeng-2026").committee_rules
CLAUSE = RULES.draw.clause


def rule(denominator="present", recused_counted=False):
    return VoteRule(ratio=Ratio(2, 3), denominator=denominator, recused_counted=recused_counted, source="test")


@pytest.mark.parametrize(
    ("group", "kind", "size", "slug"),
    [
        ("senior", "series", 25, None),
        ("senior", "series", 23, "committee_too_small"),
        ("senior", "series", 26, "committee_size_even"),
        ("senior", "major", 11, None),
        ("senior", "region", 25, "committee_size_unknown"),
    ],
)
def test_committees_are_odd_and_large_enough_and_unknown_kinds_are_refused(group, kind, size, slug):
    if slug is None:
        check_size(RULES, group, kind, size)
        return
    with pytest.raises(ZhipingError, match=slug):
        check_size(RULES, group, kind, size)


@pytest.mark.parametrize(
    ("members", "quorum", "passing"), [(25, 17, 12), (11, 8, 6), (9, 6, 4)]
)  # fmt: skip
def test_quorum_and_majority_are_exact_two_thirds(members, quorum, passing):
    assert RULES.quorum.ratio.least(members) == quorum
    assert tally(BallotCounts(yes=passing), quorum, 0, rule()).passed
    assert not tally(BallotCounts(yes=passing - 1), quorum, 0, rule()).passed


@pytest.mark.parametrize(
    ("counts", "present", "recused", "vote", "outcome"),
    [
        (BallotCounts(8, 1, 0), 12, 0, rule(), (12, 8, 1, 3, True)),
        (BallotCounts(7, 1, 0), 12, 0, rule(), (12, 7, 1, 4, False)),
        (BallotCounts(7, 1, 0), 12, 0, rule("cast"), (8, 7, 1, 4, True)),
        (BallotCounts(8, 3, 0), 13, 1, rule(), (12, 8, 3, 1, True)),
        (BallotCounts(8, 3, 0), 13, 1, rule(recused_counted=True), (13, 8, 3, 1, False)),
        (BallotCounts(), 3, 3, rule(), (1, 0, 0, 0, False)),
    ],
)
def test_denominators_follow_the_pack(counts, present, recused, vote, outcome):
    result = tally(counts, present, recused, vote)
    assert (result.present, result.yes, result.no, result.abstain, result.passed) == outcome


def test_more_ballots_than_voters_stop_the_count():
    with pytest.raises(ValueError, match="ballots"):
        tally(BallotCounts(5, 0, 0), 5, 1, rule())


def test_tokens_differ_by_member_request_number_and_key():
    calls = [("E1", "k", "B-1"), ("E2", "k", "B-1"), ("E1", "l", "B-1"), ("E1", "k", "B-2")]
    tokens = {ballot_token(key, *call) for call in calls for key in (b"one", b"two")}
    assert len(tokens) == 8


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 9, 10), 1, date(2026, 10, 10)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2028, 1, 30), 1, date(2028, 2, 29)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day, months, due):
    assert months_later(day, months) == due


def test_a_leap_day_has_a_same_day_in_every_year():
    assert same_day(date(2028, 2, 29), 3) == date(2031, 3, 1)


def test_blind_numbers_are_distinct_keyed_and_avoid_those_taken():
    ids = [f"id-{n}" for n in range(2000)]
    first = blind_numbers(b"key", ids)
    assert len(set(first.values())) == 2000
    assert blind_numbers(b"other", ids) != first
    own = blind_numbers(b"key", ["more"])
    assert blind_numbers(b"key", ["more"], [*first.values(), *own.values()])["more"] not in {
        *first.values(),
        own["more"],
    }


def test_blind_numbers_do_not_depend_on_the_order_of_the_list():
    ids = [f"id-{n}" for n in range(2000)]
    assert blind_numbers(b"key", reversed(ids)) == blind_numbers(b"key", ids)


def test_a_session_with_more_declarations_than_numbers_is_a_mistake():
    everything = [f"B-{n:04d}" for n in range(10_000)]
    assert blind_numbers(b"key", ["last"], everything[:-1]) == {"last": "B-9999"}
    with pytest.raises(ValueError, match="more declarations"):
        blind_numbers(b"key", ["more"], everything)


def test_the_order_of_blind_numbers_is_not_that_of_the_ids():
    ids = [f"id-{n:04d}" for n in range(200)]
    numbers = blind_numbers(b"key", ids)
    rising = sum(numbers[a] < numbers[b] for a, b in itertools.pairwise(ids))
    assert 70 < rising < 130


def seat(number, role="member", place=1, **changes):
    return PanelMember("s", number, number, number, "unit", role, place, **({"chair": False} | changes))


def test_the_chair_presides_and_in_absence_the_lowest_seat():
    members = [seat("A", place=1, present=True), seat("B", place=2, chair=True, present=True), seat("C", place=3)]
    assert presiding(members).expert_no == "B"
    members[1].present = False
    assert presiding(members).expert_no == "A"
    assert presiding([]) is None


def test_the_first_alternate_takes_seat_and_chair():
    members = [seat("A", place=4, chair=True), seat("X", "alternate", 2), seat("Y", "alternate", 1)]
    newcomer = replace_member(members, "A", CLAUSE)
    assert (newcomer.expert_no, newcomer.role, newcomer.seat, newcomer.chair) == ("Y", "member", 4, True)
    assert (members[0].role, members[0].chair) == ("replaced", False)
    replace_member(members, "Y", CLAUSE)
    with pytest.raises(ZhipingError, match="no_alternate_left") as refusal:
        replace_member(members, "X", CLAUSE)
    assert refusal.value.clause == "chifeng-2026/6.2.2"


def test_units_are_the_same_apart_from_spaces_and_bracket_width():
    assert same_unit("赤峰学院（东校区）", " 赤峰学院 (东校区)")
    assert not same_unit("赤峰学院", "赤峰学院附属医院")


def test_units_that_are_not_the_same_and_look_it_are_named_in_pairs():
    applicants = ["赤峰学院", "赤峰学院", "红山区第一小学"]
    assert near_units(["赤峰学院附属医院", " 赤峰学院", "红山区农业局"], applicants) == {
        ("赤峰学院附属医院", "赤峰学院")
    }


ROW = {
    "编号": "E1", "姓名": "张三", "性别": "女", "工作单位": "学校", "单位性质": "民营企业", "专业": "语文",
    "系列": "中小学教师", "职称层级": "副高", "连续参评年数": "2", "上年是否参评": "是", "是否外单位同行": "否",
}  # fmt: skip


def read(*rows):
    return experts_of(
        read_workbook(saved(workbook(*(row.values() for row in rows), header=tuple(rows[0]))), pool_columns())
    )


def test_a_good_row_becomes_an_expert():
    (expert,), errors = read(ROW | {"手机": "13900000000"})
    assert not errors
    assert (expert.series, expert.level_rank, expert.private, expert.account) == ("k12_teacher", 4, True, "E1")
    assert (expert.served_last_year, expert.external, expert.listed, expert.phone) == (True, False, True, "13900000000")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("编号", "", "empty"),
        ("性别", "未知", "unknown_value"),
        ("系列", "炼金术", "unknown_value"),
        ("职称层级", "院士", "unknown_value"),
        ("连续参评年数", "三年", "not_a_number"),
        ("上年是否参评", "也许", "unknown_value"),
    ],
)
def test_a_bad_cell_is_reported_with_row_column_and_reason(column, value, reason):
    experts, (error,) = read(ROW | {column: value})
    assert experts == []
    assert (error.row, error.column, error.reason) == (2, column, reason)


def test_a_number_twice_is_an_error_of_the_second_row_and_empty_rows_are_skipped():
    experts, (error,) = read(ROW, dict.fromkeys(ROW, ""), ROW)
    assert len(experts) == 1
    assert (error.row, error.column, error.reason) == (4, "编号", "duplicate")


def test_missing_columns_are_named():
    reading = read_workbook(saved(workbook(header=("编号", "姓名"))), pool_columns())
    required = [column.name for column in pool_columns() if column.required]
    assert reading.missing == [name for name in required if name not in ("编号", "姓名")]
    assert len(required) == 11


def test_a_certificate_number_follows_the_notices_format():
    parts = {"region": "150400", "year": 2026, "rank": 4, "committee": 3, "serial": 7}
    assert certificate_number("ZP{year}{region}{rank}{serial:06d}", **parts) == "ZP20261504004000007"
    assert certificate_number("{committee:02d}-{serial}", **parts) == "03-7"
