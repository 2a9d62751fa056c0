"""committee: a session is drawn, meets, votes and certifies, beside inspections, measures, scores and what is taken in.

Its bodies' sides and the cleaning of the pool are told once, in the beginning.
"""

from shared.contracts import declaration
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.world import (
    BUREAU,
    CLERK,
    SUPERVISOR,
    World,
    applicant,
    at,
    confirmed_by_the_bureau,
)
from tests.support.upgrade.telling import Telling

NOTICE = "chifeng-2026"
WEIGHTS = {"职业道德": 30, "专业能力": 45, "技术水平": 25}
SCORES = {"职业道德": 90, "专业能力": 81, "技术水平": 77}
COUNTY_CODE = next(
    spec.code_for("150404")
    for spec in shipped_pack(NOTICE).committees
    if spec.is_per_county and spec.level_group == "middle" and "k12_teacher" in spec.series
)
CITY = type(CLERK)("clerk-7", "周九", "bureau-city", frozenset({"hr_clerk"}))


class Meeting(Play):
    """A session of the story's committee, at the stage that it has reached."""

    def __init__(self, world, session_id=None):
        self.world, self.committee_id = world, world.kept.notes["committee_id"]
        if session_id is not None:
            self.session_id = session_id
            found = world.call(CLERK, "get_session", session_id=session_id)
            self.version = found["version"]
            self.members = [one["expert_no"] for one in found["members"] if one["role"] == "member"]


class Story(Telling, World):
    """Part `number` is about a session with the declarations 10 * number + 1 to 3; 0 and 4 are taken back."""

    service_name, start = "committee", at(8, 1)
    untold = frozenset({"openings"})

    def hears(self, event, changes):
        """A fact of another service."""
        self.arrives(event, event.sample | changes)

    def set_up(self):
        """The notice, the register, a committee with its pool; the authority agrees that it reviews for a county."""
        self.clock.set(at(5, 8))
        rule = {"needs": "consent", "within_year": True, "clause": "chifeng-2023/5.3.1"}
        self.begin(confirmed_by_the_bureau(shipped_pack(NOTICE).raw) | {"extension": rule})
        self.registers("bureau-city", "hr_bureau")
        committee_id = self.kept.notes["committee_id"] = self.register()
        self.do(BUREAU, "approve_committee", committee_id=committee_id, expected_version=1, opinion="同意")
        self.import_pool(committee_id, 2)
        self.clean(committee_id)
        about = {"committee_id": committee_id, "notice_id": NOTICE}
        self.do(CITY, "agree_joint_review", **about, from_code=COUNTY_CODE, mode="entrusted", opinion="同意委托评审。")

    def first_half(self, number):
        """Drawn and opened, one has taken his ballots; the authority looks in and reminds."""
        self.come_in(number)
        play = Meeting(self)
        play.schedule()
        play.drawn()
        self.note(number)["session"] = play.session_id
        play.step("set_indicators", indicators=[{"series": "k12_teacher", "weights": WEIGHTS}])
        first = f"declaration-{10 * number + 1}"
        play.step("declare_recusal", expert_no=play.members[0], declaration_id=first, reason="近亲属")
        self.watched(play)
        self.note(number)["extension"] = self.do(
            CLERK, "file_extension", committee_id=play.committee_id, notice_id=NOTICE, until="2026-12-20",
            reason="考评结合系列成绩公布较晚。",
        )  # fmt: skip
        play.present()
        play.collect(play.members[1])

    def come_in(self, number):
        """What passed audit, and what was taken back after it or before."""
        for place in range(4):
            self.passes(10 * number + place)
        for place in (0, 4):
            taken_back = 10 * number + place
            who = {"declaration_id": f"declaration-{taken_back}", "person_id": f"person-{taken_back}"}
            self.hears(declaration.WITHDRAWN, who)

    def watched(self, play):
        """An inspection without faults, and a reminder."""
        self.do(
            BUREAU, "record_inspection", committee_id=play.committee_id, session_id=play.session_id,
            kind="spot_check", faults=False, inspected_on="2026-08-01", findings="记录完整。",
        )  # fmt: skip
        self.do(BUREAU, "take_measure", committee_id=play.committee_id, kind="remind", reason="注意归档。")

    def second_half(self, number):
        """The extension is refused; they score and vote; one result is objected to; certificates."""
        asked = self.note(number)["extension"]
        self.do(
            BUREAU, "answer_extension", extension_id=asked["extension_id"], expected_version=asked["version"],
            agreed=False, opinion="理由不充分。",
        )  # fmt: skip
        play = Meeting(self, self.note(number)["session"])
        self.clock.set(at(9, 10))
        first, second, _ = [f"declaration-{10 * number + place}" for place in (1, 2, 3)]
        play.step("register_scores", rows=[{"declaration_id": first, "method": "interview", "scores": SCORES}])
        play.vote(fails={second})
        play.step("post_results")
        about = {"session_id": play.session_id, "declaration_id": first}
        filed = self.do(None, "file_objection", **about, content="反映论文数量有误")
        self.clock.set(at(9, 21))
        self.do(
            CLERK, "resolve_objection", objection_id=filed["objection_id"], expected_version=filed["version"],
            outcome="dismissed", opinion="经核实，不属实。",
        )  # fmt: skip
        play.version = self.call(CLERK, "get_session", session_id=play.session_id)["version"]
        play.step("close_results")
        play.step("report_package")
        play.step("approve_results", who=BUREAU, opinion="同意备案。")

    def look(self, number, ended):
        """The session, the reviews, the certificates, the register, the oversight."""
        session = self.call(CLERK, "get_session", session_id=self.note(number)["session"])
        assert session["state"] == ("approved" if ended else "open"), session["state"]
        states = [
            self.call(SUPERVISOR, "get_review", declaration_id=f"declaration-{10 * number + place}")["state"]
            for place in range(4)
        ]
        assert states == ["withdrawn", *(["certified", "not_passed", "certified"] if ended else ["assigned"] * 3)]
        review = self.call(applicant(10 * number + 1), "get_review", declaration_id=f"declaration-{10 * number + 1}")
        if ended:
            asked = {"certificate_number": review["certificate_number"]}
            own = self.call(applicant(10 * number + 1), "get_certificate", **asked)
            code = {"check_code": own["check_code"]} if "check_code" in own else {}  # the version before has none
            self.call(None, "verify_certificate", **asked, **code)
        committee_id = self.kept.notes["committee_id"]
        assert self.call(CLERK, "get_committee", committee_id=committee_id)["pool"]
        assert self.call(None, "list_committees", filter={})["items"]
        assert self.call(BUREAU, "get_oversight", committee_id=committee_id)["inspections"]
