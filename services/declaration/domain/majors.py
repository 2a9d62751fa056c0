"""The major under which a declaration is filed: one that the plan takes, kept by its Chinese name."""

from __future__ import annotations

from shared.kernel.errors import refused
from shared.policy import Pack, Plan, titles


def only_major(plan: Plan) -> str | None:
    """The plan's major when there is no choice."""
    return plan.majors[0] if len(plan.majors) == 1 else None


def major_of(pack: Pack, plan: Plan, major: str | None) -> str | None:
    """The Chinese name of a major given by code or name; None is not chosen yet.

    Raises refused `major_not_in_plan` for a major that the plan does not list, or excludes. A series without a list
    of majors in the catalogue takes any name.
    """
    if major is None:
        return None
    series = titles().get(plan.series)
    names = series.majors if series else {}
    code = next((key for key, name in names.items() if major in (key, name)), major)
    if code in plan.excluded_majors or (plan.majors and code not in plan.majors):
        rule = next((rule for rule in pack.rules if rule.id == "major-of-the-plan"), None)
        raise refused("major_not_in_plan", path="sections.major", clause=(rule or plan).cited)
    return names.get(code, major)
