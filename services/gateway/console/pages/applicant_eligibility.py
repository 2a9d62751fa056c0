"""我能不能报: every plan judged, with the rule, the evidence, and what would change the answer and when."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.answers import PersonViewJson
from services.gateway.console.forms import answered, given
from services.gateway.console.pages import public
from services.gateway.console.pages.applicant import person_or_none

pages = Blueprint("applicant_eligibility", __name__, url_prefix="/mine/eligibility")


@pages.get("")
def search() -> AnyResponse | str:
    """Series and level asked about, every plan of them best first."""
    person = person_or_none()
    if person is None:
        return redirect(url_for("applicant_profile.register"))
    series, level = request.args.get("series"), request.args.get("level")
    asked = series and level
    answer, fault = answered(lambda: _check(person, series=series, level=level)) if asked else (None, None)
    return render_template(
        "applicant/eligibility.html", answer=answer, fault=fault, person=person,
        series=public.series_of(visit.current().every("declaration.list_plans")), **public.choices(),
    )  # fmt: skip


@pages.get("/<notice_id>/<plan_id>")
def plan(notice_id: str, plan_id: str) -> AnyResponse | str:
    """One plan, rule by rule."""
    person = person_or_none()
    if person is None:
        return redirect(url_for("applicant_profile.register"))
    return _verdict_page(person, notice_id, plan_id, None)


@pages.post("/<notice_id>/<plan_id>")
def start(notice_id: str, plan_id: str) -> AnyResponse | str | tuple[str, int]:
    """Choose the plan for good."""
    here = visit.current()
    major = {"major": chosen} if (chosen := given("major")) else {}
    answer, fault = answered(
        lambda: here.tell("declaration.start_declaration", plan_id=plan_id, notice_id=notice_id, **major)
    )
    if answer is None:
        person = person_or_none()
        if person is None:
            return redirect(url_for("applicant_profile.register"))
        return _verdict_page(person, notice_id, plan_id, fault), 422
    return redirect(url_for("applicant_declaration.show", declaration_id=answer["declaration_id"]), code=303)


def _check(person: PersonViewJson, **asked: Any) -> Any:
    return visit.current().ask("declaration.check_eligibility", person_id=person["person_id"], **asked)


def _verdict_page(person: PersonViewJson, notice_id: str, plan_id: str, fault: Any) -> str:
    here = visit.current()
    details = here.ask("declaration.get_plan", plan_id=plan_id, notice_id=notice_id)
    major = {"major": chosen} if (chosen := request.values.get("major")) else {}
    verdict, unanswered = answered(lambda: _check(person, plan_id=plan_id, notice_id=notice_id, **major))
    return render_template(
        "applicant/verdict.html", plan=details, verdict=verdict, fault=fault or unanswered, person=person,
        standing=public.standing_of(details), standings=public.STANDING,
    )  # fmt: skip
