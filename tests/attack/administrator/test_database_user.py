"""Somebody has the password of a service's own database user, and nothing else."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from infra.paths import ROOT
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.persistence import Database, transaction
from shared.persistence.kept_openings import KeptOpenings
from shared.persistence.schema.common_tables import OPENINGS
from shared.persistence.trail.chain import seal_trail, sealed_entries, verify_trail

CUTS = {
    "an entry is rewritten": "UPDATE trail SET opinion = '不同意'",
    "an entry is unsealed": "UPDATE trail SET seal_no = NULL, prev_hash = NULL, hash = NULL",
    "an entry is deleted": "DELETE FROM trail",
    "the trail is emptied": "TRUNCATE trail",
    "its triggers are switched off": "ALTER TABLE trail DISABLE TRIGGER USER",
    "a trigger is dropped": "DROP TRIGGER trail_no_delete ON trail",
    "the trigger's function is made harmless":
        "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "the table is dropped": "DROP TABLE trail CASCADE",
    "the table is put aside": "ALTER TABLE trail RENAME TO trail_before",
    "an opening is ascribed to somebody else": "UPDATE openings SET opened_by = 'somebody'",
    "an opening is deleted": "DELETE FROM openings",
    "all openings are deleted": "TRUNCATE openings",
    "openings are let go of by their triggers": "ALTER TABLE openings DISABLE TRIGGER USER",
    "the whole schema is dropped": "DROP SCHEMA public CASCADE",
    "the owner is played": "SET ROLE audit_owner",
    "triggers are passed over": "SET session_replication_role = replica",
}  # fmt: skip

BY_TRIGGER = {"an entry is unsealed": "P0001"}
"""Where the right is there, since an entry is sealed by filling these columns once."""


@pytest.fixture(scope="module")
def own_user(stack):
    """The URL with which the audit service of this stack reaches its database; one decision is in the trail."""
    deployed(stack)
    database = Database(stack.environment("audit")["ZHIPING_DATABASE_URL"], pool_size=1)
    caller = Caller("p-1", "王某", "o-1", frozenset({"hr_clerk"}), "150402")
    with transaction(database, lambda connection: connection, SystemClock(), caller) as tx:
        tx.trail("approve_stage", "case", "d-1", clause="3.2", opinion="同意")
    with database.begin() as connection:
        seal_trail(connection)
    database.close()
    return database.url


def deployed(stack):
    """`zhiping db migrate`, as an operator calls it."""
    command = [sys.executable, "-W", "ignore", "-m", "infra.cli", "db", "migrate", "audit", "--stack", stack.name]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize("what", CUTS)
def test_the_services_user_cannot_touch_what_was_decided(own_user, what):
    engine = create_engine(own_user)
    try:
        with engine.connect() as connection, pytest.raises(DBAPIError) as refused:
            connection.execute(text(CUTS[what]))  # and never committed
        assert refused.value.orig.pgcode == BY_TRIGGER.get(what, "42501"), refused.value.orig
    finally:
        engine.dispose()


def test_the_service_itself_goes_on_deciding_and_sealing(own_user):
    engine = create_engine(own_user)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM trail WHERE seal_no IS NOT NULL")) == 1
    engine.dispose()


def test_an_opening_that_the_services_user_adds_is_named(own_user):
    engine = create_engine(own_user)
    with engine.connect() as connection:  # and never committed
        assert judged(connection).holds
        invented = dict.fromkeys(OPENINGS.columns.keys(), "innocent") | {"opened_at": SystemClock().now()}
        connection.execute(OPENINGS.insert().values(**invented))
        assert judged(connection).fault.startswith("the opening innocent of innocent, ")
    engine.dispose()


def judged(connection):
    """What `zhiping trail verify` finds."""
    openings = KeptOpenings(connection)
    return openings.judged(verify_trail(openings.watched(sealed_entries(connection))))
