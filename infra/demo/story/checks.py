"""The verifiers speak for themselves: a draw redone from its transcript, and a trail changed by hand in a copy.

They are called as anybody would call them, as programs, and what they say is shown as they say it.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from infra.demo.driver import Driver
from infra.demo.story.people import Story
from infra.demo.story.records import Answer, supervisor_of
from infra.demo.world import World
from infra.paths import ROOT

CHECKS = "核验"
"""The folder of what can be verified again, beside the page."""
TRANSCRIPT, INTACT, CHANGED = "抽取记录.json", "审核留痕.db", "审核留痕（已被改动）.db"
SERVICE = "audit"
CHANGED_TO = "经审核，材料真实、完整，同意上报。"
SECONDS = 120


@dataclass(frozen=True)
class VerifierAnswer:
    """What a verifier was asked and what it said; `file` is its path beside the page."""

    command: str
    answer: str
    holds: bool
    file: str


@dataclass(frozen=True)
class ShownDraw:
    """A panel drawn by lot, and the draw redone."""

    committee: str
    session: Answer
    alternates: int
    verified: VerifierAnswer


@dataclass(frozen=True)
class ShownTrail:
    """A decision changed in a copy of the trail; `entry` is its number, `before` and `after` its opinion."""

    person: str
    entry: int
    at: str
    before: str
    after: str
    intact: VerifierAnswer
    changed: VerifierAnswer


def save_transcript(driver: Driver, world: World, stories: Iterable[Story], folder: Path) -> Answer | None:
    """The session of the first story that came before a committee (else the first of all), its transcript written to
    the folder; None where no panel was drawn."""
    supervisor = driver.actor(supervisor_of(world))
    drawn = [one for one in supervisor.every("committee.list_sessions", filter={}) if one["transcript_digest"]]
    if not drawn:
        return None
    theirs = [story.records.review["session_id"] for story in stories if story.records.review]
    chosen = min(drawn, key=lambda one: (one["session_id"] not in theirs, one["meeting_on"], one["session_id"]))
    session: Answer = supervisor.ask("committee.get_session", session_id=chosen["session_id"])
    session["committee_name"] = driver.anybody().ask("committee.get_committee", committee_id=chosen["committee_id"])[
        "name"
    ]
    place = folder / CHECKS / TRANSCRIPT
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(session["transcript"], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return session


def verify_draw(session: Answer, folder: Path) -> ShownDraw:
    """Ask `zhiping draw verify`."""
    place = f"{CHECKS}/{TRANSCRIPT}"
    alternates = len(session["transcript"]["alternates"])
    return ShownDraw(session["committee_name"], session, alternates, _verified(folder, place, "draw", "verify", place))


def tamper_with_trail(databases: Path, keyring: str, stories: Iterable[Story], folder: Path) -> ShownTrail | None:
    """Copy the trail of the audits twice, change one opinion in one copy as its owner could, ask about both.

    None where no opinion on anybody of the stories stands in it.
    """
    (folder / CHECKS).mkdir(parents=True, exist_ok=True)
    intact, changed = folder / CHECKS / INTACT, folder / CHECKS / CHANGED
    _copy_trail(databases / f"{SERVICE}.db", intact)
    found = _opinion_in(intact, stories)
    if found is None:
        intact.unlink()
        return None
    shutil.copy(intact, changed)
    story, number, at, opinion = found
    _change(changed, number)
    first, second = (_verify_trail(folder, f"{CHECKS}/{one.name}", keyring) for one in (intact, changed))
    return ShownTrail(story.name, number, at, opinion, CHANGED_TO, first, second)


def _copy_trail(source: Path, target: Path) -> None:
    """Its tables as they lie; the rest of the database, where people's data stands, stays behind."""
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as held:
        names = ("trail", "trail_seals", "trail_heads")
        made = held.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN (?, ?, ?) AND sql IS NOT NULL ORDER BY type = 'trigger'",
            names,
        ).fetchall()
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("ATTACH ? AS held", (str(source),))
        for (statement,) in (one for one in made if not one[0].startswith("CREATE TRIGGER")):
            copy.execute(statement)
        for name in names:
            copy.execute(f"INSERT INTO main.{name} SELECT * FROM held.{name}")
        for (statement,) in (one for one in made if one[0].startswith("CREATE TRIGGER")):
            copy.execute(statement)
        copy.commit()


def _opinion_in(trail: Path, stories: Iterable[Story]) -> tuple[Story, int, str, str] | None:
    """(story, number, instant, opinion) of the last opinion on somebody, those who were turned down first."""
    with closing(sqlite3.connect(trail)) as copy:
        for story in sorted(stories, key=lambda one: one.records.state != "rejected"):
            row = (
                story.records.case
                and copy.execute(
                    "SELECT seal_no, at, opinion FROM trail WHERE subject_id = ? AND opinion IS NOT NULL"
                    " AND seal_no IS NOT NULL ORDER BY seal_no DESC LIMIT 1",
                    (story.records.declaration_id,),
                ).fetchone()
            )
            if row:
                return story, row[0], row[1], row[2]
    return None


def _change(trail: Path, number: int) -> None:
    """As somebody would who has the database: the guard is taken away, the opinion replaced, the guard put back."""
    with closing(sqlite3.connect(trail)) as copy:
        (guard,) = copy.execute("SELECT sql FROM sqlite_master WHERE name = 'trail_no_update'").fetchone()
        copy.execute("DROP TRIGGER trail_no_update")
        copy.execute("UPDATE trail SET opinion = ? WHERE seal_no = ?", (CHANGED_TO, number))
        copy.execute(guard)
        copy.commit()


def _verify_trail(folder: Path, place: str, keyring: str) -> VerifierAnswer:
    url = f"sqlite:///{place}"
    return _verified(folder, place, "trail", "verify", "--service", SERVICE, "--url", url, keyring=keyring)


def _verified(folder: Path, place: str, *arguments: str, keyring: str = "") -> VerifierAnswer:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("ZHIPING_")}
    surroundings |= {"ZHIPING_KEYRING": keyring} if keyring else {}
    surroundings["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "infra.cli", *arguments],
        cwd=folder, env=surroundings, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    said = (done.stdout + done.stderr).strip()
    return VerifierAnswer(shlex.join(["zhiping", *arguments]), said, done.returncode == 0, place)
