"""Moments and recipients of reminders as people say them."""

from __future__ import annotations

import re
from datetime import datetime

from services.gateway.console.reminder_answers import PreviewedReminderJson

MOMENTS = (
    (r"0|wd0", "截止当日"), (r"(\d+)", "截止日前 {} 天"), (r"wd(\d+)", "截止日前第 {} 个工作日"),
    (r"h(\d+)", "截止前 {} 小时"), (r"\+(\d+)", "截止日后第 {} 天"), (r"\+wd(\d+)", "截止日后第 {} 个工作日"),
    (r"w(\d+)", "等待第 {} 天"), (r"wwd(\d+)", "等待第 {} 个工作日"), (r"\+r(\d+)", "第 {} 次重复提醒"),
    (r"late", "事项产生较晚，补提醒一次"),
)  # fmt: skip
PARTS = {
    "applicant": "申报人", "unit": "用人单位", "holder": "办理单位", "office": "评委会办事机构",
    "authority": "核准部门", "operator": "系统运维人员", "expert": "评审专家",
    "superior": "上级部门", "supervisor": "监督人员",
}  # fmt: skip
OUTCOMES = {"sent": "已发送", "missed": "已错过", "empty": "无须提醒"}
OUTCOME_HELP = "“已错过”：其后的时点已提醒，或者已过期限；“无须提醒”：到时事项均已办结。"


def moment_words(token: str) -> str:
    """Which moment of its rule it is."""
    for pattern, words in MOMENTS:
        found = re.fullmatch(pattern, token)
        if found:
            return words.format(*found.groups())
    return "其他时点"


def recipient_words(one: PreviewedReminderJson) -> str:
    """Who would be told, as what, and how many they are."""
    parts = "、".join(dict.fromkeys(PARTS.get(role, "其他") for role in one["roles"]))
    if one["organisation_name"]:
        return f"{one['organisation_name']}（{parts}）"
    return f"{parts} {one['recipients']} 人" if one["organisation_id"] is None else f"{parts}（名称未登记）"


def by_moment(lines: list[PreviewedReminderJson]) -> list[PreviewedReminderJson]:
    """The earliest first; people who would read the same at the same time stand in one line."""
    found: dict[tuple[str, ...], PreviewedReminderJson] = {}
    for number, one in enumerate(lines):
        alone = [] if one["organisation_id"] is None else [str(number)]
        key = (one["at"], one["kind"], one["rule"], one["token"], one["title"], one["body"], *one["roles"], *alone)
        known = found.get(key)
        found[key] = {**one, "recipients": one["recipients"] + (known["recipients"] if known else 0)}
    return sorted(found.values(), key=lambda one: datetime.fromisoformat(one["at"]))
