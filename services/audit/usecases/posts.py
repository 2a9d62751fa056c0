"""Posts and quotas: what units and the education bureau state, and what a report may hold because of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import get_args

from services.audit.domain.case import Case
from services.audit.domain.judgement import is_outside_posts
from services.audit.domain.organisation import Organisation
from services.audit.domain.posts import CountedApplicant, Posts, QuotaComputation, post_counts, quota_counts
from services.audit.requests import AllocateQuota, CheckPosts, GetQuotas, StatePosts
from services.audit.results import PostCheck, PostsStated, QuotaAllocated, QuotaBoard
from services.audit.results.reports import CountyShare, LevelPosts, QuotaView, UnitPosts
from services.audit.usecases.access import own_house
from services.audit.usecases.ports import Ports, ids_of
from services.audit.usecases.register import standing_bodies
from shared.contracts.audit.publicity_and_roster import PostCount
from shared.kernel.errors import forbidden, invalid, not_found, refused
from shared.kernel.scope import BODY_CLERKS, UNIT_CLERK
from shared.persistence import Tx
from shared.policy import Pack
from shared.policy.pack.procedure import Quota
from shared.policy.terms.basics import Level
from shared.wire.plain import plain


def state_posts(tx: Tx[Ports], request: StatePosts) -> PostsStated:
    """A unit states its posts of a notice's year: approved and filled, per level. Replaces what it stated before."""
    unit, notice = _own(tx, {UNIT_CLERK}), _named(tx, request.notice_id).notice
    posts: dict[str, tuple[int, int]] = {line.level: (line.approved, line.filled) for line in request.posts}
    if len(posts) != len(request.posts):
        raise invalid("post_level_twice", path="posts")
    tx.ports.posts.keep(unit.id, notice.id, posts)
    tx.trail("posts_stated", "organisation", unit.id, data={"notice_id": notice.id, "posts": posts})
    return PostsStated(organisation_id=unit.id, notice_id=notice.id)


def allocate_quota(tx: Tx[Ports], request: AllocateQuota) -> QuotaAllocated:
    """The body that the notice names divides a city-wide number among the counties; never more than the whole."""
    pack = _named(tx, request.notice_id)
    quota = _quota(pack, request.quota_id)
    organisation = _own(tx, BODY_CLERKS)
    if organisation.name != quota.allocated_by:
        raise forbidden("not_the_allocating_body")
    given = {line.region: line.number for line in request.allocations}
    unknown = sorted(given.keys() - {region.code for region in pack.regions})
    if unknown:
        raise invalid("region_unknown", path="allocations", region=unknown[0])
    if not organisation.governs(given):
        raise forbidden("not_the_allocating_body", path="allocations")
    if sum(given.values()) > quota.total:
        raise refused(
            "quota_exceeded", path="allocations", clause=quota.cited, total=quota.total, sum=sum(given.values())
        )
    tx.ports.posts.keep_quota(pack.notice.id, quota.id, given)
    tx.trail("quota_allocated", "quota", f"{pack.notice.id}/{quota.id}", clause=quota.clause, data={"given": given})
    return QuotaAllocated(quota_id=quota.id, total=quota.total, allocated=sum(given.values()))


def get_quotas(tx: Tx[Ports], request: GetQuotas) -> QuotaBoard:
    """Every quota of the notice as it is divided, and what the units below the caller's house have stated."""
    pack, house = _named(tx, request.notice_id), _own(tx, BODY_CLERKS)
    given, register = tx.ports.posts.quotas(pack.notice.id), tx.ports.organisations
    regions = {region for shares in given.values() for region in shares}
    search = standing_bodies(tx)
    bureaus = {one: found.name for one in regions if (found := search("hr_bureau", None, one)) is not None}
    below = [
        (unit, posts)
        for unit_id, posts in tx.ports.posts.of_notice(pack.notice.id)
        if (unit := register.find(unit_id)) is not None and _is_below(unit, house)
    ]
    return QuotaBoard(
        notice_id=pack.notice.id, year=pack.notice.year,
        quotas=tuple(_shared_out(quota, given.get(quota.id, {}), bureaus) for quota in pack.quotas),
        units=tuple(_stated(unit, posts) for unit, posts in sorted(below, key=_place)),
    )  # fmt: skip


def _place(one: tuple[Organisation, Posts]) -> tuple[str, str]:
    return one[0].region, one[0].name


def _is_below(unit: Organisation, house: Organisation) -> bool:
    return house.id in (unit.id, unit.parent_id) or (house.kind == "hr_bureau" and house.governs([unit.region]))


