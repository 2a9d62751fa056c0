"""One story per service: the module of its name has the class `Story`."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.support.upgrade.telling import Telling

STORIES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))
"""The services that have one."""


def open_story(service: str, url: str, folder: str, *, empty: bool) -> Telling:
    """The service's story over the database at `url`; an empty one is migrated first."""
    story: type[Telling] = importlib.import_module(f"tests.support.upgrade.stories.{service}").Story
    return story(url, folder, empty)
