"""From a job to its rendering order: gather the facts, let the form's module choose the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from services.docgen.domain.document import Document
from services.docgen.domain.dossier import KeptDossier
from services.docgen.domain.forms.certificate import certificate
from services.docgen.domain.forms.commitment_letter import commitment_letter
from services.docgen.domain.forms.evaluation_form import Course, Signed, evaluation_form
from services.docgen.domain.forms.material_list import material_list
from services.docgen.domain.forms.notice_letter import one_time_notice
from services.docgen.domain.forms.opinions import Vote
from services.docgen.domain.forms.publicity import publicity
from services.docgen.domain.forms.reporting_package import approval_report, publicity_report
from services.docgen.domain.forms.rosters import applicant_roster, pass_roster
from services.docgen.domain.forms.session_forms import extension_filing, score_sheet
from services.docgen.domain.forms.submission_summary import submission_summary
from services.docgen.domain.known import KnownCase
from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import RenderOrder, Values
from services.docgen.usecases.kept import (
    CASE,
    PUBLICISED,
    RECOGNITION,
    REVIEW,
    SESSION,
    package_of,
)
from services.docgen.usecases.sources import MissingFact, Sources
from shared.contracts import audit, committee
from shared.contracts.committee import oversight
from shared.contracts.committee.review import CertificateIssued
from shared.contracts.declaration.dossier import Dossier

Fill = Callable[[Dossier, str, KnownNotice, Course], Values]
"""A form of the dossier; what it gives is the template's context."""


@dataclass(frozen=True)
class Surroundings:
    """`open_sealed` opens an ID number for the forms that print it; `public_url` is where certificates are checked,
    `check_code` what is asked for there beside the number."""

    open_sealed: Callable[[str], str]
    check_code: Callable[[str], str]
    public_url: str


