"""Facts that rules look at, as people read them: their names and what they hold, never a word of the code."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from flask import Flask

from services.gateway.console.words import day
from shared.kernel.labels import value_label
from shared.policy import honours, titles, vocabulary

RANKS = {
    "education.rank": ("无", "中专", "大专", "本科", "硕士", "博士"),
    "title.rank": ("无", "员级", "助理级", "中级", "副高级", "正高级"),
    "person.skill_rank": ("无", "高级工", "技师", "高级技师"),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_CODE = re.compile(r"[a-z][a-z0-9_]*\Z")


def fact_name(fact: str) -> str:
    """What a fact is called."""
    known = vocabulary().get(fact)
    return known.label if known and known.label else "其他情况"


def fact_value(value: Any, fact: str = "") -> str:
    """What it holds."""
    if value is None:
        return "未填写"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(fact_value(one, fact) for one in value) or "无"
    ranks = RANKS.get(fact, ())
    if isinstance(value, int):
        return ranks[value] if 0 <= value < len(ranks) else str(value)
    return _text(str(value), fact.rpartition(".")[2])


def _text(value: str, name: str) -> str:
    if _DAY.match(value):
        return day(value)
    if not _CODE.match(value):
        return value
    return value_label(name, value) or _national().get(value) or ("无" if value == "none" else "其他")


@cache
def _national() -> dict[str, str]:
    """Codes of the national catalogues."""
    series = {code: one.name for code, one in titles().items()}
    majors = {code: name for one in titles().values() for code, name in one.majors.items()}
    return {**majors, **honours(), **series}


def register(app: Flask) -> None:
    """Make them known to the templates."""
    app.jinja_env.globals.update(fact_name=fact_name, fact_value=fact_value)
