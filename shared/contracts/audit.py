"""What the audit service publishes, and its RPC names."""

from __future__ import annotations

from shared.contracts.base import (
    Stream,
)
from shared.contracts.cases import CASE_CLOSED as CASE_CLOSED
from shared.contracts.cases import CASE_OPENED as CASE_OPENED
from shared.contracts.cases import CASE_REDATED as CASE_REDATED
from shared.contracts.cases import CHARGE_RECORDED as CHARGE_RECORDED
from shared.contracts.cases import DECLARATION_PASSED as DECLARATION_PASSED
from shared.contracts.cases import DECLARATION_REJECTED as DECLARATION_REJECTED
from shared.contracts.cases import DECLARATION_RETURNED as DECLARATION_RETURNED
from shared.contracts.cases import INTEGRITY_RECORDED as INTEGRITY_RECORDED
from shared.contracts.cases import RETURN_REDATED as RETURN_REDATED
from shared.contracts.cases import STAGE_APPROVED as STAGE_APPROVED
from shared.contracts.cases import STAGE_ENTERED as STAGE_ENTERED
from shared.contracts.organisations import ORGANISATION_REGISTERED as ORGANISATION_REGISTERED
from shared.contracts.rosters import OBJECTION_FILED as OBJECTION_FILED
from shared.contracts.rosters import OBJECTION_RESOLVED as OBJECTION_RESOLVED
from shared.contracts.rosters import PUBLICITY_CLOSED as PUBLICITY_CLOSED
from shared.contracts.rosters import PUBLICITY_POSTED as PUBLICITY_POSTED
from shared.contracts.rosters import PUBLICITY_REDATED as PUBLICITY_REDATED
from shared.contracts.rosters import ROSTER_REPORTED as ROSTER_REPORTED

RPC = (
    "register_organisation", "get_organisation", "list_organisations", "list_inbox", "get_case", "approve_stage",
    "return_declaration", "reject_declaration", "hand_over_case", "post_publicity", "close_publicity", "file_objection",
    "resolve_objection", "get_publicity", "list_publicities", "report_roster", "list_reports", "state_posts",
    "allocate_quota", "check_posts", "record_charge", "run_due",
)  # fmt: skip
ORGANISATION = Stream("audit", "organisation", (ORGANISATION_REGISTERED,))
CASE = Stream(
    "audit", "case",
    (CASE_OPENED, CASE_REDATED, STAGE_APPROVED, STAGE_ENTERED, DECLARATION_RETURNED, RETURN_REDATED,
     DECLARATION_REJECTED, CASE_CLOSED, DECLARATION_PASSED, INTEGRITY_RECORDED, CHARGE_RECORDED),
)  # fmt: skip
PUBLICITY = Stream(
    "audit", "publicity",
    (PUBLICITY_POSTED, PUBLICITY_REDATED, PUBLICITY_CLOSED, OBJECTION_FILED, OBJECTION_RESOLVED),
)  # fmt: skip
REPORT = Stream("audit", "report", (ROSTER_REPORTED,))
STREAMS = (ORGANISATION, CASE, PUBLICITY, REPORT)