def _shared_out(quota: Quota, given: Mapping[str, int], names: Mapping[str, str]) -> QuotaView:
    shares = tuple(CountyShare(region=one, name=names.get(one), number=given[one]) for one in sorted(given))
    return QuotaView(
        quota_id=quota.id, series=tuple(quota.applies.series), levels=tuple(quota.applies.levels), total=quota.total,
        allocated_by=quota.allocated_by, clause=quota.cited, allocated=sum(given.values()), shares=shares,
    )  # fmt: skip


def _stated(unit: Organisation, posts: Posts) -> UnitPosts:
    lines = tuple(
        LevelPosts(level=level, approved=posts[level][0], filled=posts[level][1])
        for level in get_args(Level) if level in posts
    )  # fmt: skip
    return UnitPosts(organisation_id=unit.id, name=unit.name, region=unit.region, posts=lines)


def _named(tx: Tx[Ports], notice_id: str) -> Pack:
    """The pack in force of a notice that a caller names; not_found `notice_not_found`."""
    pack = tx.ports.packs.find(notice_id)
    if pack is None:
        raise not_found("notice_not_found", path="notice_id", notice=notice_id)
    return pack


def _own(tx: Tx[Ports], roles: Collection[str]) -> Organisation:
    """The organisation that the caller acts for in one of the roles."""
    return tx.ports.organisations.get(own_house(tx, roles))


def check_posts(tx: Tx[Ports], request: CheckPosts) -> PostCheck:
    """The computation for what the caller's organisation has waiting, before it reports."""
    holder = own_house(tx, BODY_CLERKS)
    cases = tx.ports.cases.waiting_report(holder, request.notice_id, request.level_group)
    posts, quotas = measure(tx, _named(tx, request.notice_id), request.level_group, cases)
    return PostCheck(posts=tuple(posts), quotas=tuple(quotas))


def refuse_over_quota(tx: Tx[Ports], pack: Pack, level_group: str, cases: list[Case]) -> list[PostCount]:
    """The computation of a report that may go up.

    Raises refused `posts_not_stated`, `over_post_quota` or `over_county_quota`: the whole report, with the numbers.
    """
    posts, quotas = measure(tx, pack, level_group, cases)
    for count in posts:
        if count.not_stated:
            units = "、".join(sorted(set(count.not_stated)))
            raise refused("posts_not_stated", path="level_group", clause=count.clause, units=units)
    _refuse_over("over_post_quota", posts)
    _refuse_over("over_county_quota", quotas)
    return posts


def _refuse_over(slug: str, counts: Sequence[PostCount | QuotaComputation]) -> None:
    beyond = [count for count in counts if count.over]
    if beyond:
        numbers = [plain(count) for count in beyond]
        first = {name: value for name, value in numbers[0].items() if name != "clause"}
        raise refused(slug, path="level_group", clause=beyond[0].clause, **first, computation=numbers)


def measure(
    tx: Tx[Ports], pack: Pack, level_group: str, cases: list[Case]
) -> tuple[list[PostCount], list[QuotaComputation]]:
    """Posts and quotas of the bodies that these cases touch, with those reported earlier who are still in the race."""
    new = ids_of(cases)
    earlier = tx.ports.reports.reported(pack.notice.id, level_group) - set(new)
    before = [case for case in map(tx.ports.cases.find, sorted(earlier)) if case is not None and not case.is_out]
    applications, reported = ([_application(tx, pack, case) for case in each] for each in (cases, before))
    allocations = tx.ports.posts.quotas(pack.notice.id)
    stated = [
        (unit, posts)
        for unit_id, posts in tx.ports.posts.of_notice(pack.notice.id)
        if (unit := tx.ports.organisations.find(unit_id)) is not None
    ]
    return (
        post_counts(pack, applications, stated, reported),
        quota_counts(pack, applications, allocations, reported),
    )


def _application(tx: Tx[Ports], pack: Pack, case: Case) -> CountedApplicant:
    dossier = tx.ports.cases.dossier(case.declaration_id, case.revision)
    unit = tx.ports.organisations.get(case.unit_id)
    outside = is_outside_posts(pack, dossier, case.stated)
    return CountedApplicant(case.declaration_id, unit, pack.plan(case.plan_id), outside)


def _quota(pack: Pack, quota_id: str) -> Quota:
    found = next((quota for quota in pack.quotas if quota.id == quota_id), None)
    if found is None:
        raise not_found("quota_not_found", path="quota_id")
    return found
