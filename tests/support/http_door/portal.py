"""`python -m tests.support.http_door.portal FOLDER`: a site whose people and offices all come through a portal.

The notice is out and organisations are registered; nobody else is. The program plays the province's identity provider
(it gives persons' tokens) and the calendar. It prints what a portal is told when it is set up, as one line of JSON, and
then answers each line of its input with one line; green from its first line.
"""

import eventlet
from eventlet import tpool

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from datetime import timedelta  # noqa: E402
from pathlib import Path  # noqa: E402

from infra.demo.days import MORNING, moment  # noqa: E402
from infra.demo.outcomes import Fate  # noqa: E402
from infra.demo.photos import portrait  # noqa: E402
from infra.demo.steps import opening  # noqa: E402
from infra.demo.steps.filing import SCANNED, SECTIONS  # noqa: E402
from infra.demo.world import Applicant, build_world  # noqa: E402
from services.gateway.domain.service_account import PortalScope  # noqa: E402
from services.gateway.usecases import service_accounts  # noqa: E402
from shared.kernel.caller import Caller  # noqa: E402
from shared.kernel.clock import parse_instant  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from shared.telemetry import configure_logs  # noqa: E402
from tests.support.http_door.site import open_site  # noqa: E402

PEOPLE = 3
FIRST_NUMBER = 900
OF_CLERKS = ("declaration.verify_profile", "declaration.open_material", "audit.*", "docgen.*")
FOR_PERSONS = ("declaration.*", "docgen.*")


class PortalSite:
    """The running site and those for whom the portal is there."""

    def __init__(self, folder):
        self.world = build_world(shipped_pack("chifeng-2026"), 1, 20, 1)
        self.site = open_site(folder, self.world)
        self.driver = self.site.run.driver
        opening.publish_notice(self.driver, self.world.pack)
        opening.register_organisations(self.driver, self.world)
        one = self._model()
        self.unit, self.plan = one.unit, one.plan
        self.applicants = [self._new(number) for number in range(FIRST_NUMBER, FIRST_NUMBER + PEOPLE)]
        self.world.applicants = self.applicants
        opening.state_posts(self.driver, self.world)
        self._to_first_day()

    def told(self):
        """Address, what an operator has given out, and what people bring."""
        route = self.world.pack.route_for(self.plan, self.unit.unit_facts)
        return {
            "url": f"http://127.0.0.1:{self.site.port}",
            "plan_id": self.plan.id, "notice_id": self.world.pack.notice.id, "level_group": self.plan.level_group,
            "unit_id": self.unit.id, "materials": self._materials(),
            "stages": len(route.stages),
            "bearers": {
                "persons": self._bearer("门户", PortalScope(FOR_PERSONS)),
                **{place.id: self._bearer(place.name, self._scope(place)) for place in self.world.places.all},
            },
            "applicants": [self._brings(one) for one in self.applicants],
        }  # fmt: skip

    def answer(self, asked):
        """One line of the input."""
        if "token" in asked:
            person = next(one for one in self.applicants if one.person_id == asked["token"])
            return {"token": self.driver.token_of(person.caller)}
        if "at" in asked:
            self.driver.at(parse_instant(asked["at"]))
        self.driver.note_activity()
        self.driver.settle()
        return {"now": self.driver.clock.now().isoformat()}

    def _model(self):
        return next(
            one for one in self.world.applicants
            if one.plan.level_group == "middle" and one.plan.track == "socialised" and one.unit.tier == "county"
        )  # fmt: skip

    def _new(self, number):
        careers = self.world.careers
        profile = careers.profile(self.plan, self.unit, eligible=True)
        return Applicant(number, Fate.SMOOTH, self.plan, self.unit, profile, careers.results(self.plan), early=True)

    def _to_first_day(self):
        self.driver.at(moment(self.plan.windows["filing"].opens_on, MORNING))

    def _bearer(self, name, scope):
        operator = Caller("operator", "运维人员", roles=frozenset({"operator"}))
        with self.site.gateway.transaction(operator) as tx:
            return service_accounts.add(tx, name, scope, timedelta(days=300))[1]

    def _materials(self):
        """(item, section of which each row is proved by it, or None for one file), as the notice lists them."""
        found = []
        for item in self.world.pack.materials(self.plan):
            if item.id in SCANNED and item.provided_by == "applicant":
                found.append((item.id, None))
            found += [
                (item.id, section) for section in ("achievements", "papers", "awards") if section in item.supports
            ]
        return found

    def _scope(self, place):
        role = min(self.world.clerk(place).roles)
        return PortalScope(OF_CLERKS, role, place.id, place.region)

    def _brings(self, applicant):
        profile, person = applicant.profile, applicant.profile["person"]
        career = {name: profile[name] for name in ("present_title", "education", "work_history")} | profile["claims"]
        career |= {
            name: applicant.results[name] for name in ("assessments", "continuing_education", "trainings", "exams")
        }
        return {
            "person_id": applicant.person_id,
            "person": {name: person[name] for name in ("name", "id_number", *opening.BASICS)}
            | {"unit_id": self.unit.id, "current_work": f"{profile['major']}专业技术工作"},
            "profile": career, "major": profile["major"],
            "sections": {name: applicant.results[name] for name in SECTIONS},
            "photo": portrait(applicant.person_id).hex(),
        }  # fmt: skip


def main(folder):
    """Until the input ends."""
    configure_logs("portal", stream=sys.stderr)
    portal = PortalSite(Path(folder))
    print(json.dumps(portal.told(), ensure_ascii=False), flush=True)
    while line := tpool.execute(sys.stdin.readline):
        print(json.dumps(portal.answer(json.loads(line))), flush=True)
    portal.site.close()


if __name__ == "__main__":
    main(sys.argv[1])
