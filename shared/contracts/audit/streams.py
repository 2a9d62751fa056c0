"""What the audit service publishes, and its RPC names."""

from __future__ import annotations

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
from shared.contracts.audit.organisation import ORGANISATION_REGISTERED
from shared.contracts.audit.publicity_and_roster import (
    OBJECTION_FILED,
    OBJECTION_RESOLVED,
    PUBLICITY_CLOSED,
    PUBLICITY_POSTED,
    PUBLICITY_REDATED,
    ROSTER_REPORTED,
)
from shared.contracts.base import (
    Stream,
)
from shared.contracts.trail import TRAILS

RPC = (
    "register_organisation", "get_organisation", "list_organisations", "list_inbox", "get_case", "approve_stage",
    "return_declaration", "reject_declaration", "hand_over_case", "post_publicity", "close_publicity", "file_objection",
    "resolve_objection", "dismiss_objections", "list_objections", "get_publicity", "list_publicities", "report_roster",
    "list_reports", "state_posts", "allocate_quota", "check_posts", "get_quotas", "record_charge", "run_due",
    "change_organisation", "end_organisation", "merge_organisation", "list_organisation_changes", "list_regions",
    "count_inbox", "claim_case", "release_case", "set_absence", "approve_stages", "return_declarations",
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
TRAIL = TRAILS["audit"]
STREAMS = (ORGANISATION, CASE, PUBLICITY, REPORT, TRAIL)
