"""Plays the scenario once, writes summary and ledger: `python -m tests.support.scenario.play '{"stack": ..., ...}'`.

Keys: out (file for the summary), notice (name or file), amendment (file), applicants, seed, counties; for an embedded
stack also kept (folder in which the played year stays, with its keys); for the real stack also stack, site, replicas,
settings (ZHIPING_* of every process), accident (see accidents.KINDS) and accident_seed. Without a stack it plays on
the embedded one.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from rich.console import Console  # noqa: E402

from infra.demo.days import moment  # noqa: E402
from infra.demo.driver import SERVICES  # noqa: E402
from infra.demo.embedded import open_embedded  # noqa: E402
from infra.demo.real import RealRun, open_real  # noqa: E402
from infra.demo.run import play  # noqa: E402
from infra.demo.world import World, build_world  # noqa: E402
from infra.devstack import DevStack  # noqa: E402
from infra.serve.kept import KeptSite  # noqa: E402
from shared.policy import Pack, load_pack, shipped_pack  # noqa: E402
from tests.support.scenario.accidents import KINDS, Accidents, Scene  # noqa: E402
from tests.support.scenario.ledger import databases_in, ledger  # noqa: E402


def main(options: dict[str, Any]) -> None:
    """Play as told."""
    pack = _pack(options.get("notice", "chifeng-2026"))
    world = build_world(pack, options["seed"], options["applicants"], options["counties"])
    with tempfile.TemporaryDirectory(prefix="zhiping-scenario-") as folder:
        summary = (_on_real if "stack" in options else _on_embedded)(options, world, Path(folder))
    Path(options["out"]).write_text(json.dumps(summary, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _pack(name: str) -> Pack:
    """A file, or a shipped pack."""
    return load_pack(Path(name)) if Path(name).is_file() else shipped_pack(name)


def _amendment(options: dict[str, Any]) -> Pack | None:
    return _pack(options["amendment"]) if "amendment" in options else None


def _on_embedded(options: dict[str, Any], world: World, folder: Path) -> dict[str, Any]:
    kept = KeptSite(Path(options["kept"]) if "kept" in options else folder)
    run = open_embedded(kept.played, moment(world.pack.notice.issued_on, time(8, 0)), render_workers=1)
    try:
        summary = play(run.driver, world, Console(), _amendment(options))
        summary |= {"ledger": ledger(run.driver, world, databases_in(kept.played))}
    finally:
        run.close()
    kept.finish(run.keys, [], run.driver.clock.now())
    return summary


def _on_real(options: dict[str, Any], world: World, folder: Path) -> dict[str, Any]:
    stack = DevStack(options["stack"])
    start = moment(world.pack.notice.issued_on, time(8, 0))
    settings = options.get("settings", {})
    run = open_real(stack, options["site"], folder, start, replicas=options["replicas"], settings=settings)
    accidents = _accidents(options, stack, run)
    run.driver.between = accidents.between
    try:
        summary = play(run.driver, world, Console(), _amendment(options))
        accidents.finish()
        databases = {name: run.site.environment(name)["ZHIPING_DATABASE_URL"] for name in SERVICES}
        return summary | {"ledger": ledger(run.driver, world, databases)}
    finally:
        _show_logs(folder)
        print("accidents of seed", options.get("accident_seed"), *accidents.happened, sep="\n  ", flush=True)
        run.close()


def _accidents(options: dict[str, Any], stack: DevStack, run: RealRun) -> Accidents:
    if "accident" not in options:
        return Accidents()
    return KINDS[options["accident"]](Scene(run, stack, options["accident_seed"]))


def _show_logs(folder: Path) -> None:
    for log in sorted((folder / "logs").glob("*.log")):
        lines = log.read_text(errors="replace").splitlines()[-5:]
        print("\n".join([f"-- {log.name}", *lines]), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
