"""Events as the bus brings them: twice, out of order, too early, off their contract; none leaves half an effect."""

import json

import pytest

from shared.contracts import declaration
from shared.messaging.base import inline_retry
from shared.messaging.events.handle import DeliveryOutcome
from shared.policy import shipped_pack
from tests.suites.audit.test_door import Calm
from tests.support.audit_suite.rightly import CALLS, ITEM
from tests.support.audit_suite.wire import Wire
from tests.support.audit_suite.world import NOTICE, SECRETS, at, key_of, refusal

HANDLED, DUPLICATE, RETRY, DEAD = (
    DeliveryOutcome.HANDLED,
    DeliveryOutcome.DUPLICATE,
    DeliveryOutcome.RETRY,
    DeliveryOutcome.DEAD,
)


@pytest.fixture
def wire(world, monkeypatch):
    """The audit service's two queues; a gap is a gap at once."""
    monkeypatch.setattr(inline_retry, "GAP_WAITS", ())
    return Wire(world)


def of_case(world):
    """Stage and state of the first declaration's case."""
    case = world.case()
    return case["state"], case["revision"], case["stage"]["stage_id"]


class TestRedelivery:
    def test_a_submission_opens_one_case_however_often_it_comes(self, world, wire):
        first = wire.submitted(sequence=1)
        assert wire.bring(first).verdict is HANDLED
        with Calm(world):
            assert [wire.bring(first).verdict for _ in range(3)] == [DUPLICATE] * 3
        assert len(world.events("audit.case_opened")) == 1

    def test_another_event_at_a_number_that_is_taken_is_laid_before_a_person(self, world, wire):
        assert wire.bring(wire.submitted(sequence=1)).verdict is HANDLED
        with Calm(world):
            outcome = wire.bring(wire.submitted(sequence=1))
        assert outcome.verdict is DEAD
        assert outcome.error.startswith("sequence_taken")

    @pytest.mark.parametrize("change", [declaration.WITHDRAWN, declaration.LAPSED])
    def test_a_case_is_closed_once(self, world, wire, change):
        wire.bring(wire.submitted(sequence=1))
        last = wire.event(change, key_of(1), 2, declaration_id=key_of(1), person_id="person-1")
        assert [wire.bring(last).verdict for _ in range(2)] == [HANDLED, DUPLICATE]
        [closed] = world.events("audit.case_closed")
        assert closed["reason"] == change.name.partition(".")[2]
        [trailed] = [row for row in world.rows("trail") if "case_closed" in row]
        assert closed["reason"] in trailed

    def test_a_notice_is_kept_once_and_its_next_version_beside_it(self, world, wire):
        for version in (1, 1, 2):
            wire.bring(wire.notice("chifeng-2023", version))
        kept = [row for row in world.rows("packs") if "'notice_id': 'chifeng-2023'" in row]
        assert len(kept) == 2


class TestOrder:
    def test_the_answer_waits_for_the_submission(self, world, wire):
        answer = wire.submitted(sequence=2, revision=2)
        with Calm(world):
            assert wire.bring(answer).verdict is RETRY
        assert wire.bring(wire.submitted(sequence=1)).verdict is HANDLED
        give_back(world)
        assert wire.bring(answer).verdict is HANDLED
        assert of_case(world) == ("open", 2, "unit")

    def test_a_withdrawal_that_overtakes_the_submission_leaves_no_open_case(self, world, wire):
        taken_back = wire.event(declaration.WITHDRAWN, key_of(1), 2, declaration_id=key_of(1), person_id="person-1")
        assert wire.bring(taken_back).verdict is RETRY
        wire.bring(wire.submitted(sequence=1))
        assert wire.bring(taken_back).verdict is HANDLED
        assert of_case(world)[0] == "closed"

    def test_declarations_do_not_wait_for_each_other(self, world, wire):
        assert wire.bring(wire.submitted(number=1, sequence=2, revision=2)).verdict is RETRY
        assert wire.bring(wire.submitted(number=2, sequence=1)).verdict is HANDLED
        assert world.case(2)["state"] == "open"

    def test_events_it_does_not_need_count_and_change_nothing_else(self, world, wire):
        started = wire.event(declaration.STARTED, key_of(1), 1, declaration_id=key_of(1))
        assert wire.bring(started).verdict is HANDLED
        assert world.rows("cases") == []
        assert wire.bring(wire.submitted(sequence=2)).verdict is HANDLED


