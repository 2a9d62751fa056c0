"""How profiles of the made-up year wait for the word of their units: an hour, weeks, or for ever."""

from datetime import timedelta

from shared.contracts.declaration import PROFILE_RETURNED, PROFILE_VERIFIED, PROFILE_WAITING
from tests.support.reminders.days import DAY

PATIENCE = (0.1, 0.5, 2.0, 6.0, 20.0)
"""Days that a unit lets it lie in the mean."""


def profile(told, when, person, unit):
    """Complete at that instant; verified, sent back and mended first, or left lying."""
    who, rng = {"person_id": person, "unit_id": unit}, told.rng
    told.tell(when, PROFILE_WAITING, person, **who)
    when += _while(rng)
    chance = rng.random()
    if chance < 0.06:
        told.tell(when, PROFILE_RETURNED, person, organisation_id=unit, **who)
        mended = when + rng.randint(1, 90) * timedelta(hours=1)
        told.tell(mended, PROFILE_WAITING, person, **who)
        when = mended + _while(rng)
    if chance < 0.95:
        told.tell(when, PROFILE_VERIFIED, person, **who)


def _while(rng):
    return timedelta(minutes=20) + rng.expovariate(1 / rng.choice(PATIENCE)) * DAY
