"""A whole service under attack: its stories are played, and each method is tried wrongly before it is used rightly."""

from __future__ import annotations

import itertools
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.service_classes import service_class
from shared.messaging import endpoints
from shared.security import install_keyring
from tests.support.adversary.door import Door
from tests.support.adversary.stories import STORIES, open_world, reopen_world, standard_methods


def besiege(service: str, folder: Path, monkeypatch: Any) -> Door:
    """The door after every story."""
    door = Door()
    for world, story in zip(worlds(service, folder), (*STORIES[service], standard_methods), strict=False):
        guard = sys.modules[type(world).__module__]
        with monkeypatch.context() as patched:
            patched.setattr(guard, "run_rpc", lambda *call, issuer=world.issuer: door.run(*call, issuer=issuer))
            try:
                story(world)
            finally:
                world.close()
                install_keyring(None)
    return door


def worlds(service: str, folder: Path) -> Iterator[Any]:
    """One world after the other, each as if it had just begun; whoever takes one closes it."""
    first = folder / "0"
    first.mkdir()
    begun = open_world(service, first)
    with sqlite3.connect(first / f"{service}.db") as live, sqlite3.connect(first / f"{service}.begun") as kept:
        live.backup(kept)
    live.close()
    kept.close()
    yield begun
    for number in itertools.count(1):
        (folder / str(number)).mkdir()
        yield reopen_world(service, begun, first, folder / str(number))


def methods_of(service: str) -> set[str]:
    """Every RPC method of a service."""
    return set(endpoints(service_class(service)))
