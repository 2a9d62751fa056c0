"""评审表: the whole dossier, and (in the later variants) the opinions and the vote that the audit brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.docgen.domain.notice import Notice
from shared.kernel.catalogue import text

from .evaluation_tables import tables
from .facts import Decision
from .opinions import Vote, audit_line, blank_opinion, blank_vote, opinion, recognition, vote
from .results import Issued, Recognised
from .wording import (
    Json,
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

Row = dict[str, Any]


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
    certificate: Issued | None = None


def evaluation_form(dossier: Json, digest: str, notice: Notice, course: Course) -> dict[str, Any]:
    """The template's values."""
    return {
        "number": course.case_number or dossier["declaration_id"][-12:].upper(),
        "revision": dossier["revision"],
        "digest": digest,
        "audit": audit_line([signed.decision for signed in course.decisions]),
        "cover": _cover(dossier, notice),
        "basic": _basic(dossier, notice),
        "education": _education(dossier),
        "title": _present_title(dossier),
        "summary": dossier["summary"],
        **tables(dossier),
        "opinions": _opinions(course),
        "vote": _outcome(course),
    }


def _outcome(course: Course) -> Row:
    """What the committee voted, or what a body recognised without a vote; blank before either."""
    if course.recognition:
        return recognition(course.recognition)
    return vote(course.vote) if course.vote else blank_vote()


def _cover(dossier: Json, notice: Notice) -> Row:
    plan, title = dossier["plan"], dossier.get("present_title") or {}
    return {
        "year": year(dossier["submitted_at"]),
        "unit": dossier["unit"]["name"],
        "name": dossier["person"]["name"],
        "present_title": or_none(title.get("name")),
        "applied_title": text("doc_series_major", series=plan["title"], major=level(plan["level"])),
        "series_major": text("doc_series_major", series=plan["series_name"], major=plan["major"]),
        "date": day(dossier["submitted_at"]),
        "issuer": notice.issuer,
    }


def route_name(route: str, notice: Notice) -> str:
    """The way to qualify, by the name that the notice gives it."""
    return notice.paths.get(route) or named("route", route)


def _basic(dossier: Json, notice: Notice) -> Row:
    person, plan = dossier["person"], dossier["plan"]
    optional = ("former_name", "health", "party", "administrative_post", "society_posts", "foreign_language")
    assessments = [text("doc_assessment", year=row["year"], grade=row["grade"]) for row in dossier["assessments"]]
    return {
        "name": person["name"],
        "sex": person["sex"],
        "ethnicity": person["ethnicity"],
        "birth_date": day(person["birth_date"]),
        "birth_place": or_none(person.get("birth_place")),
        "work_started": month(person["work_started_on"]),
        "current_work": person["current_work"],
        "profession_years": text("doc_years", n=dossier["profession_years"]),
        "track": named("track", plan["track"]),
        "route": route_name(dossier["route_claimed"], notice),
        "assessments": joined(assessments) or text("doc_none"),
        **{name: or_none(person.get(name)) for name in optional},
    }


def _education(dossier: Json) -> Row:
    row = highest_education(dossier["education"])
    if not row:
        return {name: text("doc_none") for name in ("graduated", "school", "major", "length", "degree")}
    return {
        "graduated": month(row["graduated_on"]),
        "school": row["school"],
        "major": row["major"],
        "length": text("doc_years", n=row["length_years"]),
        "degree": joined((named("degree", row["level"]), row.get("degree"))),
    }


def _present_title(dossier: Json) -> Row:
    title = dossier.get("present_title") or {}
    return {
        "name": or_none(title.get("name")),
        "obtained": or_none(month(title.get("obtained_on"))),
        "appointed": or_none(month(title.get("appointed_on"))),
        "approved_by": or_none(title.get("approved_by")),
    }


def _opinions(course: Course) -> dict[str, Row]:
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


def _authority(certificate: Issued) -> Row:
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


def years_in_title(dossier: Json) -> int:
    """Full years since the present title was obtained, at submission."""
    title = dossier.get("present_title") or {}
    return years_between(title.get("obtained_on"), dossier["submitted_at"])
