"""Numbers and names are masked in one place: no other cuts a number into pieces or writes asterisks."""

import ast

import pytest

from infra.paths import ROOT
from tests.support.sources import nodes_of

POLICY = "shared/kernel/masking.py"
READS = {"services/declaration/domain/id_number.py": "birth date, sex and check digit of a number that is checked"}
FILES = {
    str(path.relative_to(ROOT)): path
    for room in ("services", "shared", "infra")
    for path in (ROOT / room).rglob("*.py")
}  # fmt: skip
NUMBERS = ("id_number", "phone", "telephone", "mobile", "number")


def cuts(source):
    """Lines where a number is cut, or where asterisks are made."""
    for node in nodes_of(source):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and named(node.value) in NUMBERS:
            yield node.lineno
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and asterisks(node.left, node.right):
            yield node.lineno


def named(node):
    """The name that is cut: `person.phone`, `phone`, `phone.strip()`, `row["phone"]`."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return node.slice.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def asterisks(*sides):
    return any(isinstance(side, ast.Constant) and str(side.value) in ("*", "＊", "×", "x", "X") for side in sides)


def test_nobody_else_masks():
    found = {name: list(cuts(path.read_text(encoding="utf-8"))) for name, path in FILES.items()}
    assert {name for name, lines in found.items() if lines} <= {POLICY, *READS}


@pytest.mark.parametrize(
    "source", ["id_number[:6]", "person.phone[-4:]", "row['phone'][:3]", "phone.strip()[3:7]", "'*' * 4"]
)
def test_whoever_did_would_be_found(source):
    assert list(cuts(source)) == [1]


def test_the_policy_and_who_reads_a_number_are_there():
    assert {POLICY, *READS} <= FILES.keys()
