"""Tells the stories of a played year that was kept: `python -m tests.support.scenario.telling OPTIONS`.

Keys: kept (folder of the played year), summary (its file), folder (where the page goes), out (what was told, and what
the services say of the five), and the year's applicants, seed and counties. A process of its own, green from its first
line.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from dataclasses import replace  # noqa: E402
from io import StringIO  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from rich.console import Console  # noqa: E402

from infra.demo.embedded import EmbeddedRun, start_embedded  # noqa: E402
from infra.demo.story import pictures  # noqa: E402
from infra.demo.story.lines import lines_of, told  # noqa: E402
from infra.demo.story.page import Checks  # noqa: E402
from infra.demo.story.people import Story, find_stories  # noqa: E402
from infra.demo.story.piece import TrailPlace, gather  # noqa: E402
from infra.demo.story.terminal import fitting  # noqa: E402
from infra.demo.world import World, build_world  # noqa: E402
from infra.serve.kept import KeptSite, state_in  # noqa: E402
from shared.kernel.clock import FileClock  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402


def main(options: dict[str, Any]) -> None:
    """Open it, gather, finish."""
    world = build_world(shipped_pack("chifeng-2026"), options["seed"], options["applicants"], options["counties"])
    played = KeptSite(Path(options["kept"])).played
    keys, _ = state_in(played)
    run = start_embedded(played, FileClock(played / "clock"), keys)
    said = Console(file=StringIO(), width=40)
    folder = Path(options["folder"])
    try:
        _know_places(run, world)
        summary = json.loads(Path(options["summary"]).read_text(encoding="utf-8"))
        gathered = gather(run.driver, world, folder, said)
        report = [_report(run, story) for story in gathered.stories]
        again = [told(story) for story in find_stories(run.driver, world)]
    finally:
        run.close()
    checks = gathered.verify(TrailPlace(played / "db", keys.keyring))
    there, pictures.PROGRAMS = pictures.PROGRAMS, ("a-program-that-nobody-has",)
    fewer = replace(gathered, stories=gathered.stories[:-1])
    bare = fewer.write(summary, Checks(draw=checks.draw)).read_text(encoding="utf-8")
    pictures.PROGRAMS = there
    page = gathered.write(summary, checks)
    said = Console(file=StringIO(), width=40)
    gathered.tell(fitting(said))
    gathered.conclude(summary, page, said)
    out = {"stories": report, "again": again, "terminal": said.file.getvalue(), "bare": bare}
    Path(options["out"]).write_text(json.dumps(out, ensure_ascii=False), encoding="utf-8")


def _know_places(run: EmbeddedRun, world: World) -> None:
    """The ids that the register gave to the places of this world."""
    register = run.driver.anybody().every("audit.list_organisations", filter={})
    ids = {(one["name"], one["kind"], one["region"]): one["organisation_id"] for one in register}
    for place in world.places.all:
        place.id = ids[place.name, place.kind, place.region]


def _report(run: EmbeddedRun, story: Story) -> dict[str, Any]:
    """The story as told, and the answers of the services asked anew, not through the story's own reader."""
    me = run.driver.actor(story.applicant.caller)
    found: dict[str, Any] = {"told": told(story), "id_number": story.applicant.profile["person"]["id_number"]}
    found["lines"] = [{"key": line.key, "at": line.at.isoformat(), "said": line.said} for line in lines_of(story)]
    mine = me.every("declaration.list_declarations", filter={"person_id": story.applicant.person_id})
    for one in mine:
        asked = {"declaration_id": one["declaration_id"]}
        found["progress"] = me.ask("declaration.get_progress", **asked)
        found["case"] = me.ask("audit.get_case", **asked)
    return found


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
