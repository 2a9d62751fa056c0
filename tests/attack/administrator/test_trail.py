"""An administrator has a service's database in his hand, with every right, and wants a decision not to have been.

He can compute plain hashes and take off triggers. He has neither the service's keys nor the heads that left the house.
"""

import shutil
import sqlite3
from contextlib import closing

import pytest

from shared.persistence.schema.common_tables import TRAIL
from shared.persistence.trail.chain import entry_hash, exported
from tests.support.trail_forgery import Administrator, House


@pytest.fixture
def house(tmp_path):
    """Three days of three decisions, in a file."""
    yield from opened(f"sqlite:///{tmp_path}/audit.db", tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def any_house(request, tmp_path):
    """The same, on either database."""
    url = f"sqlite:///{tmp_path}/audit.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    yield from opened(url, tmp_path)


def opened(url, folder):
    made = House(url, folder)
    for _ in range(3):
        made.day()
    yield made
    made.close()


def first_bad(outcome, number):
    """Found, with the first bad entry by its number."""
    code, said = outcome
    assert code == 1, said
    assert f"BROKEN after {number - 1} good entries" in said, said


def test_the_trail_of_an_honest_house_holds(house):
    code, said = house.verify("--heads", house.heads())
    assert code == 0, said
    assert "9 keyed seals, 9 signatures, 3 heads found again" in said


def test_an_entry_is_rewritten_and_everything_after_it_hashed_anew(any_house):
    thief = Administrator(any_house)
    rows = thief.rows()
    rows[4] |= {"opinion": "不同意"}
    thief.write(rows)
    first_bad(any_house.verify(), 5)


def test_an_entry_is_rewritten_and_the_service_made_to_seal_it_again(any_house):
    thief = Administrator(any_house)
    rows = thief.rows()
    rows[4] |= {"opinion": "不同意"}
    thief.write(rows)
    thief.forget_keyed_seals(after=4)
    any_house.seal()
    first_bad(any_house.verify(), 5)


def test_two_entries_are_swapped(house):
    thief = Administrator(house)
    rows = thief.rows()
    rows[2], rows[6] = rows[6], rows[2]
    thief.write(rows)
    first_bad(house.verify(), 3)


def test_a_day_is_taken_out(house):
    thief = Administrator(house)
    rows = thief.rows()
    thief.write(rows[:3] + rows[6:])
    first_bad(house.verify(), 4)


def test_a_day_is_taken_out_and_the_service_made_to_seal_the_rest_again(house):
    kept, thief = house.heads(), Administrator(house)
    rows = thief.rows()
    thief.write(rows[:3] + rows[6:])
    thief.forget_keyed_seals(after=3)
    house.seal()
    first_bad(house.verify("--heads", kept), 6)
    assert "after the head of 2026-06-01" in house.verify("--heads", kept)[1]


def test_the_tail_is_cut(any_house):
    kept, thief = any_house.heads(), Administrator(any_house)
    thief.write(thief.rows()[:7])
    thief.forget_keyed_seals(after=7)
    code, said = any_house.verify("--heads", kept)
    assert code == 1, said
    assert "ends at entry 7, but 9 entries left the house on 2026-06-03: from entry 8 on" in said


def test_the_tail_is_cut_and_new_decisions_grow_over_it(house):
    kept, thief = house.heads(), Administrator(house)
    thief.write(thief.rows()[:7])
    thief.forget_keyed_seals(after=7)
    house.day(5)
    code, said = house.verify("--heads", kept)
    assert code == 1, said
    assert "the head of 2026-06-03 is not entry 9" in said


def test_a_decision_is_invented(house):
    thief = Administrator(house)
    rows = thief.rows()
    with house.app.database.begin() as connection:
        invented = thief.invent(rows[-1]) | {"position": 1000}
        previous, number = rows[-1]["hash"], 10
        hashed = entry_hash(previous, number, exported(invented))
        sealed = {"seal_no": number, "prev_hash": previous, "hash": hashed}
        connection.execute(TRAIL.insert().values(**invented | sealed))
    house.seal()
    first_bad(house.verify(), 10)


def test_an_entry_without_signature_is_invented_and_sealed_by_the_service(house):
    thief = Administrator(house)
    invented = thief.invent(thief.rows()[-1]) | {"position": 1000, "prev_hash": None, "hash": None}
    invented.pop("signature", None)
    with house.app.database.begin() as connection:
        connection.execute(TRAIL.insert().values(**invented))
    house.seal()
    first_bad(house.verify(), 10)


def test_an_older_copy_is_brought_back(house, tmp_path):
    with closing(sqlite3.connect(tmp_path / "audit.db")) as present:
        present.execute("VACUUM INTO ?", (str(tmp_path / "older.db"),))
    house.day()
    kept = house.heads()
    house.app.database.close()
    for file in tmp_path.glob("audit.db*"):
        file.unlink()
    shutil.copy(tmp_path / "older.db", tmp_path / "audit.db")
    code, said = house.verify("--heads", kept)
    assert code == 1, said
    assert "but 12 entries left the house on 2026-06-04" in said


def test_the_file_of_a_day_is_not_written_over(house):
    """Whoever makes a head anew finds the old one in its place."""
    before, thief = house.heads().read_text(), Administrator(house)
    rows = thief.rows()
    thief.write(rows[:1] + rows[3:])
    thief.forget_keyed_seals(after=0)
    house.app.headed_on = None
    house.day()
    assert house.heads().read_text().startswith(before)
    assert before.count("\n") == 3
