"""Uploaded files: what came, what went, what took the place of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.declaration.domain.comparing.pairs import Likeness, Pair, paired
from services.declaration.domain.comparing.records import FileChangeKind, FileDifference, FileFacts
from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.rows import DossierJson, Row

_LIKENESSES: tuple[Likeness, ...] = (
    lambda file: file.get("material_id"),
    lambda file: (file["item"], file["sha256"]),
    lambda file: (file["item"], file.get("supports")),
)
"""The same upload; the same file uploaded again; another one that proves the same."""


def file_differences(
    before: DossierJson, after: DossierJson, items: Mapping[str, str]
) -> tuple[FileDifference, ...]:  # fmt: skip
    """By item in the order of the notice's list, which `items` names; what it does not list stands at the end."""
    found = _differences(paired(before["materials"], after["materials"], _LIKENESSES), items)
    order = {item: number for number, item in enumerate(items)}
    return tuple(sorted(found, key=lambda one: order.get(one.item, len(order))))


def _differences(pairs: list[Pair], items: Mapping[str, str]) -> Iterator[FileDifference]:
    for pair in pairs:
        before, after = (_facts(one[1]) if one else None for one in (pair.before, pair.after))
        kind = _kind(before, after)
        if kind != "changed" or _said(before) != _said(after):
            item = pair.standing[-1][1]["item"]
            yield FileDifference(kind=kind, item=item, item_name=items.get(item, item), before=before, after=after)


def _kind(before: FileFacts | None, after: FileFacts | None) -> FileChangeKind:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    return "replaced" if before.sha256 != after.sha256 else "changed"


def _said(file: FileFacts | None) -> tuple[str, str | None] | None:
    """What the applicant says of it."""
    return (file.title, file.supports) if file else None


def _facts(told: Row) -> FileFacts:
    one = AttachedMaterial.from_dossier(told)
    return FileFacts(
        material_id=one.material_id, title=one.title, media_type=one.media_type, size=one.size, sha256=one.sha256,
        supports=one.supports,
    )  # fmt: skip
