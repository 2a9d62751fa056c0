"""What the RPC methods give: one record for each result, the parts that several of them share named once."""

from services.audit.results.cases import (
    CaseHandedOver,
    CaseLine,
    CaseView,
    ChargeRecordedAnswer,
    Citable,
    DeclarationReturnedAnswer,
    ListedMaterial,
    StageDecided,
)
from services.audit.results.eligibility import (
    CaseEligibility,
    ClaimedWay,
    FactToState,
    OpenPointView,
    RefusalView,
    WayView,
)
from services.audit.results.organisations import (
    OrganisationChangedAnswer,
    OrganisationEndedAnswer,
    OrganisationRegisteredAnswer,
    OrganisationView,
)
from services.audit.results.publicities import (
    ObjectionCounts,
    ObjectionFiledAnswer,
    ObjectionResolvedAnswer,
    ObjectionsDismissedAnswer,
    ObjectionView,
    PublicityClosedAnswer,
    PublicityLine,
    PublicityPostedAnswer,
    PublicityView,
)
from services.audit.results.reports import (
    PostCheck,
    PostsStated,
    QuotaAllocated,
    QuotaBoard,
    RosterReportedAnswer,
)

__all__ = [
    "CaseEligibility",
    "CaseHandedOver",
    "CaseLine",
    "CaseView",
    "ChargeRecordedAnswer",
    "Citable",
    "ClaimedWay",
    "DeclarationReturnedAnswer",
    "FactToState",
    "ListedMaterial",
    "ObjectionCounts",
    "ObjectionFiledAnswer",
    "ObjectionResolvedAnswer",
    "ObjectionView",
    "ObjectionsDismissedAnswer",
    "OpenPointView",
    "OrganisationChangedAnswer",
    "OrganisationEndedAnswer",
    "OrganisationRegisteredAnswer",
    "OrganisationView",
    "PostCheck",
    "PostsStated",
    "PublicityClosedAnswer",
    "PublicityLine",
    "PublicityPostedAnswer",
    "PublicityView",
    "QuotaAllocated",
    "QuotaBoard",
    "RefusalView",
    "RosterReportedAnswer",
    "StageDecided",
    "WayView",
]
