"""Every RPC called rightly: its answer, its events by the contract, its trail entry, and that it happens once."""

import json

import pytest

from services.audit.service import AuditService
from shared.contracts.audit import RPC, STREAMS
from shared.kernel.clock import iso
from shared.messaging import STANDARD_RPC, endpoints
from tests.support.audit_suite.rightly import CALLS, CLAUSE
from tests.support.audit_suite.world import NOTICE, RECOMMENDED, counted, key_of, refusal

METHODS = {name: one for name, one in endpoints(AuditService).items() if name not in STANDARD_RPC}
CONTRACTS = {event.name: event for stream in STREAMS for event in stream.events}
EFFECTS = {
    "register_organisation": (["organisation_registered"], [("organisation_registered", "organisation", None)]),
    "change_organisation": (["organisation_registered"], [("organisation_changed", "organisation", None)]),
    "end_organisation": (["organisation_registered"], [("organisation_ended", "organisation", None)]),
    "merge_organisation": (["organisation_registered"], [("organisation_merged", "organisation", None)]),
    "approve_stage": (["stage_approved"], [("stage_approved", "case", "chifeng-2026/6.1.1")]),
    "return_declaration": (["declaration_returned"], [("declaration_returned", "case", CLAUSE)]),
    "approve_stages": (["stage_approved"], [("stage_approved", "case", "chifeng-2026/6.1.1")]),
    "return_declarations": (["declaration_returned"], [("declaration_returned", "case", CLAUSE)]),
    "claim_case": ([], [("case_claimed", "case", None)]),
    "release_case": ([], [("case_released", "case", None)]),
    "set_absence": ([], [("absence_set", "organisation", None)]),
    "reject_declaration": (
        ["declaration_rejected", "integrity_recorded"],
        [("integrity_recorded", "case", "chifeng-2026/7.1"), ("declaration_rejected", "case", "chifeng-2026/7.1")],
    ),
    "hand_over_case": (["stage_entered"], [("case_handed_over", "case", "chifeng-2026/6.1.1")]),
    "post_publicity": (["publicity_posted"], [("publicity_posted", "publicity", "chifeng-2026/6.1.1")]),
    "close_publicity": (["publicity_closed"], [("publicity_closed", "publicity", "chifeng-2026/6.1.1")]),
    "file_objection": (["objection_filed"], [("objection_filed", "publicity", None)]),
    "resolve_objection": (["objection_resolved"], [("objection_resolved", "publicity", None)]),
    "dismiss_objections": (["objection_resolved"], [("objection_resolved", "publicity", None)]),
    "report_roster": (["stage_entered", "roster_reported"], [("roster_reported", "report", "chifeng-2026/4.2.3.1")]),
    "state_posts": ([], [("posts_stated", "organisation", None)]),
    "allocate_quota": ([], [("quota_allocated", "quota", "chifeng-2026/5.9")]),
    "record_charge": (["charge_recorded"], [("charge_recorded", "case", "chifeng-2026/7.3")]),
    "run_due": (["case_closed"], [("case_closed", "case", "chifeng-2026/3.3")]),
}
"""command -> the events that it records, the trail entries that it leaves (action, kind of subject, clause)."""
OTHERWISE = {
    "register_organisation": {"name": "松山区第三小学"},
    "change_organisation": {"name": "松山区第三小学"},
    "end_organisation": {"last_day": "2026-07-31"},
    "merge_organisation": {"reason": "另一理由。"},
    "approve_stage": {"opinion": "另一意见。"},
    "return_declaration": {"opinion": "另一意见。"},
    "approve_stages": {"opinion": "另一意见。"},
    "return_declarations": {"opinion": "另一意见。"},
    "claim_case": {"declaration_id": key_of(2)},
    "release_case": {"declaration_id": key_of(2)},
    "set_absence": {"until": None},
    "reject_declaration": {"reason_code": "out_of_scope"},
    "post_publicity": {"declaration_ids": [key_of(2)]},
    "close_publicity": {"expected_version": 9},
    "file_objection": {"content": "另一份异议的内容。"},
    "resolve_objection": {"outcome": "upheld"},
    "dismiss_objections": {"opinion": "另一意见。"},
    "report_roster": {"recommendation_report": "另一份报告。"},
    "state_posts": {"posts": [{"level": "middle", "approved": 1, "filled": 1}]},
    "allocate_quota": {"allocations": [{"region": "150404", "number": 4}]},
    "record_charge": {"receipt": "0007654321"},
}
"""command -> the change that makes it another command."""
QUERIES = sorted(METHODS.keys() - EFFECTS.keys())


