"""The five people whose story is told, found in what was played: a fate says where to look, the records decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from infra.demo.driver import Driver
from infra.demo.outcomes import Fate
from infra.demo.story.records import Records
from infra.demo.world import Applicant, World

CERTIFIED = "certified"


@dataclass(frozen=True)
class StoryKind:
    """A kind of story; `fates` in the order in which they are looked through, `holds` asks the services' records."""

    name: str
    title: str
    fates: tuple[Fate, ...]
    holds: Callable[[Records], bool]


@dataclass(frozen=True)
class Story:
    """Somebody of whom it is true."""

    kind: StoryKind
    applicant: Applicant
    records: Records

    @property
    def name(self) -> str:
        """Of the person."""
        return self.applicant.caller.name

    @property
    def unit(self) -> str:
        """Where the person works."""
        return self.applicant.unit.name

    @property
    def title(self) -> str:
        """What was filed for."""
        return self.applicant.plan.name


def _returned(records: Records) -> bool:
    return bool(records.case and records.case["corrections"])


def _passed(records: Records) -> bool:
    return records.state == CERTIFIED and not _returned(records) and not records.objections


def _fixed(records: Records) -> bool:
    return records.state == CERTIFIED and _returned(records) and any(_resubmitted(records))


def _resubmitted(records: Records) -> Iterable[bool]:
    return (one["revision"] > 1 for one in records.declaration["revisions"]) if records.declaration else ()


def _lapsed(records: Records) -> bool:
    return records.state == "lapsed" and _returned(records)


def _refused(records: Records) -> bool:
    return records.declaration is None and records.verdict["verdict"] == "refused"


def _upheld(records: Records) -> bool:
    ended = records.state in ("rejected", "cancelled")
    return ended and any(one["outcome"] == "upheld" for one in records.objections)


KINDS = (
    StoryKind("passed", "顺利通过", (Fate.SMOOTH,), _passed),
    StoryKind(
        "fixed", "退回补正，按期改好",
        (Fate.RETURNED_BY_UNIT, Fate.RETURNED_BY_HIGHER_TIER, Fate.RETURNED_BY_OFFICE), _fixed,
    ),
    StoryKind("lapsed", "逾期未补正，视为放弃", (Fate.RETURN_LAPSES, Fate.OFFICE_RETURN_LAPSES), _lapsed),
    StoryKind("refused", "不符合条件，当场告知条款", (Fate.INELIGIBLE,), _refused),
    StoryKind("upheld", "公示异议，查实成立", (Fate.OBJECTION_UPHELD, Fate.RESULT_OBJECTION_UPHELD), _upheld),
)  # fmt: skip


def find_stories(driver: Driver, world: World) -> list[Story]:
    """Of each kind the first applicant, by number, of whom it is true; a kind without anybody is left out."""
    found = (_first(driver, world, kind) for kind in KINDS)
    return [story for story in found if story is not None]


def missing_kinds(stories: Iterable[Story]) -> list[StoryKind]:
    """Kinds that nobody of this run has lived through."""
    told = {story.kind.name for story in stories}
    return [kind for kind in KINDS if kind.name not in told]


def _first(driver: Driver, world: World, kind: StoryKind) -> Story | None:
    for fate in kind.fates:
        for applicant in sorted(world.applicants, key=lambda one: one.number):
            if applicant.fate is fate and kind.holds(records := Records(driver, world, applicant)):
                return Story(kind, applicant, records)
    return None
