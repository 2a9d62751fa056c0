"""What docgen knows of other services' things, as far as its forms print them or its lists ask."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime

from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.contracts.audit.stage import Decision
from shared.wire.types import record


@record
class KnownOrganisation:
    """An organisation with contact and seal."""

    name: str
    kind: str
    contact: Contact
    seal_reference: str | None = None


@record
class KnownHolder:
    """Who holds a case now."""

    organisation_id: str


@record
class KnownCase:
    """What the audit has brought: `revision` passed."""

    case_number: str | None = None
    unit_id: str | None = None
    decisions: tuple[Decision, ...] = ()
    revision: int = 0


@record
class KnownSession:
    """A session, or a body's list, as far as its events have told."""

    office_id: str | None = None
    authority_id: str | None = None
    committee_name: str | None = None
    place: str | None = None
    panel_size: int | None = None
    present: int | None = None
    chair_name: str | None = None

    def convened(self, committee_name: str, office_id: str, authority_id: str) -> KnownSession:
        """Whose it is, and before whom."""
        return replace(self, committee_name=committee_name, office_id=office_id, authority_id=authority_id)

    def placed(self, place: str | None) -> KnownSession:
        """Where it meets."""
        return replace(self, place=place)

    def drawn(self, panel_size: int) -> KnownSession:
        """How many experts were drawn."""
        return replace(self, panel_size=panel_size)

    def concluded(self, present: int) -> KnownSession:
        """How many were there."""
        return replace(self, present=present)

    def presided(self, chair_name: str) -> KnownSession:
        """Who was in the chair."""
        return replace(self, chair_name=chair_name)


@record
class KnownObjection:
    """An objection to a result: when it was filed, and its outcome by now."""

    declaration_id: str
    outcome: str
    received: datetime


@record
class KnownPublicity:
    """What was posted of a session's results, and the objections to it by id."""

    working_days: int
    channel: Contact
    people: tuple[PublicityPerson, ...]
    objections: dict[str, KnownObjection] = field(default_factory=dict)

    def objected(self, objection_id: str, declaration_id: str, outcome: str, at: datetime) -> KnownPublicity:
        """With an objection, or with its outcome: the day it came stays."""
        known = self.objections.get(objection_id)
        received = known.received if known else at
        told = KnownObjection(declaration_id=declaration_id, outcome=outcome, received=received)
        return replace(self, objections=self.objections | {objection_id: told})
