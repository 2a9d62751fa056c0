"""A portal knows all ids, asks everything for applicants, publishers and the public, and hears the bus."""

import pytest

from tests.support.guessing import too_few

pytestmark = pytest.mark.timeout(900)  # a year is played for all of them


@pytest.mark.parametrize("role", ["applicant", "publisher", "registrar", "public"])
@pytest.mark.parametrize("place", ["views", "papers"])
def test_a_portal_is_left_with_a_thousand_numbers_at_least(pieced, place, role):
    assert pieced["asked"][role] > 20
    assert pieced[place][role]
    assert too_few(pieced[place][role]) == []


def test_events_leave_a_thousand_numbers_of_everybody(pieced):
    assert len(pieced["bus"]) == 8
    assert too_few(pieced["bus"]) == []


def test_the_requests_of_the_year_held_the_numbers_that_were_looked_for(pieced):
    assert len(too_few(pieced["requests"])) == 8
