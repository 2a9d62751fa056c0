"""One declaration: its steps, what is missing, signing, submitting, taking back, and a changed notice."""

from __future__ import annotations

from typing import Any, TypedDict

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import DeclarationViewJson, ShortfallJson
from services.gateway.console.corrections import marks_of, section_of
from services.gateway.console.forms import Fault, attempt, given, number
from services.gateway.console.parts import DOSSIER
from shared.wire.types import JsonObject

pages = Blueprint("applicant_declaration", __name__, url_prefix="/mine/declarations/<declaration_id>")
Answer = AnyResponse | str | tuple[str, int]
MINE = frozenset({"draft", "returned"})
"""States in which it is in the applicant's hands."""
REQUIRED = frozenset({"main", "education", "work_history", "materials", "commitment"})


@pages.get("")
def show(declaration_id: str) -> str:
    """Where it stands; in his hands also what to do."""
    return _page(declaration_id, None)


@pages.get("/sign")
def sign_form(declaration_id: str) -> str:
    """The commitment to read and sign."""
    return _sign_page(declaration_id, None)


@pages.post("/sign")
def sign(declaration_id: str) -> Answer:
    """Sign the draft as it stands."""
    fault = attempt(lambda: visit.current().tell(
        "declaration.sign_commitment", declaration_id=declaration_id, expected_version=number("version"),
        agreed=given("agreed") == "yes",
    ))  # fmt: skip
    return (_sign_page(declaration_id, fault), 422) if fault else _back(declaration_id)


@pages.get("/submit")
def submit_form(declaration_id: str) -> str:
    """What will be handed in, to confirm."""
    return _submit_page(declaration_id, None)


@pages.post("/submit")
def submit(declaration_id: str) -> Answer:
    """Hand it in; what is missing comes back all at once."""
    fault = attempt(lambda: _change("submit_declaration", declaration_id))
    if fault:
        return _submit_page(declaration_id, fault), 422
    return redirect(url_for("applicant_declaration.submitted", declaration_id=declaration_id), code=303)


@pages.get("/submitted")
def submitted(declaration_id: str) -> str:
    """Confirmation with the digest of what was handed in."""
    found = one(declaration_id)
    return render_template("applicant/submitted.html", declaration=found, progress=_progress(declaration_id))


@pages.get("/withdraw")
def withdraw_form(declaration_id: str) -> str:
    """What taking back means."""
    return render_template("applicant/withdraw.html", declaration=one(declaration_id), fault=None)


@pages.post("/withdraw")
def withdraw(declaration_id: str) -> Answer:
    """Take it back."""
    fault = attempt(lambda: _change("withdraw_declaration", declaration_id, reason=given("reason")))
    if fault:
        return render_template("applicant/withdraw.html", declaration=one(declaration_id), fault=fault), 422
    return _back(declaration_id)


@pages.get("/amendments/<int:version>")
def amendment(declaration_id: str, version: int) -> str:
    """What a later version of the notice changes for this declaration."""
    return _amendment_page(declaration_id, version, None)


@pages.post("/amendments/<int:version>")
def accept_amendment(declaration_id: str, version: int) -> Answer:
    """Take the new version."""
    fault = attempt(lambda: _change("accept_amendment", declaration_id, notice_version=version))
    return (_amendment_page(declaration_id, version, fault), 422) if fault else _back(declaration_id)


def one(declaration_id: str) -> DeclarationViewJson:
    """His declaration as it stands."""
    found: DeclarationViewJson = visit.current().ask("declaration.get_declaration", declaration_id=declaration_id)
    return found


class DossierStep(TypedDict):
    """A part of the dossier as the page lists it; `state` is wrong, done, open or empty."""

    name: str
    address: str
    state: str
    remark: str


