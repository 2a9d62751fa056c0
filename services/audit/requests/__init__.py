"""What the RPC methods take: one record for each, the parts that several of them share named once."""

from services.audit.requests.batches import ApproveStages, ChosenCase, ReturnDeclarations
from services.audit.requests.cases import (
    ApproveStage,
    ClaimCase,
    CorrectionItem,
    CountInbox,
    GetCase,
    HandOverCase,
    ListInbox,
    RecordCharge,
    RejectDeclaration,
    ReleaseCase,
    ReturnDeclaration,
    SetAbsence,
    StageRecommendation,
    StatementRow,
)
from services.audit.requests.objections import (
    DismissObjections,
    FileObjection,
    ListObjections,
    ResolveObjection,
)
from services.audit.requests.organisations import (
    ChangeOrganisation,
    EndOrganisation,
    GetOrganisation,
    ListOrganisationChanges,
    ListOrganisations,
    MergeOrganisation,
    RegisterOrganisation,
)
from services.audit.requests.publicities import (
    ClosePublicity,
    GetPublicity,
    ListPublicities,
    PostPublicity,
)
from services.audit.requests.regions import ListRegions
from services.audit.requests.reports import AllocateQuota, CheckPosts, GetQuotas, ListReports, ReportRoster, StatePosts

__all__ = [
    "AllocateQuota",
    "ApproveStage",
    "ApproveStages",
    "ChangeOrganisation",
    "CheckPosts",
    "ChosenCase",
    "ClaimCase",
    "ClosePublicity",
    "CorrectionItem",
    "CountInbox",
    "DismissObjections",
    "EndOrganisation",
    "FileObjection",
    "GetCase",
    "GetOrganisation",
    "GetPublicity",
    "GetQuotas",
    "HandOverCase",
    "ListInbox",
    "ListObjections",
    "ListOrganisationChanges",
    "ListOrganisations",
    "ListPublicities",
    "ListRegions",
    "ListReports",
    "MergeOrganisation",
    "PostPublicity",
    "RecordCharge",
    "RegisterOrganisation",
    "RejectDeclaration",
    "ReleaseCase",
    "ReportRoster",
    "ResolveObjection",
    "ReturnDeclaration",
    "ReturnDeclarations",
    "SetAbsence",
    "StageRecommendation",
    "StatePosts",
    "StatementRow",
]
