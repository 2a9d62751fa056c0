"""When a unit's filings go two ways: another committee or another recommending body for the same series and level."""

import pytest

from services.declaration.domain.filing import Filing, goes_elsewhere
from services.declaration.domain.views import Organisation
from shared.policy import shipped_pack

PACK = shipped_pack("alxa-2025")


def filing(plan, tier="county", region="152921", channel=None):
    """The way of a unit of this tier."""
    unit = Organisation(
        organisation_id="unit-1", name="单位", kind="unit", tier=tier, region=region, sector="education",
        nature="public_institution", parent_id=None, channel=channel,
    )  # fmt: skip
    return Filing.of(PACK, PACK.plan(plan), unit)


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
    assert goes_elsewhere(filing("k12-county-middle"), [other], PACK) is elsewhere


def test_without_other_filings_no_way_is_another():
    assert goes_elsewhere(filing("k12-county-middle"), [], PACK) is False


def test_a_plan_that_the_version_no_longer_has_binds_nobody():
    gone = Filing(plan_id="gone", committee="c", channel="hr_bureau")
    assert goes_elsewhere(filing("k12-county-middle"), [gone], PACK) is False
