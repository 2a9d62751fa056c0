"""The notice of the made-up year as data: as shipped, then amended; and rules of every sort in place of the shipped."""

import json
from functools import cache
from pathlib import Path

import yaml

NOTICE = "chifeng-2026"
PACK = Path(__file__).parents[3] / f"shared/policy/packs/{NOTICE}.yaml"
FILING = {"junior": ("2026-05-11", "2026-05-25"), "middle": ("2026-05-26", "2026-06-10")}
FILING |= {"senior": ("2026-06-11", "2026-07-10")}
AUDIT = {"junior": "2026-06-10", "middle": "2026-06-25", "senior": "2026-07-20"}
REVIEW = "2026-10-30"
LATER = {"filing": "2026-07-17", "audit": "2026-07-27"}
"""What the amendment gives the senior levels."""
OURS = {"source": "系统设置，通知未规定", "verified": False}
AMENDMENT = {
    "title": "关于调整2026年职称申报工作有关事项的补充通知", "issued_on": "2026-07-06",
    "document_number": "赤人社发〔2026〕99号", "reason": "为方便专业技术人员申报", "source": "赤人社发〔2026〕99号",
}  # fmt: skip
MOVED = {"filing-senior": LATER["filing"], "audit-senior": LATER["audit"], "paper-senior": LATER["audit"]}


def _entry(word, *to, **offsets):
    return {"deadline": word, "to": list(to)} | offsets | OURS


SHORTER = [
    _entry("filing_closes", "applicant", days_before=[5, 1, 0]),
    _entry("audit_due", "holder", days_before=[4, 1], at="09:00"),
    _entry("recheck_due", "office", days_before=[10, 5], days_after=[1]),
    _entry("report_due", "office", "authority", days_before=[5, 1]),
]
"""What the amendment changes of the shipped entries."""

MANY = [
    _entry("filing_closes", "applicant", days_before=[7, 3, 1], at="09:30"),
    _entry("filing_closes", "applicant", id="last-hours", hours_before=[30, 20, 12, 2]),
    _entry("correction_due", "applicant", days_before=[2, 1, 0]),
    _entry("correction_due", "applicant", id="hours", hours_before=[6]),
    _entry("audit_due", "holder", days_before=[5, 2, 1]),
    _entry("audit_due", "superior", "supervisor", id="warning", working_days_before=[2], template="warning"),
    _entry("audit_due", "applicant", id="consequence", working_days_before=[1], template="consequence"),
    _entry("recheck_due", "office", days_before=[14, 5], working_days_before=[3, 0]),
    _entry("recheck_due", "office", id="recheck-after", days_after=[1], working_days_after=[1],
           repeat={"every": 2, "unit": "working_days", "times": 3}),
    _entry("publicity_ends", "holder", days_before=[0]),
    _entry("publicity_ends", "holder", id="publicity-after", days_after=[1, 2],
           repeat={"every": 3, "unit": "days", "times": 4}),
    _entry("implementation_plan_due", "office", days_before=[7, 3, 1, 0]),
    _entry("meeting_on", "office", working_days_before=[2, 1], hours_before=[40]),
    _entry("review_due", "office", days_before=[30, 7]),
    _entry("report_due", "office", "authority", days_before=[7, 1], working_days_after=[1]),
    _entry("paper_due", "applicant", "unit", id="papers", days_before=[3, 0], hours_before=[4], at="12:00"),
    _entry("plan_waiting", "authority", "office", id="plan-asks", days_waiting=[1, 3],
           repeat={"every": 2, "unit": "days", "times": 3}),
    _entry("calendar_unannounced", "operator", id="year-unknown", working_days_waiting=[1], days_waiting=[2]),
    _entry("integrity_ends", "applicant", id="record-over", days_before=[1, 0]),
]  # fmt: skip
"""Every sort of offset, role and repetition."""


@cache
def _shipped():
    return json.dumps(yaml.load(PACK.read_text("utf-8"), Loader=yaml.CSafeLoader), default=str)


def first_version(reminders=None):
    """The pack as it is published first; `reminders` in place of the shipped entries."""
    pack = json.loads(_shipped())
    if reminders is not None:
        pack["reminders"] = [dict(entry) for entry in reminders]
    return pack


def second_version(reminders=None):
    """The pack as amended: later days for the senior levels, and `SHORTER` for its words, beside entries with an id."""
    pack = first_version(reminders)
    words = {entry["deadline"] for entry in SHORTER}
    pack["reminders"] = [one for one in pack["reminders"] if one.get("id") or one["deadline"] not in words]
    pack["reminders"] += SHORTER
    pack["notice"]["amendment"] = AMENDMENT
    for window in pack["windows"]:
        window["closes_on"] = MOVED.get(window["id"], window["closes_on"])
    return pack
