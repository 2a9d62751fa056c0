"""Parts of a notice as answers tell them, from the pack alone."""

from __future__ import annotations

from services.declaration.results.notice_parts import (
    AppliesTo,
    ClauseHeading,
    IndicatorMenu,
    MaterialLine,
    PrintedSlip,
)
from shared.kernel.citing import cited_section
from shared.policy import Pack, Selector
from shared.policy.pack.materials import MaterialItem
from shared.policy.pack.notice import SourceSlip
from shared.policy.pack.procedure import Indicators
from shared.policy.told.wording import applies_in_words


def applies_to(pack: Pack, applies: Selector) -> AppliesTo:
    """Which plans an entry is about, in codes and in words."""
    return AppliesTo(
        level_groups=applies.level_groups, levels=applies.levels, series=applies.series, tracks=applies.tracks,
        plans=applies.plans, rounds=applies.rounds, words=applies_in_words(pack, applies),
    )  # fmt: skip


def material_line(item: MaterialItem) -> MaterialLine:
    """A line of a material list."""
    return MaterialLine(
        item=item.id, number=item.number, name=item.name, provided_by=item.provided_by, required=item.required,
        conditional=item.required_when is not None, media_types=item.media_types, max_bytes=item.max_bytes,
        max_files=item.max_files, paper=item.paper, supports=item.supports, hint=item.hint, clause=item.clause,
        source=item.source, verified=item.verified,
    )  # fmt: skip


def indicator_menu(pack: Pack, entry: Indicators) -> IndicatorMenu:
    """The dimensions of evaluation."""
    return IndicatorMenu(
        applies=applies_to(pack, entry.applies), dimensions=entry.dimensions, weights=entry.weights,
        papers=entry.papers, methods=entry.methods, clause=entry.clause, note=entry.note,
    )  # fmt: skip


def clause_heading(clause: str, heading: str) -> ClauseHeading:
    """A clause by what stands over it."""
    return ClauseHeading(clause=clause, citation=cited_section(clause.partition("/")[2]), heading=heading)


def printed_slip(slip: SourceSlip) -> PrintedSlip:
    """A likely slip, as printed."""
    return PrintedSlip(clause=slip.clause, printed=slip.printed, remark=slip.remark)
