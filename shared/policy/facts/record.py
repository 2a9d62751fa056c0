"""What the register knows about a person beside the profile, over years and notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from shared.policy.pack.choices import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Another declaration of the notice's year, by the features that frequency rules compare.

    `ending`: what became of it, `open` while it is under way; `submitted`: whether it ever was.
    """

    notice_id: str
    plan: str
    series: str
    level: str
    level_group: str
    track: str
    major: str | None = None
    round: str | None = None
    committee: str | None = None
    channel: str | None = None
    submitted: bool = True
    ending: Ending = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the register knows about the person beside the profile; defaults mean: nothing on record.

    `filed`: the person's other declarations of the year, `unit_filed` those of other people of the unit in this notice
    for the plan's series and level. `under_discipline`: None where nobody has said.
    """

    filed: tuple[Filed, ...] = ()
    unit_filed: tuple[Filed, ...] = ()
    rights_used: tuple[str, ...] = ()
    integrity_until: date | None = None
    under_discipline: bool | None = False

    def to_wire(self) -> dict[str, Any]:
        """JSON shape, as a dossier carries it."""
        until = self.integrity_until
        return {
            "filed": [asdict(one) for one in self.filed], "unit_filed": [asdict(one) for one in self.unit_filed],
            "rights_used": list(self.rights_used), "integrity_until": until.isoformat() if until else None,
            "under_discipline": self.under_discipline,
        }  # fmt: skip

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Record:
        """From JSON; members that this version does not know are left out, absent ones are not on record."""
        known = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        until = known.get("integrity_until")
        known["integrity_until"] = date.fromisoformat(until) if until else None
        known["rights_used"] = tuple(known.get("rights_used", ()))
        for name in ("filed", "unit_filed"):
            known[name] = tuple(_filed(row) for row in known.get(name, ()))
        return cls(**known)


def _filed(row: Mapping[str, Any]) -> Filed:
    return Filed(**{field.name: row[field.name] for field in fields(Filed) if field.name in row})
