"""Who may read a declaration: the applicant, the unit, and the organisations that hold or held a stage of its audit."""

from __future__ import annotations

from collections.abc import Collection

from services.declaration.domain.declaration import Declaration
from shared.kernel.caller import Caller
from shared.kernel.errors import not_found

STAGE_ROLES = ("unit_clerk", "department_clerk", "hr_clerk", "committee_office")


def is_own(declaration: Declaration, caller: Caller) -> bool:
    """Whether the caller is the applicant."""
    return declaration.person_id == caller.person_id


def may_read(declaration: Declaration, caller: Caller, holders: Collection[str]) -> bool:
    """Whether the caller may read; `holders` are the organisations that have held a stage."""
    if is_own(declaration, caller):
        return True
    organisation = caller.organisation_id
    if organisation is None or not any(caller.has(role) for role in STAGE_ROLES):
        return False
    of_unit = caller.has("unit_clerk") and organisation == declaration.unit_id
    return of_unit or organisation in holders


def check_readable(declaration: Declaration, caller: Caller, holders: Collection[str]) -> None:
    """Raise not_found `declaration_not_found` for everybody else: what is not yours does not exist for you."""
    if not may_read(declaration, caller, holders):
        raise not_found("declaration_not_found", path="declaration_id")


def check_own(declaration: Declaration, caller: Caller) -> None:
    """Raise not_found `declaration_not_found` unless the caller is the applicant: only they change it."""
    if not is_own(declaration, caller):
        raise not_found("declaration_not_found", path="declaration_id")
