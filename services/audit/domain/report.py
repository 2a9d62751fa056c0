"""A roster report: one organisation hands up the approved applicants of one level group."""

from __future__ import annotations

from shared.contracts.audit.publicity_and_roster import RosterReported
from shared.wire.types import record


@record
class Report(RosterReported):
    """A roster that an organisation handed up, with the computation that let it through; kept as it is announced."""
