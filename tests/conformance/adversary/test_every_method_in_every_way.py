"""Every RPC method of every service called wrongly in every way that its schema knows: a typed Chinese refusal."""

import pytest

from shared.contracts.queues import SERVICES
from tests.support.adversary.siege import besiege, methods_of


@pytest.mark.parametrize("service", SERVICES)
def test_wrong_calls_are_refused_and_nothing_is_written(service, tmp_path, monkeypatch):
    door = besiege(service, tmp_path, monkeypatch)
    assert methods_of(service) - door.reached == set()
    assert door.tried > 1000
    assert door.found == []
