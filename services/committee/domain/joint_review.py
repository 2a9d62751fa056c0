"""联合评审 and 委托评审: a committee takes the declarations of another one with the bureau's consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.committee.domain.committee import Committee
from services.committee.domain.organisation import KnownOrganisation
from shared.kernel.errors import conflict, forbidden, refused
from shared.policy import CommitteeSpec, Pack
from shared.policy.pack.oversight import JointReviewRule

JointMode = Literal["joint", "entrusted"]
SHARED_DIGITS = {"county": 6, "city": 4, "region": 2}
"""How many digits of a division's code a bureau of the tier shares with the places it answers for."""


@dataclass(slots=True)
class JointReview:
    """The consent: `committee_id` takes what waits for the committee `from_code` under the notice."""

    id: str
    committee_id: str
    from_code: str
    notice_id: str
    mode: JointMode
    opinion: str
    clause: str
    authority_id: str
    authority_name: str
    agreed_on: date


def check_consent(rule: JointReviewRule, bureau: KnownOrganisation | None, committee: Committee) -> None:
    """The consent is given by a human-resources bureau of the notice's tier that answers for the committee's place."""
    digits = SHARED_DIGITS[rule.consent]
    fits = bureau is not None and (bureau.kind, bureau.tier) == ("hr_bureau", rule.consent)
    if bureau is None or not fits or bureau.region[:digits] != committee.region[:digits]:
        raise forbidden("joint_review_other_bureau")


def spec_of(pack: Pack, code: str) -> CommitteeSpec:
    """The committee of the notice that goes by this code in one of its places."""
    places = [region.code for region in pack.regions]
    for spec in pack.committees:
        if any(spec.code_for(place) == code for place in places):
            return spec
    raise refused("joint_review_code_unknown", path="from_code", code=code)


def check_scope(rule: JointReviewRule, spec: CommitteeSpec, committee: Committee) -> None:
    """Taking over widens whose declarations are reviewed, never which series and level (不得超范围、跨专业)."""
    if spec.level_group != committee.scope.level_group or not set(spec.series) & set(committee.scope.series):
        raise refused("joint_review_out_of_scope", path="from_code", clause=rule.cited)


def check_new(known: Iterable[JointReview], from_code: str) -> None:
    """conflict("joint_review_agreed_already") the second time."""
    if any(one.from_code == from_code for one in known):
        raise conflict("joint_review_agreed_already")


def check_agreed(clause: str | None, known: Iterable[JointReview], codes: Iterable[str]) -> None:
    """refused("joint_review_not_agreed") for the first code without consent; `clause` asks for it."""
    agreed = {one.from_code for one in known}
    for code in codes:
        if code not in agreed:
            raise refused("joint_review_not_agreed", path="from_codes", clause=clause, code=code)
