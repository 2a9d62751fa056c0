"""The peer of `make bench-policy`: what chifeng-2026 asks of a senior K12 teacher, written out in plain Python.

The same gates, waivers and paths, the same explanation per rule (clause, outcome, evidence, message), for the one plan
`k12-associate-senior`. It is what a programmer would write without packs; the benchmark checks that both agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Line = dict[str, Any]
NON_PUBLIC = ("private", "social", "freelance_agency")
URBAN = ("city", "region")


def verdict(f: Mapping[str, Any]) -> dict[str, Any]:
    """Outcome, the rules looked at, and the path proposed; `f` has the vocabulary's names and no unknown facts."""
    gates = _gates(f)
    paths = [_ordinary(f), *_preferential(f)]
    hours = _hours(f)
    for path in paths:
        path["rules"] = [hours, *path["rules"]]
        path["outcome"] = _outcome(path["rules"])
    best = min(paths, key=lambda path: ("eligible", "refused").index(path["outcome"]))
    rules = [*gates, *best["rules"]]
    return {"outcome": _outcome(rules), "rules": rules, "path": best, "paths": paths}


def _line(rule: str, clause: str, holds: bool, evidence: Line, message: str) -> Line:
    return {
        "rule_id": rule, "clause": f"chifeng-2026/{clause}", "outcome": "met" if holds else "unmet",
        "evidence": evidence, "message": message, "effect": "refuse",
    }  # fmt: skip


def _outcome(rules: list[Line]) -> str:
    return "refused" if any(rule["outcome"] == "unmet" for rule in rules) else "eligible"


def _waived(line: Line, by: str, clause: str) -> Line:
    return line | {"outcome": "waived", "waived_by": by, "clause": f"chifeng-2026/{clause}"}


def _hours(f: Mapping[str, Any]) -> Line:
    line = _line("continuing-education", "5.10", f["ce.hours"] >= 90, {"ce.hours": f["ce.hours"]}, "继续教育学时不足")
    if line["outcome"] == "met":
        return line
    if f["employment.tier"] in URBAN and f["service.township_months_this_year"] >= 3:
        return _waived(line, "served-in-townships-this-year", "5.4.5")
    if f["employment.nature"] in NON_PUBLIC:
        return _waived(line, "non-public-hours", "5.5.1")
    return line


def _gates(f: Mapping[str, Any]) -> list[Line]:
    kind, filed = f["person.kind"], f["history.stands_in_the_way"]
    lines = [
        _line("one-series-per-level", "4", "one-series-per-level" not in filed,
              {"history.stands_in_the_way": filed}, "一个层级一个系列"),
        _line("plan-final", "4.1.2", "plan-final" not in filed,
              {"history.stands_in_the_way": filed}, "申报计划选定后不能修改"),
        _line("unit-one-channel", "4", "unit-one-channel" not in filed,
              {"history.stands_in_the_way": filed}, "不得多头申报"),
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
        _line("not-already-held", "5", f["plan.step_up"] > 0, {"plan.step_up": f["plan.step_up"]}, "已取得本层级"),
        _line("major-of-the-plan", "4.1.2", f["plan.takes_major"],
              {"plan.takes_major": f["plan.takes_major"]}, "专业不在范围内"),
    ]  # fmt: skip
    return lines + _gates_of_some(f)


def _gates_of_some(f: Mapping[str, Any]) -> list[Line]:
    """Gates that speak of some people only."""
    lines = []
    tier = f["employment.tier"]
    if f["person.origin"] == "foreign":
        lines.append(_line("foreign-permit", "1", bool(f["person.foreign_permit"]),
                           {"person.foreign_permit": f["person.foreign_permit"]}, "须持有许可"))  # fmt: skip
    if f["employment.affiliation"] == "stationed":
        lines.append(_line("entrustment", "4.2.4", bool(f["employment.entrusted"]),
                           {"employment.entrusted": f["employment.entrusted"]}, "委托评审函"))  # fmt: skip
    if tier in URBAN:
        lines.append(_line("grass-roots-service", "5.4.4", f["service.grassroots_months"] > 0,
                           {"service.grassroots_months": f["service.grassroots_months"]}, "基层服务经历"))  # fmt: skip
    if f["employment.nature"] in ("public_institution", "government"):
        lines.append(_line("annual-assessments", "5", f["assessment.unqualified_recent"] == 0,
                           {"assessment.unqualified_recent": f["assessment.unqualified_recent"]}, "考核"))  # fmt: skip
    if f["title.rank"] > 0:
        lines.append(_line("same-series", "5", f["title.same_series"],
                           {"title.same_series": f["title.same_series"]}, "转系列"))  # fmt: skip
    return lines


