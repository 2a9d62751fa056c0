"""What the services' own records say of one applicant, as he and the supervisor of his place are answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from infra.demo.days import NOON, moment
from infra.demo.driver import Actor, Driver
from infra.demo.summary import INSPECTOR
from infra.demo.world import Applicant, World
from shared.kernel.clock import iso
from shared.kernel.errors import Kind, ZhipingError

Answer = dict[str, Any]


def supervisor_of(world: World) -> Any:
    """The inspector, for the place of whoever issued the notice: lists show him their objections."""
    return replace(INSPECTOR, region=world.pack.notice.issuer.region)


@dataclass
class Records:
    """Answers about one applicant, each asked for when somebody first wants it; None where he never came so far."""

    driver: Driver
    world: World
    applicant: Applicant

    def read_all(self) -> None:
        """Ask for everything now, while the services are there."""
        _ = self.progress, self.case, self.review, self.objections, self.lists, self.messages
        if self.declaration is None:
            _ = self.verdict

    @cached_property
    def me(self) -> Actor:
        """The applicant himself."""
        return self.driver.actor(self.applicant.caller)

    @cached_property
    def declaration(self) -> Answer | None:
        """`declaration.get_declaration`; of several the last."""
        mine = self.me.every("declaration.list_declarations", filter={"person_id": self.applicant.person_id})
        key = max((one["declaration_id"] for one in mine), default=None)
        return self._asked("declaration.get_declaration", declaration_id=key) if key else None

    @property
    def declaration_id(self) -> str:
        """Of a declaration that there is."""
        assert self.declaration is not None
        return str(self.declaration["declaration_id"])

    @property
    def state(self) -> str | None:
        """Where the declaration stands."""
        return self.declaration["state"] if self.declaration else None

    @cached_property
    def progress(self) -> Answer | None:
        """`declaration.get_progress`: the timeline."""
        return self._of_declaration("declaration.get_progress")

    @cached_property
    def case(self) -> Answer | None:
        """`audit.get_case`."""
        return self._of_declaration("audit.get_case")

    @cached_property
    def review(self) -> Answer | None:
        """`committee.get_review`."""
        return self._of_declaration("committee.get_review")

    @cached_property
    def verdict(self) -> Answer:
        """`declaration.check_eligibility` for the plan, on the last day on which it takes filings."""
        plan, notice = self.applicant.plan, self.world.pack.notice.id
        last = moment(plan.windows["filing"].closes_on, NOON)
        asked = {"person_id": self.applicant.person_id, "plan_id": plan.id, "notice_id": notice, "at": iso(last)}
        found: Answer = self.me.ask("declaration.check_eligibility", **asked)
        return found

    @cached_property
    def objections(self) -> list[Answer]:
        """Those to lists on which he stood, of either service, each with `holder`: who decided."""
        return [*self._of_lists(), *self._of_results()] if self.declaration else []

    @cached_property
    def messages(self) -> list[Answer]:
        """What he was told, oldest first."""
        return self.me.every("notify.list_messages", filter={}, sort="sent_at")

    @cached_property
    def lists(self) -> list[Answer]:
        """`audit.list_publicities`: those on which he stood."""
        if self.declaration is None:
            return []
        lists = self.driver.anybody().every("audit.list_publicities", filter={}, sort="posted_on")
        return [one for one in lists if self._mine(one["people"])]

    def _of_lists(self) -> Iterator[Answer]:
        supervisor = self.driver.actor(supervisor_of(self.world))
        for listed in self.lists:
            shown = supervisor.ask("audit.get_publicity", publicity_id=listed["publicity_id"])
            told = {"holder": listed["organisation_name"], "clause": listed["clause"]}
            yield from (one | told for one in self._mine(shown["objections"]))

    def _of_results(self) -> Iterator[Answer]:
        if self.review is None or not self.review["session_id"]:
            return
        supervisor = self.driver.actor(supervisor_of(self.world))
        session = supervisor.ask("committee.get_session", session_id=self.review["session_id"])
        clause = self.world.pack.publicity_rule("result").clause
        holder = self.review["committee_name"]
        yield from (one | {"holder": holder, "clause": clause} for one in self._mine(session["objections"]))

    def _mine(self, lines: list[Answer] | None) -> list[Answer]:
        return [one for one in lines or [] if one["declaration_id"] == self.declaration_id]

    def _of_declaration(self, method: str) -> Answer | None:
        return self._asked(method, declaration_id=self.declaration_id) if self.declaration else None

    def _asked(self, method: str, **params: Any) -> Answer | None:
        try:
            found: Answer = self.me.ask(method, **params)
        except ZhipingError as error:
            if error.kind is Kind.NOT_FOUND:
                return None
            raise
        return found
