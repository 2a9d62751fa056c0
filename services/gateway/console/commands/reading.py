"""From a form that was sent to the parameters of a command; what is no number stays text, for the service to refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict

from services.gateway.console.commands.fields import Field
from services.gateway.console.forms import whole

MOST_ROWS = 200
Form = MultiDict[str, str]


def params_of(fields: Iterable[Field], form: Form) -> dict[str, Any]:
    """What was filled in; an empty field is left out."""
    found = {field.name: _value(field, form, field.path) for field in fields}
    return {name: value for name, value in found.items() if value is not None}


def _value(field: Field, form: Form, place: str) -> Any:
    if field.kind == "rows":
        return _rows(field, form, place)
    if field.kind == "group":
        return _group(field, form)
    if field.kind == "choices":
        chosen = [one for one in form.getlist(place) if one]
        return chosen if chosen or field.required else None
    text = form.get(place, "").strip()
    if field.kind == "texts":
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return lines if lines or field.required else None
    if field.kind == "pairs":
        return _pairs(field, text)
    if not text:
        return None
    if field.kind == "number":
        return _number(text)
    if field.kind == "yes":
        return text == "yes"
    return text


def _group(field: Field, form: Form) -> dict[str, Any] | None:
    inner = params_of(field.columns, form)
    return inner if inner or field.required else None


def _rows(field: Field, form: Form, place: str) -> list[dict[str, Any]] | None:
    """Rows in which something stands, in their order on the page."""
    found = []
    for number in range(MOST_ROWS):
        row = {
            column.name: value
            for column in field.columns
            if (value := _value(column, form, f"{place}.{number}.{column.path}")) not in (None, [], {})
        }
        if row:
            found.append(row)
    return found if found or field.required else None


def _pairs(field: Field, text: str) -> dict[str, Any] | None:
    pairs = [line.replace("＝", "=").partition("=") for line in text.splitlines() if line.strip()]
    found = {name.strip(): value.strip() for name, _, value in pairs}
    if not found and not field.required:
        return None
    return {name: _number(value) for name, value in found.items()} if field.whole_numbers else dict(found)


def _number(text: str) -> int | str:
    found = whole(text)
    return text if found is None else found
