"""A database of the released version is upgraded while that version reads and writes it; both go on side by side."""

import shutil
import uuid

import pytest
from sqlalchemy import MetaData, select

from shared.persistence import Database, migrate
from shared.persistence.kept_openings import KeptOpenings
from shared.persistence.schema.hidden_numbers import hide_id_numbers
from shared.persistence.schema.migrations import pending
from shared.persistence.schema.revisions import drift
from shared.persistence.trail.chain import seal_trail, sealed_entries, verify_trail
from tests.support.guessing import patterns_in
from tests.support.released import ROOT
from tests.support.upgrade.stories import STORIES


@pytest.fixture
def url(empty_url):
    """Of an empty database; a file is not made safe against power cuts."""
    return f"{empty_url}?synchronous=OFF" if empty_url.startswith("sqlite") else empty_url


@pytest.fixture
def takes(url, tmp_path):
    """`takes(version, service, step)`: how it failed, or None."""
    told = set()

    def step_of(version, service, step):
        told.add((version, service))
        return version.takes(service, url, tmp_path / "story", step)

    yield step_of
    for version, service in told:
        went_well(version.takes(service, url, tmp_path / "story", "close"))


def went_well(fault, what="the step failed"):
    """Fails with the whole story of a fault."""
    if fault is not None:
        pytest.fail(f"{what}:\n{fault}", pytrace=False)


def chain_of(url):
    """What a verification of the whole trail and of the openings finds."""
    database = Database(url, pool_size=1)
    try:
        with database.begin() as connection:
            while seal_trail(connection):
                pass
            openings = KeptOpenings(connection)
            return openings.judged(verify_trail(openings.watched(sealed_entries(connection))))
    finally:
        database.close()


def masks_left(url):
    """What is still told of ID numbers once the last old process has stopped and its rows were hidden."""
    database, tables = Database(url, pool_size=1), MetaData()
    try:
        with database.begin() as connection:
            hide_id_numbers(connection)
            tables.reflect(connection)
            held = [connection.execute(select(table)).all() for table in tables.tables.values()]
            return {found for found in patterns_in(repr(held)) if "*" in found}
    finally:
        database.close()


@pytest.mark.parametrize("service", STORIES)
def test_the_released_version_lives_with_every_later_revision(
    service, url, takes, release, old_version, new_version
):  # fmt: skip
    old = old_version if service in release.databases else new_version
    went_well(takes(old, service, "fill"))
    for revision in pending(service, url) or ["heads"]:
        migrate(service, url, revision)
        went_well(takes(old, service, "use"), f"the released version does not live with {revision}")
    went_well(takes(new_version, service, "use"))
    went_well(takes(old, service, "use"), "the released version does not live with what the new one wrote")
    assert drift(service, url) == []
    assert chain_of(url).fault is None
    assert masks_left(url) == set()


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("service", STORIES)
def test_the_present_version_can_fill_a_database_for_the_version_after_it(
    service, takes, release, old_version, new_version
):  # fmt: skip
    """Where the present tree stands for the release, it has done so above."""
    if old_version.tree != new_version.tree and service in release.databases:
        went_well(takes(new_version, service, "fill"))


REVISION = '''"""Made by a test."""

from alembic import op

revision = "notify_9999"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.execute("{statement}")
'''


@pytest.fixture
def later_history(release, tmp_path, monkeypatch):
    """`later_history(statement)`: the name of notify's released history with one more revision."""

    def written(statement):
        package = f"later_{uuid.uuid4().hex}"
        home = tmp_path / package / "notify"
        shutil.copytree(ROOT / "services/notify/migrations", home / "migrations")
        released, versions = release.databases["notify"], home / "migrations" / "versions"
        for later in [path for path in versions.glob("notify_*.py") if path.name[: len(released)] > released]:
            later.unlink()
        (versions / "notify_9999_made_by_a_test.py").write_text(REVISION.format(before=released, statement=statement))
        monkeypatch.syspath_prepend(tmp_path)
        return f"{package}.notify"

    return written


@pytest.mark.parametrize(
    ("statement", "missed"),
    [
        ("ALTER TABLE messages ADD COLUMN made_by_a_test VARCHAR(100)", None),
        ("ALTER TABLE messages RENAME COLUMN title TO heading", "title"),
        ("ALTER TABLE subjects DROP COLUMN label", "label"),
    ],
)
def test_a_revision_that_takes_something_away_is_found_and_one_that_adds_is_not(
    statement, missed, url, takes, later_history, old_version
):
    went_well(takes(old_version, "notify", "fill"))
    assert "notify_9999" in migrate(later_history(statement), url)
    fault = takes(old_version, "notify", "use")
    assert (fault is None) is (missed is None), fault
    assert (missed or "") in (fault or "")
