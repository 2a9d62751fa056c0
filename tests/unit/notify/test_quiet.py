"""Quiet hours over midnight, within a day, and none at all."""

from datetime import datetime, time

import pytest

from services.notify.domain.quiet import Quiet
from shared.kernel.clock import ZONE

NIGHT = Quiet(time(21), time(7, 30))
NOON = Quiet(time(12), time(14))


def at(day, hour, minute=0):
    return datetime(2026, 6, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("quiet", "instant", "after", "before"),
    [
        (NIGHT, at(5, 2, 30), at(5, 7, 30), at(4, 20, 59)),
        (NIGHT, at(5, 23), at(6, 7, 30), at(5, 20, 59)),
        (NIGHT, at(5, 21), at(6, 7, 30), at(5, 20, 59)),
        (NIGHT, at(5, 7, 30), at(5, 7, 30), at(5, 7, 30)),
        (NOON, at(5, 13), at(5, 14), at(5, 11, 59)),
        (Quiet(time(8), time(8)), at(5, 8), at(5, 8), at(5, 8)),
    ],
)
def test_an_instant_moves_to_the_end_or_before_the_beginning(quiet, instant, after, before):
    assert quiet.after(instant) == after
    assert quiet.before(instant) == before
