"""What a return asks to correct, by the place in the dossier, so that forms show it beside the field."""

from __future__ import annotations

from collections import defaultdict

from flask import Flask, url_for

from services.gateway.console.answers import CorrectionJson, DeclarationViewJson
from services.gateway.console.parts import DOSSIER, FACTS

MAIN = frozenset({"major", "summary", "route_claimed"})
OF_THE_PROFILE = frozenset({"person", "unit", *(sheet.name for sheet in FACTS)})


def marks_of(declaration: DeclarationViewJson) -> dict[str, list[CorrectionJson]]:
    """Corrections of the open return by path; none without one."""
    marks: dict[str, list[CorrectionJson]] = defaultdict(list)
    answer = declaration.get("open_return")
    for correction in answer["corrections"] if answer else ():
        marks[correction["path"]].append(correction)
    return dict(marks)


def section_of(path: str) -> str:
    """The form that a path of a correction, or of what is missing, leads to."""
    first = path.removeprefix("sections.").partition(".")[0]
    return "main" if first in MAIN else first


def is_of_profile(path: str) -> bool:
    """Whether it is mended in the person's own file and not in the declaration."""
    return path.partition(".")[0] in OF_THE_PROFILE


def place_address(declaration_id: str, path: str) -> str:
    """Where this place of the dossier is mended."""
    section = section_of(path)
    if is_of_profile(path):
        return url_for("applicant_profile.profile")
    if section == "commitment":
        return url_for("applicant_declaration.sign_form", declaration_id=declaration_id)
    if section == "materials":
        return url_for("applicant_materials.show", declaration_id=declaration_id)
    if section == "main" or section in DOSSIER:
        return url_for("applicant_dossier.edit", declaration_id=declaration_id, section=section)
    return url_for("applicant_declaration.show", declaration_id=declaration_id)


def register(app: Flask) -> None:
    """Make it known to the templates."""
    app.jinja_env.globals.update(place_address=place_address)
