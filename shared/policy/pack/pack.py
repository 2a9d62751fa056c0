"""The pack: a notice as data, with the look-ups the services use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shared.policy.pack.choices import FrequencyRule, Preference, Unoffered
from shared.policy.pack.committees import CertificateRule, CommitteeRules, ImplementationPlanRule, ReportingRule
from shared.policy.pack.materials import FormVariant, MaterialItem, MaterialList
from shared.policy.pack.notice import Notice, Region, SourceSlip
from shared.policy.pack.oversight import CleaningRule, ExtensionRule, JointReviewRule, OversightRules
from shared.policy.pack.plans import CommitteeSpec, CutOff, Plan, Round, Window, city_of
from shared.policy.pack.procedure import (
    EducationEquivalent,
    Fee,
    FeeKind,
    GroupRule,
    Indicators,
    IntegrityRule,
    PostRule,
    ProfileRule,
    PublicityRule,
    QualificationTitle,
    Quota,
    ReturnRule,
)
from shared.policy.pack.reminding import ReminderRule, Reminding
from shared.policy.pack.routes import Route, Stage, UnitFacts
from shared.policy.pack.rules import Path, Relief, Rule
from shared.policy.terms.basics import RegionTier, WindowStage
from shared.wire.types import JsonObject


class NoRouteError(LookupError):
    """The notice has no route for this plan and unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A published notice. Built only by `load_pack`, which has checked it; safe to share and cache by `digest`.

    `clauses`: the notice's own section paths with their headings, so that a new notice can cite itself as
    `<notice id>/3.2` without a deployment; clauses of the shipped notices are known anyway. `profile`: None where the
    notice says nothing, which asks for nobody's word.
    """

    notice: Notice
    regions: tuple[Region, ...]
    slips: tuple[SourceSlip, ...]
    windows: tuple[Window, ...]
    cut_offs: tuple[CutOff, ...]
    committees: tuple[CommitteeSpec, ...]
    plans: tuple[Plan, ...]
    routes: tuple[Route, ...]
    material_lists: tuple[MaterialList, ...]
    forms: tuple[FormVariant, ...]
    publicity: tuple[PublicityRule, ...]
    returns: tuple[ReturnRule, ...]
    reminders: tuple[ReminderRule, ...]
    quotas: tuple[Quota, ...]
    posts: tuple[PostRule, ...]
    fees: tuple[Fee, ...]
    integrity: IntegrityRule
    committee_rules: CommitteeRules
    implementation_plan: ImplementationPlanRule
    reporting: ReportingRule
    certificate: CertificateRule
    rules: tuple[Rule, ...]
    paths: tuple[Path, ...]
    reliefs: tuple[Relief, ...] = ()
    frequency: tuple[FrequencyRule, ...] = ()
    unoffered: tuple[Unoffered, ...] = ()
    preferences: tuple[Preference, ...] = ()
    profile: ProfileRule | None = None
    reminding: Reminding | None = None
    rounds: tuple[Round, ...] = ()
    education_equivalents: tuple[EducationEquivalent, ...] = ()
    qualifications: tuple[QualificationTitle, ...] = ()
    groups: tuple[GroupRule, ...] = ()
    indicators: tuple[Indicators, ...] = ()
    oversight: OversightRules | None = None
    extension: ExtensionRule | None = None
    cleaning: CleaningRule | None = None
    joint_review: JointReviewRule | None = None
    clauses: dict[str, str] = field(default_factory=dict)
    digest: str = field(default="", metadata={"resolved": True})
    raw: JsonObject = field(default_factory=dict, repr=False, compare=False, metadata={"resolved": True})

    def plan(self, plan_id: str) -> Plan:
        """The plan with this id; KeyError when the notice has none."""
        return {plan.id: plan for plan in self.plans}[plan_id]

    def committee(self, plan: Plan) -> CommitteeSpec:
        """The committee that reviews the plan."""
        return {spec.code: spec for spec in self.committees}[plan.committee]

    def committee_code(self, plan: Plan, region: str) -> str:
        """The code of the committee for a unit of county `region` (same code everywhere unless one per county)."""
        return self.committee(plan).code_for(region)

    def committee_name(self, plan: Plan, region: str) -> str:
        """The Chinese name of that committee."""
        return self.committee(plan).name_for(self.region_name(region), self.region_name(city_of(region)))

    def recognises(self, spec: CommitteeSpec) -> bool:
        """Whether this body decides without a meeting: the plans that point to it are those of 考核认定."""
        return any(plan.committee == spec.code and plan.track == "recognition" for plan in self.plans)

    def region_name(self, code: str) -> str:
        """Chinese name of an administrative division of the notice; the code itself when it is not listed."""
        return {region.code: region.name for region in self.regions}.get(code, code)

    def regions_of(self, tier: RegionTier) -> tuple[Region, ...]:
        """The divisions of one tier (the counties, or the city)."""
        return tuple(region for region in self.regions if region.tier == tier)

    def materials(self, plan: Plan) -> tuple[MaterialItem, ...]:
        """The material list of the plan, in the order of the list."""
        return {entry.id: entry for entry in self.material_lists}[plan.materials].items

    def material_list(self, plan: Plan) -> MaterialList:
        """The list itself, with its total size limit."""
        return {entry.id: entry for entry in self.material_lists}[plan.materials]

    def fee_for(self, plan: Plan, kind: FeeKind) -> Fee | None:
        """What the notice lets be charged for this plan: its first entry of the kind that fits, None without one."""
        return next((fee for fee in self.fees if fee.kind == kind and fee.fits(plan.track, plan.level_group)), None)

    def form(self, form_id: str) -> FormVariant:
        """The form variant; KeyError when the notice has none."""
        return {form.id: form for form in self.forms}[form_id]

    def publicity_rule(self, scope: str) -> PublicityRule:
        """The rule of one scope: unit, roster or result."""
        return {str(rule.scope): rule for rule in self.publicity}[scope]

    def return_rule(self, stage: Stage) -> ReturnRule:
        """What a return by this stage means."""
        return {rule.does: rule for rule in self.returns}[stage.does]

    def reminder_days(self, deadline: str) -> tuple[int, ...]:
        """Calendar days before a deadline of this kind on which reminders go out by its plain rule; empty when none."""
        return {str(rule.deadline): rule.days_before for rule in self.reminders if not rule.id}.get(deadline, ())

    def indicators_for(self, plan: Plan) -> Indicators | None:
        """By what the plan's applicants are judged: the first entry meant for it; None when the notice is silent."""
        return next((entry for entry in self.indicators if plan.is_meant_by(entry.applies)), None)

    def windows_for(self, plan: Plan) -> dict[WindowStage, Window]:
        """The window of each stage for the plan, the most specific entry winning."""
        chosen: dict[WindowStage, Window] = {}
        for window in sorted(self.windows, key=lambda entry: entry.applies.specificity):
            if plan.is_meant_by(window.applies):
                chosen[window.stage] = window
        return chosen

    def route_for(self, plan: Plan, unit: UnitFacts) -> Route:
        """The route a declaration takes, its stages carrying dates and the office's place; NoRouteError when none fits.

        The first route of the pack that fits wins. A plan for one affiliation only has no route for the others; units
        stationed here count as county ones in that respect.
        """
        if not plan.is_for(unit.affiliation):
            raise NoRouteError(f"{plan.id} is not for {unit.affiliation} units")
        for route in self.routes_meant_for(plan):
            if route.applies.takes(unit):
                return self.dated_route(route, plan)
        raise NoRouteError(f"{self.notice.id}: no route for {plan.id} from a {unit.nature} {unit.affiliation} unit")

    def routes_meant_for(self, plan: Plan) -> Iterator[Route]:
        """The routes for declarations of the plan, whatever the unit: as the pack writes them, the first one wins."""
        committee = self.committee(plan)
        for route in self.routes:
            case = route.applies
            if (
                (not case.committee_tiers or committee.tier in case.committee_tiers)
                and (not case.sectors or committee.office.sector in case.sectors)
                and (not case.series or plan.series in case.series)
                and (not case.level_groups or plan.level_group in case.level_groups)
                and (not case.tracks or plan.track in case.tracks)
            ):
                yield route

    def dated_route(self, route: Route, plan: Plan) -> Route:
        """A route of the pack with the plan's dates and the place of its office."""
        return replace(route, stages=tuple(self._dated(stage, plan) for stage in route.stages))

    def _dated(self, stage: Stage, plan: Plan) -> Stage:
        window = plan.windows.get(stage.due)
        holder = stage.holder
        if holder.relation == "committee_office":
            holder = replace(self.committee(plan).office, relation="committee_office")
        return replace(
            stage,
            holder=holder,
            opens_on=window.opens_on if window else None,
            due_on=window.closes_on if window else None,
        )
