"""Messages and documents of whoever is signed in, in every role."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.config import PROXIED
from services.gateway.console import unread, visit
from services.gateway.console.navigation import ROLE_NAMES, offer
from services.gateway.console.pages import mailbox
from services.gateway.console.uploads import passed_on

pages = Blueprint("inbox", __name__, url_prefix="/inbox")
EVERYBODY = tuple(ROLE_NAMES)
READERS = tuple(role for role in ROLE_NAMES if role != "expert")
offer("inbox.messages", "消息", *EVERYBODY, count=unread.unread)
offer("inbox.documents", "文书", *READERS)

KINDS = (
    "evaluation_form", "submission_summary", "material_list", "one_time_notice", "publicity", "applicant_roster",
    "commitment_letter", "pass_roster", "score_sheet", "extension_filing", "approval_report", "publicity_report",
    "certificate",
)  # fmt: skip


@pages.get("/messages")
def messages() -> str:
    """Newest first: one's own, or those to the supervision for whoever reads them."""
    return mailbox.shown()


@pages.post("/messages/<message_id>/read")
def read(message_id: str) -> AnyResponse:
    """Note that it was read."""
    visit.current().tell("notify.mark_read", message_id=message_id)
    unread.forget()
    return redirect(url_for("inbox.messages", **mailbox.chosen()), code=303)


@pages.post("/messages/read")
def read_many() -> AnyResponse:
    """Those that were ticked, or all that the page showed."""
    mailbox.read_many(request.form.getlist("shown" if "all" in request.form else "message"))
    return redirect(url_for("inbox.messages", **mailbox.chosen()), code=303)


@pages.get("/documents")
def documents() -> str:
    """Papers that are made or being made, newest first."""
    kind = request.args.get("kind") if request.args.get("kind") in KINDS else None
    page = visit.current().ask(
        "docgen.list_documents", filter={"kind": kind} if kind else {}, sort="-created_at",
        cursor=request.args.get("cursor"), limit=30,
    )  # fmt: skip
    return render_template("inbox/documents.html", page=page, kinds=KINDS)


@pages.get("/documents/<document_id>/download")
def download(document_id: str) -> AnyResponse:
    """On to a link that works for a while, or the file itself where browsers cannot reach the store; whom the paper is
    about finds it among who saw his data."""
    here = visit.current()
    link = here.ask("docgen.get_download_link", document_id=document_id)
    if here.gateway.settings.files == PROXIED:
        return passed_on(link["url"], link["file_name"])
    answer = redirect(link["url"])
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
