"""Papers sealed anew after their key leaked: on both databases and both stores, beside the service."""

import hashlib
import json

import pytest
from sqlalchemy import text

from shared.contracts.key_purposes import FILES, NUMBERS, OWN
from shared.contracts.store_users import DOCUMENTS, SEALED
from shared.kernel.canonical import canonical_json
from shared.kernel.errors import ZhipingError
from shared.persistence.schema import resealing_files
from shared.persistence.schema.resealing import Resealing
from shared.persistence.schema.resealing_files import FileResealing
from shared.security import install_keyring
from shared.security.keyring import process_keyring
from shared.security.sealed_files import MEDIA_TYPE, key_of_file, open_file, seal_file
from shared.storage import download
from tests.support.docgen_suite import facts

COUNTY = facts.person("hr_clerk", "clerk-9", facts.COUNTY)


def rotated(ring, *purposes):
    """The ring with a key more for each, which makes what is new."""
    for number, purpose in enumerate(purposes):
        keys = ring.sets[purpose].with_key(f"{purpose}-2", bytes([number + 1]) * 32)
        ring = ring.with_set(purpose, keys.with_newest_active())
    return ring


def only_new(ring):
    for purpose, keys in ring.sets.items():
        ring = ring.with_set(purpose, keys.only(keys.active))
    return ring


@pytest.fixture
def printed(world):
    """A year's papers, sealed with the key that leaks."""
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    world.leaked = process_keyring()
    world.ring = rotated(world.leaked, FILES)
    world.store = world.render_jobs.files
    install_keyring(world.ring)
    return world


def sealed(world):
    return [key for key in world.store.list(DOCUMENTS) if key.endswith(SEALED)]


def papers(world):
    """What is said of each paper, and what is in it."""
    return {
        one.id: (one.digest, one.size, one.version, hashlib.sha256(world.file(one.object_key)).hexdigest())
        for one in world.documents()
        if one.object_key.endswith(SEALED)
    }


def opened_by(world, ring):
    """How many of the files in the store the ring opens."""

    def opens(key):
        try:
            return bool(open_file(world.store.get(key), ring))
        except ZhipingError:
            return False

    return sum(opens(key) for key in sealed(world))


def work(world, **more):
    return FileResealing(world.app.database, world.store, world.ring, **more)


def test_after_it_the_leaked_key_opens_no_paper_and_every_paper_is_as_it_was(printed):
    before, number = papers(printed), len(sealed(printed))
    assert number >= 4
    assert (opened_by(printed, printed.leaked), work(printed).left()) == (number, number)
    tally = work(printed).run()
    assert (tally.resealed, tally.removed, tally.left, tally.faults) == (number, 0, 0, [])
    assert (opened_by(printed, printed.leaked), opened_by(printed, only_new(printed.ring))) == (0, number)
    assert papers(printed) == before
    assert all(digest == found for digest, _, _, found in before.values())
    install_keyring(only_new(printed.ring))
    assert papers(printed) == before
    again = work(printed).run()
    assert (again.resealed, again.removed, again.left) == (0, 0, 0)


class Killed(BaseException):
    """What no handler of faults catches."""


@pytest.mark.parametrize("step", ["put", "delete", "_lead"])
@pytest.mark.parametrize("done", [True, False], ids=["after", "before"])
def test_killed_at_any_step_it_is_run_again_and_nothing_is_lost_or_there_twice(printed, monkeypatch, step, done):
    before, number = papers(printed), len(sealed(printed))
    killed, turns = work(printed), []
    victim = killed if step == "_lead" else printed.store
    genuine = getattr(victim, step)

    def step_that_dies(*arguments):
        turns.append(genuine(*arguments) if done or len(turns) < 1 else None)
        if len(turns) == 2:
            raise Killed
        return turns[-1]

    with monkeypatch.context() as dying:
        dying.setattr(victim, step, step_that_dies)
        with pytest.raises(Killed):
            killed.run()
    assert papers(printed) == before
    tally = work(printed).run()
    assert tally.left == 0
    assert papers(printed) == before
    assert len(sealed(printed)) == number
    assert opened_by(printed, printed.leaked) == 0


def test_a_paper_stored_by_a_process_that_has_not_heard_of_the_new_key_is_found_and_renewed(printed):
    assert work(printed).run().left == 0
    (certificate, *_) = (one for one in printed.documents() if one.subject.kind == "certificate")
    late = f"{certificate.object_key.removesuffix(SEALED)}.late{SEALED}"
    printed.store.put(late, seal_file(printed.file(certificate.object_key), printed.leaked), MEDIA_TYPE)
    assert (work(printed).left(), work(printed).run().left) == (1, 1), "a render worker may be about to name it"
    with printed.app.database.begin() as connection:
        moved = {"key": late, "id": certificate.id}
        connection.execute(text("UPDATE documents SET object_key = :key WHERE id = :id"), moved)
    tally = work(printed).run()
    assert (tally.resealed, tally.left) == (1, 0)


