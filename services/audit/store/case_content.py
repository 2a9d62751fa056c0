"""A case as JSON and back: the named constructor for rebuilding one from the database."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from services.audit.domain.case import Case, CaseStage, Decision
from services.audit.domain.charge import Charge
from services.audit.domain.deadlines import ReturnTerm
from services.audit.domain.one_time_notice import Correction
from services.audit.domain.statement import Statement
from services.audit.domain.transitions import CaseState


def content_of(case: Case) -> dict[str, Any]:
    """Everything but the version, which has a column of its own."""
    content = asdict(case)
    del content["version"]
    content["state"] = case.state.value
    content["publicised"] = sorted(case.publicised)
    content["return_guess"] = _term_content(case.return_guess)
    content["stages"] = [_stage_content(stage) for stage in case.stages]
    return content


def case_from(content: dict[str, Any], version: int) -> Case:
    """The case as it was saved."""
    rebuilt = {
        "state": CaseState(content["state"]),
        "stages": tuple(_stage_from(stage) for stage in content["stages"]),
        "decisions": [Decision(**decision) for decision in content["decisions"]],
        "corrections": [Correction(**correction) for correction in content["corrections"]],
        "publicised": set(content["publicised"]),
        "statements": [Statement(**each) for each in content.get("statements", ())],
        "return_guess": _term_from(content.get("return_guess")),
        "charges": [Charge(**charge) for charge in content.get("charges", ())],
        "version": version,
    }
    return Case(**{**content, **rebuilt})


def _term_content(term: ReturnTerm | None) -> dict[str, Any] | None:
    if term is None:
        return None
    never_after = term.never_after.isoformat() if term.never_after else None
    return asdict(term) | {"returned_on": term.returned_on.isoformat(), "never_after": never_after}


def _term_from(content: dict[str, Any] | None) -> ReturnTerm | None:
    if content is None:
        return None
    never_after = date.fromisoformat(content["never_after"]) if content["never_after"] else None
    return ReturnTerm(date.fromisoformat(content["returned_on"]), content["working_days"], never_after)


def _stage_content(stage: CaseStage) -> dict[str, Any]:
    content = asdict(stage)
    for name in ("due_on", "opens_on"):
        content[name] = content[name].isoformat() if content[name] else None
    return content


def _stage_from(content: dict[str, Any]) -> CaseStage:
    days = {name: date.fromisoformat(content[name]) if content[name] else None for name in ("due_on", "opens_on")}
    return CaseStage(**{**content, **days})
