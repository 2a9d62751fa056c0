"""Following notices and organisations: the names, numbers and seals that forms cite."""

from __future__ import annotations

from typing import Any

from services.docgen.domain.notice import ListedItem, Notice
from services.docgen.usecases.kept import NOTICE, ORGANISATION, Organisation
from services.docgen.usecases.ports import DocgenTx, Fact, Handlers, act_on
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.contracts.declaration import NoticePublished

Pack = dict[str, Any]
"""A policy pack, or an entry of it: its YAML as it reads, which its own checks declare (shared/policy/pack)."""


def apply_notice(tx: DocgenTx, event: Fact) -> None:
    """Keep what forms print of a notice: title, number, issuer, materials, its own titles and templates of forms."""
    act_on(HANDLERS, tx, event)


def apply_organisation(tx: DocgenTx, event: Fact) -> None:
    """Keep an organisation's contact and seal."""
    act_on(ORGANISATION_HANDLERS, tx, event)


def _published(tx: DocgenTx, fact: NoticePublished) -> None:
    tx.ports.facts.keep(NOTICE, fact.notice_id, notice_facts(fact.notice_id, fact.pack))


def _registered(tx: DocgenTx, fact: OrganisationRegistered) -> None:
    kept = Organisation(name=fact.name, kind=fact.kind, contact=fact.contact, seal_reference=fact.seal_reference)
    tx.ports.facts.keep(ORGANISATION, fact.organisation_id, kept)


def notice_facts(notice_id: str, pack: Pack) -> Notice:
    """The printed part of a policy pack; a pack without it (tests) prints its id."""
    notice, forms = pack.get("notice") or {}, pack.get("forms") or []
    return Notice(
        id=notice_id,
        title=notice.get("title") or notice_id,
        document_number=notice.get("document_number") or notice_id,
        issuer=(notice.get("issuer") or {}).get("name") or "",
        material_lists={group["id"]: tuple(map(_item, group["items"])) for group in pack.get("material_lists") or []},
        list_of_plan={plan["id"]: plan.get("materials") or "standard" for plan in pack.get("plans") or []},
        texts={form["id"]: form["texts"] for form in forms if form.get("texts")},
        titles={form["id"]: form["title"] for form in forms},
        templates={form["id"]: form["template"] for form in forms},
        paths={path["id"]: path["name"] for path in pack.get("paths") or []},
    )


def _item(item: Pack) -> ListedItem:
    """What the list of materials prints of an item."""
    modes = item.get("paper_modes")
    return ListedItem(
        id=item["id"],
        number=int(item["number"]),
        name=item["name"],
        provided_by=item["provided_by"],
        copies=int(item["copies"]) if item.get("copies") else None,
        paper=item.get("paper"),
        paper_modes=None if modes is None else tuple(modes),
    )


HANDLERS: Handlers = {NoticePublished: _published}
ORGANISATION_HANDLERS: Handlers = {OrganisationRegistered: _registered}