def test_a_file_that_no_document_has_named_for_an_hour_goes(printed):
    stray = f"{DOCUMENTS}certificate/nobody/aa.docx.bb{SEALED}"
    printed.store.put(stray, seal_file(b"%PDF", printed.leaked), MEDIA_TYPE)
    tally = work(printed, stray_seconds=-60).run()
    assert (tally.removed, tally.left, printed.store.stat(stray)) == (1, 0, None)


def test_a_paper_that_is_another_than_the_document_says_is_named_and_left(printed):
    (roster,) = (one for one in printed.documents() if one.subject.kind == "applicant_roster")
    printed.store.delete(roster.object_key)
    printed.store.put(roster.object_key, seal_file(b"another list", printed.leaked), MEDIA_TYPE)
    tally = work(printed).run()
    assert (tally.left, tally.faults) == (1, [f"{roster.object_key}: file_digest_differs"])


def test_a_link_given_out_before_works_and_one_asked_for_meanwhile_finds_the_paper(printed, monkeypatch):
    (found, *_) = printed.ask(COUNTY, "list_documents", filter={"kind": "applicant_roster"})["items"]
    asked = {"document_id": found["document_id"]}
    before = printed.ask(COUNTY, "get_download_link", **asked)["url"]
    (roster,) = (one for one in printed.documents() if one.id == found["document_id"])
    assert work(printed).run().left == 0
    with printed.transaction() as tx:
        repository = type(tx.ports.documents)
    genuine, stale = repository.find, [roster]

    def looked_up_before_it_was_moved(self, document_id):
        return stale.pop() if stale else genuine(self, document_id)

    monkeypatch.setattr(repository, "find", looked_up_before_it_was_moved)
    after = printed.ask(COUNTY, "get_download_link", **asked)["url"]
    assert stale == []
    copies = [printed.store.get(key) for key in printed.store.list("opened/")]
    assert [hashlib.sha256(copy).hexdigest() for copy in copies] == [found["digest"]] * 2
    if before.startswith("http://127.0.0.1:8480"):  # nobody opens the door of this folder
        return
    assert {hashlib.sha256(download(url)).hexdigest() for url in (before, after)} == {found["digest"]}


def test_a_restored_database_that_names_the_old_place_is_led_to_the_new_one(printed):
    before, old = papers(printed), {one.id: one.object_key for one in printed.documents()}
    assert work(printed).run().left == 0
    with printed.app.database.begin() as connection:
        for document_id, key in old.items():
            restored = {"key": key, "id": document_id}
            connection.execute(text("UPDATE documents SET object_key = :key WHERE id = :id"), restored)
    printed.ring = only_new(printed.ring)
    assert work(printed).run().left == 0
    assert papers(printed) == before


def test_progress_is_told_by_the_batch(printed, monkeypatch):
    monkeypatch.setattr(resealing_files, "BATCH", 2)
    told = []
    tally = work(printed, say=lambda place, done: told.append((place, done))).run()
    assert told == [(DOCUMENTS, number) for number in range(2, tally.resealed + 1, 2)]


def test_every_sealed_file_says_its_key_in_its_first_bytes(printed):
    heads = {key_of_file(printed.store.beginning(key, 100)) for key in sealed(printed)}
    assert heads == {"files-1"}
    plain = [key for key in printed.store.list(DOCUMENTS) if not key.endswith(SEALED)]
    assert {key_of_file(printed.store.beginning(key, 100)) for key in plain} == {None}


@pytest.mark.parametrize("by_the_version_before", [False, True])
def test_a_number_in_a_record_sealed_after_the_new_key_became_active_is_renewed(world, by_the_version_before):
    """The record's own seal is new, the number in it is as old as the event that brought it."""
    leaked = process_keyring()
    number = leaked.seal(facts.ID_NUMBER, NUMBERS)
    world.ring = rotated(leaked, OWN, NUMBERS)
    install_keyring(world.ring)
    for event in facts.year():
        world.happens(*event)
    world.print_all()
    if by_the_version_before:
        record = {"rows": [{"declaration_id": "d-1", "id_number_sealed": number}]}
        sealed_late = json.dumps({"sealed": world.ring.seal(canonical_json(record).decode())})
        with world.app.database.begin() as connection:
            said = (
                f"UPDATE documents SET data = {'CAST(:data AS jsonb)' if world.app.database.is_postgres else ':data'}"
            )
            connection.execute(text(f"{said} WHERE kind = 'pass_roster'"), {"data": sealed_late})
    found = Resealing(world.app.database, world.ring)
    assert (found.left() > 0) == by_the_version_before
    tally = found.run()
    assert tally.left == 0
    install_keyring(only_new(world.ring))
    shown = [one.data for one in world.documents() if one.subject.kind == "pass_roster"]
    numbers = [row["id_number_sealed"] for data in shown for row in data["rows"] if row.get("id_number_sealed")]
    assert numbers
    assert {process_keyring().open(one) for one in numbers} == {facts.ID_NUMBER}
