"""Why a pack or a condition is refused: by a word of its own, in English for whoever writes packs, and in Chinese by
the catalogue (`pack_<slug>`) for whoever publishes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.kernel.catalogue import Details, text

REASONS: dict[str, str] = {
    # The text and its shape.
    "not_yaml": "not YAML: {told}",
    "duplicate_key": "duplicate key",
    "no_floats": "floats are not allowed: use an integer or a ratio",
    "not_of_its_type": "{told}",
    "missing": "{told}",
    "unknown": "{told}",
    "wrong_type": "{told}",
    "not_listed": "{told}",
    "wrong_form": "{told}",
    # References and the sense of the whole.
    "also_a_rule": "{name!r} is also the id of a rule",
    "twice": "{name!r} appears twice",
    "no_basis": "states neither a clause nor a source",
    "no_clause": "no such clause: {name}",
    "ends_before": "ends on {day}, before it begins",
    "window_twice": "applies to the same plans and stage as {name}",
    "no_committee": "no such committee: {name}",
    "not_reviewed_there": "{name} does not review {level_group} of {series}",
    "no_material_list": "no such material list: {name}",
    "no_window": "no {stage} window is called {name}",
    "windows_missing": "an open plan needs a filing, an audit and a review window",
    "closed_without_reason": "a plan that takes no filings says why, with a clause",
    "no_series": "no such series: {name}",
    "no_title": "{series} has no title {title} at level {level}",
    "no_major": "no such major: {name}",
    "route_without_end": "the route has no end: its last stage is not the committee office's re-check",
    "stage_twice": "two stages have the same id",
    "no_holder": "names neither a relation nor a kind and region",
    "recheck_not_last": "a re-check is the last stage",
    "mixed_recognition": "plans of the recognition track and others point to it",
    "no_effective_recognised": "is not set, but {name} recognises",
    "no_right": "no such right: {name}; one of {known}",
    "relief_does_nothing": "neither waives anything nor asks fewer years",
    "nothing_to_waive": "no rule and no requirement is waived by {name!r}",
    "system_misplaced": "names a system where, and only where, another system takes the filing",
    "weights_wrong": "one weight for each dimension, together 100 percent",
    "cut_off_ambiguous": "sets a day, the window at whose close evidence ends, or the submission",
    # Reminders.
    "no_moment": "says no moment: one of {known}",
    "impossible_number": "{found} is impossible: {least} to {most}",
    "nothing_to_repeat": "repeats nothing: needs one of {known}",
    "nobody_named": "names nobody",
    "no_such_role": "{deadline} has no {role}: one of {known}",
    "no_id": "an id has at most {most} characters and no '/'",
    "end_missing": "{end} is missing",
    "no_hour": "{found!r} is no hour: HH:MM",
    "within_quiet": "{found} lies within the quiet hours",
    # Conditions.
    "condition_too_long": "longer than {most} characters: write several conditions",
    "condition_unreadable": "does not parse: {condition}",
    "condition_too_deep": "nested too deeply: write several conditions",
    "condition_not_allowed": "not allowed here: {found}",
    "condition_choice": "?: is not allowed: write two conditions",
    "condition_no_member": "not a fact: .{name}",
    "condition_no_fact": "not in the vocabulary: {name}",
    "condition_no_function": "no such function: {name}()",
    "condition_no_date": "not a date: {found}",
    "condition_list": "a list holds plain texts",
    "condition_type": "{what}: {found} where {wanted} is needed",
    "condition_comparison": "{op} cannot compare {left} with {right}",
    "condition_order": "{op} needs integers or dates, not {found}",
    "condition_value": "{name} is never {value!r}; one of {known}",
}
"""English by slug."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One of REASONS with what fills its sentence."""

    slug: str
    details: Details

    def __str__(self) -> str:
        return REASONS[self.slug].format_map(self.details)

    @property
    def in_chinese(self) -> str:
        """The same for people who publish."""
        return text(f"pack_{self.slug}", **self.details)


def because(slug: str, **details: Any) -> Reason:
    """A reason; KeyError for a slug that has no sentence."""
    if slug not in REASONS:
        raise KeyError(slug)
    return Reason(slug, details)
