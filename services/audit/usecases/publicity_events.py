"""What is announced of a posted list: the records of the contract."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from services.audit.domain.objection import Objection, ObjectionTally
from services.audit.domain.publicity import Publicity
from shared.contracts.audit.publicity_and_roster import (
    ObjectionFiled,
    ObjectionResolved,
    PublicityClosed,
    PublicityPosted,
    PublicityRedated,
)


def posted(publicity: Publicity) -> PublicityPosted:
    """The whole list, as everybody is told of it in its event and in answers."""
    return PublicityPosted(
        publicity_id=publicity.id,
        scope=publicity.scope,
        notice_id=publicity.notice_id,
        organisation_id=publicity.organisation_id,
        organisation_name=publicity.organisation_name,
        level_group=publicity.level_group,
        posted_on=publicity.posted_on,
        ends_on=publicity.ends_on,
        working_days=publicity.working_days,
        provisional=publicity.provisional,
        clause=publicity.clause,
        channel=publicity.channel,
        people=publicity.people,
    )


def redated(publicity: Publicity, before: date) -> PublicityRedated:
    """Its last day is certain; it was `before`."""
    return PublicityRedated(
        publicity_id=publicity.id,
        scope=publicity.scope,
        notice_id=publicity.notice_id,
        organisation_id=publicity.organisation_id,
        level_group=publicity.level_group,
        ends_before=before,
        ends_on=publicity.ends_on,
        working_days=publicity.working_days,
        clause=publicity.clause,
        declaration_ids=publicity.declaration_ids,
    )


def closed(publicity: Publicity, day: date, tally: ObjectionTally) -> PublicityClosed:
    """Ended on that day."""
    return PublicityClosed(
        publicity_id=publicity.id,
        scope=publicity.scope,
        notice_id=publicity.notice_id,
        organisation_id=publicity.organisation_id,
        closed_on=day,
        objections=tally.filed,
        upheld=tally.upheld,
        declaration_ids=publicity.declaration_ids,
    )


def filed(publicity: Publicity, objection: Objection) -> ObjectionFiled:
    """What was said stays here."""
    return ObjectionFiled(
        publicity_id=publicity.id,
        objection_id=objection.id,
        declaration_id=objection.declaration_id,
        organisation_id=publicity.organisation_id,
        at=objection.filed_at,
    )


def resolved(
    publicity: Publicity, objection: Objection, outcome: Literal["upheld", "dismissed"], opinion: str, at: datetime
) -> ObjectionResolved:
    """With the finding."""
    return ObjectionResolved(
        publicity_id=publicity.id,
        objection_id=objection.id,
        declaration_id=objection.declaration_id,
        organisation_id=publicity.organisation_id,
        outcome=outcome,
        opinion=opinion,
        at=at,
    )
