"""Whatever stands in a field, as people read it: days, choices, codes of the national catalogues, lists, whole rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from flask import Flask

from services.gateway.console import words
from services.gateway.console.fields.field import help_of, part_label
from shared.kernel.catalogue import catalogue
from shared.kernel.labels import field_label, value_label
from shared.policy import honours, titles, vocabulary

EMPTY, NOT_STATED = "—", "未填写"
"""Nothing in a field, and a fact that nobody has stated."""
RANKS = {
    "education.rank": ("无", "中专", "大专", "本科", "硕士", "博士"),
    "title.rank": ("无", "员级", "助理级", "中级", "副高级", "正高级"),
    "person.skill_rank": ("无", "高级工", "技师", "高级技师"),
}
"""Facts that count steps of a ladder."""
UNSEEN = frozenset({
    "id", "material_id", "object_key", "sha256", "supports", "photo_key", "person_id", "organisation_id", "plan_id",
    "committee_code", "sector", "documents", "text_digest", "id_number_masked", "media_type", "item", "size",
})  # fmt: skip
"""What rows hold for programs, or what is shown elsewhere on the page."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T")
_CODE = re.compile(r"[a-z][a-z0-9_]*\Z")


def shown(value: Any, name: str = "") -> str:
    """What the field, or the fact (`part.name`), holds; words of the code without a name are 其他, what people wrote
    stays as it is."""
    if value is None or value == "":
        return NOT_STATED if "." in name else EMPTY
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{name_in(name, key)}：{shown(one, key)}" for key, one in value.items() if _tells(key, one))
    if isinstance(value, list | tuple):
        return "、".join(shown(one, name) for one in value) or "无"
    ladder = RANKS.get(name, ())
    if isinstance(value, int):
        return ladder[value] if 0 <= value < len(ladder) else str(value)
    return _text(str(value), name)


def fact_name(fact: str) -> str:
    """What a fact is called."""
    known = vocabulary().get(fact)
    return known.label if known and known.label else "其他情况"


def name_in(part: str, name: str) -> str:
    """What a field is called in a part of a dossier, or by itself."""
    return catalogue().get(f"field_{part}_{name}") or field_label(name)


@lru_cache(maxsize=4096)
def named(value: str, name: str) -> str | None:
    """The Chinese name of a choice: by the catalogue for its field, or by the national lists.

    Pages of lists ask for the same few hundred again and again.
    """
    return value_label(name, value) or _national().get(value)


def _tells(name: str, value: Any) -> bool:
    return name not in UNSEEN and value is not None


def _text(value: str, name: str) -> str:
    if _DAY.match(value):
        return words.day(value)
    if _INSTANT.match(value):
        return words.instant(value)
    if not _CODE.match(value):
        return value
    known = named(value, name.rpartition(".")[2])
    if known is None and ("." in name or "_" in value):
        return "无" if value == "none" else "其他"
    return known or value


@cache
def _national() -> dict[str, str]:
    """Codes of the national catalogues."""
    series = {code: one.name for code, one in titles().items()}
    majors = {code: name for one in titles().values() for code, name in one.majors.items()}
    return {**majors, **honours(), **series}


def register(app: Flask) -> None:
    """Make them known to the templates: `{{ value | shown('level') }}`."""
    app.jinja_env.filters.update(shown=shown)
    app.jinja_env.globals.update(
        shown_field=field_label, fact_name=fact_name, shown=shown, help_of=help_of, part_label=part_label
    )
