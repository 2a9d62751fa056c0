"""A stage of a route, a decision taken there and what has to be corrected: parts of audit's events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from shared.contracts.base import Count, Digest, Number
from shared.contracts.samples import DIGEST, ID_B, ID_D, WHEN
from shared.wire.types import Doc, Opaque, record


@record
class StageFacts:
    """One stage of a case's route; `holder_id` is the organisation that audits it.

    `replaces_*`: a superior body stands in for the holder of the route, because the case concerns the only clerk there.
    """

    stage_id: str
    index: Annotated[Count, Doc("place on the route, from 0")]
    name: str
    holder_id: str
    holder_name: str
    due_on: Annotated[date | None, Doc("its last day; null where the notice sets none")] = None
    clause: str
    replaces_id: Annotated[str | None, Doc("the holder by the route")] = None
    replaces_name: str | None = None
    replaces_reason: str | None = None


@record
class Decision:
    """Who audits signs and answers: 谁审核、谁签字、谁负责."""

    auditor_id: str
    auditor_name: str
    organisation_id: str
    organisation_name: str
    opinion: str
    seal_reference: str | None = None
    recommendation: Annotated[
        str | None, Doc("of a stage that recommends: how the person was chosen, and qualifies")
    ] = None
    at: datetime
    clause: str
    revision: Annotated[Number | None, Doc("that it was taken on; null in decisions from before 0.3.0")] = None
    digest: Annotated[Digest | None, Doc("SHA-256 of that dossier; null where revision is")] = None


@record
class Statement:
    """A fact that the notice leaves to a stage, as it stated it: on what paper or act, of what day, by which clause."""

    fact: Annotated[str, Doc("as in the vocabulary of the policy packs")]
    value: Annotated[object, Opaque("of the fact's type")]
    basis: Annotated[str, Doc("the paper or act that it rests on")]
    dated: Annotated[date, Doc("the day of that")]
    clause: str | None = None
    stage_id: str
    stated_by: Annotated[str, Doc("person")]
    organisation_id: str
    organisation_name: str
    at: datetime


@record
class Correction:
    """One line of a 一次性告知书: where, what is wrong, what to do, by which clause."""

    number: Annotated[Number, Doc("within its return, from 1")]
    path: Annotated[str, Doc("the place in the dossier, such as `materials.diploma`; rows by their ids")]
    place: Annotated[str | None, Doc("its Chinese name on that day; null in notices older than these names")] = None
    defect: str
    remedy: str
    clause: str


STAGE = {
    "stage_id": "unit", "index": 0, "name": "用人单位审核", "holder_id": ID_B, "holder_name": "红山区第一小学",
    "due_on": "2026-07-20", "clause": "chifeng-2026/6.1.1",
}  # fmt: skip
STATEMENT = {
    "fact": "assessment.passed", "value": True, "basis": "2026年6月单位考核结果", "dated": "2026-06-15",
    "clause": "chifeng-2026/5.4.3", "stage_id": "unit", "stated_by": ID_D, "organisation_id": ID_B,
    "organisation_name": "红山区第一小学", "at": WHEN,
}  # fmt: skip
DECISION = {
    "auditor_id": ID_D, "auditor_name": "李四", "organisation_id": ID_B, "organisation_name": "红山区第一小学",
    "opinion": "材料真实完整，同意推荐。", "seal_reference": "SEAL-0001", "recommendation": "民主推荐",
    "at": WHEN, "clause": "chifeng-2026/6.1.1", "revision": 1, "digest": DIGEST,
}  # fmt: skip
