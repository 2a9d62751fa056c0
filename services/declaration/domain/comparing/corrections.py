"""Which change answers which correction: by the place that the correction names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from services.declaration.domain.comparing.records import (
    AnsweredReturn,
    CorrectionAnswer,
    FileDifference,
    Outcome,
    PlaceChange,
    SectionDifference,
)
from services.declaration.domain.views import Revision
from shared.contracts.audit.stage import Correction
from shared.contracts.places import MATERIALS
from shared.wire.types import widened


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touches, and what stands around it."""

    at: tuple[str, ...]
    around: tuple[str, ...]

    def answers(self, path: str) -> Outcome:
        """What it means for a correction that names this place."""
        if any(_meet(path, one) for one in self.at):
            return "changed"
        return "beside" if any(_meet(path, one) for one in self.around) else "unchanged"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with its corrections."""

    sections: tuple[SectionDifference, ...]
    files: tuple[FileDifference, ...]
    returns: tuple[AnsweredReturn, ...]


def held_against(
    answers: Iterable[Revision], sections: Iterable[SectionDifference], files: Iterable[FileDifference]
) -> Compared:
    """Each change with the corrections that it may answer, each correction with what became of it.

    `answers`: the revisions between the two, and the later one, that answer a return.
    """
    answers, sections, files = list(answers), list(sections), list(files)
    asked = {_key(one, line): line.path for one in answers if one.answered for line in one.answered.corrections}
    touched = [_of_place(change) for section in sections for change in section.changes] + [*map(_of_file, files)]
    outcomes = {key: _best(path, touched) for key, path in asked.items()}
    return Compared(
        sections=tuple(_marked(section, asked) for section in sections),
        files=tuple(replace(file, answers=_answers(_of_file(file), asked)) for file in files),
        returns=tuple(_told(one, outcomes) for one in answers),
    )


def _marked(section: SectionDifference, asked: Mapping[str, str]) -> SectionDifference:
    changes = (replace(one, answers=_answers(_of_place(one), asked)) for one in section.changes)
    return replace(section, changes=tuple(changes))


def _answers(one: Touched, asked: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(key for key, path in asked.items() if one.answers(path) != "unchanged")


def _best(path: str, touched: Iterable[Touched]) -> Outcome:
    found = {one.answers(path) for one in touched}
    return "changed" if "changed" in found else "beside" if "beside" in found else "unchanged"


def _of_place(change: PlaceChange) -> Touched:
    """A row that came or went is changed as a whole; one that was only moved is changed nowhere."""
    whole = (change.path,) if change.kind in ("added", "removed") else ()
    return Touched((*whole, *(field.path for field in change.fields)), (change.path,))


def _of_file(file: FileDifference) -> Touched:
    """It changes its item, and stands beside what it proves."""
    standing = [one for one in (file.before, file.after) if one is not None]
    places = dict.fromkeys(f"{MATERIALS}.{name}" for name in (file.item, *(one.material_id for one in standing)))
    return Touched(tuple(places), tuple(dict.fromkeys(one.supports for one in standing if one.supports)))


def _meet(one: str, other: str) -> bool:
    """Whether they are the same place, or one lies in the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _key(revision: Revision, line: Correction) -> str:
    return f"{revision.revision}/{line.number}"


def _told(revision: Revision, outcomes: Mapping[str, Outcome]) -> AnsweredReturn:
    kept = revision.answered
    return AnsweredReturn(
        revision=revision.revision, reference=revision.answers_return or "",
        holder_name=kept.holder_name if kept else None, returned_at=kept.returned_at if kept else None,
        opinion=kept.opinion if kept else None,
        corrections=tuple(_line(one, _key(revision, one), outcomes) for one in kept.corrections) if kept else None,
    )  # fmt: skip


def _line(line: Correction, key: str, outcomes: Mapping[str, Outcome]) -> CorrectionAnswer:
    return widened(CorrectionAnswer, line, key=key, outcome=outcomes[key])
