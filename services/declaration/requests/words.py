"""Words that several requests share."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from shared.wire.requests import Change
from shared.wire.types import record

ID = validate.Length(min=1, max=36)
LINE = validate.Length(max=200)
WORD = validate.Length(min=1, max=100)
WORK = validate.Length(min=1, max=200)

Id = Annotated[str, ID]
Line = Annotated[str, LINE]
Word = Annotated[str, WORD]
Digest = Annotated[str, validate.Regexp(r"^[0-9a-f]{64}\Z")]
Opinion = Annotated[str, validate.Length(min=1, max=2000)]
Size = Annotated[int, validate.Range(min=1)]
ObjectKey = Annotated[str, validate.Length(max=300)]


@record
class ChangeDeclaration(Change):
    """A command on one declaration."""

    declaration_id: Id


@record
class ChangePerson(Change):
    """A command on one person."""

    person_id: Id
