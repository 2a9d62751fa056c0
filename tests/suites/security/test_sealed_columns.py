"""Columns of personal data: sealed on the disk, plain in Python."""

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert, select, text

from shared.security import Keyring, SealedText, blind_index, install_keyring, open_sealed

ID_NUMBER = "15040219900101123X"
RING = Keyring.for_everything("k1", {"k1": b"1" * 32}, b"i" * 32)


@pytest.fixture
def installed():
    install_keyring(RING)
    yield
    install_keyring(None)


def test_a_sealed_column_is_unreadable_in_the_file_and_plain_in_python(installed):
    people = Table("people", MetaData(), Column("id", Integer, primary_key=True), Column("number", SealedText),
                   Column("number_index", String(64)))  # fmt: skip
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        people.create(connection)
        connection.execute(insert(people).values(id=1, number=ID_NUMBER, number_index=blind_index(ID_NUMBER)))
        connection.execute(insert(people).values(id=2, number=None))
        stored = connection.scalar(text("SELECT number FROM people WHERE id = 1"))
        found = select(people.c.number).where(people.c.number_index == blind_index(ID_NUMBER))
        assert connection.scalar(found) == ID_NUMBER
        assert connection.scalar(select(people.c.number).where(people.c.id == 2)) is None
    engine.dispose()
    assert open_sealed(stored) == ID_NUMBER
    assert ID_NUMBER not in stored
