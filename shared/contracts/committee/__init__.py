"""What the committee service announces: declared streams, and the records in them."""

from shared.contracts.committee.draw import (
    PANEL_DRAWN,
    RECUSAL_DECLARED,
    SEED_COMMITTED,
)
from shared.contracts.committee.recognition import (
    RECOGNISED,
    RECOGNITION_DECIDED,
)
from shared.contracts.committee.results import (
    PACKAGE_REPORTED,
    RESULT_OBJECTION,
    RESULTS_APPROVED,
    RESULTS_CLOSED,
    RESULTS_DECLINED,
    RESULTS_POSTED,
    RESULTS_REDATED,
)
from shared.contracts.committee.review import (
    APPROVED,
    ASSIGNED,
    CERTIFICATE_ISSUED,
    RESULT_CANCELLED,
    REVIEWED,
)
from shared.contracts.committee.session import (
    PLAN_ANSWERED,
    PLAN_FILED,
    SESSION_ADJOURNED,
    SESSION_CONCLUDED,
    SESSION_OPENED,
    SESSION_SCHEDULED,
)
from shared.contracts.committee.session_days import (
    SESSION_RECONVENED,
    SESSION_RESCHEDULED,
)
from shared.contracts.committee.streams import (
    COMMITTEE,
    COMMITTEE_APPROVED,
    COMMITTEE_DECLINED,
    COMMITTEE_REGISTERED,
    OFFICE_HANDED_OVER,
    POOL_IMPORTED,
    REVIEW,
    RPC,
    SESSION,
    STREAMS,
    TRAIL,
    CommitteeDeclined,
    CommitteeState,
    PoolImported,
    TermCount,
)

__all__ = [
    "APPROVED",
    "ASSIGNED",
    "CERTIFICATE_ISSUED",
    "COMMITTEE",
    "COMMITTEE_APPROVED",
    "COMMITTEE_DECLINED",
    "COMMITTEE_REGISTERED",
    "OFFICE_HANDED_OVER",
    "PACKAGE_REPORTED",
    "PANEL_DRAWN",
    "PLAN_ANSWERED",
    "PLAN_FILED",
    "POOL_IMPORTED",
    "RECOGNISED",
    "RECOGNITION_DECIDED",
    "RECUSAL_DECLARED",
    "RESULTS_APPROVED",
    "RESULTS_CLOSED",
    "RESULTS_DECLINED",
    "RESULTS_POSTED",
    "RESULTS_REDATED",
    "RESULT_CANCELLED",
    "RESULT_OBJECTION",
    "REVIEW",
    "REVIEWED",
    "RPC",
    "SEED_COMMITTED",
    "SESSION",
    "SESSION_ADJOURNED",
    "SESSION_CONCLUDED",
    "SESSION_OPENED",
    "SESSION_RECONVENED",
    "SESSION_RESCHEDULED",
    "SESSION_SCHEDULED",
    "STREAMS",
    "TRAIL",
    "CommitteeDeclined",
    "CommitteeState",
    "PoolImported",
    "TermCount",
]
