"""The scenario survives accidents: same summary after kill -9 of every service, and after a broker gone twice.

ZHIPING_CHAOS_SEED repeats the moments of an earlier run; each run prints its own. ZHIPING_CHAOS_ROUNDS (`make soak`)
plays more rounds, every second one with two replicas of each service.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.support.scenario.playing import played

ROUNDS = int(os.environ.get("ZHIPING_CHAOS_ROUNDS") or 1)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    return played(tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(params=range(ROUNDS))
def moments(request):
    """When things happen, from a printed seed, and to how many replicas."""
    chosen = int(os.environ.get("ZHIPING_CHAOS_SEED") or random.SystemRandom().randrange(10**6)) + request.param
    print(f"ZHIPING_CHAOS_SEED={chosen}")
    return {"accident_seed": chosen, "replicas": 1 + request.param % 2}


def test_each_service_killed_once_at_a_random_moment(undisturbed, stack, tmp_path, moments):
    assert played(tmp_path, stack, accident="kills", **moments) == undisturbed


def test_broker_restarted_and_later_killed(undisturbed, stack, tmp_path, moments):
    assert played(tmp_path, stack, accident="broker", **moments) == undisturbed
