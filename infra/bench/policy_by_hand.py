"""The peer of `make bench-policy`: what chifeng-2026 asks of a senior K12 teacher, written out in plain Python.

The same gates and paths, the same explanation per rule (clause, outcome, evidence, message), for the one plan
`k12-associate-senior`. It is what a programmer would write without packs; the benchmark checks that both agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Line = dict[str, Any]
GOVERNMENT = ("public_institution", "government")


def verdict(f: Mapping[str, Any]) -> dict[str, Any]:
    """Outcome, the rules looked at, and the path proposed; `f` has the vocabulary's names and no unknown facts."""
    gates = _gates(f)
    paths = [_ordinary(f), *_preferential(f)]
    hours = _line("continuing-education", "5.10", _hours(f), {"ce.hours": f["ce.hours"]}, "继续教育学时不足90学时")
    for path in paths:
        path["rules"] = [_waived(hours, path), *path["rules"]]
        path["outcome"] = _outcome(path["rules"])
    best = min(paths, key=lambda path: ("eligible", "conditional", "refused").index(path["outcome"]))
    rules = [*gates, *best["rules"]]
    return {"outcome": _outcome(rules), "rules": rules, "path": best, "paths": paths}


def _line(rule: str, clause: str, holds: bool, evidence: Line, message: str, effect: str = "refuse") -> Line:
    return {
        "rule_id": rule, "clause": f"chifeng-2026/{clause}", "outcome": "met" if holds else "unmet",
        "evidence": evidence, "message": message, "effect": effect,
    }  # fmt: skip


def _outcome(rules: list[Line]) -> str:
    unmet = [rule["effect"] for rule in rules if rule["outcome"] == "unmet"]
    return "refused" if "refuse" in unmet else "conditional" if "condition" in unmet else "eligible"


def _waived(line: Line, path: Line) -> Line:
    return line | {"outcome": "waived"} if line["outcome"] == "unmet" and path["waives_hours"] else line


def _hours(f: Mapping[str, Any]) -> bool:
    asked = f["employment.nature"] in GOVERNMENT and f["service.township_months_this_year"] < 3
    return not asked or f["ce.hours"] >= 90


def _gates(f: Mapping[str, Any]) -> list[Line]:
    kind, tier = f["person.kind"], f["employment.tier"]
    lines = [
        _line("exam-replaces-review", "2.2", f["plan.availability"] != "exam_replaced",
              {"plan.availability": f["plan.availability"]}, "以考代评"),
        _line("announced-later", "3.1.2", f["plan.availability"] != "announced_later",
              {"plan.availability": f["plan.availability"]}, "另行发文"),
        _line("classified-offline", "2.1", not f["person.classified"],
              {"person.classified": f["person.classified"]}, "涉密人员线下申报"),
        _line("no-civil-servants", "1", kind not in ("civil_servant", "managed_as_civil_servant"),
              {"person.kind": kind}, "公务员不得申报"),
        _line("no-retirees", "1", kind != "retired", {"person.kind": kind}, "离退休人员不得申报"),
        _line("under-discipline", "5", not f["person.under_discipline"],
              {"person.under_discipline": f["person.under_discipline"]}, "处分期间不得申报"),
        _line("integrity-record", "7.1", not f["integrity.barred"],
              {name: f[name] for name in ("integrity.barred", "integrity.until")}, "诚信档案记录期内"),
        _line("one-series-per-level", "4", f["history.same_level_this_year"] == 0,
              {"history.same_level_this_year": f["history.same_level_this_year"]}, "一个层级一个系列"),
        _line("unit-one-channel", "4", not f["history.unit_other_channel"],
              {"history.unit_other_channel": f["history.unit_other_channel"]}, "不得多头申报"),
        _line("not-already-held", "5", f["plan.step_up"] > 0, {"plan.step_up": f["plan.step_up"]}, "已取得本层级"),
        _line("major-of-the-plan", "4.1.2", f["plan.takes_major"],
              {"plan.takes_major": f["plan.takes_major"]}, "专业不在范围内"),
    ]  # fmt: skip
    if f["person.origin"] == "foreign":
        lines.append(_line("foreign-permit", "1", bool(f["person.foreign_permit"]),
                           {"person.foreign_permit": f["person.foreign_permit"]}, "须持有许可"))  # fmt: skip
    if f["employment.affiliation"] == "stationed":
        lines.append(_line("entrustment", "4.2.4", bool(f["employment.entrusted"]),
                           {"employment.entrusted": f["employment.entrusted"]}, "委托评审函", "condition"))  # fmt: skip
    if tier in ("city", "region"):
        lines.append(_line("grass-roots-service", "5.4.4", f["service.grassroots_months"] >= 12,
                           {"service.grassroots_months": f["service.grassroots_months"]}, "基层服务经历"))  # fmt: skip
    if f["employment.nature"] in GOVERNMENT:
        lines.append(_line("annual-assessments", "5", f["assessment.unqualified_recent"] == 0,
                           {"assessment.unqualified_recent": f["assessment.unqualified_recent"]}, "考核"))  # fmt: skip
    if f["title.rank"] > 0:
        lines.append(_line("same-series", "5", f["title.same_series"],
                           {"title.same_series": f["title.same_series"]}, "转系列", "condition"))  # fmt: skip
    return lines


