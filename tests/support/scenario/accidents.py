"""Accidents in mid-scenario, at steps drawn from a seed and at a moment when work is under way.

An accident waits in its step until the service it is about to hit has something in hand: the process is stopped
(SIGSTOP), looked at from outside, and killed only if a call, an event or a document is under way in it; otherwise it
goes on and is looked at again. So no accident comes after the work is done, however fast the machine is, and `happened`
says what was under way.
"""

from __future__ import annotations

import random
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import eventlet

from infra.demo.real import RealRun
from infra.devstack import DevStack, processes
from infra.fleet import FleetMember
from shared.contracts.queues import SERVICES
from tests.support.scenario.under_way import UnderWay, WatchedClient

Accident = Callable[[], Any]
"""Does something terrible once work is under way; returns what it hit."""
FIRST, LAST = 4, 95
"""Between which steps accidents begin: from registration to the first certificates of the tests' cast."""
LOOK_AGAIN = 0.004


@dataclass
class Accidents:
    """Called between two steps; `happened` says at which step and phase, what was done, what was hit."""

    plan: dict[int, tuple[str, Accident]] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)
    step: int = 0
    phase: str = ""
    over: bool = False
    under_way: list[Any] = field(default_factory=list)

    def between(self, phase: str) -> None:
        """The next step begins: its accident, if any, happens while the step's work is under way."""
        self.step, self.phase = self.step + 1, phase
        if self.step in self.plan:
            self.under_way.append(eventlet.spawn(self._cause, *self.plan[self.step]))

    def finish(self) -> None:
        """The scenario is over: every accident has happened, or RuntimeError; raises what went wrong in one."""
        self.over = True
        for one in self.under_way:
            one.wait()
        if len(self.happened) != len(self.plan):
            raise RuntimeError(f"the scenario was over before every accident had happened: {self.happened}")

    def _cause(self, name: str, accident: Accident) -> None:
        began = f"step {self.step} ({self.phase}): {name}"
        try:
            hit = accident()
        except Exception as error:
            print(f"{began} FAILED: {error}", flush=True)
            raise
        self.happened.append(f"{began}; under way: {hit}")


class Scene:
    """A run, what is under way in it, and a seed."""

    def __init__(self, run: RealRun, stack: DevStack, seed: int) -> None:
        calls: Counter[str] = Counter()
        run.driver.client = WatchedClient(run.driver.client, calls)
        self.run, self.stack, self.rng = run, stack, random.Random(seed)
        self.work = UnderWay({name: run.site.environment(name)["ZHIPING_DATABASE_URL"] for name in SERVICES}, calls)
        self.accidents = Accidents()

    def at_random_steps(self, accidents: list[tuple[str, Accident]]) -> Accidents:
        """One in each of equal parts of the year."""
        part = (LAST - FIRST) // len(accidents)
        for index, accident in enumerate(accidents):
            self.accidents.plan[FIRST + part * index + self.rng.randrange(part)] = accident
        return self.accidents

    def when(self, busy: Callable[[], Any]) -> Any:
        """Wait for work; RuntimeError when the scenario ends without any."""
        while not (found := busy()):
            if self.accidents.over:
                raise RuntimeError("no work was under way until the end of the scenario")
            eventlet.sleep(LOOK_AGAIN)
        return found

    def stopped_when_busy(self, member: FleetMember) -> Any:
        """SIGSTOP the service's process, and nobody else, at a moment when the service has work in hand."""

        def stop_and_look() -> Any:
            process = member.process
            if process is None:
                raise RuntimeError(f"{member.label} was gone before its accident: {member.log.read_text()[-2000:]}")
            processes.signal_all([process], signal.SIGSTOP)
            if not (found := self.work.of(member.service)):
                processes.signal_all([process], signal.SIGCONT)
            return found

        eventlet.sleep(self.rng.random() / 2)
        return self.when(stop_and_look)

    def killed(self, *services: str) -> Accident:
        """kill -9 of the first process of each while each has work in hand, and a start a moment later."""
        pause = 0.2 + self.rng.random()

        def accident() -> Any:
            members = [self.run.fleet.of(service)[0] for service in services]
            hit = {member.label: self.stopped_when_busy(member) for member in members}
            for member in members:
                _kill_alone(member)
            eventlet.sleep(pause)
            for member in members:
                self.run.fleet.start_member(member)
            return hit

        return accident

    def frozen(self, service: str, seconds: float) -> Accident:
        """One of two replicas stands still for a long time, with work in hand, and wakes up again."""

        def accident() -> Any:
            member = self.run.fleet.of(service)[0]
            hit = self.stopped_when_busy(member)
            eventlet.sleep(seconds)
            processes.signal_all([member.process] if member.process else [], signal.SIGCONT)
            return hit

        return accident

    def broker(self, how: Callable[[], None]) -> Accident:
        """The broker goes and comes back."""

        def accident() -> Any:
            hit = self.when(self.work.anywhere)
            how()
            self.stack.broker.start()
            return hit

        return accident

    def database_killed(self) -> Any:
        """PostgreSQL ends as in a power cut and recovers."""
        hit = self.when(self.work.anywhere)
        self.stack.database.kill()
        eventlet.sleep(self.rng.random())
        self.stack.database.start()
        return hit

    def objects_killed(self) -> Any:
        """The S3 server goes while documents wait to be stored; they wait until it is back."""

        def stop_and_look() -> Any:
            if not self.work.unprinted():
                return 0
            self.stack.objects.freeze()
            if not (found := self.work.unprinted()):
                self.stack.objects.thaw()
            return found

        hit = self.when(stop_and_look)
        self.stack.objects.kill()
        eventlet.sleep(1 + self.rng.random())
        self.stack.objects.start()
        return {"unprinted": hit}


