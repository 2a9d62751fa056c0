"""What comparing two revisions gives."""

from __future__ import annotations

from typing import Annotated

from services.declaration.domain.comparing.records import (
    AnsweredReturn,
    FactDifference,
    FileDifference,
    SectionDifference,
)
from services.declaration.results.declarations import RevisionHeader
from shared.wire.types import Doc, record


@record
class ComparedRevision(RevisionHeader):
    """One side of a comparison."""

    notice_version: Annotated[int, Doc("under which it was filed")]


@record
class RevisionComparison:
    """What differs between two submissions, place by place, and which corrections of the returns between are answered.

    A signature, the day, the number of the revision are new each time and not told as changes.
    """

    declaration_id: str
    earlier: ComparedRevision
    later: ComparedRevision
    sections: Annotated[tuple[SectionDifference, ...], Doc("in the order of the form; none: the form is the same")]
    files: tuple[FileDifference, ...]
    facts: Annotated[tuple[FactDifference, ...], Doc("what the notice's rules look at, where it came out otherwise")]
    returns: Annotated[tuple[AnsweredReturn, ...], Doc("those that the later revisions answer, oldest first")]
