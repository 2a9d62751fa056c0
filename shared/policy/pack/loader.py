"""Reading a pack: YAML -> JSON Schema -> dataclasses -> cross-checks -> windows resolved -> digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

import jsonschema_rs

from shared.kernel.canonical import digest
from shared.kernel.catalogue import text
from shared.policy.pack.checks import check
from shared.policy.pack.errors import PackError
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan, Window
from shared.policy.pack.reminding import Reminders, check_reminders
from shared.policy.pack.structure import build, schema_of
from shared.policy.pack.yaml_lines import Lines, parse
from shared.policy.terms.reasons import Reason, because
from shared.wire.types import JsonObject, JsonSchema


def load_pack(source: str | FilePath | JsonObject) -> Pack:
    """A checked pack from YAML text, a file, or the plain data of a published one (`Pack.raw`).

    Raises PackError with every problem, its line and the reason.
    """
    return _checked(*_read(source))


def load_with_lines(text: str) -> tuple[Pack, Lines]:
    """The same from YAML text, with the lines of its values: for whoever has more to say about them."""
    data, lines = parse(text)
    return _checked(data, lines), lines


def load_reminders(source: str | FilePath | JsonObject) -> Reminders:
    """Checked rules of reminders alone, by the same checks as in a pack. Raises PackError."""
    data, lines = _read(source)
    _check_schema(data, lines, Reminders)
    found: Reminders = build(Reminders, data)
    problems = [lines.problem(path, reason) for path, reason in check_reminders(found.reminders, found.reminding)]
    if problems:
        raise PackError(problems)
    return found


def _checked(data: Any, lines: Lines) -> Pack:
    _check_schema(data, lines, Pack)
    content_digest = digest(data)
    if content_digest in _published:
        return _published[content_digest]
    try:
        pack: Pack = build(Pack, data)
    except ValueError as error:
        raise PackError([lines.problem((), because("not_of_its_type", told=error))]) from error
    plans = tuple(_with_windows(pack, plan) for plan in _in_rounds(pack))
    pack = replace(pack, plans=plans, raw=data, digest=content_digest)
    problems = [lines.problem(path, reason) for path, reason in check(pack)]
    if problems:
        raise PackError(problems)
    return pack


TOLD = 300
"""Letters of what the library says."""
_published: dict[str, Pack] = {}
"""Packs in use by their digest: what was found sound once is not checked again in this process."""


def published_pack(content_digest: str, read: Callable[[], JsonObject]) -> Pack:
    """The pack with this digest; `read` brings its plain data only when this process has not checked it before."""
    if content_digest not in _published:
        _published[content_digest] = load_pack(read())
    return _published[content_digest]


@lru_cache(maxsize=8)
def shipped_pack(notice_id: str) -> Pack:
    """A pack that ships with the project, e.g. `chifeng-2026`."""
    pack = load_pack(shipped_text(notice_id))
    return _published.setdefault(pack.digest, pack)


def shipped_text(notice_id: str) -> str:
    """The YAML of a shipped pack."""
    return files("shared.policy").joinpath(f"packs/{notice_id}.yaml").read_text(encoding="utf-8")


@cache
def pack_schema() -> JsonSchema:
    """The JSON Schema packs are validated with (the same as the file `pack.schema.json`)."""
    return schema_of(Pack)


@cache
def _validator(kind: type) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema_of(kind))


def _read(source: str | FilePath | JsonObject) -> tuple[Any, Lines]:
    if isinstance(source, dict):
        return source, Lines()
    return parse(source.read_text(encoding="utf-8") if isinstance(source, FilePath) else source)


def _check_schema(data: Any, lines: Lines, kind: type) -> None:
    faults = _validator(kind).iter_errors(data)
    problems = [lines.problem(tuple(error.instance_path), _reason(error)) for error in faults]
    if problems:
        raise PackError(problems)


def _reason(error: jsonschema_rs.ValidationError) -> Reason:
    """The library's own words, told by what they are about."""
    kind, kinds = error.kind, jsonschema_rs.ValidationErrorKind
    told = error.message if len(error.message) < TOLD else f"{error.message[:TOLD]}..."
    match kind:
        case kinds.Enum():
            known = ", ".join(map(repr, kind.options))
            return because("not_listed", told=f"{error.instance!r} is not one of {known}"[:TOLD], known=known)
        case kinds.Required():
            return because("missing", told=told, name=kind.property)
        case kinds.AdditionalProperties():
            return because("unknown", told=told, name="、".join(kind.unexpected))
        case kinds.Type():
            wanted = "或者".join(text(f"pack_type_{name}") for name in kind.types)
            return because("wrong_type", told=told, wanted=wanted)
    return because("wrong_form", told=told)


def _in_rounds(pack: Pack) -> Iterator[Plan]:
    """Every plan, once per round in a notice with several rounds a year."""
    for plan in pack.plans:
        if not pack.rounds:
            yield plan
        for turn in pack.rounds:
            yield replace(plan, id=f"{plan.id}-{turn.id}", name=f"{plan.name}（{turn.name}）", round=turn.id)


def _with_windows(pack: Pack, plan: Plan) -> Plan:
    windows = pack.windows_for(plan)
    named: dict[str, Window] = {window.id: window for window in pack.windows}
    windows.update({stage: named[name] for stage, name in plan.window_ids.items() if name in named})
    return replace(plan, windows=windows)
