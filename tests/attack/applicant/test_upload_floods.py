"""An applicant asks for links, sends files, and never attaches one; and what the cleaning must not take with them."""

import os
import time
from contextlib import nullcontext

import pytest

from shared.kernel.errors import ZhipingError
from shared.messaging.rpc.pipeline import sweep
from shared.storage import store_from_url
from tests.support.committee_suite.world import World as Committee
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World as Declaration

DAY = 86_400


@pytest.fixture(params=[Declaration, Committee], ids=["declaration", "committee"])
def world(request, tmp_path):
    made = request.param(f"sqlite:///{tmp_path}/service.db", tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path, world):
    return store_from_url(f"dir://{tmp_path}/files?durable=no")


def own_prefix(world):
    return "pool-uploads/c-1/" if isinstance(world, Committee) else "uploads/d-1/diploma/"


def arrive(store, folder, key, days):
    """An upload so many days ago."""
    store.put(key, key.encode(), "application/pdf")
    age(folder, key, days)


def age(folder, key, days):
    then = time.time() - days * DAY
    os.utime(folder / "files" / "objects" / key, (then, then))


def tick(world):
    """What the timer does, as often as there is something to do."""
    for _ in range(5):
        sweep(world.app, lambda tx: 0, patient=True)


def test_a_flood_runs_off(world, store, tmp_path):
    prefix = own_prefix(world)
    for number in range(450):
        arrive(store, tmp_path, f"{prefix}{number}", days=4)
    tick(world)
    assert store.list(prefix) == []


def test_what_may_still_be_attached_stays(world, store, tmp_path):
    prefix = own_prefix(world)
    for number, days in enumerate((0, 1, 2.9)):
        arrive(store, tmp_path, f"{prefix}{number}", days)
    arrive(store, tmp_path, f"{prefix}old", 3.1)
    tick(world)
    assert store.list(prefix) == [f"{prefix}{number}" for number in range(3)]


def test_what_was_taken_stays_for_good(world, store, tmp_path):
    kept = ["materials/d-1/diploma/aa", "photos/p-1/bb", "pools/c-1/cc.xlsx", "documents/d", "events/e", "uploads.pdf"]
    for key in kept:
        arrive(store, tmp_path, key, days=400)
    arrive(store, tmp_path, f"{own_prefix(world)}old", 400)
    tick(world)
    assert store.list("") == sorted(kept)


def test_each_service_cleans_its_own_only(world, store, tmp_path):
    foreign = "uploads/d-1/diploma/x" if isinstance(world, Committee) else "pool-uploads/c-1/x"
    arrive(store, tmp_path, foreign, days=4)
    arrive(store, tmp_path, f"{own_prefix(world)}old", 4)
    tick(world)
    assert store.list("") == [foreign]


@pytest.mark.parametrize("world", [Declaration], indirect=True, ids=["declaration"])
@pytest.mark.parametrize("moment", ["before stat", "before get", "after get", "before put", "after put"])
def test_what_is_attached_while_it_is_cleaned_away_is_whole_or_refused(world, tmp_path, monkeypatch, moment):
    world.prepare()
    draft = world.start()
    data, sha256 = people.file_for("ce_card")
    path = world.upload(draft, "ce_card", data, sha256)
    age(tmp_path, path, days=4)
    (clean,) = world.app.chores
    clean.pause = 0
    when, name = moment.split()
    plain = getattr(world.files, name)

    def raced(*args, **more):
        if when == "before":
            clean()
        answer = plain(*args, **more)
        if when == "after":
            clean()
        return answer

    monkeypatch.setattr(world.files, name, raced)
    too_late = moment in ("before stat", "before get")
    refused = pytest.raises(ZhipingError, match="object_missing") if too_late else nullcontext()
    with refused:
        world.change(draft, "attach_material", item="ce_card", object_key=path, title="t", supports=None)
    monkeypatch.undo()
    tick(world)
    held = world.ask(people.APPLICANT, "get_declaration", declaration_id=draft)["materials"]
    assert [world.files.get(one["object_key"]) for one in held] == [data] * len(held)
    assert len(held) == (not too_late)
    assert world.files.list("uploads/") == []
