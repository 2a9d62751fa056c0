"""What is measured, by name: each module has WORKS, name -> (how many steps a sample has, what prepares them)."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench.versions.doors import Step
from tests.bench.versions.works import audit, bus, committee, declaration, docgen, engine, notify
from tests.support.upgrade.stories import open_story
from tests.support.upgrade.telling import Telling

SERVICES = {"notify": notify, "audit": audit, "declaration": declaration, "committee": committee, "docgen": docgen}


class Works:
    """Stories that are told once, and go on with each sample."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stories: dict[str, Telling] = {}

    def names(self) -> list[str]:
        """Every work."""
        found = [f"{service}: {work}" for service, module in SERVICES.items() for work in module.WORKS]
        return [*found, *(f"bus: {work}" for work in bus.WORKS), *(f"engine: {work}" for work in engine.WORKS)]

    def prepared(self, name: str, few: int | None = None) -> list[Step]:
        """The steps of a sample, or a few of them."""
        place, _, work = name.partition(": ")
        if place == "engine":
            return engine.WORKS[work]()[:few]
        if place == "bus":
            return bus.WORKS[work](self._folder)[:few]
        count, prepare = SERVICES[place].WORKS[work]
        if place not in self._stories:
            self._stories[place] = self._told(place)
        return prepare(self._stories[place], few or count)

    def _told(self, service: str) -> Telling:
        """The database is filled with the story of its service; all have one ring of keys, as it is one process."""
        folder, ring = self._folder / service, self._folder / "keyring.json"
        folder.mkdir()
        if ring.exists():
            shutil.copy(ring, folder)
        story = open_story(service, f"sqlite:///{folder}/data.db?synchronous=OFF", str(folder), empty=True)
        shutil.copy(folder / "keyring.json", ring)
        story.fill()
        SERVICES[service].set_up(story)
        return story
