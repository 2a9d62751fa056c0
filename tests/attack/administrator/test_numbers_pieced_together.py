"""An administrator with one database, the logs or an overseer's rights puts numbers together; nobody needs a key."""

import pytest

from tests.support.guessing import too_few

pytestmark = pytest.mark.timeout(900)  # a year is played for all of them


@pytest.mark.parametrize("service", ["declaration", "audit", "committee", "docgen", "notify"])
def test_one_database_leaves_a_thousand_numbers_of_everybody(pieced, service):
    files = [left for name, left in pieced["databases"].items() if name.startswith(f"{service}.db")]
    assert files
    assert [too_few(left) for left in files if too_few(left)] == []


@pytest.mark.parametrize("place", ["log", "routing", "errors", "keys"])
def test_what_is_written_beside_the_data_leaves_them_too(pieced, place):
    assert pieced["lines"][place]
    assert too_few(pieced["lines"][place]) == []


@pytest.mark.parametrize("role", ["supervisor", "operator"])
@pytest.mark.parametrize("place", ["views", "papers"])
def test_who_oversees_is_left_with_a_thousand_numbers_at_least(pieced, place, role):
    assert pieced["asked"][role] > 50
    assert too_few(pieced[place][role]) == []


def test_no_hash_without_a_key_stands_anywhere(pieced):
    assert pieced["hashes"] == []
