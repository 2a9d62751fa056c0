"""Heads of the trails on paper: the cover of a package says how far each service's trail went, and leaves the house."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from services.docgen.domain.document import Document
from services.docgen.domain.kinds import APPROVAL_REPORT
from services.docgen.domain.order import RenderOrder
from services.docgen.usecases.ports import Files
from shared.contracts.store_users import heads_of
from shared.contracts.trail import TRAILS, TrailHead
from shared.kernel.catalogue import text


def with_heads(order: RenderOrder, document: Document, files: Files) -> RenderOrder:
    """The order of a package's cover with the newest head of each trail, as far as one has left its service."""
    if document.kind is not APPROVAL_REPORT:
        return order
    lines = [head.printed for head in _newest(files)]
    told = "\n".join([text("doc_trail_heads"), *lines]) if lines else ""
    return replace(order, context={**order.context, "heads": told})


def _newest(files: Files) -> Iterator[TrailHead]:
    for service in TRAILS:
        days = files.list(heads_of(service))
        if days:
            yield TrailHead.read(json.loads(files.get(max(days))))
