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
    items = [item for group in pack.get("material_lists") or [] for item in group.get("items") or []]
    return {
        "id": notice_id,
        "title": notice.get("title") or notice_id,
        "document_number": notice.get("document_number") or notice_id,
        "issuer": (notice.get("issuer") or {}).get("name") or "",
        "materials": {item["id"]: item["name"] for item in items},
        "texts": {form["id"]: form["texts"] for form in pack.get("forms") or [] if form.get("texts")},
        "titles": {form["id"]: form["title"] for form in pack.get("forms") or []},
        "templates": {form["id"]: form["template"] for form in pack.get("forms") or []},
        "paths": {path["id"]: path["name"] for path in pack.get("paths") or []},
    }
