"""When people are reminded of deadlines: the rules of a notice, or of the house where no notice speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal

from shared.policy.terms.basics import Basis
from shared.policy.terms.reasons import Reason, because

DeadlineWord = Literal[
    "filing_closes", "correction_due", "publicity_ends", "audit_due", "recheck_due", "implementation_plan_due",
    "meeting_on", "review_due", "report_due", "paper_due", "committee_term_ends", "expert_term_ends",
    "integrity_ends", "calendar_unannounced", "fee_due", "measure_due", "profile_waiting", "plan_waiting",
    "package_waiting", "committee_waiting", "extension_waiting", "objection_waiting", "session_on",
]  # fmt: skip
ReminderRole = Literal[
    "applicant", "unit", "holder", "office", "authority", "expert", "operator", "superior", "supervisor"
]
ReminderTemplate = Literal["remind", "late", "waiting", "warning", "consequence"]
ReminderChannel = Literal["mail", "sms", "wecom", "dingtalk", "platform"]

ABOVE: frozenset[ReminderRole] = frozenset({"superior", "supervisor"})
"""Who stands above whoever must act, whatever the duty."""
_OF_A_SESSION: tuple[ReminderRole, ...] = ("office", "authority")
ROLES_OF: Mapping[DeadlineWord, tuple[ReminderRole, ...]] = {
    "filing_closes": ("applicant", "unit"),
    "correction_due": ("applicant", "unit"),
    "publicity_ends": ("holder", "office", "authority"),
    "audit_due": ("applicant", "unit", "holder"),
    "recheck_due": ("applicant", "unit", "holder", "office"),
    "implementation_plan_due": _OF_A_SESSION,
    "meeting_on": _OF_A_SESSION,
    "review_due": _OF_A_SESSION,
    "report_due": _OF_A_SESSION,
    "paper_due": ("applicant", "unit"),
    "committee_term_ends": _OF_A_SESSION,
    "expert_term_ends": ("expert", *_OF_A_SESSION),
    "integrity_ends": ("applicant", "unit"),
    "calendar_unannounced": ("operator",),
    "fee_due": ("applicant", "unit"),
    "measure_due": _OF_A_SESSION,
    "profile_waiting": ("applicant", "unit"),
    "plan_waiting": _OF_A_SESSION,
    "package_waiting": _OF_A_SESSION,
    "committee_waiting": _OF_A_SESSION,
    "extension_waiting": _OF_A_SESSION,
    "objection_waiting": ("unit", "holder", "office", "authority"),
    "session_on": ("expert", "office"),
}
"""Who has to do with a duty of the word, beside those above."""

MOST_DAYS, MOST_WORKING_DAYS, MOST_HOURS, MOST_TIMES = 366, 250, 720, 60
OFFSETS: Mapping[str, tuple[int, int]] = {
    "days_before": (0, MOST_DAYS),
    "working_days_before": (0, MOST_WORKING_DAYS),
    "hours_before": (1, MOST_HOURS),
    "days_after": (1, MOST_DAYS),
    "working_days_after": (1, MOST_WORKING_DAYS),
    "days_waiting": (1, MOST_DAYS),
    "working_days_waiting": (1, MOST_WORKING_DAYS),
}
"""Least and most of each list."""
USUAL_QUIET = (time(21), time(7, 30))
"""Quiet hours where a notice says nothing of them: those of the house."""
REPEATED = ("days_after", "working_days_after", "days_waiting", "working_days_waiting")

Path = tuple[str | int, ...]
Finding = tuple[Path, Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Further moments after the last one, each `every` units after the one before."""

    every: int
    unit: Literal["days", "working_days"]
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule(Basis):
    """Whom to remind of deadlines of one kind, when counted from the last day or from the beginning, and how.

    Offsets count days before or after the last day (0 is the day itself), hours before its end, or days since the duty
    arose (`waiting`). `superior` is the body above whoever must act. `channels` beside the inbox, in the order of
    fallback; null where the recipient's preference decides.
    """

    deadline: DeadlineWord
    id: str = ""
    days_before: tuple[int, ...] = ()
    working_days_before: tuple[int, ...] = ()
    hours_before: tuple[int, ...] = ()
    days_after: tuple[int, ...] = ()
    working_days_after: tuple[int, ...] = ()
    days_waiting: tuple[int, ...] = ()
    working_days_waiting: tuple[int, ...] = ()
    repeat: Repeat | None = None
    to: tuple[ReminderRole, ...]
    template: ReminderTemplate | None = None
    channels: tuple[ReminderChannel, ...] | None = None
    at: str | None = None
    batch: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What holds for every reminder of the notice; what is left out is as the house has it.

    `staff_days`: what becomes of an organisation's moment on a day off. `daily_letter`: when its letters go out.
    """

    at: str | None = None
    quiet: dict[Literal["from", "to"], str] | None = None
    staff_days: Literal["shift", "send"] | None = None
    daily_letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """The parts of a pack that speak of reminders; the house has them in a file of their own."""

    reminders: tuple[ReminderRule, ...] = ()
    reminding: Reminding | None = None


def check_reminders(rules: tuple[ReminderRule, ...], reminding: Reminding | None) -> Iterator[Finding]:
    """What a schema cannot say: impossible offsets and hours, rules that would tell nobody, ids that meet."""
    general = reminding or Reminding()
    yield from ((("reminding", *path), reason) for path, reason in _general(general))
    quiet = _quiet(general)
    for position, rule in enumerate(rules):
        findings = [*_offsets(rule), *_repeat(rule), *_hour("at", rule.at, quiet), *_lists(rule)]
        yield from ((("reminders", position, *path), reason) for path, reason in findings)
    yield from _names(rules)


def _offsets(rule: ReminderRule) -> Iterator[Finding]:
    if not any(getattr(rule, name) for name in OFFSETS):
        yield (), because("no_moment", known=", ".join(OFFSETS))
    for name, (least, most) in OFFSETS.items():
        given = getattr(rule, name)
        for place, offset in enumerate(given):
            if not least <= offset <= most:
                yield (name, place), because("impossible_number", found=offset, least=least, most=most)
            if offset in given[:place]:
                yield (name, place), because("twice", name=offset)


def _repeat(rule: ReminderRule) -> Iterator[Finding]:
    if rule.repeat is None:
        return
    if not any(getattr(rule, name) for name in REPEATED):
        yield ("repeat",), because("nothing_to_repeat", known=", ".join(REPEATED))
    for name in ("every", "times"):
        if not 1 <= getattr(rule.repeat, name) <= MOST_TIMES:
            yield (
                ("repeat", name),
                because("impossible_number", found=getattr(rule.repeat, name), least=1, most=MOST_TIMES),
            )


def _lists(rule: ReminderRule) -> Iterator[Finding]:
    allowed = {*ROLES_OF[rule.deadline], *ABOVE}
    if not rule.to:
        yield ("to",), because("nobody_named")
    for place, role in enumerate(rule.to):
        if role not in allowed:
            yield (
                ("to", place),
                because("no_such_role", deadline=rule.deadline, role=role, known=", ".join(sorted(allowed))),
            )
    for name, given in (("to", rule.to), ("channels", rule.channels or ())):
        yield from (
            ((name, place), because("twice", name=each)) for place, each in enumerate(given) if each in given[:place]
        )
    if len(rule.id) > 60 or "/" in rule.id:
        yield ("id",), because("no_id", most=60)


def _names(rules: tuple[ReminderRule, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, rule in enumerate(rules):
        key = rule.id or f"{rule.deadline} without an id"
        if key in seen:
            yield ("reminders", position), because("twice", name=key)
        seen.add(key)


def _general(given: Reminding) -> Iterator[Finding]:
    quiet = given.quiet
    if quiet is not None:
        yield from ((("quiet",), because("end_missing", end=end)) for end in ("from", "to") if end not in quiet)
        for end, hour in quiet.items():
            yield from _hour(("quiet", end), hour, None)
    for name in ("at", "daily_letter"):
        yield from _hour(name, getattr(given, name), _quiet(given))


def _hour(path: str | Path, given: str | None, quiet: tuple[time, time] | None) -> Iterator[Finding]:
    place = (path,) if isinstance(path, str) else path
    if given is None:
        return
    hour = _time(given)
    if hour is None:
        yield place, because("no_hour", found=given)
    elif quiet is not None and _within(hour, *quiet):
        yield place, because("within_quiet", found=given)


def _quiet(given: Reminding) -> tuple[time, time] | None:
    if given.quiet is None:
        return USUAL_QUIET
    begins, ends = _time(given.quiet.get("from", "")), _time(given.quiet.get("to", ""))
    return None if begins is None or ends is None else (begins, ends)


def _within(hour: time, begins: time, ends: time) -> bool:
    return begins <= hour < ends if begins <= ends else hour >= begins or hour < ends


def _time(written: str) -> time | None:
    try:
        return time.fromisoformat(written) if len(written) == len("08:00") else None
    except ValueError:
        return None
