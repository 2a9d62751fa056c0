"""A service that portals call, for the whole of a test file, and a portal that holds to no rule."""

import pytest

from tests.support.ledger_service.lone_fleet import RawCaller, lone_fleet


@pytest.fixture(scope="module")
def fleet(stack, tmp_path_factory):
    with lone_fleet(stack, tmp_path_factory.mktemp("called")) as fleet:
        [fleet.process] = fleet.up("ledger")
        yield fleet


@pytest.fixture
def portal(fleet):
    caller = RawCaller(fleet)
    yield caller
    caller.close()
