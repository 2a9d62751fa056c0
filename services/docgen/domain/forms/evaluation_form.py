"""评审表: the whole dossier, and (in the later variants) the opinions and the vote that the audit brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import Values
from shared.contracts.audit.stage import Decision
from shared.contracts.committee.recognition import Recognised
from shared.contracts.committee.review import CertificateIssued
from shared.contracts.declaration.dossier import Dossier
from shared.kernel.catalogue import text

from .evaluation_tables import tables
from .opinions import Vote, audit_line, blank_opinion, blank_vote, opinion, recognition, vote
from .wording import (
    day,
    highest_education,
    joined,
    level,
    month,
    named,
    or_none,
    year,
    years_between,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision with the kind of organisation that took it."""

    decision: Decision
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What has happened to a declaration so far: its audit; the vote, or the recognition; the certificate."""

    case_number: str | None = None
    unit_id: str | None = None
    decisions: Sequence[Signed] = ()
    vote: Vote | None = None
    recognition: Recognised | None = None
    certificate: CertificateIssued | None = None


def evaluation_form(dossier: Dossier, digest: str, notice: KnownNotice, course: Course) -> Values:
    """The template's values."""
    return {
        "number": course.case_number or dossier.declaration_id[-12:].upper(),
        "revision": dossier.revision,
        "digest": digest,
        "audit": audit_line([signed.decision for signed in course.decisions]),
        "cover": cover(dossier, notice),
        "basic": basic(dossier, notice),
        "education": education(dossier),
        "title": present_title(dossier),
        "summary": dossier.summary,
        **tables(dossier),
        "opinions": opinions(course),
        "vote": outcome(course),
    }


def outcome(course: Course) -> Values:
    """What the committee voted, or what a body recognised without a vote; blank before either."""
    if course.recognition:
        return recognition(course.recognition)
    return vote(course.vote) if course.vote else blank_vote()


def cover(dossier: Dossier, notice: KnownNotice) -> Values:
    """The first page."""
    plan, title = dossier.plan, dossier.present_title
    return {
        "year": year(dossier.submitted_at),
        "unit": dossier.unit.name,
        "name": dossier.person.name,
        "present_title": or_none(title and title.name),
        "applied_title": text("doc_series_major", series=plan.title, major=level(plan.level)),
        "series_major": text("doc_series_major", series=plan.series_name, major=plan.major),
        "date": day(dossier.submitted_at),
        "issuer": notice.issuer,
    }


def route_name(route: str, notice: KnownNotice) -> str:
    """The way to qualify, by the name that the notice gives it."""
    return notice.paths.get(route) or named("route", route)


def assessments(dossier: Dossier) -> str:
    """The grades of the years on one line."""
    return joined(text("doc_assessment", year=row.year, grade=row.grade) for row in dossier.assessments)


def basic(dossier: Dossier, notice: KnownNotice) -> Values:
    """基本情况."""
    person, plan = dossier.person, dossier.plan
    return {
        "name": person.name,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "birth_date": day(person.birth_date),
        "birth_place": or_none(person.birth_place),
        "work_started": month(person.work_started_on),
        "current_work": person.current_work,
        "profession_years": text("doc_years", n=dossier.profession_years),
        "track": named("track", plan.track),
        "route": route_name(dossier.route_claimed, notice),
        "assessments": or_none(assessments(dossier)),
        "former_name": or_none(person.former_name),
        "health": or_none(person.health),
        "party": or_none(person.party),
        "administrative_post": or_none(person.administrative_post),
        "society_posts": or_none(person.society_posts),
        "foreign_language": or_none(person.foreign_language),
    }


def education(dossier: Dossier) -> Values:
    """The highest education."""
    row = highest_education(dossier.education)
    if not row:
        return {name: text("doc_none") for name in ("graduated", "school", "major", "length", "degree")}
    return {
        "graduated": month(row.graduated_on),
        "school": row.school,
        "major": row.major,
        "length": text("doc_years", n=row.length_years),
        "degree": joined((named("degree", row.level), row.degree)),
    }


def present_title(dossier: Dossier) -> Values:
    """现职称."""
    title = dossier.present_title
    return {
        "name": or_none(title and title.name),
        "obtained": or_none(title and month(title.obtained_on)),
        "appointed": or_none(title and month(title.appointed_on)),
        "approved_by": or_none(title and title.approved_by),
    }


def opinions(course: Course) -> dict[str, Values]:
    """Unit first, then the last organisation below the committee office; the experts leave theirs blank."""
    unit = next((one for one in course.decisions if one.decision.organisation_id == course.unit_id), None)
    above = [one for one in course.decisions if one is not unit and one.kind != "committee_office"]
    reporting = above[-1] if above else None
    return {
        "unit": opinion(unit.decision) if unit else blank_opinion(),
        "reporting": opinion(reporting.decision) if reporting else blank_opinion(),
        "experts": blank_opinion(),
        "authority": _authority(course.certificate) if course.certificate else blank_opinion(),
    }


def _authority(certificate: CertificateIssued) -> Values:
    words = text(
        "doc_authority_approved",
        title=certificate.title,
        day=day(certificate.passed_on),
        number=certificate.certificate_number,
    )
    return {
        "text": words,
        "seal": certificate.authority_name + text("doc_seal_blank"),
        "name": "　　　　",
        "date": day(certificate.issued_on),
    }


def years_in_title(dossier: Dossier) -> int:
    """Full years since the present title was obtained, at submission."""
    title = dossier.present_title
    return years_between(title.obtained_on if title else None, dossier.submitted_at)
