"""What is visible, and which spellings are one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.text import alike_organisations, clean, compact, has_visible, organisation_key, same_organisation

INVISIBLE = [
    "", " ", "\t\n\r", "\u3000", "\u00a0", "\u2003\u2009", "\u200b", "\u200c\u200d", "\ufeff", "\u2060", "\u00ad",
    "\u2800", "\u3164", "\u115f\u1160", "\uffa0", "\u0301", "\u0301\u0308", "\ufe0f", "\u180e", "\u202e", "\u034f",
    "\U000e0100", "\u2028\u2029", "\x00\x07", "\ufffc", "\U0001d159", "\U000e0041",
]  # fmt: skip
VISIBLE = ["无", "a", "1", "。", "-", "é", "e\u0301", "\u3000甲\u3000", "☑", "𬭶", "\U00031350", "\ue000", "½"]


@pytest.mark.parametrize("value", INVISIBLE, ids=ascii)
def test_nothing_to_see(value):
    assert not has_visible(value)
    assert clean(value).strip("\u0301\u0308") == ""


@pytest.mark.parametrize("value", VISIBLE, ids=ascii)
def test_something_to_see(value):
    assert has_visible(value)
    assert clean(value)


@given(st.text(max_size=30))
def test_invisible_characters_never_make_a_text_visible_and_never_hide_one(value):
    for mark in INVISIBLE:
        assert has_visible(mark + value + mark) is has_visible(value)


@given(st.text(max_size=30))
def test_a_cleaned_text_is_clean(value):
    assert clean(clean(value)) == clean(value)
    assert compact(compact(value)) == compact(value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Z1\u200b", "Z1"), ("\ufeffZ1", "Z1"), ("Ｚ１", "Z1"), (" Z1 ", "Z1"), ("Z\u00ad1", "Z1"), ("Z1\n", "Z1"),
        ("ﬁ", "fi"), ("⼀", "一"), ("甲\u3000 乙", "甲 乙"), ("甲\r\n乙", "甲 乙"), ("１３９－１２３", "139-123"),
        ("\u3164Z1", "Z1"), ("\uffa0Z1", "Z1"),
    ],
)  # fmt: skip
def test_one_spelling_per_text(typed, meant):
    assert clean(typed) == meant


def test_a_number_holds_no_spaces():
    assert compact("150402 1985１００２\u3000001ｘ") == "15040219851002001x"


@pytest.mark.parametrize(
    "spelling",
    [
        "赤峰市第1中学(东校区)", "赤峰市第１中学（东校区）", "赤峰市 第1中学 (东校区)", "赤峰市第1中学\u200b（东校区)",
        "\ufeff赤峰市第1中学【东校区】", "赤峰市第1中学〔东校区〕", "赤峰市\u3000第1中学[东校区]", "赤峰市第1中学\n（东校区）",
        "赤峰市第1中学﹙东校区﹚", "赤峰市第①中学(东校区)",
    ],
    ids=ascii,
)  # fmt: skip
def test_spellings_of_one_organisation(spelling):
    assert same_organisation(spelling, "赤峰市第1中学（东校区）")
    assert organisation_key(spelling) == organisation_key("赤峰市第1中学（东校区）")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("赤峰市第一中学", "赤峰市第二中学"), ("红山区医院", "松山区医院"), ("", ""), ("\u200b", "\u3000"),
        ("赤峰学院", "赤峰学院附属医院"),
    ],
    ids=ascii,
)  # fmt: skip
def test_other_organisations_are_not_the_same(one, other):
    assert not same_organisation(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("红山区第一小学", "赤峰市红山区第一小学"), ("赤峰学院", "赤峰学院附属医院"), ("赤峰市第一中学", "赤峰市第一中"),
        ("赤峰市松山区人民医院", "赤峰市松山区人民医阮"), ("赤峰市第一中学（东校区）", "赤峰市第一中学"),
        ("赤峰市农牧科学研究院", "赤峰市农牧科学研究所"), ("内蒙古第三电力建设公司", "内蒙古笫三电力建设公司"),
    ],
    ids=ascii,
)  # fmt: skip
def test_near_matches_are_to_be_looked_at(one, other):
    assert alike_organisations(one, other)
    assert alike_organisations(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("小学", "红山区第一小学"), ("红山区医院", "红山区农业局"), ("赤峰市第1中学", "赤峰市第１中学 "),
        ("赤峰市第一中学", "赤峰市第一中学"), ("", "红山区第一小学"), ("克什克腾旗教育局", "巴林左旗教育局"),
    ],
    ids=ascii,
)  # fmt: skip
def test_the_same_name_and_a_wholly_other_one_are_not_near(one, other):
    assert not alike_organisations(one, other)
