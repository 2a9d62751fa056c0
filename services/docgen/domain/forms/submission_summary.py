"""送审表: the dossier on two sides of one A3 sheet; what does not fit is cut, pointing to the 评审表."""

from __future__ import annotations

from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import Values
from shared.contracts.declaration.dossier import Dossier
from shared.kernel.catalogue import text

from .evaluation_form import Course, evaluation_form, route_name, years_in_title
from .wording import joined, level, named, or_none

# Rows that each table of the sheet has room for, and characters that fit each of its columns.
_ROOM: dict[str, tuple[int, dict[str, int]]] = {
    "trainings": (5, {"content": 44, "organiser": 28}),
    "work_history": (6, {"organisation": 50, "post": 24}),
    "achievements_since": (5, {"name": 52, "content": 90, "effect": 70}),
    "honours": (6, {"name": 40, "grade": 12, "issuer": 28, "rank": 10}),
    "papers": (5, {"title": 40, "venue": 24, "rank": 10, "number": 16}),
}
_SUMMARY, _CHECK, _ASSESSMENTS, _UNIT, _OPINION = 780, 105, 96, 56, 150


def submission_summary(dossier: Dossier, digest: str, notice: KnownNotice, course: Course) -> Values:
    """The template's values: those of the 评审表, fitted to the sheet, and the point-by-point check."""
    form = evaluation_form(dossier, digest, notice, course)
    grades = cut(form["basic"]["assessments"], _ASSESSMENTS)
    exceptional = dossier.route_claimed != "ordinary"
    return {
        **form,
        **{name: _fit(form[name], *room) for name, room in _ROOM.items()},
        "basic": form["basic"] | {"assessments": grades},
        "cover": form["cover"] | {"unit": cut(dossier.unit.name, _UNIT)},
        "title": form["title"] | {"years": text("doc_years", n=years_in_title(dossier))},
        "opinions": {name: _shortened(row) for name, row in form["opinions"].items()},
        "vote": _shortened(form["vote"]),
        "unit": {"nature": named("nature", dossier.unit.nature)},
        "plan": {"mode": named("mode", dossier.plan.mode)},
        "summary": cut(dossier.summary, _SUMMARY),
        "checks": _checks(dossier, form["education"], grades),
        "exceptional": {
            "answer": text("doc_yes" if exceptional else "doc_no"),
            "reason": route_name(dossier.route_claimed, notice) if exceptional else text("doc_none"),
        },
    }


def _shortened(opinion: Values) -> Values:
    return opinion | {"text": cut(opinion["text"], _OPINION)}


def cut(value: str, room: int) -> str:
    """`value` in at most `room` characters on one line, pointing to the 评审表 when cut."""
    flat = " ".join(value.split())
    pointer = text("doc_cut")
    return flat if len(flat) <= room else flat[: room - len(pointer)] + pointer


def _fit(rows: list[Values], room: int, widths: dict[str, int]) -> list[Values]:
    """Exactly `room` rows: shortened, padded with blank ones, the last telling how many did not fit."""
    shown = rows if len(rows) <= room else rows[: room - 1]
    fitted = [{name: cut(str(value), widths.get(name, 200)) for name, value in row.items()} for row in shown]
    names = list(rows[0])
    if len(rows) > room:
        words = text("doc_more_rows", n=len(rows) - len(shown))
        widest = max(widths, key=lambda name: widths[name])
        fitted.append({name: words if name == widest else "" for name in names})
    return fitted + [dict.fromkeys(names, "")] * (room - len(fitted))


def _checks(dossier: Dossier, highest: Values, grades: str) -> list[dict[str, str]]:
    """对照评审条件: what the applicant brings for each condition; the auditor fills the last column by hand."""
    plan, title = dossier.plan, dossier.present_title
    hours = sum(row.professional_hours + row.public_hours for row in dossier.continuing_education)
    exams = joined(f"{row.name} {text('doc_points', n=row.score)}" for row in dossier.exams)
    lines = {
        "education": joined(highest[name] for name in ("school", "major", "degree")),
        "seniority": text(
            "doc_check_seniority_fact",
            years=dossier.profession_years, title_years=years_in_title(dossier), present=or_none(title and title.name),
        ),
        "assessment": grades,
        "training": text("doc_check_training_fact", n=hours),
        "achievement": _counted([row.name for row in dossier.achievements]),
        "paper": _counted([row.title for row in dossier.papers]),
        "exam": exams or text("doc_check_exam_none"),
        "level": text("doc_series_major", series=plan.title, major=level(plan.level)),
    }  # fmt: skip
    return [{"name": text(f"doc_check_{name}"), "fact": cut(fact, _CHECK)} for name, fact in lines.items()]


def _counted(names: list[str]) -> str:
    """How many, and the first few by name."""
    return text("doc_check_counted", n=len(names), names=joined(names[:3])) if names else text("doc_none")
