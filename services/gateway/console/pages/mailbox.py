"""What the page of messages consists of: whose, which of them, how many are unread."""

from __future__ import annotations

from flask import render_template, request

from services.gateway.console import unread, visit
from services.gateway.console.navigation import OVERSEERS
from shared.contracts.notify import SUPERVISION
from shared.wire.types import JsonObject

PAGE = 30
CATEGORIES = ("reminder", "notice")
KINDS = {"letters_failed": "未送达通知", "trail_headed": "审计日志日摘要"}
"""What comes to the supervision."""
CHOICES = {"unread": ("yes",), "category": CATEGORIES, "box": (SUPERVISION,), "kind": tuple(KINDS)}


def chosen() -> JsonObject:
    """How the page is narrowed, and where in the list it is, as its address says."""
    asked = {name: request.args.get(name, "") for name in CHOICES}
    found = {name: value for name, value in asked.items() if value in CHOICES[name]}
    cursor = request.args.get("cursor")
    return found | ({"cursor": cursor} if cursor else {})


def shown() -> str:
    """The page."""
    here, asked = visit.current(), chosen()
    box = _box(asked)
    wanted = box | {name: asked[name] for name in ("category", "kind") if name in asked}
    if "unread" in asked:
        wanted["unread"] = True
    page = here.ask("notify.list_messages", filter=wanted, sort="-sent_at", cursor=asked.get("cursor"), limit=PAGE)
    counts = here.ask("notify.count_messages", **box)
    return render_template(
        "inbox/messages.html", page=page, asked=asked, categories=CATEGORIES, kinds=KINDS, counts=counts,
        boxes=here.role in OVERSEERS, supervision=SUPERVISION,
    )  # fmt: skip


def read_many(message_ids: list[str]) -> None:
    """Each by itself: one that somebody else has read meanwhile stays as it is."""
    here = visit.current()
    for message_id in message_ids[:PAGE]:
        here.gateway.backend.tell(here.caller, "notify.mark_read", message_id=message_id)
    unread.forget()


def _box(asked: JsonObject) -> JsonObject:
    return {"everyone": True, "organisation_id": SUPERVISION} if "box" in asked else {}
