"""Following committees and their sessions: result publicity and the reporting package."""

from __future__ import annotations

from services.docgen.domain.document import Document, Subject
from services.docgen.domain.kinds import (
    APPROVAL_REPORT,
    COMMITMENT_LETTER,
    EXTENSION_FILING,
    PASS_ROSTER,
    PUBLICITY,
    PUBLICITY_REPORT,
    SCORE_SHEET,
)
from services.docgen.usecases.ports import EVERYBODY, POSTED, Body, DocgenTx, Fact
from services.docgen.usecases.print_again import post_again
from services.docgen.usecases.request_document import request_document
from shared.contracts import committee
from shared.contracts.committee import oversight

_EXTENSIONS = {oversight.EXTENSION_FILED.name: "filed", oversight.EXTENSION_ANSWERED.name: "answered"}


def apply_committee(tx: DocgenTx, event: Fact) -> None:
    """Keep the whole state of a committee."""
    if event.type in (committee.COMMITTEE_REGISTERED.name, committee.COMMITTEE_APPROVED.name):
        kept = {name: event.data[name] for name in ("name", "office_id", "size")}
        tx.ports.facts.keep("committee", event.data["committee_id"], kept)
    elif event.type in _EXTENSIONS:
        _extend(tx, event.data, _EXTENSIONS[event.type])


def _extend(tx: DocgenTx, data: Body, variant: str) -> None:
    """延期评审备案表, as filed and with the bureau's answer (chifeng-2023/5.3.1)."""
    tx.ports.readers.allow(data["extension_id"], [data["office_id"], data["authority_id"]])
    request_document(tx, EXTENSION_FILING, data["extension_id"], data, variant=variant, notice_id=data["notice_id"])


def apply_session(tx: DocgenTx, event: Fact) -> None:
    """Act on what a session publishes."""
    data = event.data
    if event.type in (committee.SESSION_SCHEDULED.name, committee.RECOGNITION_DECIDED.name):
        tx.ports.readers.allow(data["session_id"], [data["office_id"], data["authority_id"]])
        _remember(tx, data, "office_id", "authority_id", "committee_name")
        if "place" in data:
            _remember(tx, data, "place")
    elif event.type == committee.PANEL_DRAWN.name:
        _remember(tx, data, "panel_size")
    elif event.type == committee.SESSION_CONCLUDED.name:
        _remember(tx, data, "present")
    elif event.type == committee.RESULTS_POSTED.name:
        tx.ports.readers.allow(data["publicity_id"], [data["organisation_id"], EVERYBODY])
        tx.ports.facts.keep(
            POSTED, data["session_id"], {name: data[name] for name in ("working_days", "channel", "people")}
        )
        request_document(tx, PUBLICITY, data["publicity_id"], data, variant="result", notice_id=data["notice_id"])
    elif event.type == committee.RESULTS_REDATED.name:
        post_again(tx, data, "result")
    elif event.type == committee.RESULT_OBJECTION.name:
        _objection(tx, data)
    elif event.type == committee.PACKAGE_REPORTED.name:
        _package(tx, data)


def _remember(tx: DocgenTx, data: Body, *names: str) -> None:
    known = tx.ports.facts.find("session", data["session_id"]) or {}
    tx.ports.facts.keep("session", data["session_id"], known | {name: data[name] for name in names})


def _objection(tx: DocgenTx, data: Body) -> None:
    """Filed, then with its outcome: the day it came stays."""
    posted = tx.ports.facts.find(POSTED, data["session_id"])
    if posted is None:
        return
    known = posted.get("objections") or {}
    received = known.get(data["objection_id"], {}).get("received") or data["at"]
    line = {"declaration_id": data["declaration_id"], "outcome": data["outcome"], "received": received}
    kept = posted | {"objections": known | {data["objection_id"]: line}}
    tx.ports.facts.keep(POSTED, data["session_id"], kept)


def _package(tx: DocgenTx, data: Body) -> None:
    """核准报告, 公示情况报告, 通过人员花名册 and 评委会书面承诺书 (chifeng-2026/6.3.3)."""
    _remember(tx, data, "chair_name")
    tx.ports.readers.allow(data["session_id"], [data["office_id"], data["authority_id"]])
    letter = {name: value for name, value in data.items() if name != "rows"}
    bodies = {COMMITMENT_LETTER: letter, APPROVAL_REPORT: data, PUBLICITY_REPORT: letter, PASS_ROSTER: data}
    if data.get("scores"):
        bodies |= {SCORE_SHEET: data}
    revision = _report_number(tx, data["session_id"], letter)
    for kind, body in bodies.items():
        request_document(tx, kind, data["session_id"], body, revision=revision, notice_id=data["notice_id"])


def _report_number(tx: DocgenTx, session_id: str, letter: Body) -> int:
    """0 for the first report; one that the authority sent back is reported again and printed beside the first."""
    number = 0
    while (printed := _letter_of(tx, session_id, number)) is not None and printed.data != letter:
        number += 1
    return number


def _letter_of(tx: DocgenTx, session_id: str, number: int) -> Document | None:
    return tx.ports.documents.find_subject(Subject(COMMITMENT_LETTER.slug, session_id, revision=number))
