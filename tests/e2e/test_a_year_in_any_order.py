"""Whatever order an outage leaves the events in, and however often they come: a fresh service ends up the same."""

import random

import pytest

from shared.contracts.queues import SERVICES
from tests.support.replay.telling import Year, end_state
from tests.support.scenario.playing import recorded

FOLLOWED = {"declaration": "organisations", "audit": "cases", "committee": "reviews", "docgen": "readers"}
"""A table of each service that only events fill."""


@pytest.fixture(scope="session")
def year(tmp_path_factory):
    """One small year, played once for all workers."""
    return Year(recorded(tmp_path_factory))


@pytest.mark.parametrize("service", SERVICES)
def test_shuffled_and_doubled_events_give_the_same_end(year, service, tmp_path):
    for name in ("as_sent", "shuffled"):
        (tmp_path / name).mkdir()
    shuffled = year.bodies * 2
    random.Random(service).shuffle(shuffled)
    as_sent = end_state(year, service, year.bodies, tmp_path / "as_sent")
    assert as_sent[FOLLOWED.get(service, "messages")]
    assert end_state(year, service, shuffled, tmp_path / "shuffled") == as_sent
