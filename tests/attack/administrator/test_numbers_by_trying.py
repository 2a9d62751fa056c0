"""Who reads one database tries numbers against every digest in it; who finds rows of 0.2.0 reads their masks."""

import json
import re

import pytest
from sqlalchemy import delete, insert, select, text

from shared.contracts.declaration.digested import digest_holds
from shared.kernel.canonical import canonical_json, digest
from shared.kernel.masking import mask_of_0_2
from shared.persistence.schema.common_tables import IDEMPOTENCY
from shared.persistence.schema.hidden_numbers import hide_id_numbers
from shared.security import open_sealed
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World
from tests.support.guessing import patterns_in

NUMBER, PHONE = people.id_number(), "13800001234"


@pytest.fixture(params=["sqlite", "postgres"])
def world(request, tmp_path):
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path}/db"
    made = World(url, tmp_path)
    made.prepare()
    yield made
    made.close()


def kept(world, method):
    """Key and digest of the last call of a method."""
    with world.app.database.begin_reading() as connection:
        found = select(IDEMPOTENCY.c.key, IDEMPOTENCY.c.digest).where(IDEMPOTENCY.c.method == method)
        return connection.execute(found.order_by(IDEMPOTENCY.c.created_at)).all()[-1]


def test_a_registration_cannot_be_guessed_from_its_digest(world):
    key, told = kept(world, "register_person")
    numbers = [people.id_number(serial=f"{serial:03d}") for serial in range(0, 1000, 2)]
    assert NUMBER in numbers
    tried = [people.basics(id_number=number) | {"idempotency_key": key} for number in numbers]
    assert [one["id_number"] for one in tried if digest(one) == told] == []


def test_a_telephone_cannot_be_guessed_from_the_digest_of_a_change(world):
    version = world.ask(people.APPLICANT, "get_person", person_id="person-1")["version"]
    change = {"person_id": "person-1", "expected_version": version, "idempotency_key": "change-1"}
    world.do(people.APPLICANT, "update_profile", profile={"phone": PHONE}, **change)
    told = kept(world, "update_profile").digest
    tried = (f"{PHONE[:3]}{middle:04d}{PHONE[-4:]}" for middle in range(10_000))
    assert [phone for phone in tried if digest(change | {"profile": {"phone": phone}}) == told] == []


@pytest.mark.parametrize("by", ["this version", "0.2.0"])
def test_a_repeated_registration_is_still_known_by_its_digest(world, by):
    request = people.basics(id_number=people.id_number(serial="004")) | {"idempotency_key": "again"}
    who = people.caller("person-9")
    first = world.ask(who, "register_person", **request)
    if by == "0.2.0":
        with world.app.database.begin() as connection:
            row = connection.execute(select(IDEMPOTENCY).where(IDEMPOTENCY.c.key == "again")).one()._asdict()
            connection.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.key == "again"))
            connection.execute(insert(IDEMPOTENCY), row | {"digest": digest(request)})
    assert world.ask(who, "register_person", **request) == first


@pytest.fixture
def of_0_2(world):
    """The database as 0.2.0 has left it, with somebody's submitted dossier and its event that waits."""
    world.submitted()
    mask = mask_of_0_2(NUMBER)
    with world.app.database.begin() as connection:
        connection.execute(text("UPDATE persons SET id_number_masked = :mask"), {"mask": mask})
        for key, content in connection.execute(text("SELECT declaration_id, content FROM revisions")).all():
            old = json.loads(content)
            old["person"]["id_number_masked"] = mask
            values = {"key": key, "old": canonical_json(old).decode(), "digest": digest(old)}
            connection.execute(
                text("UPDATE revisions SET content = :old, digest = :digest WHERE declaration_id = :key"), values
            )
        for position, body in connection.execute(text("SELECT position, body FROM outbox")).all():
            old = body.replace("*" * 18, mask)
            connection.execute(text("UPDATE outbox SET body = :b WHERE position = :p"), {"b": old, "p": position})
    return world


def everything_in(world):
    """All rows as text."""
    with world.app.database.begin_reading() as connection:
        found = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in ("persons", "revisions", "outbox")]
    return repr(found)


def test_rows_that_0_2_has_left_are_hidden_and_their_digests_stay_true(of_0_2):
    assert patterns_in(everything_in(of_0_2)) == {mask_of_0_2(NUMBER)}
    with of_0_2.app.database.begin() as connection:
        assert hide_id_numbers(connection) > 2
        assert hide_id_numbers(connection) == 0
        revision = connection.execute(text("SELECT content, digest FROM revisions")).one()
    assert patterns_in(everything_in(of_0_2)) == set()
    dossier = json.loads(revision.content)
    assert digest(dossier) != revision.digest
    assert digest_holds(dossier, revision.digest, open_sealed)
    assert not digest_holds(dossier | {"summary": "改"}, revision.digest, open_sealed)


def test_rows_that_0_2_has_left_leave_the_house_in_todays_form_only(of_0_2):
    [(key,)] = rows(of_0_2, "SELECT declaration_id FROM revisions")
    for who in (people.APPLICANT, people.UNIT_CLERK):
        told = [
            of_0_2.ask(who, "get_person", person_id="person-1"),
            of_0_2.ask(who, "get_dossier", declaration_id=key, revision=1),
        ]
        assert patterns_in(json.dumps(told)) == {NUMBER}
        assert re.findall(r'"id_number_masked": "(.*?)"', json.dumps(told)) == ["*" * 18] * 2


def rows(world, statement):
    """What it selects."""
    with world.app.database.begin_reading() as connection:
        return connection.execute(text(statement)).all()
