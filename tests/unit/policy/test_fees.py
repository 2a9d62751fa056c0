"""What the shipped notices let be charged."""

from __future__ import annotations

import pytest

from shared.policy import shipped_pack
from tests.support.some import some


@pytest.mark.parametrize("notice", ["alxa-2025", "chifeng-2023", "chifeng-2026", "nmg-2021"])
@pytest.mark.parametrize("kind", ["review", "certificate"])
def test_every_plan_of_a_socialised_notice_names_the_schedule_and_leaves_the_amount_open(notice, kind):
    pack = shipped_pack(notice)
    fees = [pack.fee_for(plan, kind) for plan in pack.plans]
    assert {fee.amount_fen for fee in fees} == {None}
    assert all(fee.source and fee.clause.startswith(f"{notice}/") for fee in some(fees))


def test_the_green_channel_costs_nothing_and_unsettled_fees_may_not_be_taken():
    pack = shipped_pack("nmg-green-2025")
    for plan in some(pack.plans):
        fee = pack.fee_for(plan, "review")
        assert (fee.amount_fen, fee.clause) == (0, "nmg-green-2025/5.6")
        assert pack.fee_for(plan, "certificate").amount_fen is None
