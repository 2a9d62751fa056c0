"""Every RPC method of every service called wrongly, a part of the ways: a typed Chinese refusal, nothing written."""

import pytest

from shared.contracts.queues import SERVICES
from tests.support.adversary.siege import besiege, methods_of


@pytest.mark.parametrize("service", SERVICES)
def test_wrong_calls_are_refused_where_right_ones_go_well(service, tmp_path, monkeypatch):
    door = besiege(service, tmp_path, monkeypatch, one_in=7)
    assert methods_of(service) - door.reached == set()
    assert door.found == []
