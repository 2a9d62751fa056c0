"""Plays the year over an update: `python -m tests.support.rolling.play '{"tree": ..., "order": ..., ...}'`.

Keys: out (file for the summary), tree (the released version), order (see update.ORDERS), stack, site, notice (file of a
pack that both versions read), applicants, seed, counties, steps (first and last step of the update).
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
from infra.demo.driver import Driver  # noqa: E402
from infra.demo.real import LEASE_SECONDS, RETRY_DELAYS  # noqa: E402
from infra.demo.run import play  # noqa: E402
from infra.demo.world import World, build_world  # noqa: E402
from infra.devstack import DevStack, environment  # noqa: E402
from shared.contracts.queues import SERVICES  # noqa: E402
from shared.kernel.clock import FileClock  # noqa: E402
from shared.policy import load_pack  # noqa: E402
from shared.security import TokenIssuer  # noqa: E402
from tests.support.rolling.portal import PortalOfBoth, released_client  # noqa: E402
from tests.support.rolling.site import UpdatedSite  # noqa: E402
from tests.support.rolling.update import Update  # noqa: E402
from tests.support.scenario.ledger import ledger  # noqa: E402


def main(options: dict[str, Any]) -> None:
    """Play as told."""
    world = build_world(load_pack(Path(options["notice"])), options["seed"], options["applicants"], options["counties"])
    with tempfile.TemporaryDirectory(prefix="zhiping-rolling-") as folder:
        update = open_update(options, Path(folder), world)
        try:
            summary = play(update.driver, world, Console())
            urls = {name: update.site.owner_url(name) for name in SERVICES}
            told = summary | {
                "ledger": ledger(update.driver, world, urls),
                "happened": update.happened,
                "waited": update.waited,
            }
        finally:
            show_logs(update.logs)
            update.driver.client.close()
            update.stop()
            update.site.drop()
    Path(options["out"]).write_text(json.dumps(told, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def open_update(options: dict[str, Any], folder: Path, world: World) -> Update:
    """The site as the released version made it, with its processes running and its portal calling."""
    stack, tree, clock = DevStack(options["stack"]), Path(options["tree"]), FileClock(folder / "clock")
    clock.set(moment(world.pack.notice.issued_on, time(8, 0)))
    extra = {
        "ZHIPING_CLOCK": f"file:{folder / 'clock'}",
        "ZHIPING_SWEEP_SECONDS": "0",
        "ZHIPING_RETRY_DELAYS": RETRY_DELAYS,
        "ZHIPING_RENDER_WORKERS": "1",
        "ZHIPING_LEASE_SECONDS": LEASE_SECONDS,
        "ZHIPING_LOG_LEVEL": "WARNING",
    }
    site = UpdatedSite.create(stack, options["site"], tree, extra)
    client = PortalOfBoth(released_client(tree, site.variables[environment.BUS]))
    issuer = TokenIssuer(clock, private_json=stack.issuer_key)
    driver = Driver(client, clock, issuer, subscriptions=site.known)  # type: ignore[arg-type]
    update = Update(site, driver, tree, folder / "logs")
    update.old.start(120)
    update.follow(options["order"], *options["steps"])
    driver.between = update.between
    return update


def show_logs(logs: Path) -> None:
    """The end of each."""
    for log in sorted(logs.rglob("*.log")):
        lines = log.read_text(errors="replace").splitlines()[-6:]
        print("\n".join([f"-- {log.relative_to(logs)}", *lines]), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
