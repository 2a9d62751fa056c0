"""What the methods on notices and plans take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from marshmallow import validate

from services.declaration.domain.recheck import Outcome, Settled
from shared.policy.terms.basics import Level, LevelGroup
from shared.wire.requests import MAX_LIMIT, Command, ListQuery, Query
from shared.wire.types import Doc, record

PACK_LIMIT = 2_000_000
FORESEEN = 500
"""Open declarations that one answer looks at."""
Version = Annotated[int, validate.Range(min=1)]


def only_by(order: str) -> validate.OneOf:
    """The `sort` of a list that has one order."""
    return validate.OneOf((order,))


@record
class PublishNotice(Command):
    """A notice as data."""

    pack: Annotated[str, validate.Length(min=1, max=PACK_LIMIT), Doc("YAML")]
    foresee: Annotated[
        int,
        validate.Range(min=0, max=FORESEEN),
        Doc("so many open declarations are judged by it for the answer, and none is changed by that"),
    ] = 0


@record
class NoFilter:
    """Nothing: the list is given whole."""


@record
class ListNotices(ListQuery):
    """All of them."""

    filter: NoFilter = NoFilter()
    sort: Annotated[str | None, only_by("notice_id")] = None


@record
class PlanFilter:
    """Which plans."""

    notice_id: str | None = None
    level: Annotated[Literal[Level, LevelGroup] | None, Doc("level or level group")] = None
    series: str | None = None
    open_on: Annotated[date | None, Doc("takes filings on that day")] = None


@record
class ListPlans(ListQuery):
    """By notice, in the notice's order."""

    filter: PlanFilter = PlanFilter()
    sort: Annotated[str | None, only_by("notice_id")] = None
    limit: Annotated[int, validate.Range(min=1, max=MAX_LIMIT)] = MAX_LIMIT


@record
class GetNotice(Query):
    """One notice."""

    notice_id: str
    notice_version: Annotated[Version | None, Doc("without it the newest")] = None


@record
class GetClause(Query):
    """The clause `<notice_id>/<section>`."""

    notice_id: str
    section: Annotated[str, Doc("as numbers: `4.2.1`, `annex.1`")]


DictionaryName = Literal[
    "series", "majors", "regions", "document_kinds", "media_types", "honours", "committees"
]  # fmt: skip


@record
class DictionaryFilter:
    """Whose words; without a notice those of all that are in force, of catalogues the whole."""

    notice_id: Annotated[str | None, Doc("only what this notice names")] = None
    of: Annotated[str | None, Doc("only what belongs to this: majors of a series, divisions of a league")] = None


@record
class ListDictionary(ListQuery):
    """By code."""

    dictionary: DictionaryName
    filter: DictionaryFilter = DictionaryFilter()
    sort: Annotated[str | None, only_by("code")] = None
    limit: Annotated[int, validate.Range(min=1, max=MAX_LIMIT)] = MAX_LIMIT


@record
class GetPlan(Query):
    """One plan."""

    plan_id: str
    notice_id: Annotated[str | None, Doc("where several notices have the plan")] = None
    unit_id: Annotated[str | None, Doc("whose declarations: for its route and committee")] = None


@record
class AskedFilter:
    """Which notice; without one all that are in force."""

    notice_id: str | None = None
    plan_id: Annotated[str | None, Doc("only what is meant for this plan of the notice")] = None
    year: Annotated[int | None, Doc("only notices for this year")] = None


@record
class ListAskedFacts(ListQuery):
    """By notice and fact."""

    filter: AskedFilter = AskedFilter()
    sort: Annotated[str | None, only_by("notice_id")] = None
    limit: Annotated[int, validate.Range(min=1, max=MAX_LIMIT)] = MAX_LIMIT


@record
class GetAmendment(Query):
    """A version that amends the one before."""

    notice_id: str
    notice_version: Annotated[Version, Doc("from 2")]


@record
class RecheckFilter:
    """Which declarations, by what was found and what became of it."""

    outcome: Outcome | None = None
    settled: Settled | None = None


@record
class ListRechecks(ListQuery):
    """Of one version of a notice."""

    notice_id: str
    notice_version: Version
    filter: RecheckFilter = RecheckFilter()
    sort: Annotated[str | None, only_by("declaration_id")] = None
