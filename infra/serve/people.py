"""Who can be chosen on the visitors' page: groups of people who have played a part, with their story so far.

A story is told only where the services' own answers bear it out: what has not happened yet by the moment of the site
is not announced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from infra.demo.driver import Driver
from infra.demo.organisations import TALENT, DemoOrganisation
from infra.demo.outcomes import Fate
from infra.demo.schedule import Schedule
from infra.demo.steps.opening import PUBLISHER
from infra.demo.summary import INSPECTOR
from infra.demo.world import Applicant, World
from shared.kernel.caller import Caller

OPERATOR = Caller("operator", "运维人员", roles=frozenset({"operator"}))
MOST_APPLICANTS = 9
PANEL = 3


@dataclass(frozen=True)
class VisitorChoice:
    """Somebody to choose; `acts` are his capacities, role and organisation."""

    person_id: str
    name: str
    story: str
    acts: tuple[tuple[str, str | None, str | None, str | None], ...]
    """(role, organisation id, its name, region) of each capacity."""


@dataclass(frozen=True)
class Group:
    """People who stand together on the page."""

    name: str
    people: tuple[VisitorChoice, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True)
class ToldFate:
    """What to say of somebody of this fate, once his declaration is in one of these states (or was refused)."""

    fate: Fate
    text: str
    states: frozenset[str] = frozenset()
    revised: bool = False
    """Only once he has submitted again."""


AFTER_REVIEW = frozenset({"passed", "approved", "certified"})
SENT = AFTER_REVIEW | {"submitted", "passed_audit", "assigned", "not_passed"}
STORIES = (
    ToldFate(Fate.SMOOTH, "材料齐全，一次通过各级审核", SENT),
    ToldFate(Fate.RETURNED_BY_UNIT, "单位退回补正，按期改好后重新提交", SENT, revised=True),
    ToldFate(Fate.RETURNED_BY_HIGHER_TIER, "上级部门退回补正，按期改好后重新提交", SENT, revised=True),
    ToldFate(Fate.RETURN_LAPSES, "退回后逾期未补正，视为放弃", frozenset({"lapsed"})),
    ToldFate(Fate.INELIGIBLE, "不符合申报条件，提交时即被告知依据条款"),
    ToldFate(Fate.LATE, "错过申报时限，未能提交"),
    ToldFate(Fate.REJECTED, "审核不予受理", frozenset({"rejected"})),
    ToldFate(Fate.OBJECTION_UPHELD, "公示期间有异议，核实成立", frozenset({"rejected"})),
    ToldFate(Fate.NOT_PASSED, "评审未通过", frozenset({"not_passed"})),
    ToldFate(Fate.RESULT_OBJECTION_DISMISSED, "评审结果有异议，核实不成立", frozenset({"approved", "certified"})),
    ToldFate(Fate.RECOGNISED, "考核认定，已获通过", AFTER_REVIEW),
    ToldFate(Fate.FORGOTTEN_BY_UNIT, "单位逾期未审核，视为放弃", frozenset({"lapsed"})),
    ToldFate(Fate.WITHDRAWN, "自行撤回申报", frozenset({"withdrawn"})),
)


def visitors(driver: Driver, world: World, schedule: Schedule) -> list[Group]:
    """Everybody who may be chosen; groups without people are left out."""
    shown = list(_applicants(driver, world))
    units = {id(applicant.unit): applicant.unit for applicant, _ in shown}
    groups = [
        Group("申报人", tuple(person for _, person in shown)),
        Group("用人单位", _of_places(world, list(units.values())[:2], world.clerk, "为本单位申报人审核、公示")),
        Group("主管部门", _of_kind(world, ("department",), world.clerk, "审核所属单位上报的材料")),
        Group("人社部门", _of_kind(world, ("hr_bureau",), world.clerk, "审核、公示、汇总上报")),
        Group("核准人", _of_kind(world, ("hr_bureau",), world.approver, "同意评审方案，核准评审结果")),
        Group("评委会办事机构", _offices(world, schedule)),
        Group("评审专家", _experts(schedule)),
        Group("监督与管理", tuple(_supporting(world))),
    ]
    return [group for group in groups if group.people]


def _applicants(driver: Driver, world: World) -> Iterator[tuple[Applicant, VisitorChoice]]:
    told = 0
    for story in STORIES:
        for applicant in sorted(world.applicants, key=lambda one: one.number):
            if told < MOST_APPLICANTS and applicant.fate is story.fate and _bears_out(driver, applicant, story):
                told += 1
                yield applicant, _person(applicant.caller, f"{applicant.plan.name}：{story.text}")
                break
    if not told:
        for applicant in world.applicants[:MOST_APPLICANTS]:
            yield applicant, _person(applicant.caller, f"{applicant.plan.name}：尚未申报")


def _bears_out(driver: Driver, applicant: Applicant, story: ToldFate) -> bool:
    if not story.states:
        return applicant.refusal is not None
    if not applicant.declaration_id:
        return False
    held = driver.actor(applicant.caller).ask("declaration.get_declaration", declaration_id=applicant.declaration_id)
    return held["state"] in story.states and (not story.revised or held["revision"] > 1)


def _of_places(
    world: World, places: list[DemoOrganisation], caller_of: Callable[[DemoOrganisation], Caller], story: str
) -> tuple[VisitorChoice, ...]:
    return tuple(_person(caller_of(place), story, place.name) for place in places)


def _of_kind(
    world: World, kinds: tuple[str, ...], caller_of: Callable[[DemoOrganisation], Caller], story: str
) -> tuple[VisitorChoice, ...]:
    """One of each tier, of those on whom most applicants depend."""
    taken: dict[str, DemoOrganisation] = {}
    regions = [applicant.unit.region for applicant in world.applicants]
    sectors = [applicant.unit.sector for applicant in world.applicants]
    places = [place for place in world.places.all if place.kind in kinds]
    for place in sorted(places, key=lambda one: -regions.count(one.region) - sectors.count(one.sector)):
        taken.setdefault(place.tier, place)
    return _of_places(world, list(taken.values())[:2], caller_of, story)


def _offices(world: World, schedule: Schedule) -> tuple[VisitorChoice, ...]:
    """Those whose sessions are called already come first."""
    called = [session.committee.office for session in schedule.sessions]
    offices = [*called, *(committee.office for committee in schedule.committees)]
    unique = list({place.id: place for place in offices}.values())[:2]
    return _of_places(world, unique, lambda place: _office_clerk(world, place), "组织评审会议、抽取专家、报送结果")


def _office_clerk(world: World, place: DemoOrganisation) -> Caller:
    return world.office_clerk(place) if place.kind in ("hr_bureau", TALENT) else world.clerk(place)


def _experts(schedule: Schedule) -> tuple[VisitorChoice, ...]:
    """Members of the first panel that has been drawn."""
    drawn = next((session for session in schedule.sessions if session.members), None)
    if drawn is None:
        return ()
    callers = [Caller(number, "评审专家", roles=frozenset({"expert"})) for number in drawn.members[:PANEL]]
    return tuple(_person(caller, f"抽中参加{drawn.meeting_on:%m月%d日}的评审会议") for caller in callers)


def _supporting(world: World) -> Iterator[VisitorChoice]:
    region = world.pack.notice.issuer.region
    yield _person(INSPECTOR, "监督评审过程，查看留痕与抽取记录", region=region)
    yield _person(PUBLISHER, "发布、修改年度通知", region=region)
    yield _person(OPERATOR, "看护系统：积压、死信、版本", region=region)


def _person(caller: Caller, story: str, place: str | None = None, region: str | None = None) -> VisitorChoice:
    acts = tuple((role, caller.organisation_id, place, caller.region or region) for role in sorted(caller.roles))
    return VisitorChoice(caller.person_id, caller.name, story, acts)
