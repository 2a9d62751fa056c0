"""What a case and a posted list are to the rule of scope: applicant, and the bodies of the route in their order."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.publicity import Publicity
from shared.kernel.scope import BODY_CLERKS, CLERKS, OVERSIGHT, Ground, Involved, Matter

HOLDERS = frozenset({Ground.HOLDS})
"""Who decides: the holder of the present stage, or of the last one of an ended case."""
AUDITORS = frozenset({Ground.HOLDS, Ground.HELD})
"""Who reads the dossier: from the day on which the stage is reached, and afterwards."""
ROUTE = AUDITORS | {Ground.AHEAD}
"""Who knows the case as a body of its route; one that is still ahead may have taken the fee already."""
READERS = ROUTE | OVERSIGHT | {Ground.OWN}
"""Who sees a case at all."""
POSTERS = frozenset({Ground.POSTED})
"""Who ends a list and resolves its objections."""


def audited(case: Case, region: str | None = None) -> Matter:
    """A case; `region` is the division of the applicant's unit, for a supervisor."""
    decided = {each.stage_id for each in case.decisions}
    standings: list[Involved] = []
    for index, stage in enumerate(case.stages):
        past = Ground.HELD if index <= case.position or stage.stage_id in decided else Ground.AHEAD
        now = Ground.HOLDS if index == case.position else past
        standings += [_by(stage.holder_id, now, case), _by(stage.replaces_id, past, case)]
    return Matter(case.person_id, tuple(standings), region)


def _by(organisation_id: str | None, ground: Ground, case: Case) -> Involved:
    """A unit's clerk acts for it as the applicant's employer, not in what his house holds as an authority."""
    return Involved(organisation_id, ground, CLERKS if organisation_id == case.unit_id else BODY_CLERKS)


def above_it(organisation_id: str) -> Matter:
    """What the body above a holder may take upon itself."""
    return Matter(None, (Involved(organisation_id, Ground.AUTHORITY, BODY_CLERKS),))


def posted(publicity: Publicity, region: str | None = None) -> Matter:
    """A posted list; `region` is the division of the body that posted it."""
    return Matter(None, (Involved(publicity.organisation_id, Ground.POSTED, CLERKS - {"committee_office"}),), region)