def kills(scene: Scene) -> Accidents:
    """kill -9 of one process of each service."""
    order = scene.rng.sample(SERVICES, len(SERVICES))
    return scene.at_random_steps([(f"kill -9 {service}", scene.killed(service)) for service in order])


def broker_trouble(scene: Scene) -> Accidents:
    """The broker stopped and started, and later killed and started."""
    broker = scene.stack.broker
    return scene.at_random_steps(
        [("broker restarted", scene.broker(broker.stop)), ("broker killed", scene.broker(broker.kill))]
    )


def servers(scene: Scene) -> Accidents:
    """PostgreSQL killed, S3 killed, all five services killed at once, in an order drawn from the seed."""
    every = [
        ("PostgreSQL killed", scene.database_killed),
        ("S3 killed", scene.objects_killed),
        ("kill -9 of all five at once", _all_at_once(scene)),
    ]
    return scene.at_random_steps(scene.rng.sample(every, len(every)))


def sleepers(scene: Scene) -> Accidents:
    """One of two replicas of two services stands still for a minute while its twin goes on; a third one is killed."""
    first, second, third = scene.rng.sample(SERVICES, 3)
    return scene.at_random_steps([
        (f"{first} frozen for a minute", scene.frozen(first, 60)),
        (f"kill -9 {third}", scene.killed(third)),
        (f"{second} frozen for a minute", scene.frozen(second, 60)),
    ])  # fmt: skip


KINDS: dict[str, Callable[[Scene], Accidents]] = {
    "kills": kills, "broker": broker_trouble, "servers": servers, "sleepers": sleepers
}  # fmt: skip


def _all_at_once(scene: Scene) -> Accident:
    def accident() -> Any:
        hit = scene.when(scene.work.anywhere)
        members = [scene.run.fleet.of(service)[0] for service in SERVICES]
        for member in members:
            _kill_alone(member)
        eventlet.sleep(scene.rng.random())
        for member in members:
            scene.run.fleet.start_member(member)
        return hit

    return accident


def _kill_alone(member: FleetMember) -> None:
    """SIGKILL for the service's process and nobody else: its render workers have to notice by themselves."""
    process = member.process
    if process is None:
        raise RuntimeError(f"{member.label} was gone before it was killed: {member.log.read_text()[-2000:]}")
    family = processes.family(process)
    processes.signal_all([process], signal.SIGKILL)
    if left := processes.wait_gone(family, 10):
        raise RuntimeError(f"{member.label} left processes behind: {left}")
