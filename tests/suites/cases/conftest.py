"""One world per service, as its own suite begins it; these cases turn on rules, one kind of database is enough."""

import pytest

from tests.suites.audit.conftest import world as audit
from tests.suites.committee.conftest import world as committee
from tests.suites.declaration.conftest import world as declaration

__all__ = ["audit", "committee", "database_kind", "declaration"]


@pytest.fixture(scope="session")
def database_kind():
    return "sqlite"
