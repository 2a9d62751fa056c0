"""`python -m tests.support.real_year.player OPTIONS`: plays a year of a few people over the bus, as far as it is told.

Each line of its input is a JSON object: `until` (a moment in Shanghai), or `do` (a method of `Player`); each line of
its output is the answer. Days on which nothing is due are left out. A process of its own, green from its first line.
"""

import eventlet

eventlet.monkey_patch()

import heapq  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from dataclasses import replace  # noqa: E402
from datetime import datetime  # noqa: E402
from pathlib import Path  # noqa: E402

from infra.demo.days import MORNING, moment  # noqa: E402
from infra.demo.driver import Driver  # noqa: E402
from infra.demo.outcomes import Fate  # noqa: E402
from infra.demo.schedule import Schedule  # noqa: E402
from infra.demo.steps.filing import scan  # noqa: E402
from infra.demo.steps.opening import PUBLISHER  # noqa: E402
from infra.demo.summary import INSPECTOR  # noqa: E402
from infra.demo.timeline import Timeline  # noqa: E402
from infra.demo.world import build_world  # noqa: E402
from infra.serve.people import OPERATOR  # noqa: E402
from shared.calendar import work_calendar  # noqa: E402
from shared.calls import RpcClient  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.kernel.clock import ZONE, FileClock  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from shared.security import TokenIssuer  # noqa: E402

PLAN = "agriculture-city-middle"
"""Its way leads over unit, department and bureau to a committee with a session."""


class Leaps(Timeline):
    """The mornings of days on which something is to be done, and no others."""

    def play(self, driver, tell, until=None):
        while self._entries and self._entries[0][0] <= until:
            when, _, phase, entry = heapq.heappop(self._entries)
            self._reach(driver, when)
            tell(when.date(), phase)
            entry()
        self._reach(driver, until)
        driver.settle()

    def _reach(self, driver, when):
        now = driver.clock.now()
        if when.date() > now.date():
            driver.at(moment(when.date(), MORNING))
        if when > driver.clock.now():
            driver.later(when)


class QuietSchedule(Schedule):
    """Sessions are called and then left to the test."""

    def _write_session(self, session):
        pass


class Player:
    """What the test may ask for; every answer is JSON."""

    def __init__(self, options):
        clock = FileClock(Path(options["clock"]))
        client = RpcClient(options["uri"], timeout=30)
        self.driver = Driver(client, clock, TokenIssuer(clock, options["issuer"]))
        self.world = build_world(shipped_pack("chifeng-2026"), options["seed"], options["applicants"], 1)
        smooth = [one for one in self.world.applicants if one.fate is Fate.SMOOTH and one.plan.id == PLAN]
        self.newcomer = next(one for one in smooth if not one.early)
        self.played = [one for one in smooth if one.early][:1]
        self.world.applicants = self.played
        self.schedule = QuietSchedule(self.driver, self.world)
        self.schedule.timeline = Leaps()
        committee = self.world.pack.committee_code(self.newcomer.plan, self.newcomer.unit.region)
        self.schedule.committees = [one for one in self.schedule.committees if one.code == committee]
        self.timeline = self.schedule.write()

    def until(self, instant):
        """Go on to this moment."""
        self.timeline.play(self.driver, lambda day, phase: None, until=instant)
        return {"now": self.driver.clock.now().isoformat()}

    def settle(self):
        """Wait until what the test's people did has reached everybody."""
        self.driver.note_activity()
        self.driver.settle()
        return {}

    def after(self, days):
        """The day so many working days from now."""
        return {"now": work_calendar().add_working_days(self.driver.clock.today(), days).isoformat()}

    def people(self):
        """Role -> (person, name, organisation, its name, region) of everybody with a part."""
        committee, played = self.schedule.committees[0], self.played[0]
        case = self.driver.operator.ask("audit.get_case", declaration_id=played.declaration_id)
        houses = {stage["holder_id"] for stage in case["stages"]}
        places = {place.kind: place for place in self.world.places.all if place.id in houses}
        region, found = self.world.pack.notice.issuer.region, {}
        for role, kind in (("unit_clerk", "unit"), ("department_clerk", "department"), ("hr_clerk", "hr_bureau")):
            found[role] = _told(self.world.clerk(places[kind]), places[kind])
        found["committee_office"] = _told(self.world.office_clerk(committee.office), committee.office)
        found["authority"] = _told(self.world.approver(committee.authority), committee.authority)
        found["applicant"] = _told(self.newcomer.caller, None)
        found["played"] = _told(played.caller, None)
        for role, caller in (("supervisor", INSPECTOR), ("publisher", PUBLISHER), ("operator", OPERATOR)):
            found[role] = _told(replace(caller, region=region), None)
        return found

    def newcomer_papers(self):
        """What the person who comes through the door fills in."""
        one = self.newcomer
        return {
            "unit_id": one.unit.id, "profile": one.profile, "results": one.results, "plan": one.plan.id,
            "plan_name": one.plan.name, "declaration": self.played[0].declaration_id,
            "materials": [item.id for item in self.world.pack.materials(one.plan) if item.provided_by == "applicant"],
            "scan": scan("a scanned page").hex(),
        }  # fmt: skip

    def committee(self):
        """The id of the one committee."""
        return self.schedule.committees[0].committee_id

    def session(self):
        """The session that was called."""
        play = self.schedule.sessions[0]
        play.version = self.driver.operator.ask("committee.get_session", session_id=play.session_id)["version"]
        return {"session_id": play.session_id, "meeting_on": play.meeting_on.isoformat(), "version": play.version}

    def weigh(self):
        """What the office weighs before its plan is filed."""
        self.session()
        self.schedule.sessions[0]._weigh()
        return {}

    def score(self):
        """The office's sheet."""
        self.session()
        self.schedule.sessions[0]._score()
        return {}

    def members(self):
        """The experts on the panel."""
        play = self.schedule.sessions[0]
        found = self.driver.operator.ask("committee.get_session", session_id=play.session_id)["members"]
        play.members = [one["expert_no"] for one in found if one["role"] == "member"]
        return play.members

    def check_in(self, but=()):
        """Everybody whom no browser has checked in."""
        self.session()
        for number in self.members():
            if number not in but:
                self.schedule.sessions[0]._tell("check_in", expert_no=number)
        return {}

    def vote(self, but=()):
        """Everybody for whom no browser votes, in favour."""
        session = self.session()["session_id"]
        for number in self.members():
            if number in but:
                continue
            expert = self.driver.actor(Caller(number, "评审专家", roles=frozenset({"expert"})))
            papers = expert.tell("committee.collect_ballots", session_id=session)["ballots"]
            ballots = [{"token": paper["token"], "choice": "yes"} for paper in papers]
            self.driver.anybody().tell("committee.cast_ballots", session_id=session, ballots=ballots)
        return {}


def _told(caller, place):
    return [caller.person_id, caller.name, caller.organisation_id, place.name if place else None, caller.region]


def main(options):
    """Answer line by line."""
    player = Player(options)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "until" in asked:
            found = player.until(datetime.fromisoformat(asked["until"]).replace(tzinfo=ZONE))
        else:
            found = getattr(player, asked.pop("do"))(**asked)
        print(json.dumps(found, ensure_ascii=False, default=str), flush=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
