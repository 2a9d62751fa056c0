"""Following notices and organisations: the names, numbers and seals that forms cite."""

from __future__ import annotations

from typing import Any

from services.docgen.usecases.ports import DocgenTx, Fact
from shared.contracts import audit, declaration


def apply_notice(tx: DocgenTx, event: Fact) -> None:
    """Keep what forms print of a notice: title, number, issuer, materials, its own titles and templates of forms."""
    if event.type == declaration.NOTICE_PUBLISHED.name:
        tx.ports.facts.keep(
            "notice", event.data["notice_id"], notice_facts(event.data["notice_id"], event.data["pack"])
        )


def apply_organisation(tx: DocgenTx, event: Fact) -> None:
    """Keep an organisation's contact and seal."""
    if event.type == audit.ORGANISATION_REGISTERED.name:
        data = event.data
        kept = {name: data.get(name) for name in ("name", "kind", "contact", "seal_reference")}
        tx.ports.facts.keep("organisation", data["organisation_id"], kept)


def notice_facts(notice_id: str, pack: dict[str, Any]) -> dict[str, Any]:
    """The printed part of a policy pack; a pack without it (tests) prints its id."""
    notice = pack.get("notice") or {}
    lists = pack.get("material_lists") or []
    items = [item for group in lists for item in group.get("items") or []]
    return {
        "id": notice_id,
        "title": notice.get("title") or notice_id,
        "document_number": notice.get("document_number") or notice_id,
        "issuer": (notice.get("issuer") or {}).get("name") or "",
        "materials": {item["id"]: item["name"] for item in items},
        "material_lists": {group["id"]: [_item(item) for item in group["items"]] for group in lists},
        "list_of_plan": {plan["id"]: plan.get("materials") or "standard" for plan in pack.get("plans") or []},
        "texts": {form["id"]: form["texts"] for form in pack.get("forms") or [] if form.get("texts")},
        "titles": {form["id"]: form["title"] for form in pack.get("forms") or []},
        "templates": {form["id"]: form["template"] for form in pack.get("forms") or []},
        "paths": {path["id"]: path["name"] for path in pack.get("paths") or []},
    }


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """What the list of materials prints of an item."""
    return {name: item.get(name) for name in ("id", "number", "name", "provided_by", "copies", "paper", "paper_modes")}
