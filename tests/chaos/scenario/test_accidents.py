"""The scenario survives accidents: same summary and ledger as undisturbed, no document and no reminder twice.

Each run prints its seed and, per accident, the step, the phase and what was under way at that moment.
ZHIPING_CHAOS_SEED repeats the moments of an earlier run; an odd one means two replicas of each service.
ZHIPING_CHAOS_ROUNDS (`make soak`) plays more rounds and all kinds of accidents; without it the long kinds are left out.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.support.scenario import playing
from tests.support.scenario.playing import FEW

ROUNDS = int(os.environ.get("ZHIPING_CHAOS_ROUNDS") or 1)
SOAK = "ZHIPING_CHAOS_ROUNDS" in os.environ
NOTICED_SOON = {"ZHIPING_HEARTBEAT": "4", "ZHIPING_CONFIRM_TIMEOUT": "1", "ZHIPING_RETRY_DELAYS": "0.1,0.5,2,5,15,15"}
"""A frozen process is given up after seconds instead of minutes; the retries outlast that, as they do in a bureau."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    return playing.undisturbed(tmp_path_factory, **FEW)


def played(*where, **options):
    return playing.played(*where, **FEW, **options)


@pytest.fixture(params=range(ROUNDS))
def moments(request):
    """When things happen, from a printed seed, and to how many replicas."""
    chosen = int(os.environ.get("ZHIPING_CHAOS_SEED") or random.SystemRandom().randrange(0, 10**6, 2)) + request.param
    print(f"repeat with ZHIPING_CHAOS_SEED={chosen} ({request.node.name})")
    return {"accident_seed": chosen, "replicas": 1 + chosen % 2}


def test_each_service_killed_once_in_the_middle_of_its_work(undisturbed, stack, tmp_path, moments):
    assert played(tmp_path, stack, accident="kills", **moments) == undisturbed


def test_broker_restarted_and_later_killed(undisturbed, stack, tmp_path, moments):
    assert played(tmp_path, stack, accident="broker", **moments) == undisturbed


if SOAK:

    def test_database_killed_objects_killed_and_all_services_killed_at_once(undisturbed, stack, tmp_path, moments):
        assert played(tmp_path, stack, accident="servers", **moments) == undisturbed

    def test_replicas_frozen_for_a_minute_while_their_twins_go_on(undisturbed, stack, tmp_path, moments):
        told = moments | {"replicas": 2, "settings": NOTICED_SOON}
        assert played(tmp_path, stack, accident="sleepers", **told) == undisturbed
