"""Runs the example of every service README against the five service processes, in a world where it makes sense.

`python -m tests.support.scenario.examples '{"stack": ..., "site": ..., "out": ...}'`: the notice is published, two
people are registered, one of them has filed; the other's draft is reminded of. Each example runs as a program of its
own, as a reader would run it: with the broker's address in place of the usual one, and TOKEN set to a token of whoever
the README speaks to.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import date, time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from eventlet.green import subprocess  # noqa: E402

from infra.demo.acts import committees, filing, opening  # noqa: E402
from infra.demo.acts.committees import committees_of  # noqa: E402
from infra.demo.agenda import moment  # noqa: E402
from infra.demo.fates import Fate  # noqa: E402
from infra.demo.real import RealRun, open_real  # noqa: E402
from infra.demo.world import Applicant, World, build_world  # noqa: E402
from infra.devstack import DevStack  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402

ROOT = Path(__file__).parents[3]
ADDRESS = "amqp://guest:guest@127.0.0.1:5672/"
SENIORS_FILE_ON, REMINDED_ON = date(2026, 6, 15), date(2026, 7, 3)


def main(options: dict[str, Any]) -> None:
    """Prepare, run every example, write {service: {code, output, errors}}."""
    world = build_world(shipped_pack("chifeng-2026"), 3, 200, 2)
    with tempfile.TemporaryDirectory(prefix="zhiping-examples-") as folder:
        start = moment(world.pack.notice.issued_on, time(9, 0))
        run = open_real(DevStack(options["stack"]), options["site"], Path(folder), start)
        try:
            newcomer, filed = prepare(run, world)
            callers = {
                "declaration": newcomer.caller,
                "audit": world.clerk(filed.unit),
                "committee": newcomer.caller,
                "docgen": filed.caller,
            }
            found = {name: run_example(run, name, caller) for name, caller in callers.items()}
            run.theatre.stir()
            run.theatre.at(moment(REMINDED_ON, time(10, 0)))
            found["notify"] = run_example(run, "notify", newcomer.caller)
        finally:
            run.close()
    Path(options["out"]).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def prepare(run: RealRun, world: World) -> tuple[Applicant, Applicant]:
    """(somebody who has not filed for k12-associate-senior yet, somebody whose dossier is with the unit)."""
    theatre = run.theatre
    smooth = [each for each in world.in_cohort("senior") if each.fate in (Fate.SMOOTH, Fate.NOT_PASSED)]
    newcomer = next(each for each in smooth if each.plan.id == "k12-associate-senior")
    filed = next(each for each in smooth if each is not newcomer)
    world.applicants = [newcomer, filed]
    opening.publish_notice(theatre, world.pack)
    opening.register_organisations(theatre, world)
    theatre.settle()
    opening.register_people(theatre, world)
    committees.set_up_committees(theatre, world, committees_of(world)[:2])
    theatre.at(moment(SENIORS_FILE_ON, time(10, 0)))
    filing.file_declaration(theatre, world, filed)
    theatre.settle()
    return newcomer, filed


def run_example(run: RealRun, name: str, caller: Caller) -> dict[str, Any]:
    """The README's example as a program."""
    text = (ROOT / "services" / name / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    program = f"TOKEN = {run.theatre.token_of(caller)!r}\n" + example.replace(ADDRESS, run.site.amqp_uri)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, cwd=ROOT)
    return {"code": done.returncode, "output": done.stdout, "errors": done.stderr[-2000:]}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