class TestTooEarly:
    def test_a_submission_waits_for_its_notice(self, world, wire):
        early = wire.submitted(sequence=1, notice_id="chifeng-2027")
        with Calm(world):
            outcome = wire.bring(early)
            assert (outcome.verdict, "notice_not_arrived" in outcome.error) == (RETRY, True)
        pack = shipped_pack(NOTICE).raw
        renamed = pack | {"notice": pack["notice"] | {"id": "chifeng-2027"}}
        wire.bring(wire.notice("chifeng-2027", 1, pack=renamed))
        assert wire.bring(early).verdict is HANDLED

    def test_a_submission_waits_for_its_unit(self, world, wire):
        early = wire.submitted(sequence=1, unit=key_of(77))
        with Calm(world):
            outcome = wire.bring(early)
            assert (outcome.verdict, "unit_not_registered" in outcome.error) == (RETRY, True)
        CALLS["register_organisation"](world).on(world, organisation_id=key_of(77))
        assert wire.bring(early).verdict is HANDLED

    def test_a_unit_without_anybody_above_it_gets_no_shorter_route(self, world, wire):
        orphan = CALLS["register_organisation"](world).on(world, region="150402")["organisation_id"]
        with Calm(world):
            outcome = wire.bring(wire.submitted(sequence=1, unit=orphan))
            assert (outcome.verdict, "stage_holder_unknown" in outcome.error) == (RETRY, True)


class TestTooLate:
    @pytest.mark.parametrize("change", [declaration.WITHDRAWN, declaration.LAPSED])
    def test_an_answer_to_a_case_that_is_closed_changes_nothing(self, world, wire, change):
        wire.bring(wire.submitted(sequence=1))
        give_back(world)
        wire.bring(wire.event(change, key_of(1), 2, declaration_id=key_of(1), person_id="person-1"))
        with Calm(world):
            outcome = wire.bring(wire.submitted(sequence=3, revision=2))
            assert (outcome.verdict, "step_not_possible" in outcome.error) == (RETRY, True)

    def test_a_correction_that_did_not_come_in_time_ends_the_case_with_its_clause(self, world, wire):
        wire.bring(wire.submitted(sequence=1))
        give_back(world)
        world.clock.set(at(6, 19))
        lapsed = wire.event(declaration.LAPSED, key_of(1), 2, declaration_id=key_of(1), person_id="person-1")
        assert wire.bring(lapsed).verdict is HANDLED
        [closed] = world.events("audit.case_closed")
        assert (closed["reason"], closed["clause"]) == ("lapsed", "chifeng-2026/3.4")
        assert refusal(world.approve, "school").slug == "step_not_possible"

    def test_a_withdrawal_after_the_end_is_heard_and_changes_no_case(self, world, wire):
        wire.bring(wire.submitted(sequence=1))
        reject(world)
        before = world.rows("cases"), world.rows("outbox"), world.rows("trail")
        last = wire.event(declaration.WITHDRAWN, key_of(1), 2, declaration_id=key_of(1), person_id="person-1")
        assert wire.bring(last).verdict is HANDLED
        assert (world.rows("cases"), world.rows("outbox"), world.rows("trail")) == before

    def test_a_second_submission_of_a_case_that_nobody_returned_changes_nothing(self, world, wire):
        wire.bring(wire.submitted(sequence=1))
        with Calm(world):
            assert wire.bring(wire.submitted(sequence=2, revision=2)).verdict is RETRY


UNFIT = [
    ({"data": {"declaration_id": "x"}}, "off_contract", DEAD),
    ({"data": {"revision": "one"}}, "off_contract", DEAD),
    ({"type": "declaration.unheard_of"}, "event_unknown", RETRY),
    ({"dataversion": 2}, "event_version_unknown", RETRY),
    ({"sequence": 0}, "envelope_invalid", DEAD),
    ({"subject": ""}, "envelope_invalid", DEAD),
]


@pytest.mark.parametrize(("change", "reason", "verdict"), UNFIT)
def test_what_does_not_fit_is_a_dead_letter_at_once_and_what_a_newer_version_says_waits(
    world, wire, change, reason, verdict
):
    body = json.loads(wire.submitted(sequence=1))
    with Calm(world):
        outcome = wire.bring(json.dumps(body | change))
    assert outcome.verdict is verdict
    assert outcome.error.startswith(reason)
    assert not any(secret in outcome.error for secret in SECRETS)


FIELDS = ["declaration_id", "revision", "digest", "dossier"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_submission_without_one_of_its_facts_is_dead_and_its_error_names_the_field(world, wire, field):
    body = json.loads(wire.submitted(sequence=1))
    del body["data"][field]
    outcome = wire.bring(json.dumps(body))
    assert (outcome.verdict, field in outcome.error) == (DEAD, True)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"not json", b"[]", b"{}"])
def test_what_is_no_event_at_all_is_dead_too(world, wire, body):
    with Calm(world):
        assert wire.bring(body).verdict is DEAD


def test_a_handler_that_fails_halfway_leaves_no_dossier_behind(world, wire):
    body = json.loads(wire.submitted(sequence=1))
    body["data"]["dossier"]["plan"]["plan_id"] = "nothing-of-the-kind"
    with Calm(world):
        assert wire.bring(json.dumps(body)).verdict is RETRY
    assert world.rows("dossiers") == []


def give_back(world):
    """The school gives the first declaration back."""
    world.decide("school", "return_declaration", opinion="需补充。", items=[ITEM])


def reject(world):
    """The school rejects the first declaration."""
    world.decide("school", "reject_declaration", opinion="否。", reason_code="out_of_scope", clause="chifeng-2026/1")
