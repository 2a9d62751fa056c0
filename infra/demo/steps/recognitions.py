"""考核认定: a body decides on what has passed audit for it, without a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from infra.demo.outcomes import Fate
from infra.demo.steps.results import ResultsPlay

REFUSED = frozenset({Fate.NOT_PASSED, Fate.NOT_RECOGNISED})


@dataclass
class RecognitionPlay(ResultsPlay):
    """One list of decisions of one body; `figures` has granted, refused and, at the end, approved."""

    def decide(self) -> None:
        """Everybody who waits: granted, but for those whose fate it is not to pass."""
        answer = self.office.tell(
            "committee.recognise_declarations",
            committee_id=self.committee.committee_id,
            notice_id=self.world.pack.notice.id,
            decisions=[self._decision(declaration_id) for declaration_id in self._waiting()],
        )
        self.session_id, self.version = answer["session_id"], answer["version"]
        self.figures = {name: answer[name] for name in ("granted", "refused")}

    def _waiting(self) -> list[str]:
        """Ids of what passed audit for this body and is not decided yet, by applicant."""
        pack, body = self.world.pack, self.committee
        clerk = self.driver.actor(self.world.clerk(self.committee.office))
        passed = clerk.every("audit.list_inbox", filter={"state": "passed"})
        ours = [line["declaration_id"] for line in passed
                if pack.committee_code(pack.plan(line["plan_id"]), body.region) == body.code]  # fmt: skip
        numbers = {each.declaration_id: each.number for each in self.world.applicants}
        return sorted((key for key in ours if self._waits(key)), key=lambda key: numbers[key])

    def _waits(self, declaration_id: str) -> bool:
        review = self.office.ask("committee.get_review", declaration_id=declaration_id)
        return bool(review["state"] == "waiting")

    def _decision(self, declaration_id: str) -> dict[str, Any]:
        if self._applicant({"declaration_id": declaration_id}).fate in REFUSED:
            said: dict[str, Any] = {"granted": False, "opinion": "不予认定", "reason": "考核结果未达到认定要求"}
        else:
            said = {"granted": True, "opinion": "经考核合格，符合规定的学历和工作年限，同意认定"}
        return {"declaration_id": declaration_id} | said
