"""Sections compared entry by entry: by id where there is one, by what an entry is about where there is none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

from shared.policy.diff.change import PackChange
from shared.policy.diff.labels import label, plain_fields, spell
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.pack import Pack

Key = Callable[[Any], Hashable]
SECTIONS: dict[str, Key] = {
    "cut_offs": lambda entry: entry.id,
    "committees": lambda entry: entry.code,
    "reliefs": lambda entry: entry.id,
    "frequency": lambda entry: entry.id,
    "unoffered": lambda entry: entry.id,
    "preferences": lambda entry: entry.id,
    "quotas": lambda entry: entry.id,
    "posts": lambda entry: (entry.applies, entry.under_reform),
    "fees": lambda entry: (entry.kind, entry.tracks, entry.level_groups),
    "publicity": lambda entry: entry.scope,
    "returns": lambda entry: entry.does,
    "reminders": lambda entry: (entry.deadline, entry.id) if entry.id else entry.deadline,
    "forms": lambda entry: entry.id,
    "rounds": lambda entry: entry.id,
    "groups": lambda entry: entry.id,
    "indicators": lambda entry: entry.id,
    "education_equivalents": lambda entry: entry.level,
    "qualifications": lambda entry: (entry.name, entry.series),
}
SINGLE = (
    "profile",
    "reminding",
    "integrity",
    "implementation_plan",
    "reporting",
    "certificate",
    "extension",
    "cleaning",
    "joint_review",
)


def entry_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """Every section that needs no reasoning of its own."""
    for section, key in SECTIONS.items():
        yield from keyed(section, getattr(old, section), getattr(new, section), key)
    yield from _materials(old, new)
    yield from keyed("committee_rules", old.committee_rules.sizes, new.committee_rules.sizes, _size)
    rules = {name: None for name in plain_fields(new.committee_rules) if name != "sizes"}
    for name in rules:
        yield from single(
            "committee_rules", name, getattr(old.committee_rules, name), getattr(new.committee_rules, name)
        )
    yield from _oversight(old, new)
    for section in SINGLE:
        yield from single(section, label("sections", section), getattr(old, section), getattr(new, section))


def keyed(section: str, before: Iterable[Any], after: Iterable[Any], key: Key) -> Iterator[PackChange]:
    """Entries only one notice has, and fields that differ in entries both have."""
    olds, news = {key(entry): entry for entry in before}, {key(entry): entry for entry in after}
    for name, entry in olds.items():
        if name not in news:
            yield PackChange(section=section, subject=title(entry, name), kind="removed", before=spell(entry),
                         clause_before=basis(entry))  # fmt: skip
    for name, entry in news.items():
        if name not in olds:
            yield PackChange(section=section, subject=title(entry, name), kind="added", after=spell(entry),
                         clause_after=basis(entry))  # fmt: skip
        else:
            yield from fields(section, title(entry, name), olds[name], entry)


def fields(section: str, subject: str, before: Any, after: Any) -> Iterator[PackChange]:
    """One change per field that says something else."""
    olds, news = plain_fields(before), plain_fields(after)
    for name, value in news.items():
        if olds.get(name) != value and spell(olds.get(name), name) != spell(value, name):
            yield PackChange(
                section=section, subject=subject, kind="changed", field=name, before=spell(olds.get(name), name),
                after=spell(value, name), clause_before=basis(before), clause_after=basis(after),
            )  # fmt: skip


def single(section: str, subject: str, before: Any, after: Any) -> Iterator[PackChange]:
    """A section that is one entry; an optional one may be missing, a plain value is compared as such."""
    if before is None or after is None or not hasattr(after, "__dataclass_fields__"):
        if before != after:
            yield PackChange(section=section, subject=subject, kind="changed", before=spell(before), after=spell(after),
                         clause_before=basis(before), clause_after=basis(after))  # fmt: skip
        return
    yield from fields(section, subject, before, after)


def title(entry: Any, key: Hashable) -> str:
    """How an entry is called: its Chinese name or printed title with its id, or what it is keyed by."""
    name = getattr(entry, "name", None) or getattr(entry, "title", None)
    if name:
        return f"{name}（{key}）" if isinstance(key, str) and key != name else str(name)
    parts = key if isinstance(key, tuple) else (key,)
    return " ".join(spell(part) for part in parts if part not in (None, ())) or str(key)


def basis(entry: Any) -> str | None:
    """The clause of an entry, or its source."""
    return getattr(entry, "clause", None) or getattr(entry, "source", None)


def _size(entry: Any) -> Hashable:
    return entry.level_group, entry.scope_kind


def _oversight(old: Pack, new: Pack) -> Iterator[PackChange]:
    """Inspections and measures by kind; a notice without the section knows none."""
    for part in ("inspections", "measures"):
        mine, theirs = (getattr(pack.oversight, part) if pack.oversight else () for pack in (old, new))
        yield from keyed("oversight", mine, theirs, key=lambda entry: entry.kind)


def _materials(old: Pack, new: Pack) -> Iterator[PackChange]:
    items: list[Mapping[str, MaterialItem]] = []
    for pack in (old, new):
        items.append({f"{listed.id}/{item.id}": item for listed in pack.material_lists for item in listed.items})
    before, after = items
    for key in [*before, *(key for key in after if key not in before)]:
        mine, theirs = before.get(key), after.get(key)
        pair = ([mine] if mine else [], [theirs] if theirs else [])
        yield from keyed("materials", *pair, key=lambda entry: entry.id)