def compose(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    """The order of one document; raises MissingFact when it cannot be filled yet."""
    return _COMPOSERS[document.subject.kind](document, sources, around)


def _evaluation(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    declaration_id, revision = document.subject.subject_id, document.subject.revision
    if document.subject.variant == "approved":
        case = sources.fact(CASE, declaration_id)
        revision = case.revision
        course = _final(_course(case, sources), committee.CERTIFICATE_ISSUED.read(document.data), sources)
    else:
        course = _course(CASE.read(document.data), sources)
    dossier = sources.dossier(declaration_id, revision)
    order = _dossier_order(document, sources, evaluation_form, dossier, revision, course)
    return replace(order, photo_keys=_given(dossier.content.person.photo_key))


def _summary(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    subject, course = document.subject, _course(CASE.read(document.data), sources)
    dossier = sources.dossier(subject.subject_id, subject.revision)
    return _dossier_order(document, sources, submission_summary, dossier, subject.revision, course)


def _dossier_order(
    document: Document, sources: Sources, fill: Fill, dossier: KeptDossier, revision: int, course: Course
) -> RenderOrder:
    notice = sources.notice(dossier.content.notice_id)
    values = fill(dossier.content, dossier.digest, notice, course) | {"form_title": _title(document, notice)}
    codes = {"qr": dossier_code(document.subject.subject_id, revision, dossier.digest)}
    return RenderOrder(document.kind.template, values, qr_codes=codes)


def _materials(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    dossier = sources.dossier(document.subject.subject_id, document.subject.revision)
    notice = sources.notice(dossier.content.notice_id)
    values = material_list(dossier.content, notice, CASE.read(document.data).case_number)
    return RenderOrder(document.kind.template, values | {"form_title": _title(document, notice)})


def _given(photo_key: str | None) -> dict[str, str]:
    """The portrait that somebody gave; without one the form keeps its placeholder."""
    return {"photo": photo_key} if photo_key else {}


def _title(document: Document, notice: KnownNotice) -> str:
    """The form's title as this notice prints it; the kind's own name where the notice has none."""
    return notice.titles.get(document.subject.kind) or document.kind.title


def _template(document: Document, notice: KnownNotice) -> str:
    """The notice's own variant of the template."""
    return document.kind.template_for(notice.templates.get(document.subject.kind))


def _course(case: KnownCase, sources: Sources) -> Course:
    """What the audit brought; each decision with what sort of organisation took it."""
    decisions = [Signed(one, sources.organisation(one.organisation_id).kind) for one in case.decisions]
    return Course(case_number=case.case_number, unit_id=case.unit_id, decisions=decisions)


def _final(course: Course, issued: CertificateIssued, sources: Sources) -> Course:
    """The course with what the final form adds: the vote and its panel, or the recognition; the certificate."""
    if issued.kind == "recognition":
        recognised = sources.fact(RECOGNITION, issued.declaration_id)
        return replace(course, recognition=recognised, certificate=issued)
    counts, session = sources.fact(REVIEW, issued.declaration_id), sources.fact(SESSION, issued.session_id)
    if session.panel_size is None or session.chair_name is None:
        raise MissingFact(f"panel of session {issued.session_id}")
    vote = Vote(counts, session.panel_size, session.chair_name, issued.committee_name)
    return replace(course, vote=vote, certificate=issued)


def dossier_code(declaration_id: str, revision: int, digest: str) -> str:
    """What the QR on each page says: enough for a clerk to confirm the revision without the system."""
    return f"zhiping:dossier/{declaration_id}/{revision}/{digest}"


def _notice(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    returned = audit.DECLARATION_RETURNED.read(document.data)
    notice = sources.notice(returned.notice_id)
    organisation = sources.organisation(returned.decision.organisation_id)
    return RenderOrder(document.kind.template, one_time_notice(returned, notice, organisation.contact))


def _publicity(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    if document.subject.variant == "result":
        return _result_publicity(document, sources)
    posted = audit.PUBLICITY_POSTED.read(document.data)
    seal, notice = sources.organisation(posted.organisation_id).seal_reference, sources.notice(posted.notice_id)
    return RenderOrder(document.kind.template, publicity(posted, posted.scope, notice, seal))


def _result_publicity(document: Document, sources: Sources) -> RenderOrder:
    posted = committee.RESULTS_POSTED.read(document.data)
    seal, notice = sources.organisation(posted.organisation_id).seal_reference, sources.notice(posted.notice_id)
    scope = "recognition" if posted.kind == "recognition" else "result"
    return RenderOrder(document.kind.template, publicity(posted, scope, notice, seal, posted.committee_name))


def _applicants(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    report = audit.ROSTER_REPORTED.read(document.data)
    people = [dossier.content for dossier in sources.latest_dossiers(report.declaration_ids)]
    notice = sources.notice(report.notice_id)
    head, groups = applicant_roster(report, people, around.open_sealed, _title(document, notice))
    return RenderOrder(_template(document, notice), head, groups)


def _passed(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    package = package_of(document)
    sealed = sources.id_numbers({row.declaration_id: row.id_number_sealed for row in package.rows})
    numbers = {key: around.open_sealed(number) for key, number in sealed.items()}
    head, groups = pass_roster(package, numbers)
    return RenderOrder(document.kind.template, head, groups)


def _letter(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    package = package_of(document)
    variant = "recognition_letter" if package.kind == "recognition" else None
    values = commitment_letter(package, sources.organisation(package.office_id).seal_reference)
    return RenderOrder(document.kind.template_for(variant), values)


def _scores(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    head, groups = score_sheet(package_of(document))
    return RenderOrder(document.kind.template, head, groups)


def _extension(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    # Filed and answered have one record.
    extension = oversight.EXTENSION_FILED.read(document.data)
    office = sources.organisation(extension.office_id)
    authority = sources.organisation(extension.authority_id)
    values = extension_filing(extension, office, authority, sources.notice(extension.notice_id))
    return RenderOrder(document.kind.template, values)


def _approval_report(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    package = package_of(document)
    session = sources.known(SESSION, package.session_id)
    notice, seal = sources.notice(package.notice_id), sources.organisation(package.office_id).seal_reference
    return RenderOrder(document.kind.template, approval_report(package, notice, session, seal))


def _publicity_report(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    package = package_of(document)
    posted = sources.known(PUBLICISED, package.session_id)
    notice, seal = sources.notice(package.notice_id), sources.organisation(package.office_id).seal_reference
    return RenderOrder(document.kind.template, publicity_report(package, notice, posted, seal))


def _certificate(document: Document, sources: Sources, around: Surroundings) -> RenderOrder:
    issued = committee.CERTIFICATE_ISSUED.read(document.data)
    shown = issued.id_number_masked
    if document.subject.variant == "holder":
        key = issued.declaration_id
        shown = around.open_sealed(sources.id_numbers({key: issued.id_number_sealed})[key])
    code = around.check_code(issued.certificate_number)
    url = f"{around.public_url}/verify/{issued.certificate_number}?code={code}"
    values = certificate(issued, shown, code, url)
    return RenderOrder(document.kind.template, values, qr_codes={"qr": url}, photo_keys=_given(issued.photo_key))


Composer = Callable[[Document, Sources, Surroundings], RenderOrder]
_COMPOSERS: dict[str, Composer] = {
    "evaluation_form": _evaluation,
    "submission_summary": _summary,
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
