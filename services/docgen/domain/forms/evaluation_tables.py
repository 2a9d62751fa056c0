"""The repeating tables of the 评审表: careers, achievements, papers, honours, examinations, years."""

from __future__ import annotations

from services.docgen.domain.order import Values
from shared.contracts.declaration.dossier import (
    Achievement,
    Dossier,
    Employment,
    Exam,
    Paper,
    TableRow,
    Training,
)
from shared.kernel.catalogue import text

from .wording import named, numeric_month, period, rows_or_none


def tables(dossier: Dossier) -> dict[str, list[Values]]:
    """Every table by its name in the template; an empty one says 无."""
    before = [row for row in dossier.achievements if not row.since_present_title]
    since = [row for row in dossier.achievements if row.since_present_title]
    return {
        "trainings": _filled([_training(row) for row in dossier.trainings], "period content organiser hours"),
        "work_history": _filled([_work(row) for row in dossier.work_history], "period organisation post note"),
        "achievements_before": _filled([_achievement(row) for row in before], "period name content effect"),
        "achievements_since": _filled([_achievement(row) for row in since], "period name content effect"),
        "papers": _filled([_paper(row) for row in dossier.papers], "date title venue rank number"),
        "honours": _filled(_honours(dossier), "date name grade issuer rank"),
        "exams": _filled([_exam(row) for row in dossier.exams], "date name score result valid_until"),
        "years": _filled(_years(dossier), "year grade professional public"),
    }


def _filled(rows: list[Values], columns: str) -> list[Values]:
    return rows_or_none(rows, columns.split())


def _training(row: Training) -> Values:
    return {"period": period(row.started_on, row.ended_on), **_same(row, "content organiser hours")}


def _work(row: Employment) -> Values:
    return {
        "period": period(row.started_on, row.ended_on),
        "note": named("tier", row.place_tier),
        **_same(row, "organisation post"),
    }


def _achievement(row: Achievement) -> Values:
    return {
        "period": period(row.started_on, row.ended_on),
        "content": f"{row.content}\n{row.role}",
        **_same(row, "name effect"),
    }


def _paper(row: Paper) -> Values:
    return {"date": numeric_month(row.published_on), **_same(row, "title venue rank number")}


def _honours(dossier: Dossier) -> list[Values]:
    """Awards, then patents, in one table."""
    awards = [{"date": numeric_month(row.awarded_on), **_same(row, "name grade issuer rank")} for row in dossier.awards]
    patents = [
        {"date": numeric_month(row.granted_on), "grade": text("doc_patent"), "issuer": row.number,
         **_same(row, "name rank")}
        for row in dossier.patents
    ]  # fmt: skip
    return awards + patents


def _exam(row: Exam) -> Values:
    return {
        "date": numeric_month(row.taken_on),
        "name": row.name,
        "score": text("doc_points", n=row.score),
        "result": text("doc_passed" if row.passed else "doc_failed"),
        "valid_until": numeric_month(row.valid_until),
    }


def _years(dossier: Dossier) -> list[Values]:
    """One row per year that has an assessment or continuing education."""
    grades = {row.year: row.grade for row in dossier.assessments}
    hours = {row.year: (row.professional_hours, row.public_hours) for row in dossier.continuing_education}
    return [
        _year(year, grades.get(year, ""), *hours.get(year, ("", ""))) for year in sorted(grades.keys() | hours.keys())
    ]


def _year(year: int, grade: str, professional: int | str, public: int | str) -> Values:
    return {"year": year, "grade": grade, "professional": professional, "public": public}


def _same(row: TableRow, names: str) -> Values:
    return {name: "" if (value := getattr(row, name)) is None else value for name in names.split()}
