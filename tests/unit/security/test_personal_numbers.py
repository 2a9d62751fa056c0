"""Identity numbers and masks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from services.declaration.domain.id_number import check_id_number
from shared.kernel.errors import ZhipingError
from shared.kernel.masking import mask_id_number, mask_name, mask_phone


def with_digit(first17):
    return first17 + ric.calc_check_digit(first17 + "0")


GOOD = with_digit("15040219851002002")


def test_a_good_number_tells_birth_date_and_sex():
    found = check_id_number(f" {GOOD[:6]} {GOOD[6:].lower()} ")
    assert (found.number, found.birth_date, found.sex) == (GOOD, date(1985, 10, 2), "female")


def test_the_published_example_is_accepted():
    assert check_id_number("11010519491231002X").warnings == ()


def slug_of(number):
    with pytest.raises(ZhipingError) as caught:
        check_id_number(number, path="profile.id_number")
    assert (caught.value.kind.value, caught.value.path) == ("invalid", "profile.id_number")
    assert number.strip() == "" or number not in str(caught.value.to_wire())
    return caught.value.slug


@pytest.mark.parametrize("number", ["", "123", GOOD + "1", "A" + GOOD[1:], GOOD[:17] + "Y", "150402851002002"])
def test_another_shape_is_malformed(number):
    assert slug_of(number) == "id_number_malformed"


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_caught(place, step):
    changed = GOOD[:place] + str((int(GOOD[place]) + step) % 10) + GOOD[place + 1 :]
    with pytest.raises(ZhipingError):
        check_id_number(changed)


def test_a_wrong_check_digit_is_named():
    wrong = GOOD[:17] + ("0" if GOOD[17] != "0" else "1")
    assert slug_of(wrong) == "id_number_check_digit"


def test_a_day_that_never_was_is_named():
    assert slug_of(with_digit("15040219850230002")) == "id_number_birth_date"


def test_an_unknown_region_is_only_a_warning():
    assert check_id_number(with_digit("99999919851002002")).warnings == ("id_number_region_unknown",)


def test_a_county_code_that_never_was_in_a_known_league_is_a_warning_too():
    assert check_id_number(with_digit("15290219850307002")).warnings == ("id_number_region_unknown",)


def test_masks_keep_what_helps_the_owner_only():
    assert mask_id_number("150402199001011234") == mask_id_number("150402********1234") == "*" * 18
    assert mask_phone("13800001234") == "138****1234"
    assert mask_name("张三丰") == "张**"


@pytest.mark.parametrize("short", ["", "1", "1234567"])
def test_short_texts_are_hidden_whole(short):
    assert mask_phone(short) == mask_id_number(short) == "*" * len(short)
