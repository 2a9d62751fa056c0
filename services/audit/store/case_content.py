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
    content["return_guess"] = content["return_guess"] and _plain(content["return_guess"], *_TERM_DAYS)
    content["stages"] = [_plain(stage, *_STAGE_DAYS) for stage in content["stages"]]
    return content


def case_from(content: dict[str, Any], version: int) -> Case:
    """The case as it was saved."""
    rebuilt = {
        "state": CaseState(content["state"]),
        "stages": tuple(CaseStage(**_with_days(stage, *_STAGE_DAYS)) for stage in content["stages"]),
        "decisions": [Decision(**decision) for decision in content["decisions"]],
        "corrections": [Correction(**correction) for correction in content["corrections"]],
        "publicised": set(content["publicised"]),
        "statements": [Statement(**each) for each in content.get("statements", ())],
        "return_guess": _term_from(content.get("return_guess")),
        "charges": [Charge(**charge) for charge in content.get("charges", ())],
        "version": version,
    }
    return Case(**{**content, **rebuilt})


def _term_from(content: dict[str, Any] | None) -> ReturnTerm | None:
    return None if content is None else ReturnTerm(**_with_days(content, *_TERM_DAYS))


_STAGE_DAYS, _TERM_DAYS = ("due_on", "opens_on"), ("returned_on", "never_after")


def _plain(content: dict[str, Any], *days: str) -> dict[str, Any]:
    """The days in it (or none) as ISO texts."""
    return content | {name: content[name] and content[name].isoformat() for name in days}


def _with_days(content: dict[str, Any], *days: str) -> dict[str, Any]:
    """The way back."""
    return content | {name: content[name] and date.fromisoformat(content[name]) for name in days}
