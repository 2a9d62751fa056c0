"""The clauses of notices that ask about a field of a profile or dossier, for forms to show beside it."""

from __future__ import annotations

from services.gateway.console import visit

Bases = dict[str, list[str]]
"""Clauses by the place of a field (`education.level`, `kind`)."""


def asked_by_plan(notice_id: str, plan_id: str) -> Bases:
    """By the notice under which a declaration is filed, for its plan."""
    return _by_field(notice_id=notice_id, plan_id=plan_id)


def asked_this_year() -> Bases:
    """By the notices of the running year, whatever the plan: a profile is filled in before any is chosen."""
    return _by_field(year=visit.current().gateway.clock.today().year)


def _by_field(**wanted: str | int) -> Bases:
    found: Bases = {}
    for fact in visit.current().every("declaration.list_asked_facts", filter=wanted):
        for place in fact["fields"]:
            known = found.setdefault(place, [])
            known.extend(clause for clause in fact["clauses"] if clause not in known)
    return found
