"""What a schema cannot say: references that must exist, windows in order, routes that end, values that name a basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shared.policy.conditions import ConditionError, compile_condition
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.reminding import check_reminders
from shared.policy.pack.routes import Route
from shared.policy.pack.rules import Path as PolicyPath
from shared.policy.pack.rules import Relief
from shared.policy.pack.structure import basis_entries
from shared.policy.terms.reasons import Reason, because
from shared.policy.terms.reference import clauses, rights, titles

Path = tuple[str | int, ...]
Finding = tuple[Path, Reason]
WHOLE = 100
"""Percent."""


def check(pack: Pack) -> Iterator[Finding]:
    """Every mistake found, as (path, reason)."""
    yield from _duplicates(pack)
    yield from _bases(pack)
    yield from _windows(pack)
    for position, plan in enumerate(pack.plans):
        yield from ((("plans", position, *path), reason) for path, reason in _plan(pack, plan))
    for position, route in enumerate(pack.routes):
        yield from ((("routes", position, *path), reason) for path, reason in _route(route))
    yield from _cut_offs(pack)
    yield from _recognition(pack)
    yield from _rights(pack)
    yield from _reliefs(pack)
    yield from _unoffered(pack)
    yield from _conditions(pack)
    yield from _weights(pack)
    yield from check_reminders(pack.reminders, pack.reminding)


def _duplicates(pack: Pack) -> Iterator[Finding]:
    for section in (
        "windows", "cut_offs", "rounds", "plans", "routes", "material_lists", "forms", "rules", "paths", "reliefs",
        "frequency", "unoffered", "preferences", "quotas", "groups", "indicators",
    ):  # fmt: skip
        yield from _repeated(section, [entry.id for entry in getattr(pack, section)])
    yield from _rules_twice(pack)
    yield from _repeated("committees", [spec.code for spec in pack.committees])
    yield from _repeated("regions", [region.code for region in pack.regions])


def _rules_twice(pack: Pack) -> Iterator[Finding]:
    """Limits and refused majors become gates beside the rules: their ids must not meet."""
    taken = {rule.id for rule in pack.rules}
    for section in ("frequency", "unoffered"):
        for position, entry in enumerate(getattr(pack, section)):
            if entry.id in taken:
                yield (section, position, "id"), because("also_a_rule", name=entry.id)
            taken.add(entry.id)


def _repeated(section: str, names: list[str]) -> Iterator[Finding]:
    for position, name in enumerate(names):
        if name in names[:position]:
            yield (section, position), because("twice", name=name)


def _known_clauses(pack: Pack) -> set[str]:
    """Clauses of the shipped notices, and those the pack says its own notice has."""
    return {*clauses(), *(f"{pack.notice.id}/{path}" for path in pack.clauses)}


def _bases(pack: Pack) -> Iterator[Finding]:
    known = _known_clauses(pack)
    for path, basis in basis_entries(pack):
        if basis.clause is None and basis.source is None:
            yield path, because("no_basis")
        if basis.clause is not None and basis.clause not in known:
            yield (*path, "clause"), because("no_clause", name=basis.clause)
    for position, slip in enumerate(pack.slips):
        if slip.clause not in known:
            yield ("slips", position, "clause"), because("no_clause", name=slip.clause)


def _windows(pack: Pack) -> Iterator[Finding]:
    for position, window in enumerate(pack.windows):
        if window.opens_on is not None and window.closes_on < window.opens_on:
            yield ("windows", position, "closes_on"), because("ends_before", day=window.closes_on)
        twins = [
            other.id
            for other in pack.windows[:position]
            if (other.stage, other.applies) == (window.stage, window.applies)
        ]
        if twins:
            yield ("windows", position), because("window_twice", name=twins[0])


def _plan(pack: Pack, plan: Plan) -> Iterator[Finding]:
    if plan.committee not in {spec.code for spec in pack.committees}:
        yield ("committee",), because("no_committee", name=plan.committee)
    elif pack.committee(plan).level_group != plan.level_group or plan.series not in pack.committee(plan).series:
        yield (
            ("committee",),
            because("not_reviewed_there", name=plan.committee, level_group=plan.level_group, series=plan.series),
        )
    if plan.materials not in {entry.id for entry in pack.material_lists}:
        yield ("materials",), because("no_material_list", name=plan.materials)
    for stage, name in plan.window_ids.items():
        if name not in {window.id for window in pack.windows if window.stage == stage}:
            yield ("window_ids", stage), because("no_window", stage=stage, name=name)
    if plan.availability.state == "open" and not {"filing", "audit", "review"} <= set(plan.windows):
        yield (), because("windows_missing")
    closed = plan.availability.state != "open"
    if closed and not (plan.availability.reason and plan.availability.clause in _known_clauses(pack)):
        yield ("availability",), because("closed_without_reason")
    yield from _title(plan)


def _title(plan: Plan) -> Iterator[Finding]:
    series = titles().get(plan.series)
    if series is None:
        yield ("series",), because("no_series", name=plan.series)
        return
    if plan.title not in series.titles_at(plan.level):
        yield ("title",), because("no_title", series=series.name, title=plan.title, level=plan.level)
    for key in ("majors", "excluded_majors"):
        yield from (((key,), because("no_major", name=name)) for name in _unknown(getattr(plan, key), series.majors))


def _unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    all_known = set(known)
    return [name for name in names if name not in all_known]


def _route(route: Route) -> Iterator[Finding]:
    ids = [stage.id for stage in route.stages]
    if not ids or route.stages[-1].does != "recheck":
        yield ("stages",), because("route_without_end")
    if len(set(ids)) != len(ids):
        yield ("stages",), because("stage_twice")
    for position, stage in enumerate(route.stages):
        holder = stage.holder
        if holder.relation is None and (holder.kind is None or holder.region is None):
            yield ("stages", position, "holder"), because("no_holder")
        if stage.does == "recheck" and position < len(ids) - 1:
            yield ("stages", position), because("recheck_not_last")


def _recognition(pack: Pack) -> Iterator[Finding]:
    """A body either holds sessions or recognises; who recognises needs to know from when the title counts."""
    for position, spec in enumerate(pack.committees):
        tracks = {plan.track == "recognition" for plan in pack.plans if plan.committee == spec.code}
        if len(tracks) > 1:
            yield ("committees", position), because("mixed_recognition")
        if True in tracks and pack.certificate.effective_recognised is None:
            yield ("certificate", "effective_recognised"), because("no_effective_recognised", name=spec.code)


def _rights(pack: Pack) -> Iterator[Finding]:
    for section, entries in ways_of(pack):
        for position, entry in enumerate(entries):
            if entry.right is not None and entry.right not in rights():
                yield (section, position, "right"), because("no_right", name=entry.right, known=", ".join(rights()))


def ways_of(pack: Pack) -> tuple[tuple[str, Sequence[PolicyPath | Relief]], ...]:
    """What speaks of some people only, and asks something of them."""
    return ("paths", pack.paths), ("reliefs", pack.reliefs)


def _reliefs(pack: Pack) -> Iterator[Finding]:
    """A relief does something, and only to what something in the pack lets it do."""
    waivable = {rule.waived_by for rule in pack.rules} | {one.waived_by for path in pack.paths for one in path.requires}
    if pack.posts:
        waivable.add("post_quota")
    for position, relief in enumerate(pack.reliefs):
        if not relief.waives and not relief.years_early:
            yield ("reliefs", position), because("relief_does_nothing")
        for word in _unknown(relief.waives, [word for word in waivable if word]):
            yield ("reliefs", position, "waives"), because("nothing_to_waive", name=word)


def _unoffered(pack: Pack) -> Iterator[Finding]:
    for position, entry in enumerate(pack.unoffered):
        where = ("unoffered", position)
        unknown = _unknown(entry.series, titles())
        yield from (((*where, "series"), because("no_series", name=name)) for name in unknown)
        known = {major for name in entry.series if name in titles() for major in titles()[name].majors}
        yield from (((*where, "majors"), because("no_major", name=name)) for name in _unknown(entry.majors, known))
        if (entry.state == "other_system") != (entry.system is not None):
            yield (*where, "system"), because("system_misplaced")


def _weights(pack: Pack) -> Iterator[Finding]:
    """Where a notice weighs its dimensions, it weighs all of them."""
    for position, entry in enumerate(pack.indicators):
        if entry.weights and (len(entry.weights) != len(entry.dimensions) or sum(entry.weights) != WHOLE):
            yield ("indicators", position, "weights"), because("weights_wrong")


def _cut_offs(pack: Pack) -> Iterator[Finding]:
    for position, entry in enumerate(pack.cut_offs):
        if (entry.on is not None) + (entry.at_close_of is not None) + entry.at_submission != 1:
            yield ("cut_offs", position), because("cut_off_ambiguous")


def _conditions(pack: Pack) -> Iterator[Finding]:
    for path, text in condition_texts(pack):
        try:
            compile_condition(text)
        except ConditionError as error:
            yield path, error.reason


def condition_texts(pack: Pack) -> Iterator[tuple[Path, str]]:
    """Every condition of a pack with its path."""
    for position, rule in enumerate(pack.rules):
        yield from ((("rules", position, "when", n), text) for n, text in enumerate(rule.when))
        yield from ((("rules", position, "require", n), text) for n, text in enumerate(rule.require))
    for section, ways in ways_of(pack):
        for position, path in enumerate(ways):
            yield from (((section, position, "when", n), text) for n, text in enumerate(path.when))
            yield from (
                ((section, position, "requires", n, "require"), entry.require) for n, entry in enumerate(path.requires)
            )
    for position, listed in enumerate(pack.material_lists):
        for n, item in enumerate(listed.items):
            if item.required_when is not None:
                yield ("material_lists", position, "items", n, "required_when"), item.required_when
