"""What a method gives, checked: the JSON Schema that the documents publish is the one that every answer is held to."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import jsonschema_rs
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from shared.wire.plain import Writer, writer_of
from shared.wire.schemas import name_of, schema_of

_COMPONENTS = "#/components/schemas/"


class AnswerOffContract(Exception):
    """A method gave something else than it declares; `errors` are places and rules, never values."""

    def __init__(self, method: str, errors: list[str]) -> None:
        super().__init__(f"{method}: {'; '.join(errors)}")
        self.errors = errors


class Answer:
    """The declared answer of one method; `kind` is the record, its writer and validator are made when first needed."""

    def __init__(self, method: str, kind: Any) -> None:
        """TypeError when the kind is no record."""
        self.method, self.kind = method, kind
        schema_of(kind)

    def checked(self, given: Any) -> Any:
        """The JSON of a record that fits; AnswerOffContract otherwise."""
        written = self._write(given)
        if not self._validator.is_valid(written):
            raise AnswerOffContract(self.method, [_told(error) for error in self._validator.iter_errors(written)])
        return written

    @cached_property
    def _write(self) -> Writer:
        write = writer_of(self.kind)
        assert write is not None
        return write

    @cached_property
    def _validator(self) -> Any:
        return _validator(self.kind)


@cache
def _validator(kind: Any) -> Any:
    """Shared by all methods that give the same."""
    return jsonschema_rs.Draft202012Validator(json_schema_of(kind), validate_formats=True)


def json_schema_of(kind: Any) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record, the nested ones by reference."""
    spec = APISpec("", "", "3.1.0", plugins=[MarshmallowPlugin(schema_name_resolver=_name)])
    spec.components.schema(name_of(kind), schema=schema_of(kind))
    schemas = spec.to_dict()["components"]["schemas"]
    return {"$ref": f"{_COMPONENTS}{name_of(kind)}", "components": {"schemas": schemas}}


def _name(schema: Any) -> str:
    return schema.__name__ if isinstance(schema, type) else type(schema).__name__


def _told(error: Any) -> str:
    """Where, and which rule; a value may be somebody's name."""
    place = ".".join(str(step) for step in error.instance_path) or "(whole)"
    rule = [str(step) for step in error.schema_path][-1:]
    return f"{place} breaks {''.join(rule)}"
