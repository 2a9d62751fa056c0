"""一次性告知书: every defect at once, with clause, remedy, deadline and the consequence of missing it."""

from __future__ import annotations

from typing import Any

from shared.kernel.catalogue import text
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import ends_with_its_day, last_day

from .opinions import seal
from .wording import Facts, clause, day


def one_time_notice(returned: Facts, notice: Facts, organisation: Facts) -> dict[str, Any]:
    """The template's values, from `audit.declaration_returned`; `organisation` is the one that returned the dossier."""
    decision = returned["decision"]
    unsure = text("doc_deadline_provisional") if returned["provisional"] else ""
    return {
        "number": text("doc_term_notice", case=returned["case_number"], n=returned["return_number"]),
        "name": returned["person_name"],
        "unit": returned["unit_name"],
        "plan": returned["plan_name"],
        "case_number": returned["case_number"],
        "revision": returned["revision"],
        "stage": returned["stage"]["name"],
        "count": len(returned["corrections"]),
        "notice": notice["title"],
        "corrections": [_correction(row, notice) for row in returned["corrections"]],
        "opinion": decision["opinion"],
        "deadline": deadline(returned["deadline"]) + unsure,
        "deadline_clause": clause(returned["deadline_clause"], notice),
        "consequence": notice["texts"].get("one_time_notice", {}).get("consequence") or text("doc_consequence"),
        "contact": channels(organisation.get("contact") or {}),
        "organisation": decision["organisation_name"],
        "seal": seal(decision.get("seal_reference"), decision["organisation_name"]),
        "auditor": decision["auditor_name"],
        "date": day(decision["at"]),
    }


def _correction(row: Facts, notice: Facts) -> dict[str, Any]:
    return {
        "number": row["number"],
        "path": row.get("place") or row["path"],
        "defect": row["defect"],
        "remedy": row["remedy"],
        "clause": clause(row["clause"], notice),
    }


def deadline(instant: str) -> str:
    """The last day to the hour at which it ends, as letters write it: an end at midnight is the day before's 24时."""
    end = parse_instant(instant)
    hour = text("doc_midnight") if ends_with_its_day(end) else f"{end:%H:%M}"
    return text("doc_deadline", day=day(last_day(end).isoformat()), time=hour)


def channels(contact: Facts) -> str:
    """The ways to reach an organisation that are known; nothing when none is."""
    known = [
        text(f"doc_channel_{way}", value=contact[way]) for way in ("telephone", "email", "address") if contact.get(way)
    ]
    return text("doc_sentence_separator").join(known)