def steps_of(declaration: DeclarationViewJson, missing: list[ShortfallJson]) -> list[DossierStep]:
    """The dossier's parts with what is filled and what is not."""
    wrong = {section_of(entry["path"]) for entry in missing}
    marked = {section_of(path) for path in marks_of(declaration)}
    key, sections = declaration["declaration_id"], declaration["sections"] or {}
    names = [("main", "申报专业、途径与工作总结"), *((sheet.name, sheet.label) for sheet in DOSSIER.values())]
    made = [
        _step(name, label, name in wrong, name in marked, _filled(name, sections),
              url_for("applicant_dossier.edit", declaration_id=key, section=name))
        for name, label in names
    ]  # fmt: skip
    materials = url_for("applicant_materials.show", declaration_id=key)
    made.append(_step("materials", "申报材料", "materials" in wrong, "materials" in marked,
                      bool(declaration["materials"]), materials))  # fmt: skip
    signed = url_for("applicant_declaration.sign_form", declaration_id=key)
    made.append(_step("commitment", "签署个人承诺书", False, False, declaration["commitment"] is not None, signed))
    return made


def _step(name: str, label: str, wrong: bool, marked: bool, filled: bool, address: str) -> DossierStep:
    needed = "open" if name in REQUIRED else "empty"
    state = "wrong" if wrong or marked else "done" if filled else needed
    return {"name": label, "address": address, "state": state, "remark": "退回意见要求补正" if marked else ""}


def _filled(name: str, sections: JsonObject) -> bool:
    return bool(sections.get("summary") and sections.get("major")) if name == "main" else bool(sections.get(name))


def _page(declaration_id: str, fault: Fault | None) -> str:
    declaration, here = one(declaration_id), visit.current()
    missing = (
        here.ask("declaration.check_draft", declaration_id=declaration_id)["missing"] if _is_his(declaration) else []
    )
    return render_template(
        "applicant/declaration.html", declaration=declaration, progress=_progress(declaration_id), missing=missing,
        steps=steps_of(declaration, missing) if _is_his(declaration) else [], fault=fault, his=_is_his(declaration),
        review=here.ask_if_known("committee.get_review", declaration_id=declaration_id),
        case=here.ask_if_known("audit.get_case", declaration_id=declaration_id),
        unanswered=[one for one in declaration["amendments"] if one["settled"] in ("to_answer", "kept")],
    )  # fmt: skip


def _is_his(declaration: DeclarationViewJson) -> bool:
    return declaration["state"] in MINE


def _progress(declaration_id: str) -> Any:
    return visit.current().ask("declaration.get_progress", declaration_id=declaration_id)


def _sign_page(declaration_id: str, fault: Fault | None) -> str:
    declaration = one(declaration_id)
    plan = plan_of(declaration)
    return render_template("applicant/sign.html", declaration=declaration, plan=plan, fault=fault)


def _submit_page(declaration_id: str, fault: Fault | None) -> str:
    declaration = one(declaration_id)
    missing = visit.current().ask("declaration.check_draft", declaration_id=declaration_id)["missing"]
    return render_template("applicant/submit.html", declaration=declaration, missing=missing, fault=fault)


def _amendment_page(declaration_id: str, version: int, fault: Fault | None) -> str:
    declaration = one(declaration_id)
    found = visit.current().ask("declaration.get_amendment", notice_id=declaration["notice_id"], notice_version=version)
    recheck = next((one for one in declaration["amendments"] if one["notice_version"] == version), None)
    return render_template(
        "applicant/amendment.html", declaration=declaration, amendment=found, recheck=recheck, fault=fault
    )


def plan_of(declaration: DeclarationViewJson) -> Any:
    """Its plan with all that it asks."""
    return visit.current().ask(
        "declaration.get_plan", plan_id=declaration["plan_id"], notice_id=declaration["notice_id"]
    )


def _change(verb: str, declaration_id: str, **params: Any) -> Any:
    version = number("version") or one(declaration_id)["version"]
    return visit.current().tell(
        f"declaration.{verb}", declaration_id=declaration_id, expected_version=version, **params
    )


def _back(declaration_id: str) -> AnyResponse:
    return redirect(url_for("applicant_declaration.show", declaration_id=declaration_id), code=303)
