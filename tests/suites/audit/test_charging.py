"""Charges: what the notice's schedule knows, in its amount, once; everything else is refused and leaves nothing."""

import pytest

from shared.contracts import declaration
from tests.suites.audit.test_door import Calm
from tests.support.amendments import amended, compiled, fee
from tests.support.audit_suite.world import APPLICANT, NOTICE, key_of, refusal


def settled(world, *amounts):
    """A case under a version of the notice that has these amounts (kind, fen)."""
    pack = compiled(amended(*(fee(kind, amount) for kind, amount in amounts)))
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": NOTICE, "version": 2, "pack": pack.raw})
    world.submitted(notice_version=2)


def charge(world, kind="review", amount=56_000, place="county"):
    """That organisation records it."""
    return world.decide(place, "record_charge", kind=kind, amount_fen=amount, receipt="0001234567")


def test_a_scheduled_fee_is_kept_with_receipt_and_clause_and_announced(world):
    settled(world, ("review", 56_000))
    charge(world)
    (kept,) = world.call(APPLICANT, "get_case", declaration_id=key_of(1))["charges"]
    assert (kept["amount_fen"], kept["receipt"], kept["clause"]) == (56_000, "0001234567", "chifeng-2026/7.3")
    (event,) = world.events("audit.charge_recorded")
    assert event["organisation_name"] == "松山区人力资源和社会保障局"


@pytest.mark.parametrize(
    ("amounts", "kind", "amount", "slug", "clause"),
    [
        ((), "review", 56_000, "charge_not_settled", "chifeng-2026/7.3"),
        ((("review", 56_000),), "review", 56_001, "charge_differs", "chifeng-2026/7.3"),
        ((("review", 56_000),), "certificate", 1_000, "charge_not_settled", "chifeng-2026/7.3"),
        ((("review", 0),), "review", 1, "charge_is_free", "chifeng-2026/7.3"),
    ],
)
def test_any_other_charge_is_refused(world, amounts, kind, amount, slug, clause):
    settled(world, *amounts)
    with Calm(world):
        error = refusal(charge, world, kind, amount)
        assert (error.slug, error.kind, error.clause) == (slug, "refused", clause)


def test_a_fee_that_the_notice_does_not_know_is_refused_with_its_clause_on_charges(world):
    def no_certificates(raw):
        raw["fees"] = [row for row in raw["fees"] if row["kind"] == "review"]

    pack = compiled(amended(no_certificates))
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": NOTICE, "version": 2, "pack": pack.raw})
    world.submitted(notice_version=2)
    error = refusal(charge, world, "certificate")
    assert (error.slug, error.clause) == ("charge_not_scheduled", "chifeng-2026/7.3")


def test_a_fee_is_taken_once(world):
    settled(world, ("review", 56_000))
    charge(world)
    with Calm(world):
        assert refusal(charge, world).slug == "charged_before"


def test_who_is_not_on_the_route_charges_nothing(world):
    settled(world, ("review", 56_000))
    with Calm(world):
        assert refusal(charge, world, place="other").slug == "case_not_found"
