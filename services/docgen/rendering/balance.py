"""Proof, made once per template, that every branch and every repetition leaves the XML elements balanced."""

from __future__ import annotations

import re
from xml.parsers import expat

_COMMENT = re.compile(r"\{#.*?#\}", re.S)
_ATTRIBUTE = re.compile(r'="[^"<>]*\{[{%][^<>]*?[%}]\}[^"<>]*"')
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.S)
_STATEMENT = re.compile(r"\{%-?\s*(?:(?:tr|tc|p|r) )?\s*(\w+).*?%\}", re.S)
_BLOCKS = {"for", "if"}
_KNOWN = _BLOCKS | {"elif", "else", "endif", "endfor", "set"}


def unknown_statements(source: str) -> set[str]:
    """Statements that the proof does not understand (macro, block, include, ...)."""
    return set(_STATEMENT.findall(_COMMENT.sub("", source))) - _KNOWN


class _Walk:
    def __init__(self) -> None:
        self.stack: list[str] = []
        self.blocks: list[tuple[str, ...]] = []
        self.faults: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.stack.append(name)

    def end(self, _name: str) -> None:
        self.stack.pop()

    def instruction(self, _target: str, word: str) -> None:
        if word in _BLOCKS:
            self.blocks.append(tuple(self.stack))
        elif word != "set":
            self._close(word)

    def _close(self, word: str) -> None:
        if not self.blocks:
            self.faults.append(f"{word} without an open block")
            return
        if self.blocks[-1] != tuple(self.stack):
            self.faults.append(f"{word}: the elements open here differ from those at the start of the block")
        if word.startswith("end"):
            self.blocks.pop()


def imbalance(source: str) -> str | None:
    """None when `source` (a part after docxtpl's patch_xml) is proved balanced, else what is wrong."""
    text = _ATTRIBUTE.sub('="x"', _COMMENT.sub("", source))
    text = _EXPRESSION.sub("", text)
    text = _STATEMENT.sub(lambda match: f"<?j {match[1]}?>", text)
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.ProcessingInstructionHandler = walk.instruction
    try:
        parser.Parse(text, True)
    except expat.ExpatError as fault:
        return f"not well-formed: {fault}"
    if walk.faults:
        return walk.faults[0]
    return "a block is never closed" if walk.blocks else None
