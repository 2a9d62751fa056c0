"""Facts from what was declared: the one reading of a dossier, at submission and at every stage that judges it later."""

from __future__ import annotations

from datetime import date
from typing import cast

from shared.policy.facts.builder import facts_from_dossier
from shared.policy.facts.profile import DeclaredJson, ProfileJson
from shared.policy.facts.record import Record
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.vocabulary import Facts
from shared.wire.plain import read_as
from shared.wire.types import JsonObject

SECTIONS = ("present_title", "education", "work_history", "exams", "assessments", "continuing_education")
"""Parts of a profile that stand in the dossier under their own names; the others are its `circumstances`."""


def declared_facts(
    pack: Pack, plan: Plan, declared: JsonObject, at: date, stated: Facts | None = None, *, cut: bool = True
) -> Facts:
    """Every fact of the vocabulary, from a dossier (`shared.contracts.declaration.dossier`) on its day of submission.

    Of the dossier it needs plan.major, unit, the SECTIONS, circumstances and record. `stated`: what stages of the audit
    have stated since, beside what the dossier says. `cut`: as in `facts_from_dossier`.
    """
    judged, sections = cast(DeclaredJson, declared), {name: declared.get(name) for name in SECTIONS}
    profile = cast(ProfileJson, {**judged["circumstances"], **sections})
    facts = facts_from_dossier(
        pack, plan, profile=profile, unit=judged["unit"], at=at,
        record=read_as(Record, judged["record"]), major=judged["plan"]["major"], cut=cut,
    )  # fmt: skip
    return {**facts, **(stated or {})}
