"""What the register knows about a person beside the profile, over years and notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
