"""What committees, sessions, reviews and objections are to the rule of scope: office and authority, each by its own."""

from __future__ import annotations

from services.committee.domain.committee import Committee
from services.committee.domain.panel import PanelMember
from services.committee.domain.results import ObjectionToResult
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from shared.kernel.scope import BODY_CLERKS, CLERKS, HR_CLERK, OFFICE_CLERK, OVERSIGHT, Ground, Involved, Matter

OFFICES = frozenset({Ground.OFFICE})
AUTHORITIES = frozenset({Ground.AUTHORITY})
SEATED = frozenset({Ground.SEAT})
STAFF = OFFICES | AUTHORITIES | OVERSIGHT
"""Who sees a session in full."""
SITTING = frozenset({"open"})
"""States of a session in which its experts see the blind list: not before it begins, not once it is over."""


def body(committee: Committee) -> Matter:
    """A committee: its office or the substitute, its authority."""
    return Matter(None, (*_offices(committee), _authority(committee.authority_id)), committee.region)


def authority(committee: Committee, authority_id: str, *, results: bool) -> Matter:
    """What is the authority's to decide; results are also confirmed by a section of the office, if it is that body."""
    office = frozenset({OFFICE_CLERK}) if results and authority_id == committee.office_id else frozenset()
    return Matter(None, (_authority(authority_id, office),), committee.region)


def seat(member: PanelMember) -> Matter:
    """A seat on a panel."""
    return Matter(seats=frozenset({member.account}))


def held(process: ResultsProcess, committee: Committee) -> Matter:
    """A session or a recognition."""
    office = frozenset({OFFICE_CLERK}) if process.results_authority_id == process.office_id else frozenset()
    bodies = (
        *_offices(committee),
        Involved(process.office_id, Ground.OFFICE, frozenset({OFFICE_CLERK})),
        _authority(process.authority_id),
        _authority(process.results_authority_id, office),
    )
    return Matter(None, bodies, committee.region)


def about(person_id: str, inner: Matter) -> Matter:
    """What lies before a committee, of the person whom it is about."""
    return Matter(person_id, inner.standings, inner.region)


def waiting(review: Review, committee: Committee | None) -> Matter:
    """A declaration before its session: of the committee that it waits for, if that is registered."""
    return about(review.person_id, body(committee) if committee else Matter(region=review.facts.region))


def objected(objection: ObjectionToResult, committee: Committee, review: Review) -> Matter:
    """An objection: of the office and of the body that investigates it, the applicant's unit by its own clerks."""
    investigator = objection.investigator_id
    clerks = CLERKS if investigator == review.facts.unit_id else BODY_CLERKS
    return Matter(None, (*_offices(committee), Involved(investigator, Ground.INVESTIGATES, clerks)))


def _offices(committee: Committee) -> tuple[Involved, Involved]:
    clerks = frozenset({OFFICE_CLERK})
    substitute_id = committee.substitute.substitute_id
    return Involved(committee.office_id, Ground.OFFICE, clerks), Involved(substitute_id, Ground.OFFICE, clerks)


def _authority(organisation_id: str, more: frozenset[str] = frozenset()) -> Involved:
    return Involved(organisation_id or None, Ground.AUTHORITY, frozenset({HR_CLERK}) | more)
