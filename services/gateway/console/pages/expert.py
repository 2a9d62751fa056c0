"""What an expert on a panel sees and does: the blind list, his ballots, his votes."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.gateway.console import visit
from services.gateway.console.forms import attempt, form_key
from services.gateway.console.navigation import offer

pages = Blueprint("expert", __name__, url_prefix="/panel")
offer("expert.sessions", "评审会议", "expert")
CHOICES = (("yes", "赞成"), ("no", "反对"), ("abstain", "弃权"))


@pages.get("")
def sessions() -> str:
    """Sessions on whose panel he is."""
    return render_template(
        "committee/panel.html", sessions=list(visit.current().every("committee.list_sessions", filter={}))
    )


@pages.get("/<session_id>")
def session(session_id: str) -> str:
    """The list under blind numbers."""
    found = visit.current().ask("committee.get_session", session_id=session_id)
    return render_template("committee/seat.html", one=found)


@pages.post("/<session_id>/ballots")
def ballots(session_id: str) -> str | tuple[str, int]:
    """Take the ballots; they are shown once, on the page that is voted from."""
    here = visit.current()
    found = here.ask("committee.get_session", session_id=session_id)
    papers: list[dict[str, str]] = []
    fault = attempt(lambda: papers.extend(here.tell("committee.collect_ballots", session_id=session_id)["ballots"]))
    if fault is not None:
        return render_template("committee/seat.html", one=found, fault=fault), 409
    items = {item["blind_no"]: item for item in found["items"]}
    return render_template(
        "committee/vote.html", one=found, papers=papers, items=items, choices=CHOICES, fault=None, given={}
    )


@pages.post("/<session_id>/votes")
def votes(session_id: str) -> str | Response | tuple[str, int]:
    """Cast them: in nobody's name, the ballots are the credential. While the service is away they stay on the page, and
    the page's own key sees to it that they count once."""
    here = visit.current()
    tokens = request.form.getlist("ballot")
    cast = [{"token": token, "choice": request.form.get(f"choice-{token}", "")} for token in tokens]
    fault = attempt(
        lambda: here.gateway.backend.tell(
            None, "committee.cast_ballots", key=form_key(), session_id=session_id, ballots=cast
        )
    )
    if fault is None:
        return redirect(url_for("expert.session", session_id=session_id), 303)
    found = here.ask("committee.get_session", session_id=session_id)
    papers = [
        {"token": token, "blind_no": blind}
        for token, blind in zip(tokens, request.form.getlist("blind_no"), strict=False)
    ]
    items = {item["blind_no"]: item for item in found["items"]}
    return render_template(
        "committee/vote.html", one=found, papers=papers, items=items, choices=CHOICES, fault=fault,
        given={one["token"]: one["choice"] for one in cast},
    ), 409  # fmt: skip
