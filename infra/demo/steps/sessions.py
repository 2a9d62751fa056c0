"""One review session from its scheduling to the count; its results are played like those of a recognition."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date

from infra.demo.outcomes import Fate
from infra.demo.steps.results import ResultsPlay
from infra.demo.steps.scores import rows_of, weights_of
from infra.demo.world import Applicant
from shared.kernel.caller import Caller
from shared.policy import Plan
from shared.policy.pack.procedure import Indicators

PROCEDURE = "开幕、学习政策、专家组审阅材料、小组评议、大会评议、无记名投票表决、宣布结果。"
MEASURES = "评审全程由纪检监察部门监督，执行回避和保密规定，手机等通信设备统一保管。"
SURE_TO_PASS = frozenset({Fate.RESULT_OBJECTION_DISMISSED, Fate.RESULT_OBJECTION_UPHELD})


@dataclass
class SessionPlay(ResultsPlay):
    """A session on stage, until its results; `version` follows the answers."""

    meeting_on: date = date.max
    fails_quorum: bool = False
    members: list[str] = field(default_factory=list)
    weights: dict[str, dict[str, int]] = field(default_factory=dict)

    def schedule(self) -> None:
        """Fix date and place, and put the waiting declarations on the list."""
        answer = self.office.tell(
            "committee.schedule_session",
            committee_id=self.committee.committee_id,
            notice_id=self.world.pack.notice.id,
            meeting_on=self.meeting_on.isoformat(),
            place=f"{self.world.pack.region_name(self.committee.region)}会议中心",
            panel_size=self.committee.size,
            procedure=PROCEDURE,
            measures=MEASURES,
        )
        self.session_id, self.version = answer["session_id"], answer["version"]
        self._tell("assign_declarations")

    def draw(self) -> None:
        """Commit the seed, open it, draw; one more recusal is declared by hand."""
        seed = hashlib.sha256(f"{self.world.seed}:{self.committee.code}".encode()).hexdigest()
        self._tell("commit_seed", commitment=hashlib.sha256(bytes.fromhex(seed)).hexdigest())
        answer = self._tell("draw_panel", seed=seed)
        self.figures = answer["figures"] | {"recusals": len(answer["recusals"])}
        self.members = [member["expert_no"] for member in answer["members"]]
        self._recuse_one()

    def file_plan(self) -> None:
        """The implementation plan goes to the authority, which consents where the notice asks for it."""
        self._weigh()
        self._tell("file_plan")
        if self.world.pack.implementation_plan.needs == "consent":
            authority = self.driver.actor(self.world.approver(self.committee.authority))
            answer = authority.tell(
                "committee.consent_to_plan",
                session_id=self.session_id,
                expected_version=self.version,
                agreed=True,
                opinion="方案内容完整，同意按方案开展评审。",
            )
            self.version = answer["version"]

    def meet(self) -> bool:
        """Roll, quorum, secret ballot, count; False when the quorum failed."""
        here = self.members[: len(self.members) // 2] if self.fails_quorum else self._attending()
        for expert_no in here:
            self._tell("check_in", expert_no=expert_no)
        answer = self._tell("open_session")
        if not answer["opened"]:
            self.fails_quorum = False
            return False
        self._score()
        self._vote(here)
        counted = self._tell("close_voting")
        self.figures |= {"present": counted["present"], "passed": counted["passed"]}
        self.figures["candidates"] = len(counted["results"])
        return True

    def reconvene(self, meeting_on: date) -> None:
        """A new date after the failed quorum."""
        self.meeting_on = meeting_on
        self._tell("reconvene_session", meeting_on=meeting_on.isoformat())

    def _recuse_one(self) -> None:
        held = self._session()["recusals"]
        if held:
            return
        first = self._items()[0]
        self._tell(
            "declare_recusal",
            expert_no=self.members[-1],
            declaration_id=first["declaration_id"],
            reason="与申报人有亲属关系",
        )
        self.figures["recusals"] += 1

    def _attending(self) -> list[str]:
        """All but about one in eight, chosen by the seed; never below the quorum."""
        rng = random.Random(f"{self.world.seed}:{self.committee.code}:attending")
        quorum = self.world.pack.committee_rules.quorum.ratio.least(len(self.members))
        away = min(len(self.members) - quorum, len(self.members) // 8)
        absent = set(rng.sample(sorted(self.members), away))
        return [member for member in self.members if member not in absent]

    def _weigh(self) -> None:
        """Dimensions of the notice's menu are weighed, unless it does so itself; once, before the plan is filed."""
        if not self.weights:
            self.weights = weights_of(self._plans())
            if self.weights:
                listed = [{"series": series, "weights": weights} for series, weights in self.weights.items()]
                self._tell("set_indicators", indicators=listed)

    def _score(self) -> None:
        """The office registers the sheet where the notice names methods."""
        rows = [
            row
            for item in self._items()
            if item["state"] == "assigned"
            for row in rows_of(self.world, self._applicant(item), item["declaration_id"], self.weights)
        ]
        if rows:
            self._tell("register_scores", rows=rows)

    def _plans(self) -> list[tuple[Plan, Indicators | None]]:
        plans = {applicant.plan.id: applicant.plan for applicant in map(self._applicant, self._items())}
        return [(plan, self.world.pack.indicators_for(plan)) for plan in plans.values()]

    def _vote(self, here: list[str]) -> None:
        by_blind = {item["blind_no"]: self._applicant(item) for item in self._items()}
        self.driver.together(lambda expert_no: self._vote_of(expert_no, by_blind), here)

    def _vote_of(self, expert_no: str, by_blind: dict[str, Applicant]) -> None:
        expert = self.driver.actor(Caller(expert_no, "评审专家", roles=frozenset({"expert"})))
        papers = expert.tell("committee.collect_ballots", session_id=self.session_id)["ballots"]
        ballots = [
            {"token": paper["token"], "choice": self._choice(expert_no, by_blind[paper["blind_no"]])}
            for paper in papers
        ]
        if ballots:
            self.driver.anybody().tell("committee.cast_ballots", session_id=self.session_id, ballots=ballots)

    def _choice(self, expert_no: str, applicant: Applicant) -> str:
        if applicant.fate in SURE_TO_PASS:
            return "yes"
        rng = random.Random(f"{self.world.seed}:{expert_no}:{applicant.person_id}")
        yes = 0.3 if applicant.fate is Fate.NOT_PASSED else 0.95
        draw = rng.random()
        return "yes" if draw < yes else "abstain" if draw > 0.98 else "no"
