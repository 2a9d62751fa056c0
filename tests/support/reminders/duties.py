"""What somebody has to do, read from the event log: which fact makes a duty, moves it, and ends it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.support.reminders import duties_beside, duties_of_houses
from tests.support.reminders.days import end_of, instant

WORDS = {
    "submit_declaration": "filing_closes", "fix_returned_declaration": "correction_due", "audit_stage": "audit_due",
    "recheck": "recheck_due", "report_roster": "audit_due", "close_publicity": "publicity_ends",
    "file_plan": "implementation_plan_due", "hold_session": "meeting_on", "conclude_review": "review_due",
    "close_results": "publicity_ends", "report_package": "report_due",
} | duties_beside.WORDS | duties_of_houses.WORDS  # fmt: skip
OF_STAGE = ("audit_stage", "recheck", "report_roster")
OF_APPLICANT = ("submit_declaration", "fix_returned_declaration")
OF_SESSION = ("file_plan", "hold_session", "conclude_review", "close_results", "report_package")


@dataclass(eq=False)
class Duty:
    """`roles` names who has which part in it; `acting` is the role that must act. `over` once it is met or moot."""

    kind: str
    subject: str
    since: datetime
    due_at: datetime | None
    notice: str
    level: str | None
    roles: dict
    acting: str
    over: bool = field(default=False)

    @property
    def word(self):
        """The rule word."""
        return WORDS[self.kind]


class Duties:
    """The open duties as the log goes on; `fresh` collects those that arose until somebody takes them."""

    def __init__(self):
        self.open = {}
        self.parts = {}
        self.fresh = []
        self.cases = {}
        self.sessions = {}

    def apply(self, event):
        """One fact of the log; other facts mean nothing here."""
        name, data, at = event["type"].partition(".")[2], event["data"], instant(event["time"])
        handler = getattr(self, f"_{name}", None)
        if handler is not None:
            handler(data, at)
        duties_beside.apply(self, name, data, at)
        duties_of_houses.apply(self, name, data, at)

    def enter_anew(self, kind, subject, since, day, notice, level, acting, **roles):
        """Another duty in the place of the one that stood about the subject, though its day be the same."""
        self.end(subject, kind)
        self._enter(kind, subject, since, day, notice, level, acting, **roles)

    def enter_part(self, part, kind, subject, since, day, acting, **roles):
        """One of several duties of a kind about one subject, which belong to no notice and end together."""
        duty = Duty(kind, subject, since, end_of(date.fromisoformat(day)), None, None, roles, acting)
        self.parts.setdefault((kind, subject), []).append((kind, subject, part))
        self.open[kind, subject, part] = duty
        self.fresh.append(duty)

    def _enter(self, kind, subject, since, day, notice, level, acting, **roles):
        due_at = day if isinstance(day, datetime) or day is None else end_of(date.fromisoformat(day))
        there = self.open.get((kind, subject))
        if there is not None and (there.due_at, there.roles) == (due_at, roles):
            return
        self.end(subject, kind)
        duty = Duty(kind, subject, since, due_at, notice, level, roles, acting)
        self.open[kind, subject] = duty
        self.fresh.append(duty)

    def end(self, subject, *kinds):
        """Met, or moot."""
        for kind in kinds:
            for key in ((kind, subject), *self.parts.pop((kind, subject), ())):
                duty = self.open.pop(key, None)
                if duty is not None:
                    duty.over = True

    # The applicant's part.

    def _started(self, data, at):
        self._enter(
            "submit_declaration", data["declaration_id"], at, data["closes_on"], data["notice_id"],
            data["level_group"], "applicant", applicant=data["person_id"], unit=data["unit_id"],
        )  # fmt: skip

    def _amended(self, data, at):
        if data["state"] == "draft":
            self._started(data, at)

    def _submitted(self, data, at):
        self.end(data["declaration_id"], "submit_declaration")

    def _withdrawn(self, data, at):
        self.end(data["declaration_id"], *OF_APPLICANT)

    _lapsed = _withdrawn

    def _declaration_returned(self, data, at):
        self.end(data["declaration_id"], *OF_STAGE)
        self._returned(data, at)

    def _returned(self, data, at):
        case = self.cases[data["declaration_id"]]
        self._enter(
            "fix_returned_declaration", data["declaration_id"], at, instant(data["deadline"]), case["notice_id"],
            case["level_group"], "applicant", applicant=data["person_id"], unit=data["unit_id"],
        )  # fmt: skip

    def _return_redated(self, data, at):
        if ("fix_returned_declaration", data["declaration_id"]) in self.open:
            self._returned(data, at)

    # The offices' part in a case.

    def _case_opened(self, data, at):
        declaration = data["declaration_id"]
        self.cases[declaration] = {name: data[name] for name in ("notice_id", "level_group", "stages")}
        self.end(declaration, "fix_returned_declaration", *OF_STAGE)
        self._stage(data, data["current"], at)

    def _stage(self, data, stage, at, kind=None):
        case = self.cases[data["declaration_id"]]
        if kind is None:
            last = max(each["index"] for each in case["stages"])
            kind = "recheck" if stage["index"] == last else "audit_stage"
        roles = {"applicant": data["person_id"], "unit": data["unit_id"], "holder": stage["holder_id"]}
        if kind == "recheck":
            roles["office"] = stage["holder_id"]
        due_on = stage.get("due_on")
        self._enter(kind, data["declaration_id"], at, due_on, case["notice_id"], case["level_group"], "holder", **roles)

    def _case_redated(self, data, at):
        self.cases[data["declaration_id"]]["stages"] = data["stages"]
        if data["current"] is not None:
            self._stage(data, data["current"], at, "report_roster" if data["waiting_report"] else None)

    def _stage_approved(self, data, at):
        self.end(data["declaration_id"], *OF_STAGE)
        if data.get("next"):
            self._stage(data, data["next"], at)
        elif data["waiting_report"]:
            self._stage(data, data["stage"], at, "report_roster")

    def _stage_entered(self, data, at):
        self.end(data["declaration_id"], *OF_STAGE)
        self._stage(data, data["stage"], at)

    def _case_closed(self, data, at):
        self.end(data["declaration_id"], "fix_returned_declaration", *OF_STAGE)

    _declaration_rejected = _declaration_passed = _case_closed

    # Publicities and sessions.

    def _publicity_posted(self, data, at):
        self._enter(
            "close_publicity", data["publicity_id"], at, data["ends_on"], data["notice_id"], data["level_group"],
            "holder", holder=data["organisation_id"],
        )  # fmt: skip

    def _publicity_redated(self, data, at):
        if ("close_publicity", data["publicity_id"]) in self.open:
            self._publicity_posted(data, at)

    def _publicity_closed(self, data, at):
        self.end(data["publicity_id"], "close_publicity")

    def _session_scheduled(self, data, at):
        self.sessions[data["session_id"]] = data
        self._session_days(data, at)

    def _session_days(self, data, at):
        self._session(data, "file_plan", data["plan_due_on"], at)
        self._session(data, "hold_session", data["meeting_on"], at)
        if data.get("review_due_on"):
            self._session(data, "conclude_review", data["review_due_on"], at)

    _session_rescheduled = _session_reconvened = _session_days

    def _session(self, data, kind, day, at):
        known = self.sessions[data["session_id"]]
        office, authority = known["office_id"], known["authority_id"]
        self._enter(
            kind, data["session_id"], at, day, known["notice_id"], known["level_group"], "office", office=office,
            holder=office, authority=authority,
        )  # fmt: skip

    def _plan_filed(self, data, at):
        self.end(data["session_id"], "file_plan")

    def _plan_answered(self, data, at):
        if data["agreed"]:
            return
        if data.get("final"):
            self.end(data["session_id"], "hold_session")
        else:
            self._session(data, "file_plan", data["plan_due_on"], at)

    def _session_opened(self, data, at):
        self.end(data["session_id"], "hold_session")

    _session_adjourned = _session_opened

    def _session_concluded(self, data, at):
        self.end(data["session_id"], "hold_session", "file_plan")
        self._session(data, "report_package", data["report_due_on"], at)

    def _recognition_decided(self, data, at):
        self.sessions[data["session_id"]] = data
        self._session(data, "conclude_review", data["review_due_on"], at)
        self._session(data, "report_package", data["report_due_on"], at)

    def _results_posted(self, data, at):
        self._session(data, "close_results", data["ends_on"], at)

    def _results_redated(self, data, at):
        if ("close_results", data["session_id"]) in self.open:
            self._results_posted(data, at)

    def _results_closed(self, data, at):
        self.end(data["session_id"], "close_results", "conclude_review")

    def _package_reported(self, data, at):
        self.end(data["session_id"], *OF_SESSION)