def _path(name: str, clause: str, rules: list[Line]) -> Line:
    return {"path_id": name, "clause": f"chifeng-2026/{clause}", "rules": rules, "outcome": ""}


def _early(f: Mapping[str, Any]) -> bool:
    """Three years served in townships since the title, with an outstanding contribution: one year less."""
    served = f["service.township_months_since_title"] >= 36 and f["achievement.outstanding"]
    return bool(f["employment.tier"] in URBAN and f["title.rank"] > 0 and f["plan.step_up"] == 1 and served)


def _tenure(f: Mapping[str, Any], clause: str, years: int, message: str) -> Line:
    evidence = {"title.years": f["title.years"]}
    line = _line("tenure", clause, f["title.years"] >= years, evidence, message)
    if line["outcome"] == "unmet" and _early(f) and f["title.years"] >= years - 1:
        return _waived(line, "served-in-townships-three-years", "5.4.5")
    return line


def _ordinary(f: Mapping[str, Any]) -> Line:
    degree, rank = f["education.rank"], f["title.rank"]
    title = _line("title", "5", rank >= 3, {"title.rank": rank}, "须已取得中级职称")
    if degree == 5:
        return _path("associate-senior-doctor", "5", [title, _tenure(f, "5", 2, "博士须取得中级职称满2年")])
    education = _line("education", "5", degree >= 3, {"education.rank": degree}, "须具备大学本科以上学历")
    return _path("associate-senior", "5", [education, title, _tenure(f, "5", 5, "须取得中级职称满5年")])


def _preferential(f: Mapping[str, Any]) -> list[Line]:
    paths = []
    if f["employment.tier"] in ("county", "township") and f["title.rank"] > 0:
        paths.append(_thirty_twenty(f))
    if f["employment.nature"] in ("private", "social"):
        degree, career, region = f["education.rank"], f["career.years"], f["service.region_years"]
        paths.append(_path("non-public-associate-senior", "5.5.1", [
            _line("career", "5.5.1", degree >= 3 and career >= 12,
                  {"education.rank": degree, "career.years": career}, "本科满12年"),
            _line("region", "5.5.1", region >= 1, {"service.region_years": region}, "在我区工作满1年"),
        ]))  # fmt: skip
    if f["programme.green_channel_claimed"]:
        confirmed = bool(f["programme.green_channel_confirmed"])
        paths.append(_path("green-channel", "5.3", [
            _line("right", "5.3", "green-channel" not in f["history.rights_used"],
                  {"history.rights_used": f["history.rights_used"]}, "只能享受一次"),
            _line("confirmed", "5.3", confirmed, {"programme.green_channel_confirmed": confirmed}, "须经认定"),
        ]))  # fmt: skip
    return paths


def _thirty_twenty(f: Mapping[str, Any]) -> Line:
    county, town = f["service.county_years"], f["service.township_years"]
    return _path("grass-roots-30-20", "5.4.2", [
        _line("service", "5.4.2", county >= 30 or town >= 20,
              {"service.county_years": county, "service.township_years": town}, "30年或20年"),
        _line("one-level-up", "5.4.2", f["plan.step_up"] == 1, {"plan.step_up": f["plan.step_up"]}, "高一级"),
        _tenure(f, "5.4.2", 5, "任现职年限仍须符合"),
        _line("outstanding", "5.4.2", bool(f["achievement.outstanding"]),
              {"achievement.outstanding": f["achievement.outstanding"]}, "突出业绩"),
    ])  # fmt: skip
