"""送审表: the dossier on two sides of one A3 sheet; what does not fit is cut, pointing to the 评审表."""

from __future__ import annotations

from typing import Any

from services.docgen.domain.notice import Notice
from shared.kernel.catalogue import text

from .evaluation_form import Course, evaluation_form, route_name, years_in_title
from .wording import Json, joined, level, named

# Rows that each table of the sheet has room for, and characters that fit each of its columns.
_ROOM: dict[str, tuple[int, dict[str, int]]] = {
    "trainings": (5, {"content": 44, "organiser": 28}),
    "work_history": (6, {"organisation": 50, "post": 24}),
    "achievements_since": (5, {"name": 52, "content": 90, "effect": 70}),
    "honours": (6, {"name": 40, "grade": 12, "issuer": 28, "rank": 10}),
    "papers": (5, {"title": 40, "venue": 24, "rank": 10, "number": 16}),
}
_SUMMARY, _CHECK, _ASSESSMENTS, _UNIT, _OPINION = 780, 105, 96, 56, 150


def submission_summary(dossier: Json, digest: str, notice: Notice, course: Course) -> dict[str, Any]:
    """The template's values: those of the 评审表, fitted to the sheet, and the point-by-point check."""
    full = evaluation_form(dossier, digest, notice, course)
    full["basic"] = full["basic"] | {"assessments": cut(full["basic"]["assessments"], _ASSESSMENTS)}
    full["cover"] = full["cover"] | {"unit": cut(full["cover"]["unit"], _UNIT)}
    full["title"] = full["title"] | {"years": text("doc_years", n=years_in_title(dossier))}
    tables = {name: _fit(full[name], *room) for name, room in _ROOM.items()}
    opinions = {name: row | {"text": cut(row["text"], _OPINION)} for name, row in full["opinions"].items()}
    exceptional = dossier["route_claimed"] != "ordinary"
    return {
        **full,
        **tables,
        "opinions": opinions,
        "vote": full["vote"] | {"text": cut(full["vote"]["text"], _OPINION)},
        "unit": {"nature": named("nature", dossier["unit"]["nature"])},
        "plan": {"mode": named("mode", dossier["plan"]["mode"])},
        "summary": cut(dossier["summary"], _SUMMARY),
        "checks": _checks(dossier, full),
        "exceptional": {
            "answer": text("doc_yes" if exceptional else "doc_no"),
            "reason": route_name(dossier["route_claimed"], notice) if exceptional else text("doc_none"),
        },
    }


def cut(value: str, room: int) -> str:
    """`value` in at most `room` characters on one line, pointing to the 评审表 when cut."""
    flat = " ".join(value.split())
    pointer = text("doc_cut")
    return flat if len(flat) <= room else flat[: room - len(pointer)] + pointer


def _fit(rows: list[dict[str, Any]], room: int, widths: dict[str, int]) -> list[dict[str, Any]]:
    """Exactly `room` rows: shortened, padded with blank ones, the last telling how many did not fit."""
    shown = rows if len(rows) <= room else rows[: room - 1]
    fitted = [{name: cut(str(value), widths.get(name, 200)) for name, value in row.items()} for row in shown]
    names = list(rows[0])
    if len(rows) > room:
        words = text("doc_more_rows", n=len(rows) - len(shown))
        widest = max(widths, key=lambda name: widths[name])
        fitted.append({name: words if name == widest else "" for name in names})
    return fitted + [dict.fromkeys(names, "")] * (room - len(fitted))


def _checks(dossier: Json, full: dict[str, Any]) -> list[dict[str, str]]:
    """对照评审条件: what the applicant brings for each condition; the auditor fills the last column by hand."""
    hours = sum(row["professional_hours"] + row["public_hours"] for row in dossier["continuing_education"])
    exams = joined(f"{row['name']} {row['score']}" for row in full["exams"] if row["score"])
    lines = {
        "education": joined((full["education"]["school"], full["education"]["major"], full["education"]["degree"])),
        "seniority": text(
            "doc_check_seniority_fact",
            years=dossier["profession_years"], title_years=years_in_title(dossier), present=full["title"]["name"],
        ),
        "assessment": full["basic"]["assessments"],
        "training": text("doc_check_training_fact", n=hours),
        "achievement": _counted(dossier, "achievements", "name"),
        "paper": _counted(dossier, "papers", "title"),
        "exam": exams or text("doc_check_exam_none"),
        "level": text("doc_series_major", series=dossier["plan"]["title"], major=level(dossier["plan"]["level"])),
    }  # fmt: skip
    return [{"name": text(f"doc_check_{name}"), "fact": cut(fact, _CHECK)} for name, fact in lines.items()]


def _counted(dossier: Json, table: str, column: str) -> str:
    """How many, and the first few by name."""
    rows = dossier[table]
    names = joined(row[column] for row in rows[:3])
    return text("doc_check_counted", n=len(rows), names=names) if rows else text("doc_none")
