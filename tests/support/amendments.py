"""A later version of a shipped notice, as a bureau's supplementary notice would make it."""

import json
from functools import cache

import yaml

from shared.policy import load_pack, shipped_text

STATEMENT = {
    "title": "关于调整2026年职称申报工作有关事项的补充通知",
    "issued_on": "2026-06-20",
    "document_number": "赤人社发〔2026〕99号",
    "reason": "为方便专业技术人员申报",
    "source": "赤人社发〔2026〕99号",
}


def amended(*changes, notice="chifeng-2026", **statement):
    """The notice as YAML text after each of `changes(raw)`; `statement` changes what it says of itself."""
    raw = json.loads(_as_json(notice))
    raw["notice"]["amendment"] = STATEMENT | statement
    for change in changes:
        change(raw)
    return json.dumps(raw, ensure_ascii=False)


@cache
def compiled(text):
    """The pack of a notice that `amended` gave."""
    return load_pack(text)


@cache
def _as_json(notice):
    return json.dumps(yaml.load(shipped_text(notice), Loader=yaml.CSafeLoader), default=str)


def window(window_id, **dates):
    """Move a window."""

    def change(raw):
        (found,) = [row for row in raw["windows"] if row["id"] == window_id]
        found.update(dates)

    return change


def rule(**entry):
    """Add a rule for everyone."""

    def change(raw):
        raw["rules"].append(
            {"topic": "continuing_education", "effect": "refuse", "source": STATEMENT["source"]} | entry
        )

    return change


def opened(plan_id, opens_on, closes_on):
    """A plan that was announced for later is opened, with windows of its own."""

    def change(raw):
        (plan,) = [row for row in raw["plans"] if row["id"] == plan_id]
        plan["availability"] = {"state": "open"}
        raw["windows"].append(
            {"id": f"filing-{plan_id}", "stage": "filing", "applies": {"plans": [plan_id]}, "opens_on": opens_on,
             "closes_on": closes_on, "source": STATEMENT["source"]}
        )  # fmt: skip

    return change


def without(plan_id):
    """A plan is taken out of the notice."""

    def change(raw):
        raw["plans"] = [row for row in raw["plans"] if row["id"] != plan_id]

    return change


def fee(kind, amount_fen):
    """The schedule's amount is known."""

    def change(raw):
        (found,) = [row for row in raw["fees"] if row["kind"] == kind]
        found["amount_fen"] = amount_fen

    return change
