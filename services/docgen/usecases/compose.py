"""From a job to its rendering order: gather the facts, let the form's module choose the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.docgen.domain.document import Document
from services.docgen.domain.forms.certificate import certificate
from services.docgen.domain.forms.commitment_letter import commitment_letter
from services.docgen.domain.forms.evaluation_form import evaluation_form
from services.docgen.domain.forms.material_list import material_list
from services.docgen.domain.forms.notice_letter import one_time_notice
from services.docgen.domain.forms.publicity import publicity
from services.docgen.domain.forms.reporting_package import approval_report, publicity_report
from services.docgen.domain.forms.rosters import applicant_roster, pass_roster
from services.docgen.domain.forms.session_forms import extension_filing, score_sheet
from services.docgen.domain.forms.submission_summary import submission_summary
from services.docgen.domain.order import RenderOrder
from services.docgen.usecases.ports import POSTED, Body, Ports


class Missing(Exception):
    """A fact that another stream brings has not arrived yet."""


@dataclass(frozen=True)
class Surroundings:
    """`open_sealed` opens an ID number for the forms that print it; `public_url` is where certificates are checked."""

    open_sealed: Callable[[str], str]
    public_url: str


def compose(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    """The order of one document; raises Missing when it cannot be filled yet."""
    return _COMPOSERS[document.subject.kind](document, ports, around)


def _fact(ports: Ports, kind: str, key: str) -> Body:
    found = ports.facts.find(kind, key)
    if found is None:
        raise Missing(f"{kind} {key}")
    return found


def _seal_of(ports: Ports, organisation_id: str) -> str | None:
    return _fact(ports, "organisation", organisation_id).get("seal_reference")


def _dossier_form(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    declaration_id, course = document.subject.subject_id, dict(document.data)
    revision = document.subject.revision
    if document.subject.variant == "approved":
        course = _approved_course(declaration_id, document.data, ports)
        revision = course["revision"]
    found = ports.dossiers.find(declaration_id, revision)
    if found is None:
        raise Missing(f"dossier {declaration_id} {revision}")
    dossier, digest = found
    course["decisions"] = [_with_kind(one, ports) for one in course.get("decisions") or []]
    fill = submission_summary if document.subject.kind == "submission_summary" else evaluation_form
    notice = _fact(ports, "notice", dossier["notice_id"])
    values = fill(dossier, digest, notice, course) | {"form_title": _title(document, notice)}
    codes = {"qr": dossier_code(declaration_id, revision, digest)}
    photo = {"photo": dossier["person"].get("photo_key")} if fill is evaluation_form else {}
    return RenderOrder(document.kind.template, values, qr_codes=codes, photo_keys=_given(photo))


def _materials(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    subject = document.subject
    found = ports.dossiers.find(subject.subject_id, subject.revision)
    if found is None:
        raise Missing(f"dossier {subject.subject_id} {subject.revision}")
    dossier, _ = found
    notice = _fact(ports, "notice", dossier["notice_id"])
    values = material_list(dossier, notice, document.data.get("case_number"))
    return RenderOrder(document.kind.template, values | {"form_title": _title(document, notice)})


def _given(keys: dict[str, str | None]) -> dict[str, str]:
    """The pictures that somebody gave; the others keep their placeholder."""
    return {name: key for name, key in keys.items() if key}


def _title(document: Document, notice: Body) -> str:
    """The form's title as this notice prints it; the kind's own name where the notice has none."""
    return str(notice.get("titles", {}).get(document.subject.kind) or document.kind.title)


def _template(document: Document, notice: Body) -> str:
    """The notice's own variant of the template."""
    return document.kind.template_for(notice.get("templates", {}).get(document.subject.kind))


def _with_kind(decision: Body, ports: Ports) -> Body:
    """The decision with what sort of organisation took it."""
    return decision | {"kind": _fact(ports, "organisation", decision["organisation_id"])["kind"]}


