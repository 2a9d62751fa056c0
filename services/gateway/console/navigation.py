"""What each role finds in the menu; a page's module adds its own lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from shared.kernel.scope import OPERATOR, SUPERVISOR

ROLE_NAMES = {
    "applicant": "申报人",
    "unit_clerk": "用人单位经办人",
    "department_clerk": "主管部门经办人",
    "hr_clerk": "人社部门经办人",
    "committee_office": "评委会办事机构",
    "expert": "评审专家",
    "supervisor": "监督人员",
    "publisher": "通知发布人",
    "operator": "系统运维",
}
OVERSEERS = (SUPERVISOR, OPERATOR)
"""Who sees everybody's deadlines, letters and messages, and reads the inbox of the supervision beside his own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu: where it leads (endpoint of Flask) and for whom; no roles: for everybody. `count`: how much
    waits there."""

    endpoint: str
    name: str
    roles: frozenset[str] = frozenset()
    count: Callable[[], int] | None = None


_ENTRIES: list[Entry] = []


def offer(endpoint: str, name: str, *roles: str, count: Callable[[], int] | None = None) -> None:
    """Add a line; its place is that of its blueprint in the order of registration."""
    _ENTRIES.append(Entry(endpoint, name, frozenset(roles), count))


def entries_for(role: str | None) -> list[Entry]:
    """What this role finds, its own first."""
    order = list(current_app.blueprints)
    found = [entry for entry in _ENTRIES if not entry.roles or role in entry.roles]
    return sorted(found, key=lambda entry: (not entry.roles, order.index(entry.endpoint.partition(".")[0])))


def home_of(role: str | None) -> str:
    """The endpoint that a role starts at."""
    own = [entry for entry in entries_for(role) if entry.roles]
    return own[0].endpoint if own else "public.notices"
