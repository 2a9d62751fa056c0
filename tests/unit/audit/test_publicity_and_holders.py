"""Publicity in working days with objections; and who holds the stages of every route that the notice knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from services.audit.domain.objection import Objection
from services.audit.domain.organisation import NO_CONTACT, Organisation, holder_of
from services.audit.domain.publicity import Publicity
from shared.calendar import work_calendar
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.kernel.clock import ZONE
from shared.kernel.errors import ZhipingError
from shared.policy import NoRouteError, shipped_pack

PACK = shipped_pack("chifeng-2026")
CITY, COUNTY, REGION = "150400", "150404", "150000"
SOMEBODY = PublicityPerson(
    declaration_id="d", name="张三", unit_name="单位", series_name="中小学教师", major="小学语文", title="高级教师"
)
SECTORS = ("education", "housing", "agriculture", "general", "health")


def listed(**more: object) -> Publicity:
    facts = {
        "id": "pub", "scope": "unit", "notice_id": "n", "organisation_id": "o", "organisation_name": "单位",
        "level_group": "senior", "posted_on": date(2026, 6, 15), "ends_on": date(2026, 6, 23), "working_days": 5,
        "provisional": False, "clause": "chifeng-2026/6.1.1", "channel": NO_CONTACT, "people": (SOMEBODY,),
    }  # fmt: skip
    return Publicity(**(facts | more))  # type: ignore[arg-type]


def objection(number: int = 1, declaration: str = "d") -> Objection:
    return Objection(f"ob-{number}", "pub", declaration, "内容", at(16, 9))


def slug_of(call, *arguments, **named) -> str:
    with pytest.raises(ZhipingError) as caught:
        call(*arguments, **named)
    return caught.value.slug


def at(day: int, hour: int = 0, *, before: bool = False) -> datetime:
    """That hour of that day of June 2026, or the last microsecond before it."""
    return datetime(2026, 6, day, hour, tzinfo=ZONE) - timedelta(microseconds=before)


class TestClosing:
    @pytest.mark.parametrize(
        ("now", "closes_at", "answer"),
        [(at(22, 23), None, "publicity_not_over_yet"), (at(23, 18), None, "publicity_not_over_yet"),
         (at(24, before=True), None, "publicity_not_over_yet"), (at(24), None, None), (at(25), None, None),
         (at(23, 17), "17:30", "publicity_not_over_yet"), (at(23, 18), "17:30", None)],
    )  # fmt: skip
    def test_only_when_the_last_working_day_is_over(self, now, closes_at, answer) -> None:
        publicity = listed(closes_at=closes_at)
        if answer:
            assert slug_of(publicity.close, now, 0) == answer
            assert publicity.closed_on is None
        else:
            publicity.close(now, 0)
            assert publicity.closed_on == now.date()

    def test_not_on_a_guess(self) -> None:
        publicity = listed(provisional=True, working_days=6)
        assert slug_of(publicity.close, at(30), 0) == "calendar_provisional"
        assert publicity.settle(work_calendar())
        assert publicity.ends_on == date(2026, 6, 24)
        assert not publicity.settle(work_calendar())
        assert slug_of(publicity.close, at(24, 9), 0) == "publicity_not_over_yet"
        publicity.close(at(25), 0)

    def test_not_with_an_objection_unresolved_and_not_twice(self) -> None:
        publicity = listed()
        assert slug_of(publicity.close, at(24), 1) == "objection_unresolved"
        publicity.close(at(24), 0)
        assert slug_of(publicity.close, at(25), 0) == "publicity_already_closed"


class TestObjections:
    def test_are_taken_until_the_last_day_and_about_listed_people_only(self) -> None:
        publicity = listed()
        publicity.check_takes("d", at(24, before=True))
        assert slug_of(publicity.check_takes, "d", at(24)) == "publicity_over"
        assert slug_of(publicity.check_takes, "x", at(16)) == "person_not_on_list"

    def test_are_taken_until_the_hour_that_the_notice_names(self) -> None:
        publicity = listed(closes_at="17:30")
        publicity.check_takes("d", at(23, 17))
        assert slug_of(publicity.check_takes, "d", at(23, 18)) == "publicity_over"

    def test_are_taken_while_the_last_day_is_a_guess_and_not_once_it_is_closed(self) -> None:
        publicity = listed(provisional=True)
        publicity.check_takes("d", at(25))
        publicity.closed_on = at(25).date()
        assert slug_of(publicity.check_takes, "d", at(25)) == "publicity_over"

    def test_are_resolved_once(self) -> None:
        found = objection().resolved("dismissed", "不属实", at(20, 9))
        assert (found.outcome, found.resolved_at) == ("dismissed", at(20, 9))
        assert slug_of(found.resolved, "upheld", "属实", at(21, 9)) == "objection_already_resolved"


def register() -> dict[str, Organisation]:
    """Every bureau, department and office of one county, the city and the region."""
    found = {}
    for region, tier in ((COUNTY, "county"), (CITY, "city"), (REGION, "region")):
        for kind in ("hr_bureau", "department", "committee_office"):
            for sector in SECTORS:
                key = f"{kind}:{sector}:{region}"
                found[key] = Organisation(key, key, kind, tier, region, sector, "government")
    return found


def unit(tier: str, sector: str, nature: str = "public_institution") -> Organisation:
    region = CITY if tier == "city" else COUNTY
    parent = f"department:{sector}:{region}" if nature == "public_institution" else None
    return Organisation("u", "单位", "unit", tier, region, sector, nature, parent)


def holders(plan_id: str, of: Organisation) -> list[str]:
    known = register()

    def search(kind, sector, region):
        wanted = (one for one in known.values() if (one.kind, one.region) == (kind, region))
        return next((one for one in wanted if sector in (None, one.sector)), None)

    route = PACK.route_for(PACK.plan(plan_id), of.unit_facts())
    return [holder_of(stage.holder, of, known.get, search, CITY, stage.cited).id for stage in route.stages]


class TestHolders:
    def test_a_county_teachers_senior_title_goes_through_both_education_bureaus(self) -> None:
        assert holders("k12-associate-senior", unit("county", "education")) == [
            "u", f"department:education:{COUNTY}", f"hr_bureau:education:{COUNTY}", f"department:education:{CITY}",
            f"committee_office:education:{CITY}",
        ]  # fmt: skip

    def test_a_county_title_stays_in_the_county(self) -> None:
        assert holders("agriculture-county-middle", unit("township", "agriculture")) == [
            "u", f"department:agriculture:{COUNTY}", f"hr_bureau:education:{COUNTY}",
            f"committee_office:general:{COUNTY}",
        ]  # fmt: skip

    def test_a_regional_committee_is_reached_through_the_city(self) -> None:
        assert holders("agriculture-associate-senior", unit("city", "agriculture")) == [
            "u", f"department:agriculture:{CITY}", f"hr_bureau:education:{CITY}",
            f"committee_office:agriculture:{REGION}",
        ]  # fmt: skip

    def test_private_units_go_by_territory_without_a_department(self) -> None:
        found = holders("construction-middle", unit("county", "housing", "private"))
        assert found[:2] == ["u", f"hr_bureau:education:{COUNTY}"]
        assert found[-1] == f"committee_office:housing:{CITY}"

    def test_a_stage_nobody_holds_is_refused_not_skipped(self) -> None:
        orphan = unit("county", "agriculture")
        orphan.parent_id = None
        with pytest.raises(ZhipingError, match="stage_holder_unknown"):
            holders("agriculture-county-middle", orphan)

    def test_a_plan_of_the_city_has_no_route_from_a_county(self) -> None:
        with pytest.raises(NoRouteError):
            holders("k12-city-middle", unit("county", "education"))
