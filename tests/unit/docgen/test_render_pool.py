"""Rendering in worker processes."""

import os
import signal
import threading

import pytest

from services.docgen.domain.order import RenderOrder
from services.docgen.rendering.errors import RenderFault, TemplateFault, WorkerLost
from services.docgen.rendering.library import Library
from services.docgen.rendering.pool import RenderPool
from tests.support.docgen_suite import orders


@pytest.fixture
def pool():
    made = RenderPool(2)
    yield made
    made.close()


def test_a_worker_gives_the_same_bytes_as_this_process(pool):
    for order in orders.ORDERS:
        assert pool.render(order) == Library().fill(order)


def test_faults_come_back_as_what_they_are_and_the_worker_lives_on(pool):
    with pytest.raises(TemplateFault):
        pool.render(RenderOrder("no_such.docx", {}))
    with pytest.raises(RenderFault):
        pool.render(RenderOrder("publicity.docx", {}))
    (alive,) = pool.process_ids()
    pool.render(orders.letter())
    assert pool.process_ids() == [alive]


def test_a_killed_worker_is_replaced_and_its_order_done_again(pool):
    expected = pool.render(orders.letter())
    (first,) = pool.process_ids()
    os.kill(first, signal.SIGKILL)
    assert pool.render(orders.letter()) == expected
    assert first not in pool.process_ids()


def test_workers_killed_in_the_middle_lose_nothing():
    pool, results = RenderPool(3, attempts=50), []
    expected = Library().fill(orders.applicants(300))
    order = orders.applicants(300)
    threads = [threading.Thread(target=lambda: results.append(pool.render(order))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        for process in pool.process_ids():
            os.kill(process, signal.SIGKILL)
            break
        for thread in threads:
            thread.join(0.15)
    for thread in threads:
        thread.join(60)
    pool.close()
    assert results == [expected] * 6


def test_a_silent_worker_is_given_up():
    pool = RenderPool(1, timeout=5, attempts=1)
    pool.render(orders.letter())
    (worker,) = pool._idle
    worker._channel.settimeout(0.2)
    os.kill(worker.process.pid, signal.SIGSTOP)
    with pytest.raises(WorkerLost):
        pool.render(orders.letter())
    assert pool.process_ids() == []
    pool.close()


def test_workers_do_not_inherit_the_keys_of_the_service(pool, monkeypatch):
    monkeypatch.setenv("ZHIPING_KEYRING", "secret")
    pool.render(orders.letter())
    (worker,) = pool.process_ids()
    with open(f"/proc/{worker}/environ", "rb") as environ:
        assert b"ZHIPING" not in environ.read()
