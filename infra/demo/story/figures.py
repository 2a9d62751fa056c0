"""The whole year in a handful of numbers."""

from __future__ import annotations

from infra.demo.summary import Summary


def figures(summary: Summary, papers: int) -> dict[str, int]:
    """What page and terminal say of a run."""
    declarations, returns = summary["declarations"], summary["returns"]
    return {
        "applicants": summary["applicants"],
        "organisations": summary["organisations"],
        "certified": sum(declarations.get("certified", {}).values()),
        "returned": returns["returned"],
        "fixed": returns["fixed_in_time"],
        "lapsed": sum(declarations.get("lapsed", {}).values()),
        "sessions": len(summary["sessions"]),
        "papers": papers,
        "messages": sum(number for kinds in summary["messages"].values() for number in kinds.values()),
    }
