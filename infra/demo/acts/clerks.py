"""A clerk's working day: take what the inbox holds and do what the rules and the applicants' fates ask for.

Everything is decided from what the services say, so that a day can be played again after something was killed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from infra.demo.agenda import GroupDays
from infra.demo.fates import Fate
from infra.demo.places import Place
from infra.demo.theatre import Actor, Theatre
from infra.demo.world import World

CHANNEL = {"telephone": "0476-8220000", "address": "赤峰市新城区", "email": "gongshi@example.cn"}
AT_UNIT = frozenset({Fate.RETURNED_BY_UNIT, Fate.RETURN_LAPSES})
OBJECTED = frozenset({Fate.OBJECTION_DISMISSED, Fate.OBJECTION_UPHELD})


class Clerks:
    """The clerks of every organisation on one level group's routes."""

    def __init__(self, theatre: Theatre, world: World, group: str) -> None:
        self._theatre = theatre
        self._world = world
        self._group = group
        self._review_clause = next(rule.clause for rule in world.pack.returns if rule.does == "review")
        self._recheck_clause = next(rule.clause for rule in world.pack.returns if rule.does == "recheck")

    def work(self, today: date, days: GroupDays, *, kinds: tuple[str, ...]) -> None:
        """Play the day: lists that are over are closed, then inboxes are worked off until nothing moves any more."""
        places = [place for place in self._world.places.all if place.kind in kinds]
        self._theatre.together(lambda place: self._close_lists(place, today), places)
        moved = 1
        while moved:
            done: list[int] = []
            self._theatre.together(lambda place: done.append(self._inbox(place, today, days)), places)
            self._theatre.together(self._report, [p for p in places if p.kind in ("department", "hr_bureau")])
            moved = sum(done)

    def object_to_lists(self) -> None:
        """Members of the public object to some of the people on the open lists."""
        anybody = self._theatre.anybody()
        for listed in anybody.every("audit.list_publicities", filter={"open": True}):
            for person in listed["people"]:
                applicant = self._applicant(person["declaration_id"])
                if applicant and applicant.fate in OBJECTED and listed["scope"] == "unit":
                    anybody.tell(
                        "audit.file_objection",
                        publicity_id=listed["publicity_id"],
                        declaration_id=person["declaration_id"],
                        content="反映其申报材料中的业绩成果与实际情况不符，请予核实。",
                    )

    def _applicant(self, declaration_id: str) -> Any:
        return next((each for each in self._world.applicants if each.declaration_id == declaration_id), None)

    def _at(self, place: Place) -> Actor:
        return self._theatre.actor(self._world.clerk(place))

    def _close_lists(self, place: Place, today: date) -> None:
        clerk = self._at(place)
        for line in clerk.every("audit.list_publicities", filter={"organisation_id": place.id, "open": True}):
            if line["level_group"] == self._group and date.fromisoformat(line["ends_on"]) <= today:
                self._close(clerk, line["publicity_id"])

    def _close(self, clerk: Actor, publicity_id: str) -> None:
        listed = clerk.ask("audit.get_publicity", publicity_id=publicity_id)
        version = listed["version"]
        for objection in listed["objections"]:
            if objection["outcome"] != "open":
                continue
            upheld = self._applicant(objection["declaration_id"]).fate is Fate.OBJECTION_UPHELD
            answer = clerk.tell(
                "audit.resolve_objection",
                objection_id=objection["objection_id"],
                expected_version=version,
                outcome="upheld" if upheld else "dismissed",
                opinion="经核实，反映情况属实。" if upheld else "经核实，反映情况不属实。",
            )
            version = answer["version"]
        clerk.tell("audit.close_publicity", publicity_id=publicity_id, expected_version=version)

    def _inbox(self, place: Place, today: date, days: GroupDays) -> int:
        clerk = self._at(place)
        held = clerk.every("audit.list_inbox", filter={"state": "open", "level_group": self._group})
        waiting = [case for case in held if case["publicity_needed"] and not case["on_publicity"]]
        moved = 0
        for case in held:
            moved += self._decide(clerk, place, case, today)
        if waiting and today in self._posting_days(place, days):
            self._post(clerk, [case for case in waiting if not self._is_left_alone(place, case)])
        return moved

    def _posting_days(self, place: Place, days: GroupDays) -> tuple[date, ...]:
        return (days.first_posting, days.second_posting) if place.kind == "unit" else (days.roster_posting,)

    def _post(self, clerk: Actor, cases: list[dict[str, Any]]) -> None:
        held = [clerk.ask("audit.get_case", declaration_id=case["declaration_id"]) for case in cases]
        still = [case for case in held if case["state"] == "open" and case["publicity_needed"]]
        if still:
            clerk.tell(
                "audit.post_publicity",
                scope=still[0]["publicity_needed"],
                declaration_ids=sorted(case["declaration_id"] for case in still),
                channel=CHANNEL,
            )

    def _is_left_alone(self, place: Place, case: dict[str, Any]) -> bool:
        fate = self._world.of(case["person_id"]).fate
        return place.kind == "unit" and fate is Fate.FORGOTTEN_BY_UNIT

    def _decide(self, clerk: Actor, place: Place, case: dict[str, Any], today: date) -> int:
        fate = self._world.of(case["person_id"]).fate
        if self._is_left_alone(place, case) or case["on_publicity"]:
            return 0
        if case["objection_upheld"]:
            return self._reject(clerk, case, case["stage"]["clause"])
        if self._returns(place, case, fate):
            return self._return(clerk, place, case)
        if fate is Fate.REJECTED and place.kind != "unit":
            return self._reject(clerk, case, case["stage"]["clause"])
        return 0 if case["publicity_needed"] else self._approve(clerk, place, case)

    def _returns(self, place: Place, case: dict[str, Any], fate: Fate) -> bool:
        if case["returns"]:
            return False
        if place.kind == "unit":
            return fate in AT_UNIT
        if place.kind == "committee_office":
            return fate in (Fate.RETURNED_BY_OFFICE, Fate.OFFICE_RETURN_LAPSES)
        return fate is Fate.RETURNED_BY_HIGHER_TIER

    def _return(self, clerk: Actor, place: Place, case: dict[str, Any]) -> int:
        clause = self._recheck_clause if place.kind == "committee_office" else self._review_clause
        items = [
            {"path": "summary", "defect": "业绩总结过于简单，未说明本人作用", "remedy": "补充完善业绩总结", "clause": clause},
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
        return 1

    def _reject(self, clerk: Actor, case: dict[str, Any], clause: str) -> int:
        clerk.tell(
            "audit.reject_declaration",
            declaration_id=case["declaration_id"],
            expected_version=case["version"],
            opinion="经核实，申报材料存在不实内容，不予受理。",
            reason_code="false_material",
            clause=clause,
        )
        return 1

    def _approve(self, clerk: Actor, place: Place, case: dict[str, Any]) -> int:
        recommendation = {"method": "经单位考核推荐小组民主推荐产生", "qualification": "符合申报资格条件，公示无异议"}
        clerk.tell(
            "audit.approve_stage",
            declaration_id=case["declaration_id"],
            expected_version=case["version"],
            opinion="经审核，材料真实、完整，同意上报。",
            seal_reference=place.name + "公章",
            recommendation=recommendation if place.kind == "unit" else None,
        )
        return 1

    def _report(self, place: Place) -> None:
        clerk = self._at(place)
        waiting = clerk.ask("audit.list_inbox", filter={"state": "waiting_report", "level_group": self._group}, limit=1)
        if waiting["total"]:
            clerk.tell(
                "audit.report_roster",
                notice_id=self._world.pack.notice.id,
                level_group=self._group,
                recommendation_report=f"{place.name}按照通知要求组织申报推荐，经审核公示无异议，现将推荐人选上报。",
            )
