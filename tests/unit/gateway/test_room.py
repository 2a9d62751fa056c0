"""How many threads may wait for one thing at once."""

import threading
from contextlib import ExitStack

import pytest

from services.gateway.adapters import room as rooms
from services.gateway.adapters.backend import Backend
from services.gateway.adapters.room import Room
from shared.kernel.errors import ZhipingError

AWAY = "service_unavailable"


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(rooms, "WAIT_SECONDS", 0.01)
    return Room(8)


def test_one_frozen_service_takes_half_of_the_threads(room):
    with ExitStack() as held:
        for _ in range(4):
            held.enter_context(room.place("audit", AWAY))
        with pytest.raises(ZhipingError, match="service_unavailable"), room.place("audit", AWAY):
            pass
        with room.place("declaration", AWAY):
            pass


def test_everything_frozen_leaves_threads_for_pages_that_ask_nobody(room):
    with ExitStack() as held:
        for service in ("audit", "declaration"):
            for _ in range(3):
                held.enter_context(room.place(service, AWAY))
        with pytest.raises(ZhipingError, match="database_busy"), room.place("gateway", "database_busy"):
            pass
    with room.place("gateway", "database_busy"):
        pass


class Answering:
    """The connections behind the door; notes what was asked."""

    def __init__(self):
        self.asked = []

    def with_token(self, token):
        return self

    def call(self, method, **params):
        self.asked.append((method, params))
        return {}


@pytest.mark.parametrize("way", ["ask", "tell"])
def test_questions_and_commands_take_a_place_alike(room, way):
    client = Answering()
    backend = Backend(client, None, None, room)
    with ExitStack() as held:
        for _ in range(4):
            held.enter_context(room.place("audit", AWAY))
        with pytest.raises(ZhipingError, match=AWAY):
            getattr(backend, way)(None, "audit.any")
    assert client.asked == []
    assert getattr(backend, way)(None, "audit.any") == {}
    assert [method for method, _ in client.asked] == ["audit.any"]


def test_who_finds_a_place_free_again_takes_it(monkeypatch):
    monkeypatch.setattr(rooms, "WAIT_SECONDS", 10)
    room, taken, leave = Room(2), threading.Event(), threading.Event()

    def hold():
        with room.place("audit", AWAY):
            taken.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    threading.Timer(0.05, leave.set).start()
    with room.place("audit", AWAY):
        holder.join(10)
    assert not holder.is_alive()
