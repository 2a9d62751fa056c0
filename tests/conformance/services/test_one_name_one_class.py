"""A class name means one thing in services, shared and infra."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.support.sources import nodes_in

ROOT = Path(__file__).parents[3]
SAME_IN_EVERY_SERVICE = {"Ports", "Meta"}
"""What a use case asks of the world, by service; what marshmallow reads of a schema."""


def places():
    """Class name -> the files in which a class of that name stands."""
    found = defaultdict(list)
    for part in ("services", "shared", "infra"):
        for path in (ROOT / part).rglob("*.py"):
            for node in nodes_in(path):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found[node.name].append(str(path.relative_to(ROOT)))
    return found


def are_pair(name, files):
    """Sister services may each have a port or a store of one name, and keep the same thing of another service."""
    apart = len({file.split("/")[1] for file in files}) == len(files)
    rooms = all("/store/" in file or file.endswith("/ports.py") for file in files)
    return apart and all(file.startswith("services/") for file in files) and (rooms or name.startswith("Known"))


def test_no_class_name_has_two_meanings():
    twice = {name: files for name, files in places().items() if len(files) > 1 and name not in SAME_IN_EVERY_SERVICE}
    assert {name: files for name, files in twice.items() if not are_pair(name, files)} == {}
