"""Facts from what was declared: the one reading of a dossier, at submission and at every stage that judges it later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.policy.facts.builder import facts_from_dossier
from shared.policy.facts.record import Record
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.vocabulary import Facts
from shared.wire.plain import read_as

SECTIONS = ("present_title", "education", "work_history", "exams", "assessments", "continuing_education")
"""Parts of a profile that stand in the dossier under their own names; the others are its `circumstances`."""


def declared_facts(
    pack: Pack, plan: Plan, declared: Mapping[str, Any], at: date, stated: Facts | None = None, *, cut: bool = True
) -> Facts:
    """Every fact of the vocabulary, from a dossier (`shared.contracts.declaration.dossier`) on its day of submission.

    Of the dossier it needs plan.major, unit, the SECTIONS, circumstances and record. `stated`: what stages of the audit
    have stated since, beside what the dossier says. `cut`: as in `facts_from_dossier`.
    """
    sections = {name: declared.get(name) for name in SECTIONS}
    facts = facts_from_dossier(
        pack, plan, profile={**declared["circumstances"], **sections}, unit=declared["unit"], at=at,
        record=read_as(Record, declared["record"]), major=declared["plan"]["major"], cut=cut,
    )  # fmt: skip
    return {**facts, **(stated or {})}
