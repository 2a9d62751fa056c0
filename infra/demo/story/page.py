"""Writes index.html: the stories, what the verifiers say and where the papers are, with the styles beside it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from infra.demo.story.checks import ShownDraw, ShownTrail
from infra.demo.story.console import HOME, STYLES, TEMPLATES, StaticConsole
from infra.demo.story.figures import figures
from infra.demo.story.handing_over import HandedPaper
from infra.demo.story.lines import refusals_of
from infra.demo.story.people import Story, missing_kinds
from infra.demo.story.pictures import Picture
from infra.demo.story.records import Answer
from infra.demo.summary import Summary
from services.gateway.console.files import STATIC
from shared.policy import Pack

SHEETS = ("icon.svg", "vendor/bootstrap.min.css", "css/console.css")
"""What the frame of a page asks for, beside scripts."""
OWN_SHEET = "story.css"
SHOWN = ("certificate", "evaluation_form", "one_time_notice", "publicity")
"""Papers of which pictures are made, the nearest to the end of the story first."""


@dataclass(frozen=True)
class ShownPaper:
    """A paper as the page names it; `address` is percent-encoded."""

    key: str
    name: str
    address: str
    paper: HandedPaper
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True)
class Checks:
    """What the verifiers said; None where there was nothing to verify."""

    draw: ShownDraw | None = None
    trail: ShownTrail | None = None


def papers_of(story: Story, papers: Sequence[HandedPaper]) -> list[HandedPaper]:
    """His own papers and the lists on which he stood; of a form that grew only the last version."""
    records, found = story.records, dict[str, HandedPaper]()
    if records.declaration is None:
        return []
    lists = {one["publicity_id"] for one in records.lists}
    for paper in papers:
        subject = paper.document["subject_id"]
        if subject == records.declaration_id or subject in lists:
            found[paper.document["kind"] if subject not in lists else subject] = paper
    return sorted(found.values(), key=lambda paper: _rank(paper.document["kind"]))


def to_photograph(stories: Sequence[Story], papers: Sequence[HandedPaper], folder: Path) -> dict[str, Path]:
    """The files of which pictures are wanted, by the name of the picture; a story shows one of each kind."""
    wanted: dict[str, Path] = {}
    for story in stories:
        for paper in papers_of(story, papers):
            if paper.document["kind"] in SHOWN:
                wanted.setdefault(_key(story, paper), folder / paper.place)
    return wanted


def write_page(
    folder: Path, console: StaticConsole, pack: Pack, summary: Summary, stories: Sequence[Story],
    papers: Sequence[HandedPaper], pictures: Mapping[str, Sequence[Picture]], checks: Checks,
) -> Path:  # fmt: skip
    """`folder`/index.html; it leads only to what lies beside it."""
    for sheet in SHEETS:
        place = folder / STYLES / sheet
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STATIC / sheet, place)
    shutil.copy(TEMPLATES / OWN_SHEET, folder / STYLES)
    text = console.page(
        "index.html", notice=pack.notice, people=[_person(story, papers, pictures) for story in stories],
        missing=missing_kinds(stories), count=figures(summary, len(papers)), pictured=bool(pictures),
        draw=checks.draw, trail=checks.trail, folders=_folders(papers),
    )  # fmt: skip
    place = folder / HOME
    place.write_text(text, encoding="utf-8")
    return place


def _person(story: Story, papers: Sequence[HandedPaper], pictures: Mapping[str, Sequence[Picture]]) -> dict[str, Any]:
    records = story.records
    shown, pictured = [], set[str]()
    for paper in papers_of(story, papers):
        key = _key(story, paper)
        found = () if key in pictured else pictures.get(key, ())
        pictured.add(key)
        shown.append(ShownPaper(key, paper.place.stem, quote(str(paper.place)), paper, found))
    judged = [] if records.declaration else _failing(records.verdict)
    return {"story": story, "records": records, "papers": shown, "returns": _returns(records.case), "judged": judged}


def _failing(verdict: Answer) -> list[Answer]:
    """The rules that stand in the way, as judged; where they belong to one way only, from that way."""
    wanted = {rule["rule_id"] for rule in refusals_of(verdict)}
    rules = [*verdict["rules"], *(rule for path in verdict["paths"] for rule in path["rules"])]
    return list({rule["rule_id"]: rule for rule in rules if rule["rule_id"] in wanted}.values())


def _returns(case: Answer | None) -> list[dict[str, Any]]:
    """Every return with the complete list of corrections that it made, oldest first."""
    if case is None:
        return []
    names = {stage["stage_id"]: stage["holder_name"] for stage in case["stages"]}
    found: list[dict[str, Any]] = []
    for (stage, _), lines in groupby(case["corrections"], key=lambda one: (one["stage_id"], one["revision"])):
        found.append({"holder": names.get(stage, ""), "number": len(found) + 1, "corrections": list(lines)})
    return found


def _folders(papers: Sequence[HandedPaper]) -> list[tuple[str, str, int]]:
    """(name, address, how many) of the folders below that of the notice."""
    counted = Counter("/".join(paper.place.parts[:3]) for paper in papers)
    return [(name, quote(name) + "/", number) for name, number in sorted(counted.items())]


def _key(story: Story, paper: HandedPaper) -> str:
    return f"{story.kind.name}-{paper.document['kind']}"


def _rank(kind: str) -> int:
    return SHOWN.index(kind) if kind in SHOWN else len(SHOWN)
