"""What an event sets off: the register by the table of duties, then word to people, then the feeds of portals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.notify.domain.arising.terms import Arisen, DutyTerms
from services.notify.domain.declared import Begin, Declared, End
from services.notify.domain.duties import DUTIES
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.subject import remembered
from services.notify.usecases import (
    changes,
    follow_cases,
    follow_committees,
    follow_declarations,
    follow_notices,
    follow_persons,
    follow_publicity,
    follow_reviews,
    follow_sessions,
    follow_trails,
)
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from services.notify.usecases.remembering import Memory
from shared.contracts.acting import Handlers, act_on
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant

_TELLING = (
    follow_notices, follow_persons, follow_declarations, follow_cases, follow_publicity, follow_committees,
    follow_sessions, follow_reviews, follow_trails,
)  # fmt: skip
HANDLERS: Handlers[NotifyTx] = {fact: handler for module in _TELLING for fact, handler in module.HANDLERS.items()}
"""Record of a contract -> what is told at once, or kept to be looked up."""


def _by_event(part: str) -> Mapping[str, list[tuple[Declared, Any]]]:
    found: dict[str, list[tuple[Declared, Any]]] = {}
    for declared in DUTIES:
        for one in getattr(declared, part):
            found.setdefault(one.event.name, []).append((declared, one))
    return found


_BEGINS: Mapping[str, list[tuple[Declared, Begin]]] = _by_event("begins")
_ENDS: Mapping[str, list[tuple[Declared, End]]] = _by_event("ends")


def _streams_of(declared: Declared) -> set[tuple[str, str]]:
    facts: tuple[Begin | End, ...] = (*declared.begins, *declared.ends)
    return {(one.event.source, one.event.aggregate) for one in facts}


_MINGLED = frozenset(declared.kind for declared in DUTIES if len(_streams_of(declared)) > 1)
"""Kinds of which facts of several streams speak."""


def follow(tx: NotifyTx, event: Event) -> None:
    """Work in one event of any stream."""
    _follow_duties(tx, event)
    act_on(HANDLERS, tx, event)
    changes.note(tx, event)


def _follow_duties(tx: NotifyTx, event: Event) -> None:
    """What the fact ends or replaces goes out of the register first, then what it brings comes in."""
    memory = Memory(tx)
    subject = remembered(event.fact)
    if subject is not None:
        memory.keep(subject)
    arisen = Arisen(event.type, event.subject, event.time, event.fact, memory)
    told = [(one.kind, terms) for one, begin in _BEGINS.get(event.type, ()) for terms in begin.terms(arisen)]
    for subject_id in _mingled_subjects(event, told):
        tx.ports.subjects.hold(subject_id)
    brought = [(kind, terms) for kind, terms in told if not _overtaken(tx, event, kind, terms)]
    for subject_id, kinds in _gone(event, brought).items():
        clear(tx, event, subject_id, sorted(kinds))
    for kind, terms in brought:
        enter(tx, _duty(kind, terms, event))


def _mingled_subjects(event: Event, told: Iterable[tuple[DeadlineKind, DutyTerms]]) -> list[str]:
    """Of which facts of another stream may be followed at this moment, too: one after the other."""
    found = {subject_id for subject_id, kinds in _gone(event, told).items() if not _MINGLED.isdisjoint(kinds)}
    return sorted(found)


def _overtaken(tx: NotifyTx, event: Event, kind: DeadlineKind, terms: DutyTerms) -> bool:
    """Streams come in their own order, not in that of each other: what a later fact has ended or replaced stays so."""
    return kind in _MINGLED and tx.ports.deadlines.moved_after(terms.subject_id, kind, parse_instant(event.time))


def _gone(event: Event, brought: Iterable[tuple[DeadlineKind, DutyTerms]]) -> dict[str, set[DeadlineKind]]:
    """Subject -> kinds that the fact ends, and those of which it brings another duty."""
    found: dict[str, set[DeadlineKind]] = {}
    for declared, end in _ENDS.get(event.type, ()):
        if end.when is None or end.when(event.fact):
            subject_id = getattr(event.fact, declared.about) if declared.about else event.subject
            found.setdefault(subject_id, set()).add(declared.kind)
    for kind, terms in brought:
        found.setdefault(terms.subject_id, set()).add(kind)
    return found


def _duty(kind: DeadlineKind, terms: DutyTerms, event: Event) -> Duty:
    return Duty(
        kind=kind,
        notice_id=terms.notice_id,
        subject_id=terms.subject_id,
        round=terms.round,
        parties=terms.parties,
        since=parse_instant(event.time),
        due_at=terms.due_at,
        clause=terms.clause,
        level_group=terms.level_group,
        label=terms.label,
        windows=terms.windows,
    )
