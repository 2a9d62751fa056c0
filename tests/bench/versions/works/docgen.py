"""docgen: what is to be printed of a dossier."""

from __future__ import annotations

import itertools

from tests.bench.versions.doors import Step, calls, events
from tests.support.docgen_suite import facts
from tests.support.upgrade.telling import Telling

_NUMBERS = itertools.count(1000)


def set_up(story: Telling) -> None:
    """The story has left all that is needed."""


def listing(story: Telling, count: int) -> list[Step]:
    """The documents of an applicant."""
    return calls(story, facts.APPLICANT, "list_documents", [{"limit": 20}] * count)


def submission(story: Telling, count: int) -> list[Step]:
    """Dossiers handed in: documents that wait."""
    made = [facts.submitted(declaration_id=f"bench-{next(_NUMBERS)}") for _ in range(count)]
    return events(story, made[0][0], [data for _, _, data in made])


WORKS = {
    "list_documents, 20": (50, listing),
    "event declaration.submitted, with dossier": (30, submission),
}
