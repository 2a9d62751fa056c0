"""The certificate, a submitted dossier as it was handed in, and what changed from one to the next."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.gateway.console import comparison, visit
from services.gateway.console.pages.applicant_declaration import one
from services.gateway.console.parts import DOSSIER

pages = Blueprint("applicant_results", __name__, url_prefix="/mine")


@pages.get("/certificates/<path:certificate_number>")
def certificate(certificate_number: str) -> str:
    """Everything printed on it, and its papers."""
    here = visit.current()
    found = here.ask("committee.get_certificate", certificate_number=certificate_number)
    papers = here.ask("docgen.list_documents", filter={"subject_id": found["declaration_id"], "kind": "certificate"})[
        "items"
    ]
    return render_template("applicant/certificate.html", certificate=found, papers=papers)


@pages.get("/declarations/<declaration_id>/revisions/<int:revision>")
def revision(declaration_id: str, revision: int) -> str:
    """One submitted version in full, fit to print."""
    found = visit.current().ask("declaration.get_dossier", declaration_id=declaration_id, revision=revision)
    return render_template("applicant/revision.html", found=found, sheets=list(DOSSIER.values()))


@pages.get("/declarations/<declaration_id>/differences")
def differences(declaration_id: str) -> str:
    """Two of his submissions beside each other."""
    found = comparison.asked(declaration_id)
    return render_template("applicant/differences.html", found=found, declaration=one(declaration_id))
