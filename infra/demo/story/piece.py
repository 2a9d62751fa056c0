"""The whole of what is handed over: gathered while the services are there, finished and shown when they are gone."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from infra.demo.driver import Driver
from infra.demo.story import terminal
from infra.demo.story.checks import CHECKS, save_transcript, tamper_with_trail, verify_draw
from infra.demo.story.console import StaticConsole
from infra.demo.story.figures import figures
from infra.demo.story.handing_over import HandedPaper, hand_over
from infra.demo.story.page import Checks, to_photograph, write_page
from infra.demo.story.people import Story, find_stories
from infra.demo.story.pictures import photograph
from infra.demo.story.records import Answer
from infra.demo.summary import Summary
from infra.demo.world import World


@dataclass(frozen=True)
class TrailPlace:
    """Where the databases of an embedded stack lie, and the ring that its trails are signed with."""

    databases: Path
    keyring: str


@dataclass(frozen=True)
class Gathered:
    """All that the services have to say; nothing of it asks them any more."""

    folder: Path
    world: World
    words: StaticConsole
    stories: Sequence[Story]
    papers: Sequence[HandedPaper]
    session: Answer | None

    def tell(self, console: Console) -> None:
        """The stories in the terminal."""
        terminal.tell(self.stories, self.words, console)

    def conclude(self, summary: Summary, page: Path, console: Console) -> None:
        """The end of what the terminal says."""
        terminal.conclude(figures(summary, len(self.papers)), page, console)

    def verify(self, trail: TrailPlace | None) -> Checks:
        """What the verifiers say."""
        return Checks(
            draw=verify_draw(self.session, self.folder) if self.session else None,
            trail=tamper_with_trail(trail.databases, trail.keyring, self.stories, self.folder) if trail else None,
        )

    def write(self, summary: Summary, checks: Checks) -> Path:
        """Photograph, and write the page; returns where it lies."""
        pictures = photograph(to_photograph(self.stories, self.papers, self.folder), self.folder)
        return write_page(
            self.folder, self.words, self.world.pack, summary, self.stories, self.papers, pictures, checks
        )


def gather(driver: Driver, world: World, folder: Path, console: Console) -> Gathered:
    """Ask everything, and file every paper under `folder`."""
    shutil.rmtree(folder / CHECKS, ignore_errors=True)
    stories = find_stories(driver, world)
    for story in stories:
        story.records.read_all()
    papers = hand_over(driver, world, folder, console)
    session = save_transcript(driver, world, stories, folder)
    return Gathered(folder, world, StaticConsole(world.pack, driver.clock), stories, papers, session)
