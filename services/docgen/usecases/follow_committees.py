"""Following committees and their sessions: result publicity and the reporting package."""

from __future__ import annotations

from dataclasses import replace

from services.docgen.domain.document import Document, DocumentSubject
from services.docgen.domain.kinds import (
    APPROVAL_REPORT,
    COMMITMENT_LETTER,
    EXTENSION_FILING,
    PASS_ROSTER,
    PUBLICITY,
    PUBLICITY_REPORT,
    SCORE_SHEET,
)
from services.docgen.domain.known import KnownPublicity, KnownSession
from services.docgen.usecases.kept import (
    PUBLICISED,
    SESSION,
    package_of,
)
from services.docgen.usecases.ports import EVERYBODY, DocgenTx
from services.docgen.usecases.print_again import post_again
from services.docgen.usecases.request_documents import request_documents
from shared.contracts.acting import Handlers, act_on
from shared.contracts.committee import RESULTS_POSTED
from shared.contracts.committee.draw import PanelDrawn
from shared.contracts.committee.oversight import ExtensionState
from shared.contracts.committee.recognition import RecognitionDecided
from shared.contracts.committee.results import PackageReported, ResultObjection, ResultsPosted, ResultsRedated
from shared.contracts.committee.session import SessionConcluded, SessionScheduled
from shared.contracts.envelope import Event


def apply_committee(tx: DocgenTx, event: Event) -> None:
    """Print what a committee asks to do after its time."""
    act_on(HANDLERS, tx, event)


def apply_session(tx: DocgenTx, event: Event) -> None:
    """Act on what a session publishes."""
    act_on(SESSION_HANDLERS, tx, event)


def _extend(tx: DocgenTx, event: Event, fact: ExtensionState) -> None:
    """延期评审备案表, as filed and with the bureau's answer (chifeng-2023/5.3.1)."""
    tx.ports.readers.allow(fact.extension_id, [fact.office_id, fact.authority_id])
    variant = "filed" if fact.answered_on is None else "answered"
    request_documents(tx, [EXTENSION_FILING], fact.extension_id, fact, variant=variant, notice_id=fact.notice_id)


def _scheduled(tx: DocgenTx, event: Event, fact: SessionScheduled) -> None:
    _keep_session(tx, fact.session_id, _convened(tx, fact).placed(fact.place))


def _recognition(tx: DocgenTx, event: Event, fact: RecognitionDecided) -> None:
    _keep_session(tx, fact.session_id, _convened(tx, fact))


def _convened(tx: DocgenTx, fact: SessionScheduled | RecognitionDecided) -> KnownSession:
    """Both bodies may read its documents."""
    tx.ports.readers.allow(fact.session_id, [fact.office_id, fact.authority_id])
    return _session(tx, fact.session_id).convened(fact.committee_name, fact.office_id, fact.authority_id)


def _drawn(tx: DocgenTx, event: Event, fact: PanelDrawn) -> None:
    _keep_session(tx, fact.session_id, _session(tx, fact.session_id).drawn(fact.panel_size))


def _concluded(tx: DocgenTx, event: Event, fact: SessionConcluded) -> None:
    _keep_session(tx, fact.session_id, _session(tx, fact.session_id).concluded(fact.present))


def _session(tx: DocgenTx, session_id: str) -> KnownSession:
    return tx.ports.facts.find(SESSION, session_id) or KnownSession()


def _keep_session(tx: DocgenTx, session_id: str, known: KnownSession) -> None:
    tx.ports.facts.keep(SESSION, session_id, known)


def _posted(tx: DocgenTx, event: Event, fact: ResultsPosted) -> None:
    tx.ports.readers.allow(fact.publicity_id, [fact.organisation_id, EVERYBODY])
    posted = KnownPublicity(working_days=fact.working_days, channel=fact.channel, people=fact.people)
    tx.ports.facts.keep(PUBLICISED, fact.session_id, posted)
    request_documents(tx, [PUBLICITY], fact.publicity_id, fact, variant="result", notice_id=fact.notice_id)


def _redated(tx: DocgenTx, event: Event, fact: ResultsRedated) -> None:
    post_again(tx, fact, RESULTS_POSTED, "result")


def _objected(tx: DocgenTx, event: Event, fact: ResultObjection) -> None:
    """Filed, then with its outcome."""
    posted = tx.ports.facts.find(PUBLICISED, fact.session_id)
    if posted is not None:
        kept = posted.objected(fact.objection_id, fact.declaration_id, fact.outcome, fact.at)
        tx.ports.facts.keep(PUBLICISED, fact.session_id, kept)


def _reported(tx: DocgenTx, event: Event, fact: PackageReported) -> None:
    """核准报告, 公示情况报告, 通过人员花名册 and 评委会书面承诺书 (chifeng-2026/6.3.3)."""
    _keep_session(tx, fact.session_id, _session(tx, fact.session_id).presided(fact.chair_name))
    tx.ports.readers.allow(fact.session_id, [fact.office_id, fact.authority_id])
    letter = replace(fact, rows=())
    of_rows = [APPROVAL_REPORT, PASS_ROSTER, SCORE_SHEET] if fact.scores else [APPROVAL_REPORT, PASS_ROSTER]
    made_from = ([COMMITMENT_LETTER, PUBLICITY_REPORT], letter), (of_rows, fact)
    revision = _report_number(tx, letter)
    for kinds, package in made_from:
        request_documents(tx, kinds, fact.session_id, package, revision=revision, notice_id=fact.notice_id)


def _report_number(tx: DocgenTx, letter: PackageReported) -> int:
    """0 for the first report; one that the authority sent back is reported again and printed beside the first."""
    number = 0
    while (printed := _letter_of(tx, letter.session_id, number)) is not None and package_of(printed) != letter:
        number += 1
    return number


def _letter_of(tx: DocgenTx, session_id: str, number: int) -> Document | None:
    return tx.ports.documents.find_subject(DocumentSubject(COMMITMENT_LETTER.slug, session_id, revision=number))


HANDLERS: Handlers[DocgenTx] = {ExtensionState: _extend}
SESSION_HANDLERS: Handlers[DocgenTx] = {
    SessionScheduled: _scheduled,
    RecognitionDecided: _recognition,
    PanelDrawn: _drawn,
    SessionConcluded: _concluded,
    ResultsPosted: _posted,
    ResultsRedated: _redated,
    ResultObjection: _objected,
    PackageReported: _reported,
}
