"""The page docs/access.md, written from the matrix that a test measures (tests/attack/access_matrix.csv)."""

from __future__ import annotations

import csv
from collections import defaultdict

from infra.docs.methods import methods_of
from infra.paths import ROOT
from shared.contracts.queues import SERVICES

KEPT = ROOT / "tests" / "attack" / "access_matrix.csv"
PAGE = ROOT / "docs" / "access.md"
RELATIONS = ("own", "colleague", "other_house", "other_place", "no_house", "role_missing", "unfit_house")
"""From where a role asks: as whoever it concerns, from the same house, from another one, from another division too,
without house and division, from the same house without the role, from a house that has no such role."""
_OPEN = ("open",)
_ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator",
)  # fmt: skip
_PLACED = ("supervisor", "publisher")
_BODIES = {
    "declaration": "held stage", "audit": "held stage", "committee": "own body", "docgen": "own house",
    "notify": "own house",
}  # fmt: skip
_ABOVE = {"settle_id_number", "allocate_quota"}
"""What neither the holder of a stage nor a unit may, but a body above it."""
_HEAD = """\
# Who reaches what

Written by `make docs` from `tests/attack/access_matrix.csv`, which a test measures: every method is called in every
role from seven places, at a moment when somebody may rightly call it. The rule itself is
[`shared/kernel/scope.py`](../shared/kernel/scope.py); what it is asked about stands in each service's
`domain/scope.py`.

| word | who reaches it |
|---|---|
| all | everybody with the role |
| own | the person whom it concerns: the applicant, the expert on his seat |
| own unit | clerks of the house that it concerns: the applicant's unit, the body that posted the list |
| held stage | clerks of a body that holds the stage or has held it; only the present one decides |
| body above | clerks of a body above the unit or the division |
| own body | clerks of the committee's office, or of the authority, whichever the step belongs to |
| own house | clerks of an organisation that may read the document, or to which the message went |
| own place | the division that the token names, and those within it; a notice: exactly the issuer's |
| - | nobody: refused, hidden, or an empty list |

A clerk's role has force in the house that the token names, if that is of a kind that has such clerks; an applicant's
employer opens nothing. A stage that lies ahead shows the case without its dossier; one that was held is read and not
decided. Experts see the blind list while their session sits.
"""


def page() -> str:
    """The whole text."""
    found: dict[str, dict[str, dict[str, str]]] = {service: defaultdict(dict) for service in SERVICES}
    for service, method, role, *cells in kept():
        found[service][method][role] = word(service, method, role, dict(zip(RELATIONS, cells, strict=True)))
    return "\n".join([_HEAD, *(_table(service, found[service]) for service in SERVICES)])


def kept() -> list[list[str]]:
    """The lines of the matrix without its head."""
    with KEPT.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def word(service: str, method: str, role: str, cells: dict[str, str]) -> str:
    """What the seven outcomes of one role amount to."""
    reached = {relation for relation, outcome in cells.items() if outcome in _OPEN}
    if {"own", "colleague", "other_house", "other_place"} <= reached:
        return "all"
    if role in _PLACED and "own" in reached:
        return "own place"
    if {"own", "colleague"} <= reached:
        if method in _ABOVE:
            return "body above"
        return "own unit" if role == "unit_clerk" else _BODIES[service]
    return "own" if "own" in reached else "-"


def _table(service: str, found: dict[str, dict[str, str]]) -> str:
    lines = [f"## {service}", "", f"| method | {' | '.join(_ROLES)} |", f"|---|{'---|' * len(_ROLES)}"]
    for method in methods_of(service):
        cells = (found.get(method, {}).get(role, "-") for role in _ROLES)
        lines.append(f"| {method} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
