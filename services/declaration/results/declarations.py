"""What the methods on declarations give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.progress import TimelineRow
from services.declaration.domain.recheck import Outcome, Settled
from services.declaration.domain.rows import DossierJson, Sections
from services.declaration.domain.transitions import DeclarationState
from shared.contracts.audit.stage import Correction
from shared.contracts.declaration import RecheckFinding
from shared.contracts.declaration.dossier import Commitment
from shared.policy.terms.basics import Level, LevelGroup
from shared.wire.types import Doc, Opaque, record


@record
class DeclarationChanged:
    """A declaration after a command."""

    declaration_id: str
    version: int
    state: DeclarationState
    revision: int


@record
class DeclarationStarted(DeclarationChanged):
    """A new draft."""

    closes_on: Annotated[date, Doc("the last day to submit it")]


@record
class CommitmentSigned(DeclarationChanged):
    """The commitment of this revision, signed."""

    text: Annotated[str, Doc("the wording of the notice")]
    text_digest: Annotated[str, Doc("SHA-256")]
    clause: str | None


@record
class DeclarationSubmitted(DeclarationChanged):
    """A revision handed in; it never changes."""

    digest: Annotated[str, Doc("SHA-256 of the dossier")]


@record
class AmendmentAccepted(DeclarationChanged):
    """The declaration is under the version accepted; a draft is to be signed again."""

    notice_version: int


@record
class MaterialHeld(AttachedMaterial):
    """An attached file, and whether the row that it proves is still there."""

    orphan: Annotated[bool, Doc("the row is gone: to be removed, or uploaded again for another row")]


@record
class DossierFilled(DeclarationChanged):
    """A draft with new sections; it is to be signed again."""

    orphans: Annotated[tuple[AttachedMaterial, ...], Doc("files whose row is gone")]


@record
class MaterialAttached(DeclarationChanged):
    """A draft with one file more; it is to be signed again."""

    material_id: str


@record
class DeclarationHeader:
    """A declaration in a list."""

    declaration_id: str
    version: int
    person_id: str
    unit_id: str
    notice_id: str
    notice_version: Annotated[int, Doc("that it is under")]
    plan_id: str
    plan_name: str
    series: str
    level: Level
    level_group: LevelGroup
    state: DeclarationState
    state_label: Annotated[str, Doc("in Chinese")]
    revision: Annotated[int, Doc("from 1: the one being drafted, or the last submitted")]
    started_at: datetime
    submitted_at: Annotated[datetime | None, Doc("of the last revision submitted")]
    deadline: Annotated[datetime | None, Doc("the first instant too late; null: it is not the applicant's turn")]
    last_day: Annotated[date | None, Doc("of the same deadline")]
    certificate_number: str | None


@record
class RevisionHeader:
    """A submitted dossier."""

    revision: int
    digest: Annotated[str, Doc("SHA-256 of the stored dossier, whose numbers are sealed")]
    submitted_at: datetime
    answers_return: Annotated[str | None, Doc("the return that it answers, as `stage_id/return_number`")]


@record
class ReturnView:
    """A return in the applicant's hands, with the complete list of corrections."""

    returned_at: datetime
    return_number: int
    stage_id: str
    holder_id: Annotated[str, Doc("the organisation that returned it")]
    holder_name: str
    opinion: str
    deadline: Annotated[datetime, Doc("the first instant too late")]
    last_day: date
    deadline_clause: str
    provisional: Annotated[bool, Doc("a year that it touches is not announced: it may move, and nothing ends by it")]
    corrections: tuple[Correction, ...]


@record
class RecheckView:
    """A declaration held against a new version of its notice."""

    declaration_id: str
    notice_id: str
    from_version: int
    notice_version: int
    outcome: Outcome
    settled: Annotated[Settled, Doc("see Amendments")]
    checked_at: datetime
    settled_at: Annotated[datetime | None, Doc("when it was accepted or overtaken")]
    findings: tuple[RecheckFinding, ...]


@record
class DeclarationView(DeclarationHeader):
    """One declaration; the draft itself is shown to its applicant."""

    revisions: tuple[RevisionHeader, ...]
    open_return: ReturnView | None
    amendments: Annotated[tuple[RecheckView, ...], Doc("by version")]
    sections: Annotated[
        Sections | None,
        Opaque("as fill_dossier takes them, each row with its id; null for everybody but the applicant"),
    ]
    commitment: Annotated[Commitment | None, Doc("null: not signed, or the caller is not the applicant")]
    materials: Annotated[tuple[MaterialHeld, ...] | None, Doc("null for everybody but the applicant")]


@record
class DossierView:
    """A submitted dossier."""

    declaration_id: str
    revision: int
    digest: Annotated[str, Doc("SHA-256 of the stored dossier, whose numbers are sealed")]
    answers_return: Annotated[str | None, Doc("the return that it answers, as `stage_id/return_number`")]
    submitted_at: datetime
    dossier: Annotated[
        DossierJson,
        Opaque(
            "shared/contracts/declaration/dossier.py without the sealed numbers; person.id_number and person.phone are "
            "there for the applicant and the clerks of the unit only"
        ),
    ]


@record
class MaterialLink:
    """A way to one uploaded file; whoever asked for it is on record."""

    declaration_id: str
    material_id: str
    url: Annotated[str, Doc("gives the file for two minutes, to be saved and not shown")]
    expires_at: datetime
    file_name: Annotated[str, Doc("of the item on the notice's list; nothing personal")]
    media_type: Annotated[str, Doc("what the file was found to be when it was attached")]
    size: Annotated[int, Doc("bytes")]
    sha256: Annotated[str, Doc("hex")]


@record
class ProgressView:
    """Where a declaration is, step by step."""

    declaration_id: str
    state: DeclarationState
    state_label: Annotated[str, Doc("in Chinese")]
    case_number: Annotated[str | None, Doc("of the audit")]
    certificate_number: str | None
    steps: tuple[TimelineRow, ...]
