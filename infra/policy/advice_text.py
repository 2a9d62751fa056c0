"""Remedies in words, for the command line: what fails with its clause, what would do, which way is the nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shared.policy.diff.labels import label
from shared.policy.engine.remedies import FactChange, How, Needed, PathRemedy, RuleRemedy
from shared.policy.engine.verdict import Verdict
from shared.policy.terms.basics import LEVEL_NAMES, LEVEL_RANK
from shared.policy.terms.reference import honours
from shared.policy.terms.vocabulary import FactValue

NO_RANK = {0: "无"}
TITLE_RANKS = NO_RANK | {rank: LEVEL_NAMES[level] for level, rank in LEVEL_RANK.items()}
RANKS: dict[str, dict[int, str]] = {
    "education.rank": NO_RANK | {1: "中专", 2: "大专", 3: "本科", 4: "硕士研究生", 5: "博士研究生"},
    **dict.fromkeys(("title.rank", "plan.rank", "qualification.rank"), TITLE_RANKS),
}
"""Numbers that stand for a step of a ladder are said by its name."""

OUTCOMES = {"eligible": "符合", "conditional": "有条件符合", "refused": "不符合"}
NEEDED = {
    "equals": "须为{}", "at_least": "不少于{}", "at_most": "不超过{}", "one_of": "须为{}之一", "none_of": "不得为{}",
    "includes": "须有{}", "excludes": "不得有{}", "size": "须共{}项",
}  # fmt: skip
WAYS: dict[How, str] = {
    "state": "尚未填报", "bring": "可以补充", "wait": "随时间达到", "other_unit": "须变更工作单位",
    "other_plan": "须另选申报计划", "never": "不能改变",
}  # fmt: skip


def explain_verdict(verdict: Verdict) -> Iterator[str]:
    """The answer for one person: every rule that keeps it from being `eligible`, then the ways, nearest first."""
    yield f"{verdict.at}：{OUTCOMES[verdict.outcome]}"
    remedies = verdict.remedies
    if remedies is None:
        return
    for rule in remedies.rules:
        yield from _rule(rule)
    for number, path in enumerate(remedies.paths):
        yield from _path(path, "最近的途径" if number == 0 else "途径")


def say(change: FactChange) -> str:
    """One change in a line."""
    ranks = RANKS.get(change.fact, {})
    parts = [f"{change.label}（{change.fact}）现为{_value(change.current, ranks)}", _needed(change.needed, ranks)]
    if change.anew:
        parts.append("重新起算")
    elif change.difference is not None:
        parts.append(f"相差{abs(change.difference)}{'级' if ranks else ''}")
    parts.append(WAYS[change.how])
    if change.reached_on is None and change.in_time is False:
        parts.append("照现状不会达到")
    if change.reached_on is not None:
        parts.append(f"{change.reached_on} 起，{'在' if change.in_time else '晚于'}本计划申报期")
    return "，".join(parts)


def _rule(rule: RuleRemedy) -> Iterator[str]:
    yield f"  {rule.message} [{rule.clause}] {rule.rule_id}"
    for number, changes in enumerate(rule.alternatives):
        yield f"    {'改变' if number == 0 else '或者'}：{'；并且'.join(map(say, changes))}"
    if not rule.alternatives:
        yield "    没有可以改变的事实"


def _path(path: PathRemedy, title: str) -> Iterator[str]:
    reachable = "" if path.reachable else "，本计划下无法达到"
    yield f"{title}：{path.name} [{path.clause}] 须改变{len(path.changes)}项，之后{OUTCOMES[path.verdict]}{reachable}"
    for change, rules in zip(path.changes, path.demanders, strict=True):
        clauses = dict.fromkeys(rule.clause or rule.rule_id for rule in rules)
        yield f"  - {say(change)} [{'、'.join(clauses)}]"
    for rule in path.left:
        yield f"  - 仍不满足：{rule.message} [{rule.clause}]"


def _needed(needed: Needed, ranks: Mapping[int, str]) -> str:
    return "，".join(NEEDED[word].format(_value(value, ranks)) for word, value in needed.items()) or "须填报"


def _value(value: FactValue, ranks: Mapping[int, str]) -> str:
    if value is None:
        return "未知"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_word(word) for word in value) or "无"
    return _word(value) if isinstance(value, str) else ranks.get(value, str(value))


def _word(word: str) -> str:
    return honours().get(word) or label("values", word)
