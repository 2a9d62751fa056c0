"""Rules and paths: matched by id, then by topic and effect; narrowed or widened where that can be shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from shared.policy.diff.change import Kind, PackChange
from shared.policy.diff.entries import basis
from shared.policy.diff.labels import label, sentence, spell
from shared.policy.diff.meaning import admitted_by, refused_by, relation
from shared.policy.pack.pack import Pack
from shared.policy.pack.rules import Path, Rule
from shared.policy.terms.basics import Selector

Entry = TypeVar("Entry", Rule, Path)
RULE_KINDS: dict[str, Kind] = {"smaller": "widened", "larger": "narrowed", "changed": "changed"}
PATH_KINDS: dict[str, Kind] = {"smaller": "narrowed", "larger": "widened", "changed": "changed"}


def rule_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """Gates that came, went, or refuse other people than before."""
    pairs = _pairs(old.rules, new.rules, lambda rule: (rule.topic, rule.effect))
    for before, after in pairs:
        subject = _subject(after or before)
        if before is None or after is None:
            yield _one_sided("rules", subject, before, after, said_of_rule)
            continue
        found = relation(refused_by(before), refused_by(after))
        if found != "same":
            yield _both("rules", subject, RULE_KINDS[found], "conditions", before, after,
                        said_of_rule(before), said_of_rule(after))  # fmt: skip
        for field in ("effect", "settled_by", "waived_by"):
            yield from _field("rules", subject, field, before, after)


def path_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """Ways to qualify that came, went, or admit other people than before."""
    pairs = _pairs(old.paths, new.paths, lambda path: (path.kind, path.right, path.waives, path.applies, path.when))
    for before, after in pairs:
        subject = _subject(after or before)
        if before is None or after is None:
            yield _one_sided("paths", subject, before, after, said_of_path)
            continue
        found = relation(admitted_by(before), admitted_by(after))
        if found != "same":
            exact = said_of_path(before) == said_of_path(after)
            yield _both("paths", subject, PATH_KINDS[found], "conditions", before, after,
                        said_of_path(before, exact), said_of_path(after, exact))  # fmt: skip
        if _to_produce(before) != _to_produce(after):
            yield _both("paths", subject, "changed", "to_produce", before, after,
                        _to_produce(before), _to_produce(after))  # fmt: skip
        for field in ("kind", "waives", "right", "category"):
            yield from _field("paths", subject, field, before, after)


def said_of_rule(rule: Rule) -> str:
    """Whom it speaks of, what it asks, what it says."""
    return "；".join([*_parts(rule, ("require", joined(rule.require))), rule.message])


def said_of_path(path: Path, exact: bool = False) -> str:
    """Whom it speaks of and what it asks, in the words people see; `exact`: as conditions."""
    asked = [entry for entry in path.requires if entry.effect == "refuse" and entry.settled_by is None]
    words = joined(entry.require for entry in asked) if exact else "；".join(entry.message for entry in asked)
    return "；".join(_parts(path, ("requires", words)))


def joined(texts: Iterable[str]) -> str:
    """Conditions that must all hold, as one."""
    return " && ".join(f"({text})" if "||" in text else text for text in texts)


def _parts(entry: Rule | Path, asked: tuple[str, str]) -> list[str]:
    applies = spell(entry.applies) if entry.applies != Selector() else ""
    parts = (("applies", applies), ("when", joined(entry.when)), asked)
    return [f"{label('fields', key)}：{text}" for key, text in parts if text]


def _to_produce(path: Path) -> str:
    return "；".join(entry.message for entry in path.requires if entry.settled_by is not None)


def _pairs(
    olds: Sequence[Entry], news: Sequence[Entry], about: Callable[[Entry], Hashable]
) -> list[tuple[Entry | None, Entry | None]]:
    """Matched by id; of the rest, those that are the only ones about the same thing on both sides."""
    partners = {entry.id: entry for entry in olds if entry.id in {other.id for other in news}}
    gone = [entry for entry in olds if entry.id not in partners]
    come = [entry for entry in news if entry.id not in partners]
    for entry in come:
        same = [other for other in gone if about(other) == about(entry)]
        if len(same) == 1 and sum(about(other) == about(entry) for other in come) == 1:
            partners[entry.id] = same[0]
    used = {entry.id for entry in partners.values()}
    pairs: list[tuple[Entry | None, Entry | None]] = []
    pairs.extend((partners.get(entry.id), entry) for entry in news)
    pairs.extend((entry, None) for entry in olds if entry.id not in used)
    return pairs


def _subject(entry: Rule | Path | None) -> str:
    assert entry is not None
    name = entry.name if isinstance(entry, Path) else entry.message
    return sentence("entry", name=name, id=entry.id)


def _one_sided(
    section: str, subject: str, before: Entry | None, after: Entry | None, said: Callable[[Entry], str]
) -> PackChange:
    return PackChange(
        section=section,
        subject=subject,
        kind="added" if after is not None else "removed",
        before=said(before) if before is not None else "",
        after=said(after) if after is not None else "",
        clause_before=basis(before),
        clause_after=basis(after),
    )


def _both(
    section: str, subject: str, kind: Kind, field: str, before: Rule | Path, after: Rule | Path, was: str, now: str
) -> PackChange:
    return PackChange(
        section=section, subject=subject, kind=kind, field=field, before=was, after=now,
        clause_before=basis(before), clause_after=basis(after),
    )  # fmt: skip


def _field(section: str, subject: str, field: str, before: Rule | Path, after: Rule | Path) -> Iterator[PackChange]:
    was, now = getattr(before, field), getattr(after, field)
    if (set(was) if isinstance(was, tuple) else was) != (set(now) if isinstance(now, tuple) else now):
        yield _both(section, subject, "changed", field, before, after, spell(was), spell(now))
