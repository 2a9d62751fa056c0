"""The test's side of the scenario: start the child, wait, read its summary."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

from shared.kernel.canonical import digest
from tests.support.once import made_once

ROOT = Path(__file__).parents[3]
CAST = {"applicants": 17, "seed": 3, "counties": 2}
"""One applicant of each fate that the notice knows."""
FEW = {"applicants": 10, "seed": 3, "counties": 1}
"""Where the year is not the point but what happens to it: accidents, an update, an amendment."""
ANOTHER = CAST | {"seed": CAST["seed"] + 1, "notice": "chifeng-2026"}
YEAR, LOOKED = "year.json", "looked.json"


def played(folder: Path, stack: Any = None, *, replicas: int = 1, **options: Any) -> dict[str, Any]:
    """The summary of one run, on the embedded stack unless `stack` is given; a failure shows the output."""
    out = folder / f"{uuid.uuid4().hex}.json"
    told: dict[str, Any] = CAST | {"out": str(out)} | options
    if stack is not None:
        site = f"s{uuid.uuid4().hex[:10]}"
        told |= {"stack": stack.name, "site": site, "replicas": replicas}
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.scenario.play", json.dumps(told)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=800, check=False)
    print(done.stdout[-6000:])
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-8000:]
    summary: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return summary


def told_by(module: str, options: dict[str, Any], out: Path) -> None:
    """Run that module of tests.support, which writes to `out`; a failure shows what it said."""
    told = json.dumps(options | {"out": str(out)})
    command = [sys.executable, "-W", "ignore", "-m", f"tests.support.{module}", told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-6000:]


def recorded(tmp_path_factory: Any) -> Path:
    """The folder that replay.record leaves of another year, played once per run of the tests."""
    return made_once(tmp_path_factory, "recorded-year", lambda made: told_by("replay.record", ANOTHER, made))


def over_http(tmp_path_factory: Any) -> dict[str, Any]:
    """What scenario.secrecy tells of the same year, played once per run of the tests."""
    folder = made_once(
        tmp_path_factory, "year-over-http", lambda made: told_by("scenario.secrecy", CAST, made / LOOKED)
    )
    found: dict[str, Any] = json.loads((folder / LOOKED).read_text(encoding="utf-8"))
    return found


def undisturbed(tmp_path_factory: Any, **options: Any) -> dict[str, Any]:
    """`played` on the embedded stack, once per run of the tests: whoever compares with the same year shares it."""
    folder = kept_year(tmp_path_factory, **options)
    summary: dict[str, Any] = json.loads((folder / YEAR).read_text(encoding="utf-8"))
    return summary


def kept_year(tmp_path_factory: Any, **options: Any) -> Path:
    """The folder with YEAR, the summary of that run, and what it played (`infra.serve.kept`): to be copied."""

    def play(folder: Path) -> None:
        summary = played(folder, kept=str(folder), **options)
        (folder / YEAR).write_text(json.dumps(summary), encoding="utf-8")

    return made_once(tmp_path_factory, f"year-{digest(CAST | options)}", play)
