"""How much a request may say where its schema does not tell: texts, lists, days and instants have an end."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from marshmallow import Schema, fields, validate

from shared.wire.text_fields import DayText

TEXT = 200
"""Characters of a text: an id, a code, a key or a name."""
CURSOR = 2_000
ITEMS = 5_000
"""Entries of a list or an object."""
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)
_DAYS = validate.Range(_FIRST, _LAST)
_DAYS_AS_TEXT = validate.Range(_FIRST.isoformat(), _LAST.isoformat())
_INSTANTS = validate.Range(
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(2100, 12, 31, tzinfo=UTC),
    error=f"Must be greater than or equal to {_FIRST} and less than or equal to {_LAST}.",
)


def bounded(schema: Schema) -> Schema:
    """The same schema, every field of it with an end; what states its own limit keeps it."""
    for name, field in schema.fields.items():
        _bound(field, CURSOR if name == "cursor" else TEXT)
    return schema


def _bound(field: Any, longest: int) -> None:
    if isinstance(field, fields.Nested):
        bounded(field.schema)
    elif isinstance(field, fields.List):
        _limit(field, ITEMS)
        _bound(field.inner, longest)
    elif isinstance(field, fields.Mapping):
        _limit(field, ITEMS)
        for inner in filter(None, (field.key_field, field.value_field)):
            _bound(inner, longest)
    elif isinstance(field, fields.String):
        _limit(field, longest)
    else:
        _add(field, *[limit for kind, limit in _TIMES if isinstance(field, kind)][:1])


_TIMES: tuple[tuple[type[fields.Field[Any]], validate.Range], ...] = (
    (DayText, _DAYS_AS_TEXT),
    (fields.DateTime, _INSTANTS),
    (fields.Date, _DAYS),
)


def _limit(field: Any, most: int) -> None:
    if not any(_ends(validator) for validator in field.validators):
        _add(field, validate.Length(max=most))


def _add(field: Any, *limits: validate.Validator) -> None:
    """On this field only: copies of a field share the list of their validators."""
    field.validators = [*field.validators, *(limit for limit in limits if limit not in field.validators)]


def _ends(validator: Any) -> bool:
    if isinstance(validator, validate.Length):
        return validator.max is not None or validator.equal is not None
    return isinstance(validator, validate.OneOf)
