"""A rolling update in the middle of a year: service by service, each with an old and a new process for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import eventlet

from infra.demo.driver import Driver
from infra.devstack import environment
from infra.devstack.broker import PORTAL
from infra.fleet import Fleet, FleetMember
from shared.calls import RpcClient
from shared.contracts.queues import SERVICES, SUBSCRIPTIONS
from tests.support.rolling.site import UpdatedSite

ORDERS = {
    "publishers first": ("declaration", "audit", "committee", "docgen", "notify"),
    "followers first": ("notify", "docgen", "committee", "audit", "declaration"),
}
BACK = {"publishers first": ("audit", 1), "followers first": ("notify", 3)}
"""Who is taken back to the released version once so many others are updated, and updated again. Heads of trails wait
for notify meanwhile."""


@dataclass
class Update:
    """Called between two steps; `happened` says what was done at which step."""

    site: UpdatedSite
    driver: Driver
    tree: Path
    logs: Path
    happened: list[str] = field(default_factory=list)
    step: int = 0
    waited: int = 0
    """Events that the old process of a service had left lying when a new one came beside it."""

    def __post_init__(self) -> None:
        self.old = Fleet(self.site.as_released, self.logs / "old", tree=self.tree)
        self.new = Fleet(self.site.as_present, self.logs / "new")
        self.last = Fleet(self.site.at_last, self.logs / "last")
        self.plan: dict[int, tuple[str, Callable[[], None]]] = {}

    def follow(self, order: str, first: int, last: int) -> None:
        """Plan it: evenly spread over the steps of the year."""
        actions: list[tuple[str, Callable[[], None]]] = [("prepare the site", self.site.prepare)]
        back, others = BACK[order]
        for index, service in enumerate(ORDERS[order]):
            actions += self._forward(service)
            if index == others:
                actions += self._back(back)
        actions.append(("the update is through", self.complete))
        for index, action in enumerate(actions):
            self.plan[first + index * (last - first) // (len(actions) - 1)] = action

    def between(self, phase: str) -> None:
        """The next step begins."""
        self.step += 1
        if self.step in self.plan:
            name, action = self.plan[self.step]
            action()
            self.happened.append(f"step {self.step} ({phase}): {name}")
            print(self.happened[-1], flush=True)

    def complete(self) -> None:
        """No old process is left: everything that waited is handled, and from now on owners are enforced."""
        self.driver.subscriptions = SUBSCRIPTIONS
        self.driver.note_activity()
        self.driver.settle()
        self.site.hide_numbers()
        self.new.stop()
        self.last.start(120)
        self.driver.client.close()
        self.driver.client = RpcClient(self.site.variables[environment.address_of(PORTAL)], timeout=20)

    def stop(self) -> None:
        """End every process."""
        for fleet in (self.old, self.new, self.last):
            fleet.stop()

    def _forward(self, service: str) -> list[tuple[str, Callable[[], None]]]:
        old, new = _of(self.old, service), _of(self.new, service)
        return [
            (f"{service}: a new process beside the old one", lambda: self._joined_by(new)),
            (f"{service}: the old process ends", lambda: self.old.stop_member(old)),
        ]

    def _back(self, service: str) -> list[tuple[str, Callable[[], None]]]:
        old, new = _of(self.old, service), _of(self.new, service)

        def back() -> None:
            self._start(self.old, old)
            self.new.stop_member(new)

        return [(f"{service}: back to the released version", back), *self._forward(service)]

    def _joined_by(self, member: FleetMember) -> None:
        self.waited += self.site.unheard()
        self._start(self.new, member)

    def _start(self, fleet: Fleet, member: FleetMember) -> None:
        fleet.start_member(member)
        while not member.answers():
            if member.process is None:
                raise RuntimeError(f"{member.label} ended while starting:\n{member.log.read_text()[-3000:]}")
            eventlet.sleep(0.1)


def _of(fleet: Fleet, service: str) -> FleetMember:
    assert service in SERVICES
    return fleet.of(service)[0]
