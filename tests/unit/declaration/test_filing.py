"""When a unit's filings go two ways: another committee or another recommending body for the same series and level."""

import pytest

from services.declaration.domain.filing import Filing, UnitFiling
from services.declaration.domain.record import filed_by_unit
from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import KnownOrganisation
from shared.policy import Record, shipped_pack
from shared.policy.facts.history import asked_for, history_facts

PACK = shipped_pack("alxa-2025")
LIMIT = "unit-one-channel"


def filing(plan, tier="county", region="152921", channel=None):
    """The way of a unit of this tier."""
    unit = KnownOrganisation(
        organisation_id="unit-1", name="单位", kind="unit", tier=tier, region=region, sector="education",
        nature="public_institution", parent_id=None, channel=channel,
    )  # fmt: skip
    return Filing.of(PACK, PACK.plan(plan), unit)


def goes_two_ways(plan, *others, state=DeclarationState.SUBMITTED, submitted=True):
    """Whether the limit stands in the way of the plan from a unit of county 152921."""
    ways = [filed_by_unit(UnitFiling(filing=one, state=state, submitted=submitted), PACK) for one in others]
    record = Record(unit_filed=tuple(way for way in ways if way))
    mine = asked_for(PACK, PACK.plan(plan), None, "152921", "hr_bureau")
    return LIMIT in history_facts(PACK, record, mine)["history.stands_in_the_way"]


@pytest.mark.parametrize(
    ("other", "elsewhere"),
    [
        (filing("k12-county-middle"), False),
        (filing("k12-county-middle", channel="hr_bureau"), False),
        (filing("k12-county-middle", channel="talent_service"), True),
        (filing("k12-county-middle", region="152922"), True),
        (filing("k12-city-middle", tier="city", region="152900"), True),
        (filing("targeted-k12-middle"), False),
    ],
    ids=["the same way", "the channel by name", "another body", "another county", "another committee", "another track"],
)
def test_a_filing_goes_elsewhere_when_committee_or_body_differ_on_the_same_track(other, elsewhere):
    assert goes_two_ways("k12-county-middle", other) is elsewhere


def test_without_other_filings_no_way_is_another():
    assert goes_two_ways("k12-county-middle") is False


def test_a_plan_that_the_version_no_longer_has_binds_nobody():
    assert goes_two_ways("k12-county-middle", Filing(plan_id="gone", committee="c", channel="hr_bureau")) is False


def test_what_was_withdrawn_or_never_submitted_binds_nobody():
    other = filing("k12-county-middle", channel="talent_service")
    assert goes_two_ways("k12-county-middle", other, state=DeclarationState.WITHDRAWN) is False
    assert goes_two_ways("k12-county-middle", other, state=DeclarationState.DRAFT, submitted=False) is False
