"""What the RPC methods take, one module per subject; `requests.FilePlan` needs one import."""

from __future__ import annotations

from services.committee.requests.certificates import GetCertificate, RevokeCertificate, VerifyCertificate
from services.committee.requests.committees import (
    ApproveCommittee,
    GetCommittee,
    HandOverOffice,
    ListCommittees,
    RegisterCommittee,
)
from services.committee.requests.draw import CommitSeed, DeclareRecusal, DrawPanel
from services.committee.requests.meeting import CheckIn, ConsentToPlan, FilePlan, OpenSession
from services.committee.requests.oversight import (
    AgreeJointReview,
    AnswerExtension,
    FileExtension,
    GetOversight,
    LiftMeasure,
    RecordInspection,
    ReportCleaning,
    TakeMeasure,
)
from services.committee.requests.planning import (
    AssignDeclarations,
    ReconveneSession,
    RescheduleSession,
    ScheduleSession,
)
from services.committee.requests.pool import ImportPool, OpenPoolUpload
from services.committee.requests.publicity import (
    ApproveResults,
    CloseResults,
    DismissResultObjections,
    FileResultObjection,
    GetResultObjection,
    ListResultObjections,
    PostResults,
    ReportInvestigation,
    ReportPackage,
    ResolveResultObjection,
)
from services.committee.requests.published import GetResults, ListDraws, ListResults, VerifyDraw
from services.committee.requests.reviews import GetReview, RecogniseDeclarations
from services.committee.requests.scoring import RegisterScores, SetIndicators
from services.committee.requests.sessions import GetSession, ListSessions
from services.committee.requests.voting import CastBallots, CloseVoting, CollectBallots

__all__ = [
    "AgreeJointReview",
    "AnswerExtension",
    "ApproveCommittee",
    "ApproveResults",
    "AssignDeclarations",
    "CastBallots",
    "CheckIn",
    "CloseResults",
    "CloseVoting",
    "CollectBallots",
    "CommitSeed",
    "ConsentToPlan",
    "DeclareRecusal",
    "DismissResultObjections",
    "DrawPanel",
    "FileExtension",
    "FilePlan",
    "FileResultObjection",
    "GetCertificate",
    "GetCommittee",
    "GetOversight",
    "GetResultObjection",
    "GetResults",
    "GetReview",
    "GetSession",
    "HandOverOffice",
    "ImportPool",
    "LiftMeasure",
    "ListCommittees",
    "ListDraws",
    "ListResultObjections",
    "ListResults",
    "ListSessions",
    "OpenPoolUpload",
    "OpenSession",
    "PostResults",
    "RecogniseDeclarations",
    "ReconveneSession",
    "RecordInspection",
    "RegisterCommittee",
    "RegisterScores",
    "ReportCleaning",
    "ReportInvestigation",
    "ReportPackage",
    "RescheduleSession",
    "ResolveResultObjection",
    "RevokeCertificate",
    "ScheduleSession",
    "SetIndicators",
    "TakeMeasure",
    "VerifyCertificate",
    "VerifyDraw",
]
