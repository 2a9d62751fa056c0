"""The door seals its own trail: it verifies, and who has the database alone changes nothing of it unseen."""

import pytest
from sqlalchemy import text

from services.gateway.adapters import sealing
from services.gateway.adapters.sealing import TrailSealer
from shared.contracts.trail import TrailHead
from shared.persistence.trail.chain import sealed_entries, verify_trail
from shared.security.trail_keys import TrailKeys
from tests.support.logged import Logged

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def sealed(world):
    """A door with keys for its trail, in which something was decided."""
    world.gateway.database.trail_keys = TrailKeys.generate()
    yield world
    world.gateway.database.trail_keys = None


def report(world, **terms):
    with world.gateway.database.begin_reading() as connection:
        return verify_trail(sealed_entries(connection), keys=world.gateway.database.trail_keys, **terms)


def tampered(world, *statements):
    """By somebody who may drop the triggers, too."""
    with world.gateway.database.begin() as connection:
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for one in (*(f'DROP TRIGGER "{name}"' for name in triggers), *statements):
            connection.execute(text(one))


def test_what_was_decided_is_sealed_with_keys_as_soon_as_it_is_committed(sealed):
    sealed.person()
    sealed.person("wangwu", "王五")
    found = report(sealed)
    assert found.holds, found.fault
    assert found.entries == found.keyed == found.signed == len(sealed.trail())


def test_an_entry_that_was_changed_or_cut_out_is_found(sealed):
    for name in ("a-one", "b-two", "c-three"):
        sealed.person(name, "某人")
    tampered(sealed, "UPDATE trail SET subject_id = 'x' WHERE seal_no = 2")
    assert not report(sealed).holds


def test_an_end_that_was_cut_off_is_found_by_the_head_in_the_log(sealed):
    sealed.person()
    log = Logged("gateway")
    sealed.later(days=1)
    sealed.person("wangwu", "王五")
    log.stop()
    (line,) = [one for one in log.lines if "trail_head" in one]
    (head,) = TrailHead.found_in(line)
    assert report(sealed, heads=[head]).holds
    tampered(
        sealed,
        f"DELETE FROM trail WHERE seal_no = {head.number}",
        f"DELETE FROM trail_seals WHERE number = {head.number}",
    )
    assert report(sealed).holds
    assert not report(sealed, heads=[head]).holds


def test_what_a_dead_process_left_unsealed_the_next_sealing_takes_along(sealed, monkeypatch):
    monkeypatch.setattr(sealing, "seal_trail", lambda *told, **named: (_ for _ in ()).throw(OSError("died")))
    sealed.person()
    assert report(sealed).entries == 0
    monkeypatch.undo()
    sealed.gateway.database.trail_keys = sealed.gateway.database.trail_keys or TrailKeys.generate()
    TrailSealer(sealed.gateway.database, sealed.clock).seal()
    assert report(sealed).entries == len(sealed.trail())
