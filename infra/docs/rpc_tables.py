"""The section of a service's README between the two marks: its methods and the shapes that they take and give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import get_args, get_origin

from marshmallow import Schema

from infra.docs.methods import CHANGES, COMMANDS, EVERY_METHOD, LISTS, Method, methods_of
from infra.docs.spelling import name_of, nested_in, spelt
from infra.paths import ROOT
from shared.wire.schemas import schema_of
from shared.wire.types import Page

BEGIN = "<!-- written by `make docs`: do not edit up to the next mark -->"
END = "<!-- end of what `make docs` writes -->"
_EVERY_COMMAND = ("idempotency_key", "expected_version")
_EVERY_LIST = ("cursor", "limit", "with_total")
EVERY_ROLE = frozenset({
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator",
})  # fmt: skip
INLINE = 6
"""Fields of a result that still stand in the table of methods."""
_LEGEND = """\
`?` marks what may be left out of a request or be null in an answer, `[...]` a list, `{{...}}` an object; a field
without a word is text. Days are ISO (`2026-06-11`), instants ISO with offset. Every command takes `idempotency_key`
(text, 1-100), those marked **v** also `expected_version` (number from 1) of the aggregate that they change. Lists take
`cursor` and `limit` (1-500, 50 when absent); a page is `items`, `next_cursor?`, `total?` (counted where
`with_total` is true).

Beside its own errors any method may fail with {every};
lists with {lists}; commands with {commands};
those marked **v** with {changes}. What is not the caller's to see is `*_not_found`. `own_affair`: nobody decides
on what concerns himself; `concerns.csv` says which parameter of a command leads to whom, and why a command leads to
nobody."""


def section(service: str) -> str:
    """The text between the marks."""
    lines = [
        _legend(),
        "",
        "| method | does | takes | gives | errors (slug) | who may call |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(method) for method in methods_of(service).values()]
    lines += ["", "Shapes:", "", "| name | what | fields |", "|---|---|---|"]
    lines += [_shape(schema) for schema in _shapes(service)]
    return "\n".join(lines)


def _shape(schema: Schema) -> str:
    return f"| {name_of(schema)} | {_escaped(_summary(schema))} | {_escaped(spelt(schema))} |"


def _legend() -> str:
    groups = {"every": EVERY_METHOD, "lists": LISTS, "commands": COMMANDS, "changes": CHANGES}
    told = _LEGEND.format(**{name: ", ".join(f"`{slug}`" for slug in slugs) for name, slugs in groups.items()})
    return "\n\n".join(fill(each, 119, break_long_words=False, break_on_hyphens=False) for each in told.split("\n\n"))


def readme(service: str) -> Path:
    """The file with the section."""
    return ROOT / "services" / service / "README.md"


def renewed(text: str, service: str) -> str:
    """The README with the section as the code has it; ValueError without the marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{readme(service)} lacks the marks of the RPC section")
    return f"{before}{BEGIN}\n\n{section(service)}\n\n{END}{after}"


def _row(method: Method) -> str:
    mark = " **v**" if method.is_change else ""
    cells = [f"{method.name}{mark}", method.does, _takes(method), _gives(method), ", ".join(method.errors)]
    return f"| {' | '.join(_escaped(cell) for cell in cells)} | {_callers(method)} |"


def _callers(method: Method) -> str:
    if set(method.callers) >= EVERY_ROLE:
        return "every role"
    return ", ".join(method.callers) or "operator"


def _takes(method: Method) -> str:
    return spelt(method.endpoint.schema, _EVERY_COMMAND + (_EVERY_LIST if method.is_list else ()))


def _gives(method: Method) -> str:
    kind = method.endpoint.answer.kind
    if get_origin(kind) is Page:
        return f"page of {name_of(schema_of(get_args(kind)[0])())}"
    result = schema_of(kind)()
    return spelt(result) if _is_short(result) else name_of(result)


def _is_short(schema: Schema) -> bool:
    return len(schema.fields) <= INLINE


def _shapes(service: str) -> Iterator[Schema]:
    """Every shape that the table names, once, in the order in which it does."""
    seen = set()
    for method in methods_of(service).values():
        for schema in _named_by(method):
            if name_of(schema) not in seen:
                seen.add(name_of(schema))
                yield schema


def _named_by(method: Method) -> Iterator[Schema]:
    yield from nested_in(method.endpoint.schema)
    kind = method.endpoint.answer.kind
    result = schema_of(get_args(kind)[0] if get_origin(kind) is Page else kind)()
    if get_origin(kind) is Page or not _is_short(result):
        yield result
    yield from nested_in(result)


def _summary(schema: Schema) -> str:
    return " ".join((type(schema).__doc__ or "").split("\n\n")[0].split())


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")
