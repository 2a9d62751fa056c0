"""One page for any command: its form, made from what the service declares; pages of topics lead here with the fields
that they know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from services.gateway.console import visit
from services.gateway.console.commands.titles import labels_of, title_of
from services.gateway.console.fields.field import Field
from services.gateway.console.fields.making import fields_of
from services.gateway.console.fields.reading import params_of
from services.gateway.console.forms import attempt
from services.gateway.domain.sign_in import safe_next
from shared.contracts.methods import MethodEntry, methods_of
from shared.contracts.queues import SERVICES

pages = Blueprint("commands", __name__, url_prefix="/do")
BLANK_ROWS = 5


@pages.route("/<service>/<method>", methods=["GET", "POST"])
def form(service: str, method: str) -> str | Response | tuple[str, int]:
    """Show the form; on POST carry it out and go where the page came from."""
    fields = _fields(service, method)
    if request.method == "GET":
        return _page(service, method, fields, None, request.args)
    params = params_of(fields, request.form)
    fault = attempt(lambda: visit.current().tell(f"{service}.{method}", **params))
    if fault is not None:
        return _page(service, method, fields, fault, request.form), 409
    return redirect(safe_next(request.form.get("then", "")), 303)


def filled(service: str, method: str, given: Mapping[str, str], fixed: tuple[str, ...]) -> str:
    """The form with what a page knows beforehand and no address should hold; `fixed` is not asked for again."""
    return _page(service, method, _fields(service, method), None, MultiDict({**given, "fixed": fixed}))


def _fields(service: str, method: str) -> tuple[Field, ...]:
    shapes = methods_of(service).shapes
    return fields_of(shapes[_command(service, method).request], shapes)


def _page(service: str, method: str, fields: tuple[Field, ...], fault: Any, known: MultiDict[str, Any]) -> str:
    fixed = request.args.getlist("fixed") or known.getlist("fixed")
    about = "-".join(known.get(name, "") for name in fixed if name != "expected_version")
    return render_template(
        "commands/form.html",
        title=title_of(service, method),
        labels=labels_of(service, method),
        fields=[field for field in fields if field.path not in fixed],
        fixed={name: known.get(name, "") for name in fixed},
        then=safe_next(known.get("then", "")),
        told=known.get("told", ""),
        given=known,
        kept=f"{service}.{method}-{about}",
        fault=fault,
        blank_rows=range(BLANK_ROWS),
    )


def _command(service: str, method: str) -> MethodEntry:
    """The command, if the visitor's role may call it at all; whether he may here and now the service decides."""
    found = methods_of(service).methods.get(method) if service in SERVICES else None
    if found is None or found.kind == "query" or found.anonymous:
        abort(404)
    here = visit.current()
    if not found.public and here.role not in found.callers:
        abort(403)
    return found
