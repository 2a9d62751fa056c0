"""Heads of the trails on paper: what leaves the house says how far the trails went of which it tells.

The cover of a package prints the heads of all services. A unit's roster prints those of the services that filed and
examined, in the footer of each page, as far as there is room: Excel gives up a workbook with a longer one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from services.docgen.domain.document import Document
from services.docgen.domain.kinds import APPLICANT_ROSTER, APPROVAL_REPORT
from services.docgen.domain.order import RenderOrder
from services.docgen.usecases.ports import Files
from shared.contracts.store_users import heads_of
from shared.contracts.trail import TRAILS, TrailHead
from shared.kernel.catalogue import text

ROOM = 230
"""Characters that a workbook's page footer (255) has left beside its page number."""
_OF_A_ROSTER = ("audit", "declaration")


def with_heads(order: RenderOrder, document: Document, files: Files) -> RenderOrder:
    """The order with the newest head of each trail that its kind prints, as far as one has left its service."""
    if document.kind is APPROVAL_REPORT:
        told = _lines(text("doc_trail_heads"), _newest(files, TRAILS))
    elif document.kind is APPLICANT_ROSTER:
        told = _footer(text("doc_trail_heads_short"), _newest(files, _OF_A_ROSTER))
    else:
        return order
    return replace(order, context={**order.context, "heads": told})


def _newest(files: Files, services: Iterable[str]) -> Iterator[str]:
    for service in services:
        days = files.list(heads_of(service))
        if days:
            yield TrailHead.read(json.loads(files.get(max(days)))).printed


def _lines(title: str, heads: Iterable[str]) -> str:
    found = list(heads)
    return "\n".join([title, *found]) if found else ""


def _footer(title: str, heads: Iterable[str]) -> str:
    """Below the page number, whole heads only."""
    found = list(heads)
    fitting = [length <= ROOM for length in accumulate((len(head) + 1 for head in found), initial=len(title) + 1)]
    told = _lines(title, found[: sum(fitting) - 1])
    return f"\n{told}" if told else ""
