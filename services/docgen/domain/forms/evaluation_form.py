"""评审表: the whole dossier, and (in the later variants) the opinions and the vote that the audit brought."""

from __future__ import annotations

from typing import Any

from shared.kernel.catalogue import text

from .opinions import audit_line, blank_opinion, blank_vote, opinion, vote
from .wording import (
    Facts,
    day,
    highest_education,
    joined,
    level,
    month,
    named,
    numeric_month,
    or_none,
    period,
    rows_or_none,
    years_between,
)

Row = dict[str, Any]


def evaluation_form(dossier: Facts, digest: str, notice: Facts, course: Facts) -> dict[str, Any]:
    """The template's values. `course` (all optional): case_number, decisions, vote, certificate."""
    decisions = list(course.get("decisions") or [])
    return {
        "number": course.get("case_number") or dossier["declaration_id"][-12:].upper(),
        "revision": dossier["revision"],
        "digest": digest,
        "audit": audit_line(decisions),
        "cover": _cover(dossier, notice),
        "basic": _basic(dossier),
        "education": _education(dossier),
        "title": _present_title(dossier),
        "summary": dossier["summary"],
        **_tables(dossier),
        "opinions": _opinions(decisions, course),
        "vote": vote(course["vote"]) if course.get("vote") else blank_vote(),
    }


def _cover(dossier: Facts, notice: Facts) -> Row:
    plan, title = dossier["plan"], dossier.get("present_title") or {}
    return {
        "year": dossier["submitted_at"][:4],
        "unit": dossier["unit"]["name"],
        "name": dossier["person"]["name"],
        "present_title": or_none(title.get("name")),
        "applied_title": text("doc_series_major", series=plan["title"], major=level(plan["level"])),
        "series_major": text("doc_series_major", series=plan["series_name"], major=plan["major"]),
        "date": day(dossier["submitted_at"]),
        "issuer": notice.get("issuer", ""),
    }


def _basic(dossier: Facts) -> Row:
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
        "route": named("route", dossier["route_claimed"]),
        "assessments": joined(assessments) or text("doc_none"),
        **{name: or_none(person.get(name)) for name in optional},
    }


def _education(dossier: Facts) -> Row:
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


def _present_title(dossier: Facts) -> Row:
    title = dossier.get("present_title") or {}
    return {
        "name": or_none(title.get("name")),
        "obtained": or_none(month(title.get("obtained_on"))),
        "appointed": or_none(month(title.get("appointed_on"))),
        "approved_by": or_none(title.get("approved_by")),
    }


def _tables(dossier: Facts) -> dict[str, list[Row]]:
    before = [row for row in dossier["achievements"] if not row["since_present_title"]]
    since = [row for row in dossier["achievements"] if row["since_present_title"]]
    return {
        "trainings": _filled([_training(row) for row in dossier["trainings"]], "period content organiser hours"),
        "work_history": _filled([_work(row) for row in dossier["work_history"]], "period organisation post note"),
        "achievements_before": _filled([_achievement(row) for row in before], "period name content effect"),
        "achievements_since": _filled([_achievement(row) for row in since], "period name content effect"),
        "papers": _filled([_paper(row) for row in dossier["papers"]], "date title venue rank number"),
        "honours": _filled(_honours(dossier), "date name grade issuer rank"),
        "exams": _filled([_exam(row) for row in dossier["exams"]], "date name score result valid_until"),
        "years": _filled(_years(dossier), "year grade professional public"),
    }


def _filled(rows: list[Row], columns: str) -> list[Row]:
    return rows_or_none(rows, columns.split())


def _training(row: Facts) -> Row:
    return {"period": period(row["started_on"], row["ended_on"]), **_same(row, "content organiser hours")}


def _work(row: Facts) -> Row:
    return {
        "period": period(row["started_on"], row.get("ended_on")),
        "note": named("tier", row["place_tier"]),
        **_same(row, "organisation post"),
    }


def _achievement(row: Facts) -> Row:
    return {
        "period": period(row["started_on"], row.get("ended_on")),
        "content": f"{row['content']}\n{row['role']}",
        **_same(row, "name effect"),
    }


def _paper(row: Facts) -> Row:
    return {"date": numeric_month(row["published_on"]), **_same(row, "title venue rank number")}


def _honours(dossier: Facts) -> list[Row]:
    """Awards, then patents, in one table."""
    awards = [
        {"date": numeric_month(row["awarded_on"]), **_same(row, "name grade issuer rank")} for row in dossier["awards"]
    ]
    patents = [
        {"date": numeric_month(row["granted_on"]), "grade": text("doc_patent"), "issuer": row["number"],
         **_same(row, "name rank")}
        for row in dossier["patents"]
    ]  # fmt: skip
    return awards + patents


def _exam(row: Facts) -> Row:
    return {
        "date": numeric_month(row["taken_on"]),
        "name": row["name"],
        "score": text("doc_points", n=row["score"]),
        "result": text("doc_passed" if row["passed"] else "doc_failed"),
        "valid_until": numeric_month(row.get("valid_until")),
    }


def _years(dossier: Facts) -> list[Row]:
    """One row per year that has an assessment or continuing education."""
    grades = {row["year"]: row["grade"] for row in dossier["assessments"]}
    hours = {row["year"]: row for row in dossier["continuing_education"]}
    return [
        {
            "year": year,
            "grade": grades.get(year, ""),
            "professional": hours.get(year, {}).get("professional_hours", ""),
            "public": hours.get(year, {}).get("public_hours", ""),
        }
        for year in sorted(grades.keys() | hours.keys())
    ]


def _same(row: Facts, names: str) -> Row:
    return {name: row.get(name) if row.get(name) is not None else "" for name in names.split()}


def _opinions(decisions: list[Facts], course: Facts) -> dict[str, Row]:
    """Unit first, then the organisation that reported last; the experts' note is blank in blind review."""
    unit = next((one for one in decisions if one["organisation_id"] == course.get("unit_id")), None)
    reporting = next((one for one in reversed(decisions) if one is not unit), None)
    return {
        "unit": opinion(unit) if unit else blank_opinion(),
        "reporting": opinion(reporting) if reporting else blank_opinion(),
        "experts": blank_opinion(),
        "authority": _authority(course["certificate"]) if course.get("certificate") else blank_opinion(),
    }


def _authority(certificate: Facts) -> Row:
    words = text(
        "doc_authority_approved",
        title=certificate["title"],
        day=day(certificate["passed_on"]),
        number=certificate["certificate_number"],
    )
    return {
        "text": words,
        "seal": certificate["authority_name"] + text("doc_seal_blank"),
        "name": "",
        "date": day(certificate["issued_on"]),
    }


def years_in_title(dossier: Facts) -> int:
    """Full years since the present title was obtained, at submission."""
    title = dossier.get("present_title") or {}
    return years_between(title.get("obtained_on"), dossier["submitted_at"])
