"""Downloads every paper of a run into folders for people."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from infra.demo.driver import Driver
from infra.demo.story.folders import Folders
from infra.demo.story.records import Answer
from infra.demo.summary import INSPECTOR
from infra.demo.world import World
from shared.storage import download

PAPERS = "文书"
"""The folder of all papers, beside the page."""


@dataclass(frozen=True)
class HandedPaper:
    """A document as it lies in its folder; `place` is seen from the page."""

    document: Answer
    place: PurePosixPath


def hand_over(driver: Driver, world: World, folder: Path, console: Console) -> list[HandedPaper]:
    """Every document that the supervision finds, through its time-limited link; what lay there is replaced."""
    shutil.rmtree(folder / PAPERS, ignore_errors=True)
    inspector = driver.actor(INSPECTOR)
    documents = sorted(inspector.every("docgen.list_documents", filter={}), key=_order)
    folders, papers = Folders(driver, world), []
    with Progress(TextColumn("下载文书"), BarColumn(), MofNCompleteColumn(), console=console) as progress:
        for document in progress.track(documents):
            link = inspector.ask("docgen.get_download_link", document_id=document["document_id"])
            paper = HandedPaper(document, PAPERS / folders.place_of(document))
            place = folder / paper.place
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(download(link["url"], ca_file=driver.ca_file))
            papers.append(paper)
    return papers


def _order(document: Answer) -> tuple[str, str, int]:
    return document["created_at"], document["variant"], document["revision"]
