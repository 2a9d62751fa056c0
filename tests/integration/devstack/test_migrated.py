"""Databases copied from one that was migrated are as if each had been migrated itself."""

import uuid

import pytest
from sqlalchemy import create_engine, text

from infra.devstack import environment, migrated
from shared.persistence import migrate
from shared.persistence.schema.migrations import pending
from shared.persistence.schema.revisions import drift

RIGHTS = text(
    "SELECT c.relname, pg_get_userbyid(c.relowner), c.relacl::text FROM pg_class c "
    "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S') ORDER BY 1"
)
FUNCTIONS = text("SELECT proname, pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
PUBLIC = text("SELECT datacl::text FROM pg_database WHERE datname = current_database()")
TEMPLATES = text("SELECT datname FROM pg_database WHERE datname LIKE 'split\\_notify\\_%'")


@pytest.fixture
def named(stack):
    """`named()`: the name of a database that is dropped in the end."""
    made = []

    def name():
        made.append(f"t_{uuid.uuid4().hex[:12]}")
        return made[-1]

    yield name
    for one in made:
        stack.database.drop(one)


def asked(url, *questions):
    engine = create_engine(url)
    with engine.connect() as connection:
        answers = [connection.execute(one).all() for one in questions]
    engine.dispose()
    return answers


def test_a_copy_has_the_owners_and_rights_of_a_database_that_was_migrated(stack, named):
    urls = stack.database.create_split({"notify": named()})
    owner, own = environment.owner_of("notify"), environment.variable_of("notify")
    migrate("notify", urls[owner], user="notify")
    copied = migrated.MigratedDatabases(stack.database).create_split({"notify": named()})
    assert asked(copied[owner], RIGHTS, FUNCTIONS, PUBLIC) == asked(urls[owner], RIGHTS, FUNCTIONS, PUBLIC)
    assert asked(copied[own], RIGHTS)[0]
    assert pending("notify", copied[owner]) == drift("notify", copied[owner]) == []


def test_copies_share_nothing_and_a_change_of_what_migrates_makes_the_template_anew(stack, named, monkeypatch):
    databases = migrated.MigratedDatabases(stack.database)
    first, second = (databases.create_split({"notify": named()})[environment.variable_of("notify")] for _ in range(2))
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO event_tally VALUES ('one', 1)"))
    engine.dispose()
    tally = text("SELECT count(*) FROM event_tally")
    assert [asked(url, tally)[0][0][0] for url in (first, second)] == [1, 0]
    [(before,)] = asked(stack.database.url("postgres"), TEMPLATES)[0]
    monkeypatch.setattr(migrated, "_digest", lambda service: "changed")
    databases.create_split({"notify": named()})
    assert asked(stack.database.url("postgres"), TEMPLATES)[0] == [("split_notify_changed",)]
    assert before != "split_notify_changed"
