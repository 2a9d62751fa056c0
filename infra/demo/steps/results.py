"""What a committee's session and a recognition have in common: results on show, objections, package, certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra.demo.driver import Actor, Driver
from infra.demo.outcomes import Fate
from infra.demo.steps.committees import CommitteePlay
from infra.demo.world import Applicant, World

RESULT_OBJECTIONS = {Fate.RESULT_OBJECTION_DISMISSED: "dismissed", Fate.RESULT_OBJECTION_UPHELD: "upheld"}


@dataclass
class ResultsPlay:
    """A list of results on stage; `version` follows the answers."""

    driver: Driver
    world: World
    committee: CommitteePlay
    session_id: str = ""
    version: int = 0
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def office(self) -> Actor:
        """The office of the committee, or of the body that recognises."""
        return self.driver.actor(self.world.office_clerk(self.committee.office))

    def post_results(self) -> None:
        """Result publicity begins."""
        self._tell("post_results")

    def object_to_results(self) -> None:
        """Members of the public object to some results."""
        for item in self._items():
            if item["state"] == "passed" and self._applicant(item).fate in RESULT_OBJECTIONS:
                self.driver.anybody().tell(
                    "committee.file_objection",
                    session_id=self.session_id,
                    declaration_id=item["declaration_id"],
                    content="反映其论文存在代写情况，请予核查。",
                )

    def close_results(self) -> None:
        """Resolve what was objected, end the publicity, hand in the package."""
        for objection in self._session()["objections"]:
            outcome = RESULT_OBJECTIONS[self._applicant(objection).fate]
            self.office.tell(
                "committee.resolve_objection",
                objection_id=objection["objection_id"],
                expected_version=objection["version"],
                outcome=outcome,
                opinion="经调查，反映问题属实。" if outcome == "upheld" else "经调查，反映问题不属实。",
            )
        self._tell("close_results")
        self._tell("report_package")

    def approve(self) -> None:
        """The authority approves; certificates are issued."""
        authority = self.driver.actor(self.world.approver(self.committee.results))
        answer = authority.tell(
            "committee.approve_results",
            session_id=self.session_id,
            expected_version=self.version,
            opinion="经审核，评审程序合规，同意备案。",
        )
        self.version = answer["version"]
        self.figures["approved"] = answer["approved"]

    def _tell(self, verb: str, **params: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.office.tell(
            f"committee.{verb}", session_id=self.session_id, expected_version=self.version, **params
        )
        self.version = answer["version"]
        return answer

    def _session(self) -> dict[str, Any]:
        found: dict[str, Any] = self.office.ask("committee.get_session", session_id=self.session_id)
        return found

    def _items(self) -> list[dict[str, Any]]:
        return sorted(self._session()["items"], key=lambda item: self._applicant(item).number)

    def _applicant(self, item: dict[str, Any]) -> Applicant:
        return next(a for a in self.world.applicants if a.declaration_id == item["declaration_id"])
