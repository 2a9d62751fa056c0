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
from services.audit.requests.organisations import GetOrganisation, ListOrganisations, RegisterOrganisation
from services.audit.requests.publicities import (
    ClosePublicity,
    FileObjection,
    GetPublicity,
    ListPublicities,
    PostPublicity,
    ResolveObjection,
)
from services.audit.requests.reports import AllocateQuota, CheckPosts, ListReports, ReportRoster, StatePosts

__all__ = [
    "AllocateQuota",
    "ApproveStage",
    "CheckPosts",
    "ClosePublicity",
    "CorrectionItem",
    "FileObjection",
    "GetCase",
    "GetOrganisation",
    "GetPublicity",
    "HandOverCase",
    "ListInbox",
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
