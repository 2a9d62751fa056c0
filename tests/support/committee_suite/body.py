"""The body of a county that recognises without a session, step by step, so that a test can stop where it wants."""

import json

from shared.policy import shipped_pack
from tests.support.committee_suite.world import CLERK, OFFICE, OPERATOR, at
from tests.support.stages import staged

BUREAU = type(CLERK)("clerk-2", "钱七", OFFICE, frozenset({"hr_clerk"}))
"""Another section of the same bureau: it recognises, and confirms what was recognised."""
BESIDE = type(CLERK)("clerk-3", "周九", "office-2", frozenset({"committee_office"}))
NOTICE = "chifeng-2023"
CODE = "chifeng-county-150402-recognition-junior"
MIDDLE = "chifeng-county-150402-recognition-middle"
WELL = "经考核合格，同意认定"
GRANTED = {"granted": True, "opinion": WELL}
REFUSED = {"granted": False, "opinion": "不予认定", "reason": "年度考核不合格"}


def played_later(**sections):
    """The notice that knows recognition, with its days three years on, where this suite's clock stands."""
    raw = json.loads(json.dumps(shipped_pack(NOTICE).raw).replace('"2023-', '"2026-'))
    return raw | sections


class Body:
    """The county's bureau recognises; `people` declarations of its track have passed audit."""

    @staged
    def __init__(self, world, people=3, code=CODE, pack=None):
        self.world = world
        world.begin(pack or played_later())
        world.registers(OFFICE, "hr_bureau", region="150402", tier="county")
        world.registers("office-2", "committee_office")
        self.committee_id = self.register(code)
        self.approve()
        for number in range(1, people + 1):
            self.passes(number)

    def register(self, code=CODE, **changes):
        group = "junior" if code == CODE else "middle"
        return self.world.register(
            **{"code": code, "name": "红山区人力资源和社会保障局（认定）", "level_group": group, "region": "150402",
               "series": ["k12_teacher", "agriculture", "engineering"], "size": None} | changes
        )  # fmt: skip

    def approve(self, committee_id=None, who=BUREAU):
        request = {"committee_id": committee_id or self.committee_id, "expected_version": 1, "opinion": "同意"}
        return self.world.do(who, "approve_committee", **request)

    def passes(self, number, **changes):
        self.world.passes(
            number,
            **{"notice_id": NOTICE, "committee_code": CODE, "track": "recognition", "level": "assistant",
               "level_group": "junior", "title": "二级教师"} | changes,
        )  # fmt: skip

    def decide(self, chosen, who=CLERK, **changes):
        """What is `chosen`, by the number of the declaration."""
        request = {"committee_id": self.committee_id, "notice_id": NOTICE}
        lines = [{"declaration_id": f"declaration-{number}", **said} for number, said in chosen.items()]
        answer = self.world.do(who, "recognise_declarations", **request | {"decisions": lines} | changes)
        self.session_id, self.version = answer["session_id"], answer["version"]
        return answer

    def step(self, method, who=CLERK, **params):
        answer = self.world.do(
            who, method, session_id=self.session_id, expected_version=self.version, **params
        )  # fmt: skip
        self.version = answer["version"]
        return answer

    @staged
    def reported(self):
        """Decided on 3 August, posted, closed, reported."""
        self.world.clock.set(at(8, 3))
        self.decide({1: GRANTED, 2: REFUSED, 3: GRANTED})
        self.step("post_results")
        self.world.clock.set(at(8, 11))
        self.step("close_results")
        return self.step("report_package")


def review_of(world, number, who=OPERATOR):
    return world.call(who, "get_review", declaration_id=f"declaration-{number}")
