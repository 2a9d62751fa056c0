"""Every service's migrations make exactly the tables that its code expects, on both databases."""

import pytest

from shared.contracts.queues import SERVICES
from shared.persistence.schema.revisions import drift


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_and_tables_agree_on_sqlite(service, tmp_path):
    assert drift(service, f"sqlite:///{tmp_path}/{service}.db") == []


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_and_tables_agree_on_postgresql(service, postgres_url):
    assert drift(service, postgres_url) == []
