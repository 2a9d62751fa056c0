"""For every RPC the world in which it is right to call it, and the call: who, with what."""

from shared.contracts import declaration
from shared.kernel.clock import iso
from tests.support.amendments import amended, compiled, fee
from tests.support.audit_suite.register_rightly import CALLS as CALLS
from tests.support.audit_suite.register_rightly import of_the_case, ready
from tests.support.audit_suite.world import CHANNEL, NOTICE, OPERATOR, RECOMMENDED, REPORT, at, key_of

CLAUSE = "chifeng-2026/4.3.2"
ITEM = {"path": "summary", "defect": "过于简单", "remedy": "补充", "clause": CLAUSE}
OBJECTION = "业绩不实，请核查。"


@ready
def record_charge(world):
    """The county bureau has taken the fee that the notice's second version settles."""
    pack = compiled(amended(fee("review", 56_000)))
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": NOTICE, "version": 2, "pack": pack.raw})
    world.submitted(notice_version=2)
    taken = {"kind": "review", "amount_fen": 56_000, "receipt": "0001234567"}
    return world.clerk("county"), of_the_case(world) | taken


@ready
def list_inbox(world):
    """What the school has to do."""
    world.submitted()
    return world.clerk("school"), {"filter": {"state": "open", "level_group": "senior"}, "limit": 10}


@ready
def count_inbox(world):
    """How much the school has to do."""
    world.submitted()
    return world.clerk("school"), {"notice_id": NOTICE}


@ready
def claim_case(world):
    """The school's clerk takes the case onto his desk."""
    world.submitted()
    return world.clerk("school"), of_the_case(world)


@ready
def release_case(world):
    """And puts it back."""
    claim_case(world).on(world)
    return world.clerk("school"), of_the_case(world)


@ready
def set_absence(world):
    """The school's clerk is ill for a week."""
    return world.clerk("school"), {"until": "2026-06-22"}


@ready
def get_case(world):
    """The case that the school holds."""
    world.submitted()
    return world.clerk("school"), {"declaration_id": key_of(1)}


@ready
def approve_stage(world):
    """The school's recommendation after its publicity."""
    world.submitted()
    world.published_by_the_unit()
    signed = {"opinion": "同意上报。", "seal_reference": "公章", "recommendation": RECOMMENDED}
    return world.clerk("school"), of_the_case(world) | signed


@ready
def approve_stages(world):
    """The same for all that the school has to do."""
    world.submitted()
    world.published_by_the_unit()
    signed = {"opinion": "同意上报。", "seal_reference": "公章", "recommendation": RECOMMENDED}
    return world.clerk("school"), {"cases": [of_the_case(world)]} | signed


@ready
def return_declarations(world):
    """The school asks everybody for a better summary."""
    world.submitted()
    return world.clerk("school"), {"cases": [of_the_case(world)], "opinion": "需补充。", "items": [ITEM]}


@ready
def return_declaration(world):
    """The school asks for a better summary."""
    world.submitted()
    return world.clerk("school"), of_the_case(world) | {"opinion": "需补充。", "items": [ITEM]}


@ready
def reject_declaration(world):
    """The school has found false material."""
    world.submitted()
    reason = {"opinion": "不予受理。", "reason_code": "false_material", "clause": "chifeng-2026/7.1"}
    return world.clerk("school"), of_the_case(world) | reason


@ready
def hand_over_case(world):
    """The school's only clerk is the applicant: the bureau above stands in."""
    world.submitted()
    return world.clerk("bureau"), of_the_case(world) | {"reason": "申报人为本单位唯一经办人。"}


@ready
def post_publicity(world):
    """The school posts its applicant."""
    world.submitted()
    return world.clerk("school"), {"scope": "unit", "declaration_ids": [key_of(1)], "channel": CHANNEL}


@ready
def close_publicity(world):
    """The five days are over."""
    world.submitted()
    listed = world.publish("school", "unit")
    world.clock.set(at(6, 25, 18))
    return world.clerk("school"), {"publicity_id": listed, "expected_version": 1}


@ready
def file_objection(world):
    """A passer-by objects."""
    world.submitted()
    listed = world.publish("school", "unit")
    return None, {"publicity_id": listed, "declaration_id": key_of(1), "content": OBJECTION}


@ready
def resolve_objection(world):
    """The school has looked into it."""
    found = file_objection(world).on(world)["objection_id"]
    return world.clerk("school"), {
        "objection_id": found, "expected_version": 1, "outcome": "dismissed", "opinion": "经核实，不属实。",
    }  # fmt: skip


@ready
def dismiss_objections(world):
    """The school has looked into what came without a name."""
    file_objection(world).on(world)
    anonymous = {"filed_until": iso(world.clock.now()), "declaration_id": key_of(1)}
    listed = world.call(None, "list_publicities")["items"][0]["publicity_id"]
    return world.clerk("school"), {"publicity_id": listed, "anonymous": anonymous, "opinion": "经核实，不属实。"}


@ready
def list_objections(world):
    """The school reads what came."""
    file_objection(world).on(world)
    listed = world.call(None, "list_publicities")["items"][0]["publicity_id"]
    return world.clerk("school"), {
        "publicity_id": listed, "filter": {"open": True, "declaration_id": key_of(1), "anonymous": True},
    }  # fmt: skip


@ready
def get_publicity(world):
    """Anybody reads the list."""
    world.submitted()
    return None, {"publicity_id": world.publish("school", "unit")}


@ready
def list_publicities(world):
    """Anybody looks for lists."""
    world.submitted()
    world.publish("school", "unit")
    return None, {"filter": {"scope": "unit", "notice_id": NOTICE, "open": True}, "limit": 5}


@ready
def report_roster(world):
    """The county's HR bureau hands up."""
    world.awaiting_report()
    return world.clerk("county"), dict(REPORT)


@ready
def list_reports(world):
    """What it handed up before."""
    report_roster(world).on(world)
    return world.clerk("county"), {"filter": {}, "limit": 5}


@ready
def state_posts(world):
    """The school's posts."""
    line = {"level": "associate_senior", "approved": 12, "filled": 9}
    return world.clerk("school"), {"notice_id": NOTICE, "posts": [line]}


@ready
def allocate_quota(world):
    """A county's part of the 49."""
    part = {"region": "150404", "number": 3}
    return world.clerk("city"), {"notice_id": NOTICE, "quota_id": "k12-full-senior", "allocations": [part]}


@ready
def get_quotas(world):
    """At any time."""
    return world.clerk("county"), {"notice_id": NOTICE}


@ready
def check_posts(world):
    """Before the report."""
    world.awaiting_report()
    return world.clerk("county"), {"notice_id": NOTICE, "level_group": "senior"}


@ready
def run_due(world):
    """The day after the audit window."""
    world.submitted()
    world.clock.set(at(7, 21))
    return OPERATOR, {}


SIGNED = {"opinion": "同意。", "seal_reference": "公章", "recommendation": RECOMMENDED}
DECISIONS = {
    "approve_stage": SIGNED,
    "return_declaration": {"opinion": "需补充。", "items": [ITEM]},
    "reject_declaration": {"opinion": "否。", "reason_code": "out_of_scope", "clause": "chifeng-2026/1"},
}
"""What each decision says, beside the case and its version."""