def test_there_is_a_right_call_for_every_method_of_the_contract():
    assert set(CALLS) == set(METHODS) == set(RPC)
    assert set(EFFECTS) == {name for name, one in METHODS.items() if one.kind != "query"}


@pytest.mark.parametrize("method", sorted(EFFECTS))
def test_a_right_command_answers_and_leaves_its_events_and_its_trail(world, method):
    call = CALLS[method](world)
    outbox, trail = entries(world, "outbox"), entries(world, "trail")
    assert call.on(world)
    envelopes = [json.loads(row["body"]) for row in entries(world, "outbox")[len(outbox) :]]
    written = entries(world, "trail")[len(trail) :]
    events, actions = EFFECTS[method]
    assert [one["type"] for one in envelopes] == [f"audit.{name}" for name in events]
    for one in envelopes:
        assert CONTRACTS[one["type"]].read(one["data"])
        assert one["time"] == iso(world.clock.now())
    assert [(row["action"], row["subject_kind"], row["clause"]) for row in written] == actions
    assert {actor_of(row) for row in written} == {actor(call)}


@pytest.mark.parametrize("method", sorted(OTHERWISE))
def test_the_same_key_has_one_effect_and_the_same_answer_and_is_good_for_nothing_else(world, method):
    call = CALLS[method](world)
    first = call.on(world)
    after = world.everything()
    assert call.on(world) == first
    assert world.everything() == after
    error = refusal(call.on, world, **OTHERWISE[method])
    assert (error.slug, error.kind.value) == ("idempotency_key_reused", "conflict")
    assert world.everything() == after


@pytest.mark.parametrize(
    "method", sorted(name for name, one in METHODS.items() if "expected_version" in one.schema.fields)
)
def test_a_change_answers_the_next_version_and_refuses_every_other_one(world, method):
    call = CALLS[method](world)
    before, seen = world.everything(), call.params["expected_version"]
    for wrong in {seen - 1, seen + 1, 99} - {0}:
        error = refusal(call.on, world, expected_version=wrong, idempotency_key=f"wrong-{wrong}")
        assert (error.slug, error.kind.value) == ("stale_version", "conflict")
    assert world.everything() == before
    assert call.on(world)["version"] == seen + 1


@pytest.mark.parametrize("method", QUERIES)
def test_a_query_answers_the_same_twice_and_changes_nothing(world, method):
    call = CALLS[method](world)
    before = world.everything()
    answer = call.on(world)
    assert call.on(world) == answer
    assert world.everything() == before
    if method.startswith("list_"):
        assert set(answer) == {"items", "next_cursor", "total"}
        assert answer["total"] is None
        whole = call.on(world, with_total=True)
        assert whole == answer | {"total": whole["total"]}
        assert whole["total"] >= len(answer["items"]) > 0


def test_a_sweep_finds_nothing_more_the_second_time(world):
    call = CALLS["run_due"](world)
    assert [call.on(world)["done"] for _ in range(2)] == [1, 0]
    assert world.case()["state"] == "closed"


