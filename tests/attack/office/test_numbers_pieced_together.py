"""The office of a committee and its experts put together what views and papers show them, the rosters apart."""

import pytest

from shared.contracts import committee
from shared.contracts.masked import HIDDEN_ID_NUMBER
from tests.support.guessing import left_for, patterns_in, too_few

pytestmark = pytest.mark.timeout(900)  # a year is played for all of them


@pytest.mark.parametrize("role", ["committee_office", "expert"])
@pytest.mark.parametrize("place", ["views", "papers"])
def test_the_office_is_left_with_a_thousand_numbers_at_least(pieced, place, role):
    assert pieced["asked"][role] > 20
    assert pieced[place][role]
    assert too_few(pieced[place][role]) == []


def test_a_certificate_that_0_2_announced_goes_on_in_todays_form():
    number = "150402198510020029"
    old = committee.CERTIFICATE_ISSUED.sample | {"id_number_masked": "150402********0029"}
    assert left_for(number, patterns_in(old["id_number_masked"])) < 2
    assert committee.CERTIFICATE_ISSUED.read(old).id_number_masked == HIDDEN_ID_NUMBER
