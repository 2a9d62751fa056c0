"""What a profile and a dossier consist of, as forms and in the order of the contract."""

from __future__ import annotations

from services.gateway.console.fields.field import Field, part_label
from services.gateway.console.fields.making import fields_of
from services.gateway.console.sheets import flat_sheet, sheet_of
from shared.contracts.methods import methods_of


def _fields(shape: str, part: str = "") -> dict[str, Field]:
    shapes = methods_of("declaration").shapes
    return {field.name: field for field in fields_of(shapes[shape], shapes, part=part)}


_profile, _sections = _fields("ProfileInput", "circumstances"), _fields("SectionsInput", "dossier")
IDENTITY = {name: field for name, field in _fields("RegisterPerson", "person").items() if name in (
    "name", "id_number", "unit_id",
)}  # fmt: skip
"""What forms of their own ask for."""
_basics = {name: field for name, field in _fields("RegisterPerson", "person").items() if name not in IDENTITY}
BASICS = flat_sheet("basics", part_label("person"), _basics.values())
_parts = {name: sheet_of(field) for name, field in (_sections | _profile).items() if field.columns}
CAREER = tuple(sheet for name, sheet in _parts.items() if name in _profile and name in _sections)
CIRCUMSTANCES = flat_sheet(
    "circumstances", part_label("circumstances"),
    (field for name, field in _profile.items() if not field.columns and name not in (_basics | IDENTITY)),
)  # fmt: skip
FACTS = (CIRCUMSTANCES, *(sheet for name, sheet in _parts.items() if name not in _sections))
PROFILE = {sheet.name: sheet for sheet in (BASICS, *CAREER, *FACTS)}
MAIN = {name: field for name, field in _sections.items() if not field.columns}
"""The parts of a dossier that stand alone: they have a form of their own, with what the plan offers."""
DOSSIER = {sheet.name: sheet for name, sheet in _parts.items() if name in _sections}
MENDED: dict[str, str] = next(
    dict(column.options)
    for column in _fields("ReturnProfile")["items"].columns
    if column.name == "part"
)  # fmt: skip
"""What a profile may be sent back for, and what it is called."""
