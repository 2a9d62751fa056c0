"""Parameters of the RPC methods; an unknown field is an error, errors name the path (`sections.papers.0.title`)."""

from services.declaration.schemas.declarations import (
    AcceptAmendment,
    AttachMaterial,
    FillDossier,
    GetDeclaration,
    GetDossier,
    GetProgress,
    ListDeclarations,
    OpenUpload,
    RemoveMaterial,
    SignCommitment,
    StartDeclaration,
    SubmitDeclaration,
    WithdrawDeclaration,
)
from services.declaration.schemas.notices import (
    GetAmendment,
    ListNotices,
    ListPlans,
    ListRechecks,
    PublishNotice,
)
from services.declaration.schemas.persons import (
    CheckEligibility,
    GetPerson,
    RegisterPerson,
    UpdateProfile,
    VerifyProfile,
)

__all__ = [
    "AcceptAmendment",
    "AttachMaterial",
    "CheckEligibility",
    "FillDossier",
    "GetAmendment",
    "GetDeclaration",
    "GetDossier",
    "GetPerson",
    "GetProgress",
    "ListDeclarations",
    "ListNotices",
    "ListPlans",
    "ListRechecks",
    "OpenUpload",
    "PublishNotice",
    "RegisterPerson",
    "RemoveMaterial",
    "SignCommitment",
    "StartDeclaration",
    "SubmitDeclaration",
    "UpdateProfile",
    "VerifyProfile",
    "WithdrawDeclaration",
]