def test_events_of_a_case_are_numbered_without_a_gap_and_say_who_and_why(world):
    CALLS["list_reports"](world)
    world.approve("city")
    bodies = [json.loads(row["body"]) for row in entries(world, "outbox")]
    of_case = [one for one in bodies if one["subject"] == key_of(1)]
    assert [one["sequence"] for one in of_case] == list(range(1, len(of_case) + 1))
    assert [one["type"].partition(".")[2] for one in of_case] == [
        "case_opened", "stage_approved", "stage_approved", "stage_approved", "stage_entered", "stage_approved",
    ]  # fmt: skip
    assert all(one["correlation"] and one["authid"] and one["source"] == "audit" for one in of_case)


def test_the_signed_decision_names_auditor_organisation_seal_and_moment(world):
    call = CALLS["approve_stage"](world)
    call.on(world)
    [event] = world.events("audit.stage_approved")
    assert event["decision"] == {
        "auditor_id": "clerk-school", "auditor_name": "经办school", "organisation_id": world.ids["school"],
        "organisation_name": "松山区第一小学", "opinion": "同意上报。", "seal_reference": "公章",
        "recommendation": "；".join(RECOMMENDED.values()), "at": iso(world.clock.now()), "clause": "chifeng-2026/6.1.1",
        "revision": 1, "digest": world.case()["dossier_digest"],
    }  # fmt: skip


def test_what_a_reader_is_shown_of_a_dossier_has_nothing_sealed_in_it(world):
    shown = CALLS["get_case"](world).on(world)
    assert shown["dossier"]["person"]["id_number_masked"]
    assert "_sealed" not in json.dumps(shown)


def test_who_is_not_on_the_route_sees_the_case_without_its_dossier(world):
    CALLS["get_case"](world)
    assert world.case()["dossier"] is None


class TestPages:
    def test_go_on_where_the_last_one_ended_and_know_the_whole(self, world):
        for number in (1, 2, 3):
            world.submitted(number)
        first = world.call(world.clerk("school"), "list_inbox", limit=2, sort="-case_number", with_total=True)
        second = world.call(
            world.clerk("school"), "list_inbox", limit=2, sort="-case_number", cursor=first["next_cursor"]
        )
        numbers = [case["case_number"][-1] for case in first["items"] + second["items"]]
        assert (numbers, first["total"], second["next_cursor"]) == (["3", "2", "1"], 3, None)

    @pytest.mark.parametrize(
        "method", ["list_inbox", "list_organisations", "list_publicities", "list_reports", "list_objections"]
    )
    def test_refuse_an_order_and_a_place_they_do_not_know(self, world, method):
        call = CALLS[method](world)
        assert refusal(call.on, world, sort="colour").slug == "sort_unknown"
        assert refusal(call.on, world, cursor="nowhere").slug == "cursor_invalid"

    @pytest.mark.parametrize(
        ("narrowed", "count"),
        [({"state": "returned"}, 0), ({"stage_id": "unit"}, 1), ({"level_group": "middle"}, 0),
         ({"plan_id": "k12-associate-senior"}, 1), ({"plan_id": None}, 1)],
    )  # fmt: skip
    def test_are_narrowed_by_every_filter(self, world, narrowed, count):
        world.submitted()
        assert counted(world, world.clerk("school"), "list_inbox", **narrowed) == count

    def test_are_narrowed_by_what_is_still_posted(self, world):
        CALLS["close_publicity"](world).on(world)
        for still, count in ((True, 0), (False, 1)):
            assert counted(world, None, "list_publicities", open=still) == count
        assert counted(world, None, "list_publicities", notice_id=NOTICE) == 1
        assert counted(world, None, "list_publicities", organisation_id=world.ids["city"]) == 0


def entries(world, table):
    """Rows of outbox or trail in order."""
    with world.app.database.begin() as connection:
        rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY position")
        return [dict(row._mapping) for row in rows]


def actor(call):
    """Who must stand in the trail; sweeps are the service's own."""
    if call.method == "run_due":
        return "system:audit"
    return call.who.person_id if call.who else "public"


def actor_of(row):
    """Who stands there."""
    found = row["actor"] if isinstance(row["actor"], dict) else json.loads(row["actor"])
    return found["person_id"]