def _approved_course(declaration_id: str, issued: Body, ports: Ports) -> Body:
    """What the final form adds: opinions, vote, approval."""
    vote = _fact(ports, "review", declaration_id)
    if issued.get("kind") == "recognition":
        return _fact(ports, "case", declaration_id) | {"recognition": vote, "certificate": issued}
    session = _fact(ports, "session", issued["session_id"])
    if not {"panel_size", "chair_name"} <= session.keys():
        raise Missing(f"panel of session {issued['session_id']}")
    vote = vote | {
        "members": session["panel_size"],
        "chair_name": session["chair_name"],
        "committee_name": issued["committee_name"],
    }
    return _fact(ports, "case", declaration_id) | {"vote": vote, "certificate": issued}


def dossier_code(declaration_id: str, revision: int, digest: str) -> str:
    """What the QR on each page says: enough for a clerk to confirm the revision without the system."""
    return f"zhiping:dossier/{declaration_id}/{revision}/{digest}"


def _notice(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    notice = _fact(ports, "notice", data["notice_id"])
    organisation = _fact(ports, "organisation", data["decision"]["organisation_id"])
    return RenderOrder(document.kind.template, one_time_notice(data, notice, organisation))


def _publicity(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    seal = _seal_of(ports, data["organisation_id"])
    values = publicity(data, document.subject.variant, _fact(ports, "notice", data["notice_id"]), seal)
    return RenderOrder(document.kind.template, values)


def _applicants(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    dossiers = ports.dossiers.latest(data["declaration_ids"])
    lacking = set(data["declaration_ids"]) - dossiers.keys()
    if lacking:
        raise Missing(f"{len(lacking)} dossiers")
    notice = _fact(ports, "notice", data["notice_id"])
    head, groups = applicant_roster(data, dossiers.values(), around.open_sealed, _title(document, notice))
    return RenderOrder(_template(document, notice), head, groups)


def _passed(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    head, groups = pass_roster(document.data, around.open_sealed)
    return RenderOrder(document.kind.template, head, groups)


def _letter(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    variant = "recognition_letter" if data.get("kind") == "recognition" else None
    return RenderOrder(document.kind.template_for(variant), commitment_letter(data, _seal_of(ports, data["office_id"])))


def _scores(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    head, groups = score_sheet(document.data)
    return RenderOrder(document.kind.template, head, groups)


def _extension(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    office, authority = (_fact(ports, "organisation", data[name]) for name in ("office_id", "authority_id"))
    values = extension_filing(data, office, authority, _fact(ports, "notice", data["notice_id"]))
    return RenderOrder(document.kind.template, values)


def _approval_report(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    session = ports.facts.find("session", data["session_id"]) or {}
    notice, seal = _fact(ports, "notice", data["notice_id"]), _seal_of(ports, data["office_id"])
    return RenderOrder(document.kind.template, approval_report(data, notice, session, seal))


def _publicity_report(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    posted = ports.facts.find(POSTED, data["session_id"]) or {}
    notice, seal = _fact(ports, "notice", data["notice_id"]), _seal_of(ports, data["office_id"])
    return RenderOrder(document.kind.template, publicity_report(data, notice, posted, seal))


def _certificate(document: Document, ports: Ports, around: Surroundings) -> RenderOrder:
    data = document.data
    holder = document.subject.variant == "holder"
    shown = around.open_sealed(data["id_number_sealed"]) if holder else data["id_number_masked"]
    url = f"{around.public_url}/verify/{data['certificate_number']}"
    return RenderOrder(
        document.kind.template,
        certificate(data, shown, url),
        qr_codes={"qr": url},
        photo_keys=_given({"photo": data.get("photo_key")}),
    )


Composer = Callable[[Document, Ports, Surroundings], RenderOrder]
_COMPOSERS: dict[str, Composer] = {
    "evaluation_form": _dossier_form,
    "submission_summary": _dossier_form,
    "material_list": _materials,
    "one_time_notice": _notice,
    "publicity": _publicity,
    "applicant_roster": _applicants,
    "pass_roster": _passed,
    "commitment_letter": _letter,
    "score_sheet": _scores,
    "extension_filing": _extension,
    "approval_report": _approval_report,
    "publicity_report": _publicity_report,
    "certificate": _certificate,
}
