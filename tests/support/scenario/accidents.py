"""Accidents in mid-scenario: processes killed, the broker restarted or killed, at moments drawn from a printed seed."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field

import eventlet

from infra.demo.real import RealRun
from infra.devstack import DevStack, processes
from infra.fleet import Member
from shared.contracts.queues import SERVICES

Accident = Callable[[], None]
FIRST, LAST = 4, 150
"""Between which steps of the diary accidents happen: from registration to the first certificates of the tests' cast."""


@dataclass
class Accidents:
    """Called between the steps of the diary; `happened` says what was done at which step and phase."""

    plan: dict[int, Accident]
    happened: list[str] = field(default_factory=list)
    step: int = 0
    under_way: list[object] = field(default_factory=list)

    def between(self, phase: str) -> None:
        """The next step begins: its accident, if any, happens while the step's calls are under way."""
        self.step += 1
        accident = self.plan.get(self.step)
        if accident is not None:
            self.happened.append(f"step {self.step} ({phase}): {accident.__name__}")
            self.under_way.append(eventlet.spawn(accident))

    def finish(self) -> None:
        """Wait for the last accident to be over; raises what went wrong in one."""
        for one in self.under_way:
            one.wait()  # type: ignore[attr-defined]


def kills(run: RealRun, seed: int) -> Accidents:
    """kill -9 of one process of each service, each started again a moment later."""
    rng = random.Random(seed)
    services = rng.sample(SERVICES, len(SERVICES))
    plan = {
        step: _kill(run, service, rng) for step, service in zip(_moments(len(SERVICES), rng), services, strict=True)
    }
    return Accidents(plan)


def broker_trouble(stack: DevStack, seed: int) -> Accidents:
    """The broker stopped and started, and later killed and started."""
    rng = random.Random(seed)
    first, second = _moments(2, rng)

    def restart_broker() -> None:
        eventlet.sleep(rng.random())
        stack.broker.stop()
        stack.broker.start()

    def kill_broker() -> None:
        eventlet.sleep(rng.random())
        stack.broker.kill()
        stack.broker.start()

    return Accidents({first: restart_broker, second: kill_broker})


def _moments(number: int, rng: random.Random) -> list[int]:
    """Steps at random, one in each of `number` equal parts of the year."""
    part = (LAST - FIRST) // number
    return [FIRST + part * index + rng.randrange(part) for index in range(number)]


def _kill(run: RealRun, service: str, rng: random.Random) -> Accident:
    before, after = rng.random(), 0.2 + rng.random()

    def accident() -> None:
        eventlet.sleep(before)
        member = run.fleet.of(service)[0]
        _kill_alone(member)
        eventlet.sleep(after)
        run.fleet.start_member(member)

    accident.__name__ = f"kill -9 {service}"
    return accident


def _kill_alone(member: Member) -> None:
    """SIGKILL for the service's process and nobody else: its render workers have to notice by themselves."""
    process = member.process
    if process is None:
        raise RuntimeError(f"{member.label} was gone before it was killed: {member.log.read_text()[-2000:]}")
    family = processes.family(process)
    processes.signal_all([process], signal.SIGKILL)
    if left := processes.wait_gone(family, 10):
        raise RuntimeError(f"{member.label} left processes behind: {left}")
