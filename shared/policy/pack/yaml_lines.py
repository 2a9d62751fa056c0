"""YAML as plain data plus the line of every value, so that a refused pack can point at its mistake.

Dates stay texts (the schema checks them), floats are refused, anchors and aliases work, duplicate keys are mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from shared.policy.pack.errors import PackError, Problem
from shared.policy.terms.reasons import Reason, because
from shared.wire.types import JsonObject

Path = tuple[str | int, ...]
INT, BOOL, NULL, FLOAT = (f"tag:yaml.org,2002:{name}" for name in ("int", "bool", "null", "float"))


def spell(path: Path) -> str:
    """`plans[3].level` for people."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".") or "pack"


@dataclass(slots=True)
class Lines:
    """Line (from 1) of each path; a path without a line of its own takes that of the nearest one above."""

    table: dict[Path, int] = field(default_factory=dict)

    def of(self, path: Path) -> int:
        """The line of a value."""
        while path and path not in self.table:
            path = path[:-1]
        return self.table.get(path, 0)

    def told(self, path: Path, remark: str) -> str:
        """What else somebody says of this path, as problems are written."""
        return f"line {self.of(path)}: {spell(path)}: {remark}"

    def problem(self, path: Path, reason: Reason) -> Problem:
        """A mistake at this path."""
        return Problem(self.of(path), spell(path), reason)


def parse(text: str) -> tuple[Any, Lines]:
    """Plain data and lines; PackError when the text is no YAML or holds a float or a duplicate key."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PackError([Problem(mark.line + 1 if mark else 0, "pack", because("not_yaml", told=error))]) from error
    reader = _Reader()
    value = reader.read(node, ())
    if reader.problems:
        raise PackError(reader.problems)
    return value, reader.lines


_resolver: Any = yaml.resolver.Resolver()


@lru_cache(maxsize=20_000)
def _plain_tag(value: str) -> str:
    return str(_resolver.resolve(yaml.ScalarNode, value, (True, False)))


class _Loader(yaml.CSafeLoader):
    """The same loader; what a plain scalar is depends on its text alone and is looked up once per text."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> Any:
        if kind is yaml.ScalarNode and implicit[0]:
            return _plain_tag(value)
        return _resolver.resolve(kind, value, implicit)


class _Reader:
    def __init__(self) -> None:
        self.lines = Lines()
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node | None, path: Path) -> Any:
        if node is None:
            return None
        self.lines.table[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, position)) for position, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> JsonObject:
        result: JsonObject = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                self.problems.append(
                    Problem(key_node.start_mark.line + 1, spell((*path, key)), because("duplicate_key"))
                )
            result[key] = self.read(value_node, (*path, key))
            self.lines.table[(*path, key)] = key_node.start_mark.line + 1
        return result

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        if node.tag == INT:
            return int(node.value.replace("_", ""))
        if node.tag == BOOL:
            return node.value.lower() in ("true", "yes", "on")
        if node.tag == NULL:
            return None
        if node.tag == FLOAT:
            self.problems.append(self.lines.problem(path, because("no_floats")))
        return str(node.value)