def _path(name: str, clause: str, rules: list[Line], *, waives_hours: bool = False) -> Line:
    return {
        "path_id": name, "clause": f"chifeng-2026/{clause}", "rules": rules, "waives_hours": waives_hours, "outcome": ""
    }  # fmt: skip


def _ordinary(f: Mapping[str, Any]) -> Line:
    degree, rank, years = f["education.rank"], f["title.rank"], f["title.years"]
    if degree == 5:
        return _path("associate-senior-doctor", "5", [
            _line("title", "5", rank >= 3, {"title.rank": rank}, "须已取得中级职称"),
            _line("tenure", "5", years >= 2, {"title.years": years}, "博士须取得中级职称满2年"),
        ])  # fmt: skip
    return _path("associate-senior", "5", [
        _line("education", "5", degree >= 3, {"education.rank": degree}, "须具备大学本科以上学历"),
        _line("title", "5", rank >= 3, {"title.rank": rank}, "须已取得中级职称"),
        _line("tenure", "5", years >= 5, {"title.years": years}, "须取得中级职称满5年"),
    ])  # fmt: skip


def _preferential(f: Mapping[str, Any]) -> list[Line]:
    paths, tier, rank = [], f["employment.tier"], f["title.rank"]
    outstanding = _line("outstanding", "5.4.2", bool(f["achievement.outstanding"]),
                        {"achievement.outstanding": f["achievement.outstanding"]}, "突出业绩", "condition")  # fmt: skip
    if tier in ("county", "township") and rank > 0:
        county, town = f["service.county_years"], f["service.township_years"]
        paths.append(_path("grass-roots-30-20", "5.4.2", [
            _line("service", "5.4.2", county >= 30 or town >= 20,
                  {"service.county_years": county, "service.township_years": town}, "30年或20年"),
            _line("one-level-up", "5.4.2", f["plan.step_up"] == 1, {"plan.step_up": f["plan.step_up"]}, "高一级"),
            outstanding,
        ]))  # fmt: skip
    if f["employment.nature"] in ("private", "social"):
        degree, career, region = f["education.rank"], f["career.years"], f["service.region_years"]
        paths.append(_path("non-public-associate-senior", "5.5.1", [
            _line("career", "5.5.1", degree >= 3 and career >= 12,
                  {"education.rank": degree, "career.years": career}, "本科满12年"),
            _line("region", "5.5.1", region >= 1, {"service.region_years": region}, "在我区工作满1年"),
        ], waives_hours=True))  # fmt: skip
    if tier in ("city", "region") and rank >= 3:
        months, degree, years = f["service.township_months_since_title"], f["education.rank"], f["title.years"]
        paths.append(_path("township-service-early-associate-senior", "5.4.5", [
            _line("service", "5.4.5", months >= 36, {"service.township_months_since_title": months}, "服务满3年"),
            _line("tenure", "5.4.5", degree >= 3 and years >= 4,
                  {"education.rank": degree, "title.years": years}, "规定年限减1年"),
            outstanding,
        ]))  # fmt: skip
    if f["programme.green_channel_claimed"]:
        confirmed = bool(f["programme.green_channel_confirmed"])
        paths.append(_path("green-channel", "5.3", [
            _line("right", "5.3", "green-channel" not in f["history.rights_used"],
                  {"history.rights_used": f["history.rights_used"]}, "只能享受一次"),
            _line("confirmed", "5.3", confirmed,
                  {"programme.green_channel_confirmed": confirmed}, "须经认定", "condition"),
        ]))  # fmt: skip
    return paths
