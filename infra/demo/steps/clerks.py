"""A clerk's working day: take what the inbox holds and do what the rules and the applicants' fates ask for.

Everything is decided from what the services say, so that a day can be played again after something was killed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from infra.demo.days import GroupDays
from infra.demo.driver import Actor, Driver
from infra.demo.organisations import DemoOrganisation
from infra.demo.outcomes import Fate
from infra.demo.world import Applicant, World
from shared.kernel.errors import ZhipingError

CHANNEL = {"telephone": "0471-8220000", "address": "人力资源和社会保障局办公楼", "email": "gongshi@example.cn"}
AT_UNIT = frozenset({Fate.RETURNED_BY_UNIT, Fate.RETURN_LAPSES})
OBJECTED = frozenset({Fate.OBJECTION_DISMISSED, Fate.OBJECTION_UPHELD})


class Clerks:
    """The clerks of every organisation on one cohort's routes."""

    def __init__(self, driver: Driver, world: World, cohort: str) -> None:
        self._driver = driver
        self._world = world
        self._cohort = cohort
        self._group = cohort.partition("-")[0]
        self._review_clause = next(rule.clause for rule in world.pack.returns if rule.does == "review")
        self._routes: dict[str, list[str]] = {}
        self._recheck_clause = next(rule.clause for rule in world.pack.returns if rule.does == "recheck")

    def work(self, today: date, days: GroupDays, *, kinds: tuple[str, ...]) -> None:
        """Play the day: lists that are over are closed, inboxes worked off until nothing moves any more, lists posted.

        Who posts has everybody of the day before him, so that the lists do not depend on who was faster.
        """
        here = {place.id: place for place in self._world.places.all if place.kind in kinds}
        self._driver.together(lambda listed: self._close_if_over(listed, here, today), self._open_lists())
        waiting = everybody = self._places_on_routes() & here.keys()
        while waiting:
            moved: list[set[str]] = []

            def visit(place: DemoOrganisation, moved: list[set[str]] = moved) -> None:
                moved.append(self._inbox(place) | self._report(place))

            self._driver.together(visit, [here[key] for key in sorted(waiting)])
            waiting = set().union(*moved) & here.keys()
        posting = [here[key] for key in sorted(everybody) if today in self._posting_days(here[key], days)]
        self._driver.together(self._post, posting)

    def object_to_lists(self, today: date) -> None:
        """Members of the public object to some of the people on the open lists, if their last day is not over."""
        anybody = self._driver.anybody()
        for listed in (one for one in self._open_lists() if date.fromisoformat(one["ends_on"]) >= today):
            for person in listed["people"]:
                applicant = self._applicant(person["declaration_id"])
                if applicant and applicant.fate in OBJECTED and listed["scope"] == "unit":
                    anybody.tell(
                        "audit.file_objection",
                        publicity_id=listed["publicity_id"],
                        declaration_id=person["declaration_id"],
                        content="反映其申报材料中的业绩成果与实际情况不符，请予核实。",
                    )

    def _applicant(self, declaration_id: str) -> Applicant | None:
        return next((each for each in self._world.applicants if each.declaration_id == declaration_id), None)

    def _at(self, place: DemoOrganisation) -> Actor:
        return self._driver.actor(self._world.clerk(place))

    def _open_lists(self) -> list[dict[str, Any]]:
        lists = self._driver.anybody().every("audit.list_publicities", filter={"open": True})
        return [line for line in lists if line["level_group"] == self._group]

    def _close_if_over(self, listed: dict[str, Any], here: dict[str, DemoOrganisation], today: date) -> None:
        place = here.get(listed["organisation_id"])
        if place is not None and date.fromisoformat(listed["ends_on"]) < today:
            self._close(self._at(place), listed["publicity_id"])

    def _places_on_routes(self) -> set[str]:
        """Ids of the organisations on the routes of this group's cases; asked once per case."""
        people = [each for each in self._world.in_cohort(self._cohort) if each.declaration_id]
        self._driver.together(self._learn_route, [each for each in people if each.declaration_id not in self._routes])
        return {holder for each in people for holder in self._routes.get(each.declaration_id, ())}

    def _learn_route(self, applicant: Applicant) -> None:
        try:
            case = self._driver.operator.ask("audit.get_case", declaration_id=applicant.declaration_id)
        except ZhipingError as error:
            if error.slug != "case_not_found":
                raise
            return
        self._routes[applicant.declaration_id] = [stage["holder_id"] for stage in case["stages"]]

    def _ours(self, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those of this cohort; another round's people may be under way at the same time."""
        return [case for case in cases if case["declaration_id"] in self._routes]

    def _after(self, case: dict[str, Any]) -> set[str]:
        """The organisation to which a moved case goes next (itself, where it waits for the roster report)."""
        route, index = self._routes[case["declaration_id"]], case["stage"]["index"]
        return {route[index], *route[index + 1 : index + 2]}

    def _close(self, clerk: Actor, publicity_id: str) -> None:
        listed = clerk.ask("audit.get_publicity", publicity_id=publicity_id)
        for objection in listed["objections"]:
            if objection["outcome"] != "open":
                continue
            applicant = self._applicant(objection["declaration_id"])
            upheld = applicant is not None and applicant.fate is Fate.OBJECTION_UPHELD
            clerk.tell(
                "audit.resolve_objection",
                objection_id=objection["objection_id"],
                expected_version=objection["version"],
                outcome="upheld" if upheld else "dismissed",
                opinion="经核实，反映情况属实。" if upheld else "经核实，反映情况不属实。",
            )
        clerk.tell("audit.close_publicity", publicity_id=publicity_id, expected_version=listed["version"])

    def _inbox(self, place: DemoOrganisation) -> set[str]:
        clerk, moved = self._at(place), set[str]()
        for case in self._held(clerk):
            if self._decide(clerk, place, case):
                moved |= self._after(case)
        return moved

    def _held(self, clerk: Actor) -> list[dict[str, Any]]:
        return self._ours(clerk.every("audit.list_inbox", filter={"state": "open", "level_group": self._group}))

    def _posting_days(self, place: DemoOrganisation, days: GroupDays) -> tuple[date, ...]:
        return (days.first_posting, days.second_posting) if place.kind == "unit" else (days.roster_posting,)

    def _post(self, place: DemoOrganisation) -> None:
        clerk = self._at(place)
        waiting = [case for case in self._held(clerk) if case["publicity_needed"] and not case["on_publicity"]]
        listed = [case for case in waiting if not self._is_left_alone(place, case)]
        if listed:
            clerk.tell(
                "audit.post_publicity",
                scope=listed[0]["publicity_needed"],
                declaration_ids=sorted(case["declaration_id"] for case in listed),
                channel=CHANNEL,
            )

    def _is_left_alone(self, place: DemoOrganisation, case: dict[str, Any]) -> bool:
        fate = self._world.of(case["person_id"]).fate
        return place.kind == "unit" and fate is Fate.FORGOTTEN_BY_UNIT

    def _decide(self, clerk: Actor, place: DemoOrganisation, case: dict[str, Any]) -> bool:
        fate = self._world.of(case["person_id"]).fate
        if self._is_left_alone(place, case) or case["on_publicity"]:
            return False
        if case["objection_upheld"]:
            return self._reject(clerk, case, case["stage"]["clause"])
        if self._returns(place, case, fate):
            return self._return(clerk, place, case)
        if fate is Fate.REJECTED and place.kind != "unit":
            return self._reject(clerk, case, case["stage"]["clause"])
        return not case["publicity_needed"] and self._approve(clerk, place, case)

    def _returns(self, place: DemoOrganisation, case: dict[str, Any], fate: Fate) -> bool:
        if case["returns"]:
            return False
        if place.kind == "unit":
            return fate in AT_UNIT
        if self._is_recheck(case):
            return fate in (Fate.RETURNED_BY_OFFICE, Fate.OFFICE_RETURN_LAPSES)
        return fate is Fate.RETURNED_BY_HIGHER_TIER

    def _is_recheck(self, case: dict[str, Any]) -> bool:
        """Whether the case has reached the last stage of its route, that of the committee's office."""
        return bool(case["stage"]["index"] == len(self._routes[case["declaration_id"]]) - 1)

    def _return(self, clerk: Actor, place: DemoOrganisation, case: dict[str, Any]) -> bool:
        clause = self._recheck_clause if self._is_recheck(case) else self._review_clause
        items = [
            {"path": "summary", "defect": "业绩总结过于简单，未说明本人作用",
             "remedy": "补充完善业绩总结", "clause": clause},
            {"path": "materials.annual_assessments", "defect": "年度考核表扫描件不清晰",
             "remedy": "重新上传清晰扫描件", "clause": clause},
        ]  # fmt: skip
        clerk.tell(
            "audit.return_declaration",
            declaration_id=case["declaration_id"],
            expected_version=case["version"],
            opinion="材料需补充更正，一次性告知如下。",
            seal_reference=place.name + "公章",
            items=items,
        )
        return True

    def _reject(self, clerk: Actor, case: dict[str, Any], clause: str) -> bool:
        clerk.tell(
            "audit.reject_declaration",
            declaration_id=case["declaration_id"],
            expected_version=case["version"],
            opinion="经核实，申报材料存在不实内容，不予受理。",
            reason_code="false_material",
            clause=clause,
        )
        return True

    def _approve(self, clerk: Actor, place: DemoOrganisation, case: dict[str, Any]) -> bool:
        recommendation = {"method": "经单位考核推荐小组民主推荐产生", "qualification": "符合申报资格条件，公示无异议"}
        clerk.tell(
            "audit.approve_stage",
            declaration_id=case["declaration_id"],
            expected_version=case["version"],
            opinion="经审核，材料真实、完整，同意上报。",
            seal_reference=place.name + "公章",
            recommendation=recommendation if place.kind == "unit" else None,
            statements=self._statements(case),
        )
        return True

    def _statements(self, case: dict[str, Any]) -> list[dict[str, Any]]:
        """What the notice leaves to this stage: everybody here has what he claims."""
        points = [one for one in case["eligibility"]["open_points"] if one["stage_id"] == case["stage"]["stage_id"]]
        asked = {fact["fact"] for point in points for fact in point["facts"] if fact["type"] == "bool"}
        told = {"basis": "本环节认定材料", "dated": self._driver.clock.today().isoformat()}
        return [{"fact": fact, "value": True, **told} for fact in sorted(asked)]

    def _report(self, place: DemoOrganisation) -> set[str]:
        """Hand up what waits for the roster report; returns where it went."""
        if place.kind not in ("department", "hr_bureau"):
            return set()
        clerk = self._at(place)
        filed = clerk.every("audit.list_inbox", filter={"state": "waiting_report", "level_group": self._group})
        waiting = self._ours(filed)
        if waiting:
            clerk.tell(
                "audit.report_roster",
                notice_id=self._world.pack.notice.id,
                level_group=self._group,
                recommendation_report=f"{place.name}按照通知要求组织申报推荐，经审核公示无异议，现将推荐人选上报。",
            )
        return set().union(*(self._after(case) for case in waiting)) - {place.id}
