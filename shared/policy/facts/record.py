"""What the register knows about a person beside the profile, over years and notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the register knows about the person beside the profile; defaults mean: nothing on record.

    `same_level_this_year`: other declarations of the year at the plan's level that are neither withdrawn nor void;
    `other_track_this_year`: the same for other tracks, at any level. `failed_this_track`: not passed on the plan's
    track earlier in the year. `unit_other_channel`: the unit files this series and level with another committee.
    """

    same_level_this_year: int = 0
    rights_used: tuple[str, ...] = ()
    integrity_until: date | None = None
    under_discipline: bool | None = False
    other_track_this_year: int = 0
    failed_this_track: bool = False
    unit_other_channel: bool = False

    def to_wire(self) -> dict[str, Any]:
        """JSON shape, as a dossier carries it."""
        until = self.integrity_until
        return asdict(self) | {
            "rights_used": list(self.rights_used), "integrity_until": until.isoformat() if until else None,
        }  # fmt: skip

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Record:
        """From JSON; members that this version does not know are left out, absent ones are not on record."""
        known = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        until = known.get("integrity_until")
        known["integrity_until"] = date.fromisoformat(until) if until else None
        known["rights_used"] = tuple(known.get("rights_used", ()))
        return cls(**known)
