"""How many queries run at once in a process that also has commands; greenlets, and no clock that is waited for."""

import eventlet
import pytest
from eventlet.event import Event

from shared.messaging.rpc import query_share
from shared.messaging.rpc.query_share import BESIDE_COMMANDS, QueryShare

WORKERS = 6


@pytest.fixture
def calls():
    """`calls.begin("queries")` starts a call that runs until `calls.end("queries")` lets one go."""
    made = Calls(QueryShare(WORKERS))
    yield made
    for part in ("commands", "queries"):
        while made.running[part]:
            made.end(part)


class Calls:
    def __init__(self, share):
        self.share = share
        self.running = {"commands": [], "queries": []}

    def begin(self, part, times=1):
        for _ in range(times):
            eventlet.spawn(self._work, part)
        eventlet.sleep(0)

    def end(self, part):
        self.running[part].pop(0).send()
        eventlet.sleep(0)
        eventlet.sleep(0)

    def _work(self, part):
        with self.share.turn_of(part):
            end = Event()
            self.running[part].append(end)
            end.wait()

    def count(self, part):
        return len(self.running[part])


def test_without_commands_queries_take_all_workers_and_no_more(calls):
    calls.begin("queries", WORKERS + 2)
    assert calls.count("queries") == WORKERS
    calls.end("queries")
    assert calls.count("queries") == WORKERS


def test_beside_a_command_a_few_queries_run_and_commands_never_wait(calls):
    calls.begin("commands", WORKERS)
    calls.begin("queries", WORKERS)
    assert (calls.count("commands"), calls.count("queries")) == (WORKERS, BESIDE_COMMANDS)
    calls.begin("commands")
    assert calls.count("commands") == WORKERS + 1


def test_a_place_goes_to_the_query_that_waits_and_not_to_two(calls):
    calls.begin("commands")
    calls.begin("queries", WORKERS)
    for left in range(WORKERS - 1, -1, -1):
        calls.end("queries")
        assert calls.count("queries") == min(left, BESIDE_COMMANDS)


def test_once_commands_have_gone_those_who_wait_all_run(calls, monkeypatch):
    monkeypatch.setattr(query_share, "LULL_SECONDS", 0.0)
    calls.begin("commands")
    calls.begin("queries", WORKERS)
    assert calls.count("queries") == BESIDE_COMMANDS
    calls.end("commands")
    calls.begin("commands", 0)
    assert calls.count("queries") == WORKERS


def test_a_query_that_fails_gives_its_place_on(calls):
    calls.begin("commands")
    for _ in range(BESIDE_COMMANDS + 1):
        with pytest.raises(ValueError, match="failed"), calls.share.turn_of("queries"):
            raise ValueError("failed")
    calls.begin("queries", BESIDE_COMMANDS)
    assert calls.count("queries") == BESIDE_COMMANDS
