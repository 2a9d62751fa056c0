"""From a form that was sent to what a service takes; what is no number stays text, for the service to refuse.

A field stands in a form under its path, with `-` for the dots: `removed-0-reason`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict

from services.gateway.console.fields.field import Field
from services.gateway.console.forms import whole

MOST_ROWS = 200
Form = MultiDict[str, str]
Typed = str | list[str]
"""What stands in a field: its text, or what is ticked."""


def place_of(path: str) -> str:
    """The name of a field in its form."""
    return path.replace(".", "-")


def typed_in(field: Field, form: Form, path: str) -> Typed:
    """What was typed, to be shown again or sent on."""
    place = place_of(path)
    return [one for one in form.getlist(place) if one] if field.kind == "choices" else form.get(place, "").strip()


def value_of(field: Field, typed: Typed) -> Any:
    """What is sent for what stands in a field; None for nothing."""
    if not typed and not (field.required and field.kind in ("choices", "texts")):
        return None
    if isinstance(typed, list):
        return typed
    if field.kind == "texts":
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if field.kind == "pairs":
        return _pairs(field, typed)
    if field.kind == "number":
        return _number(typed)
    return typed == "yes" if field.kind == "yes" else typed


def params_of(fields: Iterable[Field], form: Form) -> dict[str, Any]:
    """What was filled in; an empty field is left out."""
    return _given(fields, form, "")


def _given(fields: Iterable[Field], form: Form, prefix: str) -> dict[str, Any]:
    found = {field.name: _value(field, form, f"{prefix}{field.path}") for field in fields}
    return {name: value for name, value in found.items() if value is not None}


def _value(field: Field, form: Form, path: str) -> Any:
    if field.kind == "rows":
        found = (_row(field, form, f"{path}.{number}.") for number in range(MOST_ROWS))
        rows = [row for row in found if row]
        return rows if rows or field.required else None
    if field.kind == "group":
        inner = _given(field.columns, form, path.removesuffix(field.path))
        return inner if inner or field.required else None
    return value_of(field, typed_in(field, form, path))


def _row(field: Field, form: Form, prefix: str) -> dict[str, Any]:
    """What stands in a row; lists of which nothing was chosen do not make one."""
    return {name: value for name, value in _given(field.columns, form, prefix).items() if value not in ([], {})}


def _pairs(field: Field, text: str) -> dict[str, Any]:
    pairs = [line.replace("＝", "=").partition("=") for line in text.splitlines() if line.strip()]
    found = {name.strip(): value.strip() for name, _, value in pairs}
    return {name: _number(value) for name, value in found.items()} if field.whole_numbers else dict(found)


def _number(text: str) -> int | str:
    found = whole(text)
    return text if found is None else found
