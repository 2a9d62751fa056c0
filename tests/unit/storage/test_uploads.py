"""The cleaning of uploads: in batches, in its own rhythm, never elsewhere."""

from datetime import timedelta

import pytest

from shared.contracts.store_users import UPLOADS
from shared.storage import DirectoryStore, UploadCleaner

LATER = 10 * 86_400


@pytest.fixture
def store(tmp_path):
    made = DirectoryStore(tmp_path, durable=False)
    for number in range(5):
        made.put(f"uploads/{number}", b"x", "text/plain")
    made.now = lambda before=made.now: before() + LATER
    return made


def test_a_batch_at_a_time_and_then_a_pause(store):
    moment = [0.0]
    clean = UploadCleaner(store, timedelta(days=3), UPLOADS, batch=2, now=lambda: moment[0])
    assert [clean() for _ in range(4)] == [2, 2, 1, 0]
    store.put("uploads/late", b"x", "text/plain")
    assert clean() == 0
    moment[0] += 3601
    assert clean() == 1


def test_what_fails_half_way_is_gone_on_with(store, monkeypatch):
    clean, plain = UploadCleaner(store, timedelta(days=3), UPLOADS), store.delete
    monkeypatch.setattr(store, "delete", lambda key: plain(key) if key < "uploads/2" else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        clean()
    monkeypatch.undo()
    assert clean() == 3


def test_it_can_be_switched_off_and_not_be_made_hasty_or_pointed_elsewhere(store):
    assert UploadCleaner(store, timedelta(0), UPLOADS)() == 0
    with pytest.raises(ValueError, match="an hour"):
        UploadCleaner(store, timedelta(minutes=5), UPLOADS)
    with pytest.raises(ValueError, match="uploads/"):
        UploadCleaner(store, timedelta(days=3), "materials/")
