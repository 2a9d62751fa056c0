"""JSON without a shape stands where it really is opaque: each place in services and shared says why it is there."""

import ast
import re
from collections import Counter

import pytest

from infra.paths import ROOT
from tests.support.sources import nodes_in

SHAPELESS = re.compile(r"\b(?:dict|Mapping|MutableMapping)\[str, Any\]")
PLACES = {
    "shared/kernel/catalogue.py": "Details: what fills the placeholders of a text, which only the text names",
    "shared/wire/types.py": "JsonObject and JsonSchema: handed on unread, or in the words of a standard",
    "shared/wire/hints.py": "Hints: annotations, which may be anything",
    "shared/contracts/places.py": "DossierPart: a path that somebody wrote leads through it",
    "shared/contracts/declaration/events.py": "a policy pack, and a dossier that is digested as it came",
    "shared/calls/wire.py": "Headers: what a sender wrote, carried by the broker",
    "shared/persistence/db/rows.py": "RowValues: columns as SQLAlchemy takes them; the table says which",
    "shared/security/tokens.py": "Claims: what a token says, looked at claim by claim",
    "shared/workbooks/reader.py": "Meanings: of a row whose columns the importer describes",
    "services/committee/domain/candidates.py": "DigestedJson: published by its digest, so kept as it was digested",
    "services/declaration/domain/rows.py": "Row, Sections, DossierJson: kept as they were stated, asked about by packs",
    "services/declaration/requests/declarations.py": "sections, which tell what was not given from null",
    "services/declaration/requests/people.py": "parts of a profile, likewise",
    "services/docgen/domain/order.py": "Values: what a template prints, by the names that its editor chose",
    "services/gateway/http/openapi/parts.py": "Part: OpenAPI's own words, for readers outside",
    "services/gateway/console/sheets.py": "rows of a form, whose columns its sheet describes",
    "services/gateway/console/fields/reading.py": "the request, or the row, that a made form makes",
}
MOST = 60
OPAQUE = {
    "JsonObject", "Details", "Headers", "RowValues", "Meanings", "Row", "Sections", "DossierJson", "Values", "Part",
    "DigestedJson", "Hints",
}  # fmt: skip
"""Names for JSON that is not read; Claims, JsonSchema and DossierPart are names for what is looked at as it is read."""
READ_AT_ONCE = 3
READERS = {
    ("shared/contracts/envelope.py", "_require_data"): "the reader of envelopes looks at a body of anybody's",
    ("services/committee/domain/transcript.py", "differences"): "makes a draw again from what was digested",
}
"""Functions that read more members than that by name."""


def sources():
    """Path from the root -> text."""
    for part in ("services", "shared"):
        for path in sorted((ROOT / part).rglob("*.py")):
            yield path, str(path.relative_to(ROOT))


def counted():
    """How often JSON without a shape stands in each file that has any."""
    found = {name: len(SHAPELESS.findall(path.read_text(encoding="utf-8"))) for path, name in sources()}
    return {name: number for name, number in found.items() if number}


def is_opaque(annotation):
    """One of the names, or one of them or null."""
    if isinstance(annotation, ast.BinOp):
        return is_opaque(annotation.left) or is_opaque(annotation.right)
    return isinstance(annotation, ast.Name) and annotation.id in OPAQUE


def reads_of(function):
    """The members that a function reads by name of what it calls opaque."""
    arguments = [*function.args.args, *function.args.kwonlyargs]
    known = {one.arg for one in arguments if is_opaque(one.annotation)}
    nodes = list(ast.walk(function))
    known |= {
        node.target.id
        for node in nodes
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and is_opaque(node.annotation)
    }
    for node in nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            holder, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop"):
            holder, key = node.func.value, node.args[0] if node.args else None
        else:
            continue
        if isinstance(holder, ast.Name) and holder.id in known and isinstance(key, ast.Constant):
            yield key.value


def test_every_place_of_shapeless_json_is_listed_with_its_reason():
    assert set(counted()) == set(PLACES)


def test_there_are_few_of_them():
    assert sum(counted().values()) < MOST, Counter(counted()).most_common()


def test_what_is_called_opaque_is_not_read_member_by_member():
    read = {
        (name, node.name): members
        for path, name in sources()
        for node in nodes_in(path)
        if isinstance(node, ast.FunctionDef) and len(members := set(reads_of(node))) >= READ_AT_ONCE
    }
    assert set(read) == set(READERS), read


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("def f(told: JsonObject): return told['a'], told.get('b')", {"a", "b"}),
        ("def f(told: JsonObject | None): return told['a']", {"a"}),
        ("def f():\n    told: Details = {}\n    return told.pop('a')", {"a"}),
        ("def f(told: JsonObject): told['a'] = 1", set()),
        ("def f(told: SomeRecord, name: str): return told['a'], name", set()),
    ],
)
def test_a_read_by_name_is_seen(code, members):
    assert set(reads_of(ast.parse(code).body[0])) == members
