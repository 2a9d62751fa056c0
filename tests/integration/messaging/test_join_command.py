"""`zhiping bus join`: once per new subscription, refused when its queue stands, and for what no contract knows."""

import pytest
from typer.testing import CliRunner

from infra.commands.bus import app
from shared.persistence.schema.migrations import migrate


@pytest.fixture
def join(amqp_uri, tmp_path, monkeypatch):
    """`join("notify", "audit_case")` runs the command against the real broker."""
    monkeypatch.setenv("ZHIPING_AMQP_URI", amqp_uri)
    for service in ("audit", "notify"):
        url = f"sqlite:///{tmp_path}/{service}.db"
        migrate(service, url)
        monkeypatch.setenv(f"ZHIPING_DATABASE_URL_{service.upper()}", url)
    return lambda *words: CliRunner().invoke(app, ["join", *words])


def test_a_new_subscription_is_joined_once(join):
    first, again = join("notify", "audit_case"), join("notify", "audit_case")
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "notify.audit_case: 0 aggregates exist already, 0 events are left out" in first.output
    assert "stands already" in again.output


def test_a_subscription_that_no_contract_lists_is_refused(join):
    assert join("notify", "nobody_knows").exit_code == 2
