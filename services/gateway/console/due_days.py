"""What pages say of due days: how far they are, where one acts, and how a day is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from services.gateway.console import subjects
from services.gateway.console.reminder_answers import DeadlineViewJson
from services.gateway.console.subjects import Page, address_of
from services.gateway.console.words import day, due_class, working_days_between
from shared.kernel.clock import ZONE, iso, parse_instant
from shared.kernel.deadline import ends_with_its_day, last_day
from shared.kernel.scope import APPLICANT, BODY_CLERKS, CLERKS, HR_CLERK, OFFICE_CLERK, UNIT_CLERK

ONE_DAY = timedelta(days=1)
JUST_AFTER = time(0, 0, 1)
"""A day ends with the midnight that follows, which is the first instant too late: asked for are instants after it."""
Acts = tuple[Page, frozenset[str]]
"""A page, and who acts there."""
_OF_CASES: Acts = (subjects.CASE, CLERKS)
_OF_MINE: Acts = (subjects.MINE, frozenset({APPLICANT}))
_OF_SESSIONS: Acts = (subjects.SESSION, frozenset({OFFICE_CLERK, HR_CLERK}))
_OF_COMMITTEES: Acts = (subjects.COMMITTEE, frozenset({OFFICE_CLERK, HR_CLERK}))
_REGISTER: Acts = (subjects.REGISTER, frozenset({OFFICE_CLERK, HR_CLERK}))
WHERE: dict[str, Acts] = {
    "submit_declaration": _OF_MINE, "fix_returned_declaration": _OF_MINE, "hand_in_paper": _OF_MINE,
    "pay_fee": _OF_MINE, "audit_stage": _OF_CASES, "recheck": _OF_CASES,
    "report_roster": (subjects.ROSTER, BODY_CLERKS - {OFFICE_CLERK}),
    "close_publicity": (subjects.LIST, CLERKS - {OFFICE_CLERK}),
    "verify_profile": (subjects.PERSON, frozenset({UNIT_CLERK})),
    "file_plan": _OF_SESSIONS, "answer_plan": _OF_SESSIONS, "hold_session": _OF_SESSIONS,
    "conclude_review": _OF_SESSIONS, "close_results": _OF_SESSIONS, "report_package": _OF_SESSIONS,
    "approve_package": _OF_SESSIONS, "approve_committee": _OF_COMMITTEES, "renew_committee": _OF_COMMITTEES,
    "renew_experts": _OF_COMMITTEES, "carry_out_measure": _REGISTER, "answer_extension": _REGISTER,
}  # fmt: skip
"""By kind: where one acts; who only looks at the matter finds it by `subjects`."""
_FOR_CLERKS = {"hand_in_paper": _OF_CASES}
"""Of what an applicant owes: where whoever helps him looks at it."""
OF_APPLICANTS = frozenset({*(kind for kind, place in WHERE.items() if place is _OF_MINE), "integrity_record_ends"})
_OBJECTIONS = "investigate_objection"
_LISTS: Page = ("clerk_publicity.lists", "")


def place_of(entry: DeadlineViewJson, role: str | None) -> str | None:
    """The address where somebody in this role acts; None where the console has no such page for him."""
    if entry["kind"] == _OBJECTIONS:
        return _place_of_objections(entry, role)
    places = _FOR_CLERKS if role in CLERKS and entry["kind"] in _FOR_CLERKS else WHERE
    page, roles = places.get(entry["kind"], (None, frozenset[str]()))
    return address_of(page, entry["subject_id"]) if page is not None and role in roles else None


def _place_of_objections(entry: DeadlineViewJson, role: str | None) -> str | None:
    """Objections to results are known by their committee, those to lists of declarations have no number."""
    if role not in CLERKS - {OFFICE_CLERK}:
        return None
    return address_of(subjects.INVESTIGATION if entry["subject_label"] else _LISTS, entry["subject_id"])


def who_acts(entry: DeadlineViewJson, person_id: str) -> str:
    """Whose the act is; what an applicant owes stands in the register of his unit as well, which reminds him."""
    house = entry["organisation_name"] or "名称未登记的单位"
    if entry["organisation_id"] is not None:
        return f"申报人（由{house}督促）" if entry["kind"] in OF_APPLICANTS else house
    return "本人" if entry["person_id"] == person_id else "申报人"


def look_of(entry: DeadlineViewJson, today: date) -> str:
    """The class of the colour; `remainder` says the same in words."""
    if entry["state"] == "overdue":
        return "due-late"
    if entry["state"] == "cleared" or entry["due_on"] is None:
        return ""
    return due_class(max(0, working_days_between(today, entry["due_on"])))


def remainder(entry: DeadlineViewJson, today: date) -> str:
    """How much time is left or gone, in calendar and in working days."""
    if entry["state"] == "cleared":
        return ""
    if entry["due_on"] is None:
        waited = (today - parse_instant(entry["since"]).date()).days
        return f"已等待 {waited} 天" if waited else "今日开始等待"
    left = (date.fromisoformat(entry["due_on"]) - today).days
    working = abs(working_days_between(today, entry["due_on"]))
    counted = f"{abs(left)} 天（{working} 个工作日）"
    if entry["state"] == "overdue":
        return f"已逾期 {counted}" if left else "今日已逾期"
    if left < 0:
        return f"期满已 {counted}，待办结"
    return f"剩余 {counted}" if left else "今日截止"


def last_moment(due_at: str | None) -> str:
    """The last day, with the hour at which it closes where that is before its end."""
    if due_at is None:
        return "未设期限"
    end = parse_instant(due_at)
    return f"{day(last_day(end))}{'' if ends_with_its_day(end) else f' {end:%H:%M}'}"


def after(first: date) -> str:
    """As `due_after`: due on that day or later."""
    return iso(datetime.combine(first, JUST_AFTER, ZONE))


def until(days: Iterable[date]) -> str | None:
    """As `due_before`: due on the earliest of these days or before; None where there are none."""
    last = min(days, default=None)
    return None if last is None else iso(datetime.combine(last + ONE_DAY, JUST_AFTER, ZONE))


def day_in(text: str | None) -> date | None:
    """A day of an address; None for anything else."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
