"""What may be filed beside what: how often, what this notice does not take, and which way comes first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.policy.terms.basics import Basis, Level, LevelGroup, Selector, Track, level_group

Feature = Literal["level", "level_group", "series", "major", "track", "plan", "round", "committee", "channel"]
Ending = Literal["open", "withdrawn", "abandoned", "rejected", "not_passed", "succeeded", "void"]
"""What became of a declaration; `void`: cancelled after review, or the title was revoked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRule(Basis):
    """One limit on filings beside each other within the notice's year.

    Another filing (of the same person, or of the person's unit) stands in the way when it agrees in every feature of
    `same` and differs in at least one of `differs` (empty: whether or not it differs). `since`: a filing counts from
    the choice of its plan, or only once it was submitted. `frees`: endings after which it counts no more. `within`:
    filings under any notice of the year, or under this one only. A notice that has no such entry forbids nothing.
    """

    id: str
    counts: Literal["person", "unit"]
    same: tuple[Feature, ...] = ()
    differs: tuple[Feature, ...] = ()
    since: Literal["choice", "submission"]
    frees: tuple[Ending, ...] = ()
    within: Literal["year", "notice"] = "year"
    applies: Selector = field(default_factory=Selector)
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unoffered(Basis):
    """Series, majors or levels that the notice names and does not take here, with the reason that people are told.

    An empty list means any. `state`: put off to a notice of its own, obtained by an exam, filed in another `system`, or
    not reviewed at all. Where the notice has a plan for the series and level, it refuses the majors named.
    """

    id: str
    series: tuple[str, ...]
    majors: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    level_groups: tuple[LevelGroup, ...] = ()
    tracks: tuple[Track, ...] = ()
    state: Literal["announced_later", "exam_replaced", "other_system", "not_reviewed"]
    system: str | None = None
    reason: str

    def speaks_of(self, series: str, level: Level) -> bool:
        """Whether the whole of the series is not taken at that level, by whoever names no track.

        An entry for some majors, or for special tracks only, says less than that.
        """
        at_level = not self.levels or level in self.levels
        in_group = not self.level_groups or level_group(level) in self.level_groups
        in_series = not self.series or series in self.series
        in_track = not self.tracks or "socialised" in self.tracks
        return in_series and at_level and in_group and in_track and not self.majors

    @property
    def selector(self) -> Selector:
        """The plans that it speaks of."""
        return Selector(series=self.series, levels=self.levels, level_groups=self.level_groups, tracks=self.tracks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference(Basis):
    """Whoever qualifies for a plan of these tracks, too, is steered there (series and level being the same)."""

    id: str
    applies: Selector = field(default_factory=Selector)
    to_tracks: tuple[Track, ...]
    message: str
