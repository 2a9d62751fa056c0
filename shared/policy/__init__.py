"""A notice as data: packs, their conditions, and the eligibility engine.

    pack = shipped_pack("chifeng-2026")           # or load_pack(yaml_text | path | event.data["pack"])
    plan = pack.plan("k12-associate-senior")
    plan.windows["filing"].is_open(day)           # stages: filing, paper, audit, review, approval; dates inclusive
    route = pack.route_for(plan, UnitFacts(affiliation="county", nature="public_institution", region="150404"))
    for stage in route.stages: ...                # .holder, .publicity, .reports, .recommendation, .opens_on, .due_on
    pack.committee_code(plan, "150404")           # "chifeng-k12-senior"; county committees: one code per county
    facts = facts_from_dossier(pack, plan, profile=profile, unit=unit, record=Record(...), major="physics", at=today)
    facts = declared_facts(pack, plan, dossier, day)   # the same from a dossier, of the day on which it was submitted
    verdict = evaluate(pack, plan, facts, today)  # .outcome, .refusals, .open_points, .path, .route_id
    with_remedies(verdict, pack, plan, facts, growth_of(pack, plan, profile=..., unit=..., at=today))  # what would do
    required_materials(pack, plan, facts)         # what this applicant must upload

What a Pack holds (all frozen; every entry carries `clause`, `source`, `verified`, `note`):

    notice          id, year, title, short_title, document_number, issued_on, website,
                    issuer(name, region, tier, seal_reference), contact(section, telephone, email, address)
    regions         (code, name, tier); regions_of("county"), region_name(code)
    windows         stage x level group x series x track, opens_on | None, closes_on; resolved into plan.windows[stage]
    cut_offs        which evidence ends on which day
    plans           id, name, series, level, level_group, title, track, affiliation city|county|any, mode, committee,
                    majors, availability(state open|announced_later|exam_replaced, reason, clause), windows, needs_paper
    committees      code ({region} in it: one per county), name, level_group, series, scope_kind, tier, office,
                    authority;                                          recognises(spec): 考核认定, no session
    routes          stages(id, name, holder(relation | kind+sector+region), does review|recheck,
                    publicity(scope, working_days) | None, reports, recommendation, opens_on, due_on)
    material_lists  items(id, number, name, provided_by, required, required_when, copies, paper, media_types, max_bytes)
    forms           id, title, template, paper, landscape, copies, texts
    publicity       scope unit|roster|result: working_days, where, texts;          publicity_rule(scope)
    returns         per review|recheck: working_days, never_after, restart, repeat_publicity;   return_rule(stage)
    reminders       per deadline kind and id: when (before, after, waiting), to, template;  reminder_days(kind)
    reminding       (at, quiet, staff_days, daily_letter) | None: as the house has it
    committee_rules sizes/minimum_size(level_group, scope_kind), odd, validity, quorum, vote, consecutive, rotation,
                    scope, draw, external, private, alternates
                    (ratios are exact: ratio.met_by(part, whole), ratio.least(whole))
    implementation_plan (days_before, needs filing|consent, contents) · reporting (months_after, documents)
    certificate (effective, effective_recognised | None, number_format, texts)
    integrity (years, starts) · quotas · posts · fees
    profile (verified_by unit|nobody: whose word it needs before a plan is chosen) | None
    rounds (id, name: every plan once per round) · education_equivalents · qualifications (name -> series, level)
    cleaning (private_share) | None
    joint_review (modes joint|entrusted, consent of which tier) | None
    extension (needs filing|consent, within_year) | None
    oversight (inspections, measures: name, dated, suspends; revocation) | None
    groups (reviewed apart: tiers, natures, sectors, own_pass_rate) · indicators (dimensions, weights, papers, methods)
    rules, paths    eligibility: gates for everyone, and the ordinary and preferential ways to qualify
    digest, raw     content digest (64 hex) and the plain data, which is what an event carries
"""

from shared.policy.advice.advise import remedies_for, with_remedies
from shared.policy.conditions import Condition, ConditionError, compile_condition
from shared.policy.engine.asked import asked_facts
from shared.policy.engine.evaluate import closed_by, evaluate, is_relieved, required_materials
from shared.policy.engine.past_cut_off import with_cut_offs
from shared.policy.engine.remedies import Remedies
from shared.policy.engine.verdict import PathResult, RuleResult, Verdict, reason_of
from shared.policy.facts import (
    Filed,
    Growth,
    Record,
    cut_off,
    cut_off_basis,
    declared_facts,
    facts_from_dossier,
    growth_of,
    major_code,
)
from shared.policy.facts.profile import DeclaredJson
from shared.policy.pack.citing import citable_clauses
from shared.policy.pack.errors import PackError, Problem
from shared.policy.pack.kept import KeptByPack
from shared.policy.pack.loader import load_pack, load_reminders, pack_schema, published_pack, shipped_pack, shipped_text
from shared.policy.pack.pack import NoRouteError, Pack
from shared.policy.pack.plans import CommitteeSpec, Holder, Plan, Window
from shared.policy.pack.routes import Route, Stage, StagePublicity, UnitFacts, affiliation_of
from shared.policy.terms.basics import (
    LEVEL_GROUP_NAMES,
    LEVEL_NAMES,
    LEVEL_RANK,
    Basis,
    Ratio,
    Selector,
    cited,
    level_group,
)
from shared.policy.terms.reference import Age, Clause, TitleSeries, ages, clauses, honours, rights, series_name, titles
from shared.policy.terms.vocabulary import Facts, vocabulary

__all__ = [
    "LEVEL_GROUP_NAMES",
    "LEVEL_NAMES",
    "LEVEL_RANK",
    "Age",
    "Basis",
    "Clause",
    "CommitteeSpec",
    "Condition",
    "ConditionError",
    "DeclaredJson",
    "Facts",
    "Filed",
    "Growth",
    "Holder",
    "KeptByPack",
    "NoRouteError",
    "Pack",
    "PackError",
    "PathResult",
    "Plan",
    "Problem",
    "Ratio",
    "Record",
    "Remedies",
    "Route",
    "RuleResult",
    "Selector",
    "Stage",
    "StagePublicity",
    "TitleSeries",
    "UnitFacts",
    "Verdict",
    "Window",
    "affiliation_of",
    "ages",
    "asked_facts",
    "citable_clauses",
    "cited",
    "clauses",
    "closed_by",
    "compile_condition",
    "cut_off",
    "cut_off_basis",
    "declared_facts",
    "evaluate",
    "facts_from_dossier",
    "growth_of",
    "honours",
    "is_relieved",
    "level_group",
    "load_pack",
    "load_reminders",
    "major_code",
    "pack_schema",
    "published_pack",
    "reason_of",
    "remedies_for",
    "required_materials",
    "rights",
    "series_name",
    "shipped_pack",
    "shipped_text",
    "titles",
    "vocabulary",
    "with_cut_offs",
    "with_remedies",
]
