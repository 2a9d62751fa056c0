"""`python -m tests.support.http_door.year OPTIONS`: a notice's year in which everybody calls over HTTP, and nobody
otherwise. Prints what was called and what came of it as JSON; a process of its own, green from its first line."""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from rich.console import Console  # noqa: E402

from infra.demo.run import play  # noqa: E402
from infra.demo.world import build_world  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from tests.support.http_door.client import HttpClient  # noqa: E402
from tests.support.http_door.site import open_site  # noqa: E402


def main(folder, options):
    """Play as told."""
    world = build_world(shipped_pack("chifeng-2026"), options["seed"], options["applicants"], options["counties"])
    site = open_site(Path(folder), world)
    site.run.driver.client = HttpClient(site.port)
    try:
        summary = play(site.run.driver, world, Console(stderr=True))
        return {"summary": summary, "calls": site.run.driver.client.calls}
    finally:
        site.close()


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2])), ensure_ascii=False, sort_keys=True))
