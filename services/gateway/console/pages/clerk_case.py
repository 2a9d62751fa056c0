"""One case: what was declared, its files, where it stands and who decided what."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from services.gateway.console import comparison, visit
from services.gateway.console.answers import CaseViewJson
from services.gateway.console.forms import Fault
from services.gateway.console.pages.clerk_common import groups_of, house, items_of, notices, version_of
from services.gateway.console.uploads import passed_on
from shared.kernel.errors import not_found
from shared.policy.terms.vocabulary import vocabulary

pages = Blueprint("clerk_case", __name__, url_prefix="/cases")


@pages.get("/<declaration_id>")
def case(declaration_id: str) -> str:
    """The case as it stands."""
    return shown(declaration_id, None)


def shown(declaration_id: str, fault: Fault | None) -> str:
    """The same with what was refused."""
    here = visit.current()
    found = here.ask("audit.get_case", declaration_id=declaration_id)
    dossier = found["dossier"]
    return render_template(
        "clerk/case.html", case=found, sections=groups_of(dossier, found) if dossier else None,
        items=items_of(found["listed"], dossier["materials"]) if dossier else None, titles=notices(),
        mine=is_mine(found), fault=fault, publicity=_publicity(found), changes=_changes(found),
        facts={name: fact.label for name, fact in vocabulary().items()},
    )  # fmt: skip


@pages.get("/<declaration_id>/history")
def history(declaration_id: str) -> str:
    """Every step and who took it."""
    here = visit.current()
    return render_template(
        "clerk/history.html", case=here.ask("audit.get_case", declaration_id=declaration_id),
        progress=here.ask("declaration.get_progress", declaration_id=declaration_id),
    )  # fmt: skip


@pages.get("/<declaration_id>/revisions/<int:revision>")
def revision(declaration_id: str, revision: int) -> str:
    """One submitted revision, with the numbers where the clerk may see them; the applicant reads who looked."""
    here = visit.current()
    found = here.ask("audit.get_case", declaration_id=declaration_id)
    shown = here.ask("declaration.get_dossier", declaration_id=declaration_id, revision=revision)
    return render_template(
        "clerk/revision.html", case=found, shown=shown, sections=groups_of(shown["dossier"], found),
        items=items_of(found["listed"] or (), shown["dossier"]["materials"]),
        revisions=here.ask("declaration.get_declaration", declaration_id=declaration_id)["revisions"],
    )  # fmt: skip


@pages.get("/<declaration_id>/differences")
def differences(declaration_id: str) -> str:
    """Two submissions beside each other, with the corrections that were asked for."""
    here = visit.current()
    return render_template(
        "clerk/differences.html", case=here.ask("audit.get_case", declaration_id=declaration_id),
        found=comparison.asked(declaration_id),
        revisions=here.ask("declaration.get_declaration", declaration_id=declaration_id)["revisions"],
    )  # fmt: skip


@pages.get("/<declaration_id>/files/<material_id>")
def file(declaration_id: str, material_id: str) -> Response:
    """One uploaded file, passed through, so that no address that works for others ever leaves the door."""
    revision = version_of(request.args.get("revision"))
    if not revision:
        raise not_found("material_not_found", path="material_id")
    link = visit.current().ask(
        "declaration.open_material", declaration_id=declaration_id, material_id=material_id, revision=revision
    )
    return passed_on(link["url"], link["file_name"])


def is_mine(case: CaseViewJson) -> bool:
    """Whether the organisation for which the clerk acts holds the present stage; the service decides in the end."""
    return bool(case["stage"]["holder_id"] == house())


def _changes(case: CaseViewJson) -> Any:
    """What the last submission changed, once the case was returned; None where the dossier is not the clerk's to read,
    or the declaration service has not heard yet that it is."""
    if case["revision"] == 1 or case["dossier"] is None:
        return None
    key, later = case["declaration_id"], case["revision"]
    return visit.current().ask_if_known("declaration.compare_revisions", declaration_id=key, later=later)


def _publicity(case: CaseViewJson) -> Any:
    """The list that the case is on."""
    on = case["on_publicity"]
    return visit.current().ask("audit.get_publicity", publicity_id=on) if on else None
