"""Every RPC method of every service called wrongly in every way that its schema knows."""

import pytest

from shared.contracts.queues import SERVICES
from tests.support.adversary.siege import besiege


@pytest.mark.parametrize("service", SERVICES)
def test_wrong_calls_are_refused_and_nothing_is_written(service, tmp_path, monkeypatch):
    door = besiege(service, tmp_path, monkeypatch)
    assert door.tried > 1000
    assert door.found == []
