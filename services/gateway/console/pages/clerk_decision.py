"""Deciding on a case: approve, return with every correction at once, reject, hand over to the body above, charges."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import CaseViewJson, FactToStateJson
from services.gateway.console.forms import Fault, attempt, given, whole
from services.gateway.console.pages.clerk_common import groups_of, items_of, overtaken, place_names, sent, version_of

pages = Blueprint("clerk_decision", __name__, url_prefix="/cases/<declaration_id>")

REASONS = ("out_of_scope", "out_of_procedure", "false_material")
AMOUNT = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")


class OwedFact(FactToStateJson):
    """A fact that the present stage owes, with the clause that asks for it."""

    clause: str | None


@pages.route("/approve", methods=["GET", "POST"])
def approve(declaration_id: str) -> str | AnyResponse:
    """Opinion, seal, recommendation, and what the notice has this stage state."""
    here, case = visit.current(), _case(declaration_id)
    owed: list[OwedFact] = [
        OwedFact(**one, clause=point["clause"])
        for point in case["eligibility"]["open_points"] if point["stage_id"] == case["stage"]["stage_id"]
        for one in point["facts"]
    ]  # fmt: skip
    fault = None
    if sent():
        fault = attempt(
            lambda: here.tell(
                "audit.approve_stage",
                declaration_id=declaration_id,
                expected_version=version_of(given("expected_version")),
                opinion=given("opinion") or "",
                seal_reference=given("seal_reference") or "",
                recommendation=_recommendation(case),
                statements=[one for fact in owed if (one := _stated(fact))],
            )
        )
        if fault is None:
            return _back(declaration_id)
        _name_statements(fault, owed)
    return _form("approve", case, fault, owed=owed, seal=_seal(case))


def _recommendation(case: CaseViewJson) -> dict[str, str] | None:
    told = {name: given(name) or "" for name in ("method", "qualification")}
    return told if case["recommends"] and any(told.values()) else None


def _stated(fact: OwedFact) -> dict[str, object] | None:
    """What was filled in for one fact, read as its type; None where nothing was."""
    name = fact["fact"]
    value, basis, dated = (given(f"{part}.{name}") for part in ("value", "basis", "dated"))
    if not (value or basis or dated):
        return None
    return {"fact": name, "value": _read(value, fact["type"]), "basis": basis or "", "dated": dated or ""}


def _name_statements(fault: Fault, owed: list[OwedFact]) -> None:
    """What is said of the nth statement that was sent, beside the fact that it is about."""
    told = [fact["fact"] for fact in owed if _stated(fact)]
    for field, text in list(fault.fields.items()):
        first, _, rest = field.partition(".")
        number, _, part = rest.partition(".")
        if first == "recommendation":
            fault.fields[rest] = text
        elif first == "statements" and number.isdigit() and int(number) < len(told):
            fault.fields[f"{part or 'value'}.{told[int(number)]}"] = text


def _read(value: str | None, kind: str) -> Any:
    if value is None:
        return None
    if kind == "bool":
        return {"yes": True, "no": False}.get(value)
    if kind == "int":
        found = whole(value)
        return value if found is None else found
    return [one for one in re.split(r"[、,，\s]+", value) if one] if kind == "list" else value


@pages.route("/return", methods=["GET", "POST"])
def send_back(declaration_id: str) -> str | AnyResponse:
    """In three steps on one address: the places are ticked, then described, then the notice is read before it goes."""
    case = _case(declaration_id)
    chosen = request.form.getlist("place") or request.args.getlist("place")
    names = place_names(case, chosen)
    step = request.form.get("step", "describe" if names else "choose")
    if not names or step == "choose":
        return _form("return_choose", case, None, chosen=set(names), **_shown(case), nothing_chosen=step != "choose")
    items = [_item(path, number) for number, path in enumerate(names)]
    if step == "describe" or request.method == "GET":
        return _described(case, None, names, items)
    if any(not value for item in items for value in item.values()) or not given("opinion"):
        return _described(case, None, names, items, checked=True)
    if step != "send" or not sent():
        return _form("return_preview", case, None, names=names, items=items)
    fault = attempt(lambda: _send_back(case, items))
    return _back(declaration_id) if fault is None else _after_return(case, fault, names, items)


def _shown(case: CaseViewJson) -> dict[str, object]:
    dossier = case["dossier"] or {}
    return {
        "sections": groups_of(dossier, case),
        "materials": items_of(case["listed"] or (), dossier.get("materials", ())),
    }


def _item(path: str, number: int) -> dict[str, str]:
    named = (("defect", "defect"), ("remedy", "remedy"), ("clause", "clause"))
    return {"path": path} | {name: given(f"{field}.{path}") or "" for name, field in named}


def _send_back(case: CaseViewJson, items: list[dict[str, str]]) -> None:
    visit.current().tell(
        "audit.return_declaration", declaration_id=case["declaration_id"],
        expected_version=version_of(given("expected_version")), opinion=given("opinion") or "",
        seal_reference=given("seal_reference"), items=items,
    )  # fmt: skip


def _after_return(case: CaseViewJson, fault: Fault, names: dict[str, str], items: list[dict[str, str]]) -> str:
    """The fault beside the place that it is about."""
    paths = list(names)
    for field, text in list(fault.fields.items()):
        number, _, name = field.removeprefix("items.").partition(".")
        if field.startswith("items.") and number.isdigit() and int(number) < len(paths):
            fault.fields[f"{name or 'path'}.{paths[int(number)]}"] = text
    return _described(case, fault, names, items)


def _described(
    case: CaseViewJson,
    fault: Fault | None,
    names: dict[str, str],
    items: list[dict[str, str]],
    *,
    checked: bool = False,
) -> str:
    """The form of the second step; a clause is proposed for each place, that of the material list where it has one."""
    by_item = {f"materials.{one['item']}": one["clause"] for one in case["listed"] or ()}
    by_item |= {
        f"materials.{one.get('material_id')}": by_item.get(f"materials.{one['item']}")
        for one in (case["dossier"] or {}).get("materials", ())
    }  # fmt: skip
    presets = {path: by_item.get(path) or case["stage"]["clause"] for path in names}
    return _form("return_describe", case, fault, names=names, items=items, checked=checked, presets=presets)


@pages.route("/reject", methods=["GET", "POST"])
def reject(declaration_id: str) -> str | AnyResponse:
    """Close the case for good."""
    here, case, fault = visit.current(), _case(declaration_id), None
    if sent():
        fault = attempt(
            lambda: here.tell(
                "audit.reject_declaration",
                declaration_id=declaration_id,
                expected_version=version_of(given("expected_version")),
                opinion=given("opinion") or "",
                seal_reference=given("seal_reference"),
                reason_code=given("reason_code") or "",
                clause=given("clause") or "",
            )
        )
        if fault is None:
            return _back(declaration_id)
    return _form("reject", case, fault, reasons=REASONS, seal=_seal(case))


@pages.route("/hand-over", methods=["GET", "POST"])
def hand_over(declaration_id: str) -> str | AnyResponse:
    """To the body above, where nobody else of the holder could decide."""
    here, case, fault = visit.current(), _case(declaration_id), None
    if sent():
        fault = attempt(
            lambda: here.tell(
                "audit.hand_over_case",
                declaration_id=declaration_id,
                expected_version=version_of(given("expected_version")),
                reason=given("reason") or "",
            )
        )
        if fault is None:
            return _back(declaration_id)
    return _form("hand_over", case, fault)


@pages.route("/charge", methods=["GET", "POST"])
def charge(declaration_id: str) -> str | AnyResponse:
    """A fee of the notice's schedule that was taken."""
    here, case, fault = visit.current(), _case(declaration_id), None
    plans = here.ask("declaration.list_plans", filter={"notice_id": case["notice_id"]})["items"]
    fees: list[Any] = next((one["fees"] for one in plans if one["plan_id"] == case["plan_id"]), [])
    if sent():
        fault = attempt(
            lambda: here.tell(
                "audit.record_charge",
                declaration_id=declaration_id,
                expected_version=version_of(given("expected_version")),
                kind=given("kind") or "",
                amount_fen=_fen(given("amount")),
                receipt=given("receipt") or "",
            )
        )
        if fault is None:
            return _back(declaration_id)
    return _form("charge", case, fault, fees=fees)


