"""What registering committees, answering their filing and the public register take."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from marshmallow import validate

from services.committee.domain.committee import ScopeKind
from services.committee.domain.transitions import CommitteeState
from services.committee.requests.parts import AuthorityAnswer, Opinion, Short
from shared.policy.terms.basics import LevelGroup
from shared.wire.requests import Change, Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class RegisterCommittee(Command):
    """A committee of the caller's office; `majors` empty means every major of its series.

    A body that recognises has no members and states no `size`.
    """

    code: Annotated[str, validate.Length(min=1, max=100)]
    name: Short
    level_group: LevelGroup
    series: Annotated[tuple[Short, ...], validate.Length(min=1)]
    majors: Annotated[tuple[Short, ...], Doc("empty: every major of the series")] = ()
    region: Annotated[str, validate.Regexp(r"^[0-9]{6}\Z")]
    scope_kind: ScopeKind
    size: Annotated[
        int | None, validate.Range(min=1, max=501), Doc("members; none for a body that recognises")
    ] = None  # fmt: skip
    office_organisation_id: str
    valid_from: date
    valid_to: date


@record
class ApproveCommittee(AuthorityAnswer):
    """核准备案."""

    committee_id: str


@record
class HandOverOffice(Change):
    """The body above does the office's work too, and why."""

    committee_id: str
    reason: Opinion


@record
class GetCommittee(Query):
    """One committee."""

    committee_id: str


@record
class CommitteeFilter:
    """Which committees."""

    region: str | None = None
    level_group: LevelGroup | None = None
    state: CommitteeState | None = None
    code: str | None = None


@record
class ListCommittees(ListQuery):
    """A page of committees."""

    filter: CommitteeFilter = CommitteeFilter()
    sort: Annotated[str | None, sorted_by("code")] = None
