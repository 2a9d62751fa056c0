"""One site for all tests of a process that ask for it; tests that change much ask for one of their own."""

import pytest

from tests.support.gateway_site import SUMMER, site_at


@pytest.fixture(scope="session")
def site():
    """The visitors' site in the middle of the year."""
    with site_at(SUMMER) as running:
        yield running
