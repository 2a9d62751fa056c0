"""What the audit service announces: declared streams, and the records in them."""

from shared.contracts.audit.case import (
    CASE_CLOSED,
    CASE_OPENED,
    CASE_REDATED,
    CHARGE_RECORDED,
    DECLARATION_PASSED,
    DECLARATION_REJECTED,
    DECLARATION_RETURNED,
    INTEGRITY_RECORDED,
    RETURN_REDATED,
    STAGE_APPROVED,
    STAGE_ENTERED,
)
from shared.contracts.audit.organisation import (
    ORGANISATION_REGISTERED,
)
from shared.contracts.audit.publicity_and_roster import (
    OBJECTION_FILED,
    OBJECTION_RESOLVED,
    PUBLICITY_CLOSED,
    PUBLICITY_POSTED,
    PUBLICITY_REDATED,
    ROSTER_REPORTED,
)
from shared.contracts.audit.streams import (
    CASE,
    ORGANISATION,
    PUBLICITY,
    REPORT,
    RPC,
    STREAMS,
    TRAIL,
)

__all__ = [
    "CASE",
    "CASE_CLOSED",
    "CASE_OPENED",
    "CASE_REDATED",
    "CHARGE_RECORDED",
    "DECLARATION_PASSED",
    "DECLARATION_REJECTED",
    "DECLARATION_RETURNED",
    "INTEGRITY_RECORDED",
    "OBJECTION_FILED",
    "OBJECTION_RESOLVED",
    "ORGANISATION",
    "ORGANISATION_REGISTERED",
    "PUBLICITY",
    "PUBLICITY_CLOSED",
    "PUBLICITY_POSTED",
    "PUBLICITY_REDATED",
    "REPORT",
    "RETURN_REDATED",
    "ROSTER_REPORTED",
    "RPC",
    "STAGE_APPROVED",
    "STAGE_ENTERED",
    "STREAMS",
    "TRAIL",
]
