"""Runs every example of the READMEs against the five service processes, in a world where it makes sense.

`python -m tests.support.scenario.examples '{"stack": ..., "site": ..., "out": ...}'`: the notice is published, two
people are registered, one of them has filed; the other's draft is reminded of. Each example runs as a program of its
own, as a reader would run it: with the broker's address and a token in the environment, the token of somebody in the
role that the README's own command line asks for.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import os  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import date, time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from eventlet.green import subprocess  # noqa: E402

from infra.demo.days import moment  # noqa: E402
from infra.demo.outcomes import Fate  # noqa: E402
from infra.demo.real import RealRun, open_real  # noqa: E402
from infra.demo.steps import committees, filing, opening  # noqa: E402
from infra.demo.steps.committees import committees_of  # noqa: E402
from infra.demo.world import Applicant, World, build_world  # noqa: E402
from infra.devstack import DevStack  # noqa: E402
from infra.devstack.broker import PORTAL  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402

ROOT = Path(__file__).parents[3]
SENIORS_FILE_ON, REMINDED_ON = date(2026, 6, 15), date(2026, 7, 3)
PUBLISHER = Caller("publisher-1", "发布人", None, frozenset({"publisher"}), "150400")
OPERATOR = Caller("operator", "运维", None, frozenset({"operator"}))
TEACHER = Caller("teacher-1", "王老师", None, frozenset({"applicant"}))
README, SHELL, PYTHON = "README.md", re.compile(r"--role (\w+)"), re.compile(r"```python\n(.*?)```", re.DOTALL)


def main(options: dict[str, Any]) -> None:
    """Prepare, run every example, write {README: [{code, output, errors}]}."""
    world = build_world(shipped_pack("chifeng-2026"), 3, 200, 2)
    with tempfile.TemporaryDirectory(prefix="zhiping-examples-") as folder:
        start = moment(world.pack.notice.issued_on, time(9, 0))
        run = open_real(DevStack(options["stack"]), options["site"], Path(folder), start)
        try:
            driver, (newcomer, filed) = run.driver, prepare(run, world)
            found = {
                "top": run_examples(run, ROOT / README, OPERATOR),
                "top, in Chinese": run_examples(run, ROOT / "README.zh-CN.md", OPERATOR),
                "audit": run_examples(run, of("audit"), PUBLISHER, world.clerk(filed.unit)),
            }
            driver.settle()
            found |= {
                "declaration": run_examples(run, of("declaration"), PUBLISHER, TEACHER, newcomer.caller),
                "committee": run_examples(run, of("committee"), None),
                "docgen": run_examples(run, of("docgen"), filed.caller),
            }
            driver.note_activity()
            driver.at(moment(REMINDED_ON, time(10, 0)))
            found["notify"] = run_examples(run, of("notify"), newcomer.caller)
        finally:
            run.close()
    Path(options["out"]).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def prepare(run: RealRun, world: World) -> tuple[Applicant, Applicant]:
    """(somebody who has not filed for k12-associate-senior yet, somebody whose dossier is with the unit)."""
    driver = run.driver
    smooth = [each for each in world.in_cohort("senior") if each.fate in (Fate.SMOOTH, Fate.NOT_PASSED)]
    newcomer = next(each for each in smooth if each.plan.id == "k12-associate-senior")
    filed = next(each for each in smooth if each is not newcomer)
    world.applicants = [newcomer, filed]
    opening.publish_notice(driver, world.pack)
    opening.register_organisations(driver, world)
    driver.settle()
    opening.register_people(driver, world)
    committees.set_up_committees(driver, world, committees_of(world)[:2])
    driver.at(moment(SENIORS_FILE_ON, time(10, 0)))
    filing.file_declaration(driver, world, filed)
    driver.settle()
    return newcomer, filed


def of(service: str) -> Path:
    """The README of a service."""
    return ROOT / "services" / service / README


def run_examples(run: RealRun, readme: Path, *callers: Caller | None) -> list[dict[str, Any]]:
    """Each example as a program, by the callers in turn, who have the roles that the README says."""
    text = readme.read_text(encoding="utf-8")
    told, known = SHELL.findall(text), [caller for caller in callers if caller is not None]
    assert all(role in caller.roles for role, caller in zip(told, known, strict=False)), (readme, told)
    return [run_example(run, program, who) for program, who in zip(PYTHON.findall(text), callers, strict=True)]


def run_example(run: RealRun, program: str, caller: Caller | None) -> dict[str, Any]:
    """One example; the broker and the token are where a reader's shell has them."""
    surroundings = os.environ | {"ZHIPING_AMQP_URI_PORTAL": run.site.address(PORTAL)}
    if caller is not None:
        surroundings["TOKEN"] = run.driver.token_of(caller)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=surroundings,
    )
    return {"code": done.returncode, "output": done.stdout, "errors": done.stderr[-2000:]}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
