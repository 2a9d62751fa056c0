"""One declaration: an applicant's claim under one plan, from the first draft to the certificate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.declaration.domain.choice import PlanChoice
from services.declaration.domain.filing import Filing
from services.declaration.domain.open_return import OpenReturn
from services.declaration.domain.rows import Sections
from services.declaration.domain.transitions import DECLARATION, EDITABLE, DeclarationState, Move
from shared.contracts.declaration.dossier import Commitment
from shared.kernel.clock import ZONE
from shared.kernel.deadline import is_over
from shared.kernel.errors import conflict, refused


@dataclass(slots=True, kw_only=True)
class Declaration:
    """The aggregate. `revision` counts from 1: the one being drafted, or the last submitted.

    `sections` is the draft content, `commitment` the signature over it; any change of the content takes the signature
    away. `filing` is the way of the last submission, None before the first.
    `checked_version` is the newest version of the notice that it has been held against; `version` counts saved changes.
    """

    declaration_id: str
    person_id: str
    unit_id: str
    choice: PlanChoice
    state: DeclarationState
    revision: int
    sections: Sections
    started_at: datetime
    commitment: Commitment | None = None
    open_return: OpenReturn | None = None
    submitted_at: datetime | None = None
    session_id: str | None = None
    certificate_number: str | None = None
    checked_version: int = 1
    filing: Filing | None = None
    version: int = 0

    def fill(self, sections: Sections) -> None:
        """Replace the given sections of the draft; the others stay."""
        self.check_editable()
        self.sections = {**self.sections, **sections}
        self.commitment = None

    def claim(self, route: str, rights: Iterable[str] = ()) -> None:
        """Keep the way to qualify under which the revision is filed, and the once-only rights that it rests on."""
        self.check_editable()
        self.sections = {**self.sections, "route_claimed": route, "rights_claimed": sorted(rights)}

    def touch_materials(self) -> None:
        """A material was added or removed: the signature no longer covers the content."""
        self.check_editable()
        self.commitment = None

    def sign(self, commitment: Commitment) -> None:
        """Keep the signed commitment of this revision."""
        self.check_editable()
        self.commitment = commitment

    def submit(self, now: datetime, filing: Filing) -> None:
        """Hand the declaration in; the return it answers, if any, is closed."""
        self.state = DECLARATION.after(self.state, Move.SUBMIT)
        self.filing = filing
        self.submitted_at = now
        self.open_return = None

    def take_return(self, notice: OpenReturn) -> None:
        """Back in the applicant's hands: a draft of the next revision with everything that was declared."""
        self.state = DECLARATION.after(self.state, Move.RETURN)
        self.open_return = notice
        self.revision += 1
        self.commitment = None

    def redate_return(self, deadline: datetime) -> None:
        """The year is announced: the deadline in the applicant's hands is certain."""
        if self.open_return is not None:
            self.open_return = replace(self.open_return, deadline=deadline, provisional=False)

    def follow(self, choice: PlanChoice) -> None:
        """Be bound to another version of the same notice; what is not submitted yet has to be signed again."""
        self.choice = choice
        if self.state in EDITABLE:
            self.commitment = None

    def hold_against(self, notice_version: int) -> None:
        """It was looked at under that version of its notice."""
        self.checked_version = notice_version

    def assign(self, session_id: str) -> None:
        """On the list of a session, or of another one."""
        self.move(Move.ASSIGN)
        self.session_id = session_id

    def recognise(self, list_id: str, *, granted: bool) -> None:
        """Decided on a list of a body that recognises without a session; the list stands where a session would."""
        self.move(Move.RECOGNISE if granted else Move.NOT_RECOGNISE)
        self.session_id = list_id

    def certify(self, number: str) -> None:
        """The certificate is issued."""
        self.move(Move.CERTIFY)
        self.certificate_number = number

    def move(self, move: Move) -> None:
        """Any other change of state."""
        self.state = DECLARATION.after(self.state, move)

    def check_editable(self) -> None:
        """Raise conflict `declaration_not_editable` unless the applicant holds it."""
        if self.state not in EDITABLE:
            raise conflict("declaration_not_editable", state=self.state.value)

    def check_submittable(self, now: datetime) -> None:
        """Raise when it is too late: refused `return_deadline_passed` or `window_closed` (or `window_not_open`)."""
        if self.open_return is None:
            self._check_window(now.astimezone(ZONE).date())
        elif (end := self.open_return.ends_at) is not None and is_over(end, now):
            raise refused("return_deadline_passed", clause=self.open_return.deadline_clause)
        DECLARATION.after(self.state, Move.SUBMIT)

    def _check_window(self, today: date) -> None:
        clause = self.choice.filing_clause
        if today > self.choice.closes_on:
            raise refused("window_closed", clause=clause, closes_on=self.choice.closes_on.isoformat())
        if today < self.choice.opens_on:
            raise refused("window_not_open", clause=clause, opens_on=self.choice.opens_on.isoformat())
