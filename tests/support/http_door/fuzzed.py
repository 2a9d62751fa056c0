"""`python -m tests.support.http_door.fuzzed FOLDER`: a site on the day after the notice was issued, for strangers.

Prints port and one token per role as JSON and answers until its input ends; green from its first line.
"""

import eventlet
from eventlet import tpool

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from infra.demo.steps import opening  # noqa: E402
from infra.demo.world import build_world  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from tests.support.http_door.site import open_site  # noqa: E402

APPLICANTS = 20


def main(folder):
    """Notice, organisations, posts and people are there."""
    world = build_world(shipped_pack("chifeng-2026"), 1, APPLICANTS, 1)
    site = open_site(Path(folder), world)
    driver = site.run.driver
    opening.publish_notice(driver, world.pack)
    opening.register_organisations(driver, world)
    driver.settle()
    opening.register_people(driver, world)
    driver.settle()
    region = world.pack.notice.issuer.region
    operator = Caller("operator", "运维人员", roles=frozenset({"operator"}))
    bureau = next(place for place in world.places.all if place.kind == "hr_bureau")
    people = {
        "applicant": world.applicants[0].caller, "unit_clerk": world.clerk(world.applicants[0].unit),
        "hr_clerk": world.clerk(bureau), "operator": operator,
        "supervisor": Caller("supervisor", "监督人员", roles=frozenset({"supervisor"}), region=region),
    }  # fmt: skip
    told = {"port": site.port, "tokens": {role: driver.token_of(caller) for role, caller in people.items()}}
    print(json.dumps(told), flush=True)
    tpool.execute(sys.stdin.read)
    site.close()


if __name__ == "__main__":
    main(sys.argv[1])
