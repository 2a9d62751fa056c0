"""A clerk of another unit, of a department or a bureau puts together what all views and papers show him."""

import pytest

from tests.support.guessing import too_few

pytestmark = pytest.mark.timeout(900)  # a year is played for all of them


@pytest.mark.parametrize("role", ["unit", "department", "hr_bureau"])
@pytest.mark.parametrize("place", ["views", "papers"])
def test_a_clerk_is_left_with_a_thousand_numbers_at_least(pieced, place, role):
    assert pieced["asked"][role] > 50
    assert pieced[place][role]
    assert too_few(pieced[place][role]) == []


def test_the_search_finds_the_number_where_it_may_be_seen(pieced):
    """The clerks of the person's own unit, and the person himself."""
    assert len(too_few(pieced["allowed"]["unit"])) >= 3
    assert len(too_few(pieced["allowed"]["applicant"])) == 2


def test_only_what_did_not_happen_in_this_year_was_not_asked(pieced):
    rested = {f"{name}.list_dead_letters" for name in ("declaration", "audit", "committee", "docgen", "notify")}
    rested |= {name.replace("list_dead_letters", "show_dead_letter") for name in rested}
    rechecked = {"declaration.get_amendment", "declaration.list_rechecks"}
    objections = {"committee.get_objection", "committee.list_objections"}  # to results, for the office of that session
    watched = {"notify.preview_reminders", "notify.get_calendar"}  # days of a supervisor's choice; a link nobody made
    assert set(pieced["unasked"]) - rested - rechecked - objections - watched <= {"declaration.check_eligibility"}
