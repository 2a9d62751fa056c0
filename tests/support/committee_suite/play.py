"""One session step by step, so that a test can stop where it wants to look."""

from tests.support.committee_suite.world import BUREAU, CLERK, COMMITMENT, SEED, at, expert
from tests.support.stages import staged


def checked(world, number, seen_by=BUREAU):
    """What anybody is told who has the certificate in his hand: its number and the code that is printed on it."""
    printed = world.call(seen_by, "get_certificate", certificate_number=number)
    return world.call(None, "verify_certificate", certificate_number=number, check_code=printed["check_code"])


class Play:
    """A session with `applicants` declarations and a panel of eleven."""

    @staged
    def __init__(self, world, applicants=3, pool=None, notice=None, **first):
        self.world = world
        world.begin(notice)
        self.committee_id = world.register()
        world.do(BUREAU, "approve_committee", committee_id=self.committee_id, expected_version=1, opinion="同意")
        world.import_pool(self.committee_id, 2, pool)
        world.clean(self.committee_id)
        for number in range(1, applicants + 1):
            world.passes(number, **(first if number == 1 else {}))
        world.clock.set(at(8, 1))
        self.schedule()

    def schedule(self):
        """On 10 September."""
        answer = self.world.do(
            CLERK, "schedule_session", committee_id=self.committee_id, notice_id="chifeng-2026",
            meeting_on="2026-09-10", place="赤峰市", panel_size=11, procedure="程序", measures="措施",
        )  # fmt: skip
        self.session_id, self.version = answer["session_id"], answer["version"]

    def step(self, method, who=CLERK, **params):
        """A command at the present version."""
        answer = self.world.do(who, method, session_id=self.session_id, expected_version=self.version, **params)
        self.version = answer["version"]
        return answer

    @staged
    def drawn(self):
        """Assigned, committed, drawn."""
        self.step("assign_declarations")
        self.step("commit_seed", commitment=COMMITMENT)
        answer = self.step("draw_panel", seed=SEED)
        self.members = [member["expert_no"] for member in answer["members"]]
        return answer

    @staged
    def opened(self, present=11):
        """Plan filed in time, so many members present."""
        self.drawn()
        return self.present(present)

    @staged
    def present(self, present=11):
        """From the drawn panel to the opening."""
        self.world.clock.set(at(9, 1))
        self.step("file_plan")
        self.world.clock.set(at(9, 10))
        for number in self.members[:present]:
            self.step("check_in", expert_no=number)
        return self.step("open_session")

    def collect(self, number, key="receipt-1"):
        """An expert takes his ballots."""
        return self.world.call(
            expert(number), "collect_ballots", session_id=self.session_id, idempotency_key=key
        )["ballots"]  # fmt: skip

    def cast(self, papers, choice="yes", who=None):
        """Somebody casts them all alike."""
        ballots = [{"token": paper["token"], "choice": choice} for paper in papers]
        return self.world.do(who, "cast_ballots", session_id=self.session_id, ballots=ballots)

    def blind(self):
        """Declaration by blind number."""
        items = self.world.call(CLERK, "get_session", session_id=self.session_id)["items"]
        return {item["blind_no"]: item["declaration_id"] for item in items}

    @staged
    def vote(self, fails=()):
        """Everybody present says yes, no to declarations in `fails`; then the vote is closed."""
        blind = self.blind()
        for number in self.members[: self.world.call(CLERK, "get_session", session_id=self.session_id)["present"]]:
            ballots = [
                {"token": paper["token"], "choice": "no" if blind[paper["blind_no"]] in fails else "yes"}
                for paper in self.collect(number)
            ]
            self.world.do(None, "cast_ballots", session_id=self.session_id, ballots=ballots)
        return self.step("close_voting")

    @staged
    def published(self, fails=()):
        """Opened, voted, posted."""
        self.opened()
        self.vote(fails)
        return self.step("post_results")

    @staged
    def certified(self, fails=()):
        """All the way."""
        self.published(fails)
        self.world.clock.set(at(9, 21))
        self.step("close_results")
        self.step("report_package")
        return self.step("approve_results", who=BUREAU, opinion="同意备案。")