def _fen(yuan: str | None) -> int:
    """Yuan with up to two decimals as fen; 0, which no fee is, for anything else."""
    if yuan is None or not AMOUNT.fullmatch(yuan):
        return 0
    whole_yuan, _, rest = yuan.partition(".")
    return int(whole_yuan) * 100 + int(rest.ljust(2, "0") or "0")


def _case(declaration_id: str) -> CaseViewJson:
    found: CaseViewJson = visit.current().ask("audit.get_case", declaration_id=declaration_id)
    return found


def _seal(case: CaseViewJson) -> str:
    """The seal that the register has for the holder."""
    holder = visit.current().ask("audit.get_organisation", organisation_id=case["stage"]["holder_id"])
    return str(holder["seal_reference"] or "")


def _form(name: str, case: CaseViewJson, fault: Fault | None, **more: Any) -> str:
    """The page; the version is the one that was first shown, so that what was typed is not sent over a decision that
    its writer has not seen."""
    version = case["version"] if "refresh" in request.form else version_of(given("expected_version")) or case["version"]
    late = overtaken(fault) or (fault is not None and version != case["version"])
    return render_template(f"clerk/{name}.html", case=case, fault=fault, version=version, overtaken=late, **more)


def _back(declaration_id: str) -> AnyResponse:
    return redirect(url_for("clerk_case.case", declaration_id=declaration_id), 303)
