"""A story day by day: the timeline of the declaration, who signed each step, objections, and what a verdict says.

Every line is taken from an answer of a service. Keys of `StoryLine` are those of the timeline's rows, beside `objected`
and `resolved` of an objection, and `refused` and `change` of a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infra.demo.story.people import Story
from infra.demo.story.records import Answer, Records
from shared.kernel.clock import parse_instant

PASSED_OVER = frozenset(
    {"started", "case_opened", "stage_entered", "publicity_unit_closed", "publicity_roster_closed", "passed_audit",
     "assigned"}
)  # fmt: skip
"""Steps that the short story leaves out; the page shows all of them."""
SIGNED = frozenset({"stage_approved", "returned", "rejected"})
"""Steps that somebody of a stage's holder has signed."""
HIS_OWN = frozenset({"submitted", "resubmitted", "withdrawn", "amendment_accepted"})
HIMSELF = "本人"
RESOLVED = {"upheld": "异议成立", "dismissed": "异议不成立"}


@dataclass(frozen=True)
class StoryLine:
    """One line; `said` is what somebody wrote (an opinion, an objection), `change` what would change a verdict."""

    at: datetime
    key: str
    text: str
    who: str
    clause: str | None = None
    said: str = ""
    deadline: str | None = None
    change: Answer | None = None

    @property
    def day(self) -> date:
        """On which it happened."""
        return self.at.date()


def lines_of(story: Story) -> list[StoryLine]:
    """The story in the order of its days."""
    records = story.records
    if records.declaration is None:
        return list(_of_verdict(records.verdict))
    return sorted([*_of_objections(records), *_of_progress(records)], key=lambda line: line.at)


def told(story: Story) -> dict[str, Any]:
    """The story without what differs from run to run (ids and numbers that are drawn): for the summary."""
    lines = sorted([line.day.isoformat(), line.key, line.who, line.clause or ""] for line in lines_of(story))
    who = {"kind": story.kind.name, "person": story.name, "unit": story.unit, "plan": story.title}
    return who | {"state": story.records.state or "not_started", "lines": lines}


def refusals_of(verdict: Answer) -> list[Answer]:
    """(message, clause) of what stands in the way on the way that takes least; without a way, of every rule unmet."""
    nearest = _nearest(verdict)
    if nearest is None:
        return [one for one in verdict["rules"] if one["outcome"] == "unmet" and one["effect"] == "refuse"]
    reasons = [rule for change in nearest["changes"] for rule in change["rules"]] + nearest["left"]
    return list({rule["rule_id"]: rule for rule in reasons}.values())


def changes_of(verdict: Answer) -> list[Answer]:
    """What it takes on that way; of rules alone their nearest alternative."""
    nearest = _nearest(verdict)
    if nearest is not None:
        return list(nearest["changes"])
    return [change for rule in verdict["remedies"]["rules"] for change in (rule["alternatives"] or [[]])[0]]


def _nearest(verdict: Answer) -> Answer | None:
    remedies = verdict["remedies"]
    return next((one for one in remedies["paths"] if one["path_id"] == remedies["nearest"]), None)


def _of_verdict(verdict: Answer) -> Iterator[StoryLine]:
    at = parse_instant(f"{verdict['at']}T12:00:00+08:00")
    for rule in refusals_of(verdict):
        yield StoryLine(at, "refused", rule["message"], "", rule["clause"])
    for change in changes_of(verdict):
        clause = next((rule["clause"] for rule in change.get("rules", ())), None)
        yield StoryLine(at, "change", change["label"], "", clause, change=change)


def _of_progress(records: Records) -> Iterator[StoryLine]:
    assert records.progress is not None
    signed = _signatures(records.case)
    for row in records.progress["steps"]:
        if row["at"] is None or row["key"] in PASSED_OVER:
            continue
        at = parse_instant(row["at"])
        decision = signed.get((at, row["holder"])) if row["key"] in SIGNED else None
        deadline = row["deadline"] if row["key"] == "returned" else None
        yield StoryLine(
            at, row["key"], row["label"], _who(row, decision, records.review), row["clause"],
            decision["opinion"] if decision else "", deadline,
        )  # fmt: skip


def _signatures(case: Answer | None) -> dict[tuple[datetime, str], Answer]:
    """The decisions of the audit by instant and organisation."""
    decisions = case["decisions"] if case else ()
    return {(parse_instant(one["at"]), one["organisation_name"]): one for one in decisions}


def _who(row: Answer, decision: Answer | None, review: Answer | None) -> str:
    if decision is not None:
        return f"{decision['organisation_name']}{decision['auditor_name']}"
    if row["key"].startswith("review_") and review:
        return review["committee_name"] or ""
    return row["holder"] or (HIMSELF if row["key"] in HIS_OWN else "")


def _of_objections(records: Records) -> Iterator[StoryLine]:
    for one in records.objections:
        if one.get("filed_at"):
            yield StoryLine(parse_instant(one["filed_at"]), "objected", "收到异议", "社会公众", None, one["content"])
        if one.get("resolved_at"):
            yield StoryLine(
                parse_instant(one["resolved_at"]), "resolved", RESOLVED[one["outcome"]], one["holder"], one["clause"],
                one["opinion"] or "",
            )  # fmt: skip
