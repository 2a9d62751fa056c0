"""A comparison on the terminal: one table per section."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.policy.diff import Comparison, Kind, PackChange
from shared.policy.diff.labels import label

WIDTH = 160
COLOURS: dict[Kind, str] = {
    "added": "green", "removed": "red", "changed": "yellow", "moved": "cyan", "narrowed": "magenta", "widened": "blue",
}  # fmt: skip


def show(comparison: Comparison, console: Console | None = None) -> None:
    """Prints every section that has changes."""
    console = console or (Console() if Console().is_terminal else Console(width=WIDTH))
    console.print(f"{comparison.old} → {comparison.new}: {len(comparison.changes)}", highlight=False)
    for section, changes in comparison.sections().items():
        title = f"{label('sections', section)}（{len(changes)}）"
        console.print(_table(title, comparison.alike(section)))


def _table(title: str, changes: list[tuple[PackChange, list[str]]]) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    table.add_column(label("columns", "kind"), width=4)
    table.add_column(label("columns", "subject"), ratio=3, overflow="fold")
    table.add_column(label("columns", "before"), ratio=5, overflow="fold")
    table.add_column(label("columns", "after"), ratio=5, overflow="fold")
    table.add_column(label("columns", "clause_after"), width=20, overflow="fold")
    for change, subjects in changes:
        about = "、".join(subjects)
        about = f"{about} {label('fields', change.field)}" if _names_field(change) else about
        table.add_row(
            f"[{COLOURS[change.kind]}]{label('kinds', change.kind)}[/]",
            escape(about),
            escape(change.before),
            escape(change.after),
            change.clause_after or change.clause_before or "",
        )
    return table


def _names_field(change: PackChange) -> bool:
    return bool(change.field) and change.section != "headlines" and label("fields", change.field) != change.subject
