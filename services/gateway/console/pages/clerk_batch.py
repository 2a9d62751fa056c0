"""Several cases that were ticked in the list: approved or returned with one form, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import CaseViewJson
from services.gateway.console.forms import Fault, answered, given
from services.gateway.console.pages.clerk_common import items_of, version_of
from shared.kernel.catalogue import catalogue

pages = Blueprint("clerk_batch", __name__, url_prefix="/case-batches")

LINES = range(1, 6)
"""Corrections that one form takes."""


@dataclass(frozen=True)
class Ticked:
    """A case that was ticked: its version when the list was shown, and what the list called it."""

    declaration_id: str
    version: int
    name: str


@pages.post("/approval")
def approve() -> str | AnyResponse:
    """One opinion for all of them."""
    return _batch("approve", "audit.approve_stages", _approval)


@pages.post("/return")
def send_back() -> str | AnyResponse:
    """The same list of corrections for all of them."""
    return _batch("return", "audit.return_declarations", _corrections)


def _batch(name: str, method: str, words: Callable[[], dict[str, object]]) -> str | AnyResponse:
    """The form, or what became of each case once it is filled in."""
    ticked = _ticked()
    if not ticked:
        return redirect(url_for("clerk_inbox.inbox", nothing="1"), 303)
    if "decide" not in request.form:
        return _form(name, ticked, None)
    cases = [{"declaration_id": one.declaration_id, "expected_version": one.version} for one in ticked]
    told, fault = answered(lambda: visit.current().tell(method, cases=cases, **words()))
    if told is None:
        return _form(name, ticked, fault)
    names = {one.declaration_id: one.name for one in ticked}
    return render_template("clerk/batch_result.html", act=name, told=told, names=names)


def _ticked() -> list[Ticked]:
    return [
        Ticked(key, version_of(given(f"version.{key}")) or 1, given(f"name.{key}") or "未显示姓名的申报")
        for key in dict.fromkeys(request.form.getlist("declaration_id"))
    ]  # fmt: skip


def _form(name: str, ticked: Sequence[Ticked], fault: Fault | None) -> str:
    """The first case says what all of them may be about: its seal, its notice's clauses and materials."""
    here = visit.current()
    case: CaseViewJson = here.ask("audit.get_case", declaration_id=ticked[0].declaration_id)
    holder = here.ask("audit.get_organisation", organisation_id=case["stage"]["holder_id"])
    return render_template(
        f"clerk/batch_{name}.html", ticked=ticked, case=case, fault=_on_lines(fault), lines=LINES,
        seal=holder["seal_reference"] or "", places=_places(case),
    )  # fmt: skip


def _places(case: CaseViewJson) -> dict[str, str]:
    """What every dossier of the plan has."""
    materials = {item.path: item.listed["name"] for item in items_of(case["listed"] or (), ())}
    return {"summary": catalogue()["section_summary"], **materials}


def _approval() -> dict[str, object]:
    told = {name: given(name) or "" for name in ("method", "qualification")}
    return {
        "opinion": given("opinion") or "",
        "seal_reference": given("seal_reference") or "",
        "recommendation": told if any(told.values()) else None,
    }


def _filled() -> Mapping[int, dict[str, str]]:
    """The lines in which something stands, by their number in the form."""
    names = ("path", "defect", "remedy", "clause")
    lines = {line: {name: given(f"{name}.{line}") or "" for name in names} for line in LINES}
    return {line: told for line, told in lines.items() if told["path"] or told["defect"] or told["remedy"]}


def _corrections() -> dict[str, object]:
    return {
        "opinion": given("opinion") or "", "seal_reference": given("seal_reference"), "items": list(_filled().values()),
    }  # fmt: skip


def _on_lines(fault: Fault | None) -> Fault | None:
    """What is wrong with a correction stands at its line of the form."""
    if fault is not None:
        lines = list(_filled())
        for path, text in list(fault.fields.items()):
            number, _, name = path.removeprefix("items.").partition(".")
            if path.startswith("items.") and number.isdigit() and int(number) < len(lines):
                fault.fields[f"{name or 'path'}.{lines[int(number)]}"] = text
    return fault
