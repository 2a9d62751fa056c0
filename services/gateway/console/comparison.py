"""Two submissions beside each other, as pages show them; long texts sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from flask import Flask, request

from services.gateway.console import visit
from services.gateway.console.forms import whole
from services.gateway.console.values import EMPTY, UNSEEN, shown
from shared.kernel.catalogue import catalogue

LONG = 60
"""Characters from which on a text is compared by its sentences."""
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")
Cell = list[tuple[str, bool]]
"""Pieces of a text, and whether each is on this side only."""


def asked(declaration_id: str) -> Any:
    """What changed between the two revisions that the address names, by default the last and the one before."""
    chosen = {name: whole(request.args.get(name)) for name in ("earlier", "later")}
    return visit.current().ask("declaration.compare_revisions", declaration_id=declaration_id, **chosen)


def sides(path: str, before: Any, after: Any) -> tuple[Cell, Cell]:
    """What a field held before and after, as people read it."""
    name = path.rpartition(".")[2]
    if isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) >= LONG:
        return _by_sentences(before, after)
    return [(_told(name, before, "原有内容"), False)], [(_told(name, after, "新的内容"), False)]


def _told(name: str, value: Any, unseen: str) -> str:
    if value is None:
        return EMPTY
    if name == "route_claimed":
        return catalogue()["doc_route_ordinary"] if value == "ordinary" else "通知规定的其他申报条件"
    return unseen if name in UNSEEN else shown(value, name)


def _by_sentences(before: str, after: str) -> tuple[Cell, Cell]:
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    was = [("".join(old[start:end]), step != "equal") for step, start, end, _, _ in steps if end > start]
    now = [("".join(new[start:end]), step != "equal") for step, _, _, start, end in steps if end > start]
    return was, now


def register(app: Flask) -> None:
    """Make it known to the templates."""
    app.jinja_env.globals.update(sides=sides)
