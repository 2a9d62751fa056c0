"""What the RPC methods take: one record for each, the parts that several of them share named once."""

from services.audit.requests.cases import (
    ApproveStage,
    CorrectionItem,
    GetCase,
    HandOverCase,
    ListInbox,
    RecordCharge,
    RejectDeclaration,
    ReturnDeclaration,
    StageRecommendation,
    StatementRow,
)
from services.audit.requests.objections import (
    DismissObjections,
    FileObjection,
    ListObjections,
    ResolveObjection,
)
from services.audit.requests.organisations import GetOrganisation, ListOrganisations, RegisterOrganisation
from services.audit.requests.publicities import (
    ClosePublicity,
    GetPublicity,
    ListPublicities,
    PostPublicity,
)
from services.audit.requests.reports import AllocateQuota, CheckPosts, GetQuotas, ListReports, ReportRoster, StatePosts

__all__ = [
    "AllocateQuota",
    "ApproveStage",
    "CheckPosts",
    "ClosePublicity",
    "CorrectionItem",
    "DismissObjections",
    "FileObjection",
    "GetCase",
    "GetOrganisation",
    "GetPublicity",
    "GetQuotas",
    "HandOverCase",
    "ListInbox",
    "ListObjections",
    "ListOrganisations",
    "ListPublicities",
    "ListReports",
    "PostPublicity",
    "RecordCharge",
    "RegisterOrganisation",
    "RejectDeclaration",
    "ReportRoster",
    "ResolveObjection",
    "ReturnDeclaration",
    "StageRecommendation",
    "StatePosts",
    "StatementRow",
]
