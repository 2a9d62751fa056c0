"""What a stage states of an applicant where the notice leaves it to the audit: each with holder, day and ground."""

from __future__ import annotations

from dataclasses import dataclass

from shared.policy.terms.vocabulary import FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One fact as a stage stated it. `basis`: the paper or act that it rests on; `dated` its ISO day; `at` an instant.

    `fact` and `value` as in the vocabulary of the policy packs.
    """

    fact: str
    value: FactValue
    basis: str
    dated: str
    clause: str | None
    stage_id: str
    stated_by: str
    organisation_id: str
    organisation_name: str
    at: str
