"""A whole service under attack: its stories are played, and each method is tried wrongly before it is used rightly."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from shared.messaging import endpoints
from shared.security import install_keyring
from tests.support.adversary.door import Door
from tests.support.adversary.stories import STORIES, open_world, standard_methods


def besiege(service: str, folder: Path, monkeypatch: Any, *, one_in: int = 1) -> Door:
    """The door after every story; of the attacks on a method only one in so many is made."""
    door = Door(one_in=one_in)
    for number, story in enumerate((*STORIES[service], standard_methods)):
        (folder / str(number)).mkdir()
        world = open_world(service, folder / str(number))
        guard = sys.modules[type(world).__module__]
        with monkeypatch.context() as patched:
            patched.setattr(guard, "run_rpc", lambda *call, issuer=world.issuer: door.run(*call, issuer=issuer))
            try:
                story(world)
            finally:
                world.close()
                install_keyring(None)
    return door


def methods_of(service: str) -> set[str]:
    """Every RPC method of a service."""
    module = importlib.import_module(f"services.{service}.service")
    return set(endpoints(getattr(module, f"{service.capitalize()}Service")))
