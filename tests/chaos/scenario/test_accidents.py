"""The scenario survives accidents: same summary after kill -9 of every service, and after a broker gone twice.

ZHIPING_CHAOS_SEED repeats the moments of an earlier run; each run prints its own.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.support.scenario.playing import played


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    return played(tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture
def seed():
    chosen = int(os.environ.get("ZHIPING_CHAOS_SEED") or random.SystemRandom().randrange(10**6))
    print(f"ZHIPING_CHAOS_SEED={chosen}")
    return chosen


def test_each_service_killed_once_at_a_random_moment(undisturbed, stack, tmp_path, seed):
    assert played(tmp_path, stack, accident="kills", accident_seed=seed) == undisturbed


def test_broker_restarted_and_later_killed(undisturbed, stack, tmp_path, seed):
    assert played(tmp_path, stack, accident="broker", accident_seed=seed) == undisturbed
