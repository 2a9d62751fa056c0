"""JSON that is read as it came has the members of the record that it was written from: none is read that it lacks."""

from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from services.gateway.console import answers, reminder_answers
from shared.contracts.declaration.circumstances import Circumstances
from shared.contracts.declaration.dossier import Dossier
from shared.contracts.methods import DEFS, methods_of
from shared.contracts.queues import SERVICES
from shared.policy.facts.profile import DeclaredJson, ProfileJson
from shared.wire.hints import hints_of, parts_of
from shared.wire.types import ABSENT

READ = {name: kind for name, kind in (vars(answers) | vars(reminder_answers)).items() if is_typeddict(kind)}
WORDS = {"string": str, "integer": int, "boolean": bool}


def bare(hint):
    """The hint without notes and without null, whether null may stand, and whether the member may be left out."""
    optional = get_origin(hint) is NotRequired
    hint = get_args(hint)[0] if optional else hint
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        rest = [one for one in get_args(hint) if one is not NoneType]
        return bare(rest[0])[0], NoneType in get_args(hint), optional
    return hint, False, optional


def members(kind):
    """Member -> hint; those of a TypedDict that has none but optional members may all be left out."""
    hints = get_type_hints(kind, include_extras=True)
    return hints if kind.__total__ else {name: NotRequired[hint] for name, hint in hints.items()}


def fault_in_schema(hint, schema, place):
    """What the hint promises and the JSON Schema does not; None where it fits."""
    kind, nullable, _ = bare(hint)
    choices = schema.get("anyOf") or [schema]
    types = {
        word for one in choices for word in ([one["type"]] if isinstance(one.get("type"), str) else one.get("type", ()))
    }
    named = [one["$ref"].removeprefix(DEFS) for one in choices if "$ref" in one]
    if "null" in types and not nullable:
        return f"{place} may be null"
    if is_typeddict(kind):
        return None if named == [kind.__name__.removesuffix("Json")] else f"{place} is {named}"
    if get_origin(kind) is list:
        return (
            fault_in_schema(get_args(kind)[0], schema["items"], f"{place}.0")
            if "array" in types
            else f"{place}: no list"
        )
    if get_origin(kind) is dict:
        inner, more = get_args(kind)[1], schema.get("additionalProperties")
        if "object" not in types and not named:
            return f"{place} is no object"
        return fault_in_schema(inner, more, f"{place}.*") if inner is not Any and more else None
    return None if {WORDS.get(word) for word in types - {"null"}} == {kind} else f"{place} is {types}"


def faults_of(kind):
    """What a shape of that name lacks; of several, the one that lacks least counts."""
    name = kind.__name__.removesuffix("Json")
    shapes = [shape for one in SERVICES if (shape := methods_of(one).shapes.get(name))]
    return min((faults_in(kind, shape["properties"]) for shape in shapes), key=len, default=[f"no shape {name}"])


def faults_in(kind, properties):
    """Members that are read and not given, or given otherwise."""
    return [
        fault
        for name, hint in members(kind).items()
        if (fault := fault_in_schema(hint, properties[name], name) if name in properties else f"{name} is not given")
    ]


def faults_beside(kind, record, place=""):
    """The same against a record, whose days and closed lists are texts in JSON."""
    fields = hints_of(record)
    for name, hint in members(kind).items():
        here, optional = f"{place}{name}", bare(hint)[2]
        if name not in fields:
            if not optional:
                yield f"{here} is not there"
        elif record.__dataclass_fields__[name].default is ABSENT and not optional:
            yield f"{here} may be absent"
        else:
            yield from faults_of_value(hint, fields[name], here)


def faults_of_value(hint, declared, place):
    """Of one member."""
    kind, nullable, _ = bare(hint)
    parts = parts_of(declared)
    if parts.nullable and not nullable:
        yield f"{place} may be null"
    if is_typeddict(kind):
        yield from faults_beside(kind, parts.bare, f"{place}.")
    elif get_origin(kind) is list:
        yield from faults_of_value(get_args(kind)[0], get_args(parts.bare)[0], f"{place}.0")
    elif get_origin(kind) is not dict and word_of(kind) is not word_of(parts.bare):
        yield f"{place} is {parts.bare}"


def word_of(kind):
    """What a value of it is in JSON."""
    text = kind in (date, datetime) or get_origin(kind) is Literal
    return str if text or (isinstance(kind, type) and issubclass(kind, StrEnum)) else kind


@pytest.mark.parametrize("name", sorted(READ))
def test_what_a_page_reads_of_an_answer_is_given(name):
    assert faults_of(READ[name]) == []


def test_what_rules_read_of_a_dossier_is_declared():
    assert list(faults_beside(DeclaredJson, Dossier)) == []


def test_what_rules_read_of_a_profile_is_declared():
    """Its parts are the circumstances and, beside them, sections of the form."""
    sections = {name for name in members(ProfileJson) if name in hints_of(Dossier)}
    assert members(ProfileJson).keys() <= hints_of(Circumstances).keys() | sections
    told = {fault for record in (Circumstances, Dossier) for fault in faults_beside(ProfileJson, record)}
    assert told == set()


def test_a_member_that_may_be_null_is_not_read_as_if_it_were_always_there():
    assert fault_in_schema(str, {"type": ["string", "null"]}, "a") == "a may be null"
    assert fault_in_schema(str | None, {"type": ["string", "null"]}, "a") is None
