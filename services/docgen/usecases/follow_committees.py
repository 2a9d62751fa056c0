"""Following committees and their sessions: result publicity and the reporting package."""

from __future__ import annotations

from services.docgen.domain.kinds import COMMITMENT_LETTER, PASS_ROSTER, PUBLICITY
from services.docgen.usecases.ports import EVERYBODY, Body, DocgenTx, Fact
from services.docgen.usecases.request_document import request_document
from shared.contracts import committee


def apply_committee(tx: DocgenTx, event: Fact) -> None:
    """Keep the whole state of a committee."""
    if event.type in (committee.COMMITTEE_REGISTERED.name, committee.COMMITTEE_APPROVED.name):
        kept = {name: event.data[name] for name in ("name", "office_id", "size")}
        tx.ports.facts.keep("committee", event.data["committee_id"], kept)


def apply_session(tx: DocgenTx, event: Fact) -> None:
    """Act on what a session publishes."""
    data = event.data
    if event.type in (committee.SESSION_SCHEDULED.name, committee.RECOGNITION_DECIDED.name):
        tx.ports.readers.allow(data["session_id"], [data["office_id"], data["authority_id"]])
        _remember(tx, data, "office_id", "authority_id", "committee_name")
    elif event.type == committee.PANEL_DRAWN.name:
        _remember(tx, data, "panel_size")
    elif event.type == committee.RESULTS_POSTED.name:
        tx.ports.readers.allow(data["publicity_id"], [data["organisation_id"], EVERYBODY])
        request_document(tx, PUBLICITY, data["publicity_id"], data, variant="result", notice_id=data["notice_id"])
    elif event.type == committee.PACKAGE_REPORTED.name:
        _package(tx, data)


def _remember(tx: DocgenTx, data: Body, *names: str) -> None:
    known = tx.ports.facts.find("session", data["session_id"]) or {}
    tx.ports.facts.keep("session", data["session_id"], known | {name: data[name] for name in names})


def _package(tx: DocgenTx, data: Body) -> None:
    """通过人员花名册 and 评委会书面承诺书 (chifeng-2026/6.3.3)."""
    _remember(tx, data, "chair_name")
    tx.ports.readers.allow(data["session_id"], [data["office_id"], data["authority_id"]])
    letter = {name: value for name, value in data.items() if name != "rows"}
    request_document(tx, COMMITMENT_LETTER, data["session_id"], letter, notice_id=data["notice_id"])
    request_document(tx, PASS_ROSTER, data["session_id"], data, notice_id=data["notice_id"])
