"""Whom the tour sends, in which order, and what they do to see pages to which no link leads."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.gateway_site import AUTUMN, SUMMER, WINTER


@dataclass(frozen=True)
class Visit:
    """Somebody (the first person of the role whose story holds the word; no role: nobody) and where he begins."""

    role: str = ""
    story: str = ""
    word: str = ""
    """What that story is called in names of pages."""
    begins: tuple[str, ...] = ("/",)
    told_by_story: tuple[str, ...] = ()
    """Endpoints that are another page for this person: they show how his matter stands."""


DECLARATION = ("applicant_declaration.show",)
SHOWN_PUBLICLY = ("public_results.results", "public_results.draws")
OWN_ADDRESSES = (
    "/mine/eligibility/chifeng-2026/k12-full-senior", "/mine/profile/id-number", "/mine/profile/register",
)  # fmt: skip
"""Pages to which links lead only as long as something is not done yet."""
VISITS: dict[str, tuple[Visit, ...]] = {
    SUMMER: (
        Visit(),
        Visit("applicant", "一次通过", "smooth", told_by_story=DECLARATION),
        Visit("applicant", "不符合申报条件", "refused", begins=("/", *OWN_ADDRESSES), told_by_story=DECLARATION),
        Visit("applicant", "错过申报时限", "late", told_by_story=DECLARATION),
        Visit("applicant", "退回后逾期", "lapsed", told_by_story=DECLARATION),
        Visit("applicant", "核实成立", "objected", told_by_story=DECLARATION),
        Visit("hr_clerk", "汇总上报"),
        Visit("hr_clerk", "核准"),
        Visit("unit_clerk"),
        Visit("department_clerk"),
        Visit("committee_office"),
        Visit("supervisor"),
        Visit("publisher"),
        Visit("operator", "看护"),
    ),
    AUTUMN: (Visit(word="autumn", told_by_story=SHOWN_PUBLICLY),),
    WINTER: (
        Visit(),
        Visit("applicant", "一次通过", "certified", told_by_story=DECLARATION),
        Visit("expert"),
        Visit("committee_office"),
        Visit("supervisor"),
        Visit("hr_clerk", "汇总上报"),
        Visit("operator", "看护"),
    ),
}
"""By moment; what an earlier visit has shown is not shown again, except where a role's own view of it counts."""

SENT_BACK = Visit("applicant", "一次通过", "returned", told_by_story=DECLARATION)
"""Once the acts are over: the summer's case is in the applicant's hands again."""
OWN_VIEW = (
    "clerk_inbox.inbox",
    "clerk_case.case",
    "clerk_publicity.lists",
    "committees.committee",
    "committees.session",
)
"""Pages that look different to each role."""
