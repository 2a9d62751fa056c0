"""An administrator has a service's database in his hand, with every right, and looked where he should not have.

He wants the record of it gone, or to be somebody else's, or that somebody else looked who did not. He can take off
triggers; he has neither the service's keys nor the heads that left the house.
"""

from datetime import timedelta

import pytest

from shared.kernel.ids import new_id
from shared.persistence.schema.common_tables import OPENINGS, TRAIL
from tests.support.trail_forgery import Administrator, House


@pytest.fixture
def house(tmp_path):
    """Two days on which one person's number was looked at alone, then two people's at once; in a file."""
    yield from opened(f"sqlite:///{tmp_path}/audit.db", tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def any_house(request, tmp_path):
    """The same, on either database."""
    url = f"sqlite:///{tmp_path}/audit.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    yield from opened(url, tmp_path)


def opened(url, folder):
    made = House(url, folder)
    for people in (("person-1",), ("person-2", "person-3")):
        made.look(*people)
        made.day(1)
    yield made
    made.close()


def named(outcome, opening, what):
    """Found, with the first bad opening by its id."""
    code, said = outcome
    assert code == 1, said
    assert f"the opening {opening['id']} " in said, said
    assert what in said, said


def changed(opening, **values):
    return OPENINGS.update().where(OPENINGS.c.id == opening["id"]).values(**values)


def gone(opening):
    return OPENINGS.delete().where(OPENINGS.c.id == opening["id"])


def added(opening, **values):
    return OPENINGS.insert().values(**opening | {"id": new_id()} | values)


def test_openings_that_nobody_touched_are_as_they_were_kept(any_house):
    code, said = any_house.verify("--heads", any_house.heads())
    assert code == 0, said
    assert "4 signatures, 2 heads found again, 3 openings as they were kept" in said


def test_openings_that_wait_for_their_seal_are_no_fault(house):
    house.look("person-4")
    code, said = house.verify()
    assert (code, "4 openings as they were kept" in said) == (0, True), said


def test_an_opening_is_deleted(house):
    thief = Administrator(house)
    _, second, _ = thief.openings()
    assert thief.does(gone(second)) == 1
    named(house.verify(), second, "is gone: p-1 looked at dossier d-1, 2026-06-02")


def test_an_opening_is_changed_in_any_of_its_columns_and_back(house):
    thief = Administrator(house)
    first, *_ = thief.openings()
    other = {name: "other" for name in first if name not in ("id", "opened_at")}
    for name, value in (other | {"opened_at": first["opened_at"] - timedelta(days=1)}).items():
        assert thief.does(changed(first, **{name: value})) == 1
        named(house.verify(), first, "was changed: p-1 looked at dossier d-1")
        thief.does(changed(first, **{name: first[name]}))
    assert house.verify()[0] == 0


def test_two_openings_are_given_each_others_person(house):
    thief = Administrator(house)
    first, second, _ = thief.openings()
    thief.does(changed(first, person_id=second["person_id"]))
    thief.does(changed(second, person_id=first["person_id"]))
    named(house.verify(), first, "was changed")


def test_an_opening_is_invented_on_any_day(house):
    thief = Administrator(house)
    first, *_ = thief.openings()
    for days in (-30, 0, 30):
        thief.does(added(first, opened_by="innocent", opened_at=first["opened_at"] + timedelta(days=days)))
        [invented] = [one for one in thief.openings() if one["opened_by"] == "innocent"]
        named(house.verify(), invented, "of innocent, 2026-")
        thief.does(gone(invented))


def test_openings_are_added_changed_and_deleted_on_either_database(any_house):
    thief = Administrator(any_house)
    _, second, third = thief.openings()
    thief.does(added(second, opened_by="innocent"))
    assert "of innocent, 2026-06-02" in any_house.verify()[1]
    thief.does(changed(third, ground="own unit"))
    named(any_house.verify(), third, "was changed")
    thief.does(gone(second))
    named(any_house.verify(), second, "is gone")


def test_an_opening_is_invented_with_an_entry_that_tells_of_it_and_that_the_service_seals(house):
    thief = Administrator(house)
    first, *_ = thief.openings()
    like = next(row for row in thief.rows() if row["action"] == "opened")
    twin = first | {"id": new_id()}
    thief.does(OPENINGS.insert().values(**twin))
    told = {"openings": {twin["id"]: like["data"]["openings"][first["id"]]}}
    invented = thief.invent(like) | {"position": 1000, "prev_hash": None, "hash": None, "data": told}
    thief.does(TRAIL.insert().values(**invented))
    assert "is not sealed yet tells of openings and was not written by its service" in house.verify()[1]
    house.seal()
    code, said = house.verify()
    assert (code, "entry 5 is not what its service wrote" in said) == (1, True), said


def test_an_opening_is_deleted_with_the_entry_that_tells_of_it_and_all_is_sealed_anew(house):
    kept, thief = house.heads(), Administrator(house)
    first, *_ = thief.openings()
    rows = [row for row in thief.rows() if first["id"] not in str(row["data"])]
    thief.does(gone(first))
    thief.write(rows)
    thief.forget_keyed_seals(after=0)
    house.seal()
    code, said = house.verify("--heads", kept)
    assert (code, "the head of 2026-06-01 is not entry 2" in said) == (1, True), said


def test_all_openings_are_dropped_with_their_table(house):
    thief = Administrator(house)
    first, *_ = thief.openings()
    with house.app.database.begin() as connection:
        OPENINGS.drop(connection)
    named(house.verify(), first, "is gone")
