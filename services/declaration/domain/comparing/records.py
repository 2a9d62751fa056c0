"""What differs between two submissions, and what became of each correction."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from shared.contracts.audit.stage import Correction
from shared.policy.terms.vocabulary import FactValue
from shared.wire.types import Doc, Opaque, record

ChangeKind = Literal["added", "removed", "changed", "moved"]
FileChangeKind = Literal["added", "removed", "replaced", "changed"]
Outcome = Literal["changed", "beside", "unchanged"]
Answers = Annotated[tuple[str, ...], Doc("keys of the corrections that ask for something at this place or in this row")]
Value = Annotated[
    Any, Opaque("as in the dossier, null: nothing stands there; person.id_number where get_dossier shows it, too")
]
Place = Annotated[int | None, Doc("from 1, within its table; null: not there, or no table")]


@record
class FieldDifference:
    """One field of the form."""

    path: Annotated[str, Doc("rows by their ids, as corrections name places")]
    name: Annotated[str, Doc("as the form prints it")]
    before: Value
    after: Value


@record
class PlaceChange:
    """A row of a table, a part of the form, or one of its fields that stands alone."""

    kind: ChangeKind
    path: Annotated[str, Doc("of a row that was there before, as corrections of that revision name it")]
    name: Annotated[str, Doc("as the form prints it; a row with its title")]
    number_before: Place = None
    number_after: Place = None
    moved: Annotated[bool, Doc("its order among the rows that stayed is another")] = False
    repeats: Annotated[str | None, Doc("path of the row that an added one repeats word for word")] = None
    fields: tuple[FieldDifference, ...]
    answers: Answers = ()


@record
class SectionDifference:
    """A section of the form in which something changed."""

    section: str
    name: str
    emptied: Annotated[bool, Doc("something stood there before, and nothing does now")]
    changes: tuple[PlaceChange, ...]


@record
class FileFacts:
    """An uploaded file as one revision has it."""

    material_id: str
    title: str
    media_type: str
    size: Annotated[int, Doc("bytes")]
    sha256: str
    supports: str | None


@record
class FileDifference:
    """A file that was added, taken away, replaced by another for the same, or titled or assigned anew (`changed`)."""

    kind: FileChangeKind
    item: str
    item_name: Annotated[str, Doc("as the notice's material list has it")]
    before: FileFacts | None
    after: FileFacts | None
    answers: Answers = ()


@record
class FactDifference:
    """A fact that the notice's rules look at, each as of its day of submission."""

    fact: Annotated[str, Doc("as in the vocabulary of the policy packs")]
    label: str
    before: Annotated[FactValue, Opaque("of the fact's type")]
    after: Annotated[FactValue, Opaque("of the fact's type")]


@record
class CorrectionAnswer(Correction):
    """A line of a return, and whether anything changed where it points."""

    key: Annotated[str, Doc("`revision/number`: unique within a comparison")]
    outcome: Annotated[
        Outcome,
        Doc("changed: at its place; beside: elsewhere in its row, or a file for it; unchanged: it is not answered"),
    ]


@record
class AnsweredReturn:
    """A return that one of the revisions answers."""

    revision: Annotated[int, Doc("the one that answers it")]
    reference: Annotated[str, Doc("`stage_id/return_number`")]
    holder_name: str | None
    returned_at: datetime | None
    opinion: str | None
    corrections: Annotated[
        tuple[CorrectionAnswer, ...] | None,
        Doc("null, as what stands above: the revision is older than the keeping of what it answers"),
    ]
