"""What a method gives, checked: the JSON Schema that the documents publish is the one that every answer is held to."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

from shared.wire.json_schema import Check, json_schema_of
from shared.wire.plain import Turn, writer_of
from shared.wire.schemas import schema_of


class AnswerOffContract(Exception):
    """A method gave something else than it declares; `errors` are places and rules, never values."""

    def __init__(self, method: str, errors: list[str]) -> None:
        super().__init__(f"{method}: {'; '.join(errors)}")
        self.errors = errors


class AnswerContract:
    """The declared answer of one method; `kind` is the record, its writer and validator are made when first needed."""

    def __init__(self, method: str, kind: Any) -> None:
        """TypeError when the kind is no record."""
        self.method, self.kind = method, kind
        schema_of(kind)

    def checked(self, given: Any) -> Any:
        """The JSON of a record that fits; AnswerOffContract otherwise."""
        written = self._write(given)
        if not self._check.fits(written):
            raise AnswerOffContract(self.method, self._check.faults(written))
        return written

    @cached_property
    def _write(self) -> Turn:
        write = writer_of(self.kind)
        assert write is not None
        return write

    @cached_property
    def _check(self) -> Check:
        return _check_of(self.kind)


@cache
def _check_of(kind: Any) -> Check:
    """Shared by all methods that give the same."""
    return Check(json_schema_of(schema_of(kind)))
