"""Sealing anew what is sealed under retired keys, in a database that is in use."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from infra.site_keys import HOLDS_NUMBERS
from shared.contracts.key_purposes import INDEX, NUMBERS, OWN
from shared.contracts.queues import SERVICES
from shared.persistence import Database
from shared.persistence.schema import resealing
from shared.persistence.schema.migrations import metadata_of
from shared.persistence.schema.reindexing import reindex, stale_indexes
from shared.persistence.schema.resealing import Resealing
from shared.security import BlindIndex, Keyring, install_keyring
from shared.security.keyring import SEALED_TEXT
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World
from tests.support.opening import opened_by

TABLE = """CREATE TABLE odd (id varchar(40), part integer, note text, words {json}, short varchar(20),
    PRIMARY KEY (id, part))"""
OLD = Keyring.for_everything("k1", {"k1": b"1" * 32}, b"i" * 32)


def rotated(ring):
    """The same ring after a new key of each purpose has become active."""
    for number, purpose in enumerate((OWN, NUMBERS)):
        keys = ring.sets[purpose].with_key(f"{purpose}-2", bytes([number]) * 32)
        ring = ring.with_set(purpose, keys.with_newest_active())
    return ring


NEW = rotated(OLD)
ONLY_NEW = replace(NEW, sets={name: keys.only(keys.active) for name, keys in NEW.sets.items()})


@pytest.fixture
def odd(database_kind, empty_url, tmp_path):
    """A database with a table that nobody knows."""
    (tmp_path / "var").mkdir()
    opened = Database(empty_url, pool_size=3)
    with opened.begin() as connection:
        connection.execute(text(TABLE.format(json="jsonb" if database_kind == "postgres" else "text")))
    yield opened
    opened.close()


def fill(database, rows):
    """Rows (id, note, JSON)."""
    with database.begin() as connection:
        for number, (key, note, words) in enumerate(rows):
            values = {"id": key, "part": number, "note": note, "words": json.dumps(words)}
            connection.execute(text("INSERT INTO odd VALUES (:id, :part, :note, :words, 'v1.k1.short')"), values)


def content(database):
    """Id to note and JSON."""
    with database.begin_reading() as connection:
        rows = connection.execute(text("SELECT id, note, words FROM odd ORDER BY part")).all()
    as_text = not database.is_postgres
    return {key: (note, json.loads(words) if as_text else words) for key, note, words in rows}


def all_texts(database):
    """Every sealed text in the table."""
    return [found[0] for found in SEALED_TEXT.finditer(json.dumps(content(database)))]


def test_columns_that_nobody_has_named_are_found(odd):
    inner = json.dumps({"id_number_sealed": OLD.seal("3")})
    fill(odd, [("a", OLD.seal("1"), [{"deep": {"id_number_sealed": OLD.seal("2")}, "body": inner}]),
               ("b", "nothing", {}), ("c", None, {"phone_sealed": OLD.seal("4")})])  # fmt: skip
    work = Resealing(odd, NEW)
    assert work.left() == 4
    tally = work.run()
    assert (tally.resealed, tally.left) == (4, 0)
    rows = content(odd)
    member = rows["a"][1][0]
    assert ONLY_NEW.open(rows["a"][0]) == "1"
    assert ONLY_NEW.open(member["deep"]["id_number_sealed"]) == "2"
    assert ONLY_NEW.open(json.loads(member["body"])["id_number_sealed"]) == "3"
    assert ONLY_NEW.open(rows["c"][1]["phone_sealed"]) == "4"
    assert member["deep"]["id_number_sealed"].startswith("v1.numbers-2.")
    assert rows["c"][1]["phone_sealed"].startswith("v1.own-2.")


def test_what_only_looks_sealed_is_left_and_holds_nobody_up(odd):
    typed = "v1.k1." + "A" * 60
    fill(odd, [("a", typed, {"opinion": typed})])
    tally = Resealing(odd, NEW).run()
    assert (tally.resealed, tally.left, content(odd)["a"]) == (0, 0, (typed, {"opinion": typed}))


def test_nothing_is_looked_for_while_no_key_is_retired(odd):
    fill(odd, [("a", OLD.seal("1"), {})])
    assert (Resealing(odd, OLD).left(), Resealing(odd, OLD).run().resealed) == (0, 0)


def test_it_is_killed_in_the_middle_and_run_again(odd, monkeypatch):
    monkeypatch.setattr(resealing, "BATCH", 7)
    fill(odd, [(f"r{number}", OLD.seal(str(number)), {"id_number_sealed": OLD.seal("n")}) for number in range(40)])
    said = []

    def killed(place, done):
        said.append(done)
        if len(said) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Resealing(odd, NEW, killed).run()
    assert Resealing(odd, NEW).left() == 80 - 21
    tally = Resealing(odd, NEW).run()
    assert (tally.resealed, tally.left) == (80 - 21, 0)
    assert [ONLY_NEW.open(note) for note, _ in content(odd).values()] == [str(number) for number in range(40)]


@pytest.mark.databases("postgres")
def test_a_row_that_the_service_holds_is_passed_over_and_counted(odd, monkeypatch):
    monkeypatch.setattr(resealing, "_PASSES", 1)
    fill(odd, [("a", OLD.seal("1"), {}), ("b", OLD.seal("2"), {})])
    with odd.begin() as service:
        service.execute(text("UPDATE odd SET note = :note WHERE id = 'a'"), {"note": OLD.seal("changed")})
        tally = Resealing(odd, NEW).run()
        assert (tally.resealed, tally.left) == (1, 1)
    tally = Resealing(odd, NEW).run()
    assert (tally.resealed, tally.left) == (1, 0)
    assert [ONLY_NEW.open(note) for note, _ in content(odd).values()] == ["changed", "2"]


@pytest.fixture
def world(empty_database, folder):
    """The declaration service with a submitted dossier, sealed and indexed as one ring for everything had it."""
    reused = empty_database("declaration")
    made = World(reused.url, folder.fresh("declaration"), keyring=OLD.to_json(), database=reused.fresh())
    made.prepare()
    made.key = made.submitted()
    yield made
    made.close()
    install_keyring(None)


def test_the_declaration_service_goes_on_with_the_new_key_alone(world, empty_database, raw_contents):
    applicant = people.APPLICANT
    before = world.ask(applicant, "get_person", person_id=applicant.person_id)
    tally = Resealing(world.app.database, NEW).run()
    assert tally.resealed >= 3
    assert tally.left == 0
    install_keyring(ONLY_NEW)
    assert world.ask(applicant, "get_person", person_id=applicant.person_id) == before
    assert world.ask(applicant, "get_declaration", declaration_id=world.key)["declaration_id"] == world.key
    content = raw_contents(empty_database("declaration"))
    assert opened_by(OLD, content) == []
    assert opened_by(ONLY_NEW, content) != []


def test_people_are_found_by_a_new_index_key_alone(world):
    index = OLD.sets[INDEX].with_key("index-2", b"2" * 32).with_newest_active()
    both, new = OLD.with_set(INDEX, index), OLD.with_set(INDEX, index.only("index-2"))
    number, tables = people.basics()["id_number"], metadata_of("declaration")
    found, database = world.claimants(number), world.app.database
    assert found
    install_keyring(new)
    assert world.claimants(number) == []
    with database.begin() as connection:
        stale = stale_indexes(connection, tables, both)
        assert stale >= 2
        assert (reindex(connection, tables, both), stale_indexes(connection, tables, both)) == (stale, 0)
    assert world.claimants(number) == found


def test_only_the_service_that_holds_numbers_has_lasting_indexes():
    columns = {
        service: [one for table in metadata_of(service).sorted_tables for one in table.columns
                  if isinstance(one.type, BlindIndex)]
        for service in SERVICES
    }  # fmt: skip
    assert [service for service, found in columns.items() if found] == [HOLDS_NUMBERS]
    assert all(one.type.of in one.table.c for one in columns[HOLDS_NUMBERS])
