"""Every revision is one that tests/suites/upgrade upgrades to, and the changelog names revisions that exist."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from shared.contracts.queues import SERVICES
from shared.persistence.schema.migrations import COMMON, config_for
from tests.support.released import CHANGELOG, releases
from tests.support.upgrade.stories import STORIES

ROOT = Path(__file__).parents[3]
VERSIONS = ("services/*/migrations/versions/*.py", "shared/persistence/migrations/versions/*.py")
YOUNGER = {"gateway"}
"""Services that no released version has: nothing older reads or writes their databases."""
FILES = {
    path
    for folder in VERSIONS
    for path in ROOT.glob(folder)
    if path.name != "__init__.py" and path.relative_to(ROOT).parts[1] not in YOUNGER
}
RELEASES = releases(CHANGELOG.read_text(encoding="utf-8"))


def steps_of(service):
    """Revision -> its file, for what a migration of the service runs."""
    scripts = ScriptDirectory.from_config(config_for(service))
    return {step.revision: Path(step.path) for step in scripts.walk_revisions()}


def test_every_service_has_a_story_that_both_versions_tell():
    assert set(STORIES) == set(SERVICES)


def test_every_revision_is_run_on_a_filled_database():
    assert {path for service in STORIES for path in steps_of(service).values()} == FILES


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.version)
def test_a_release_names_revisions_that_exist(release):
    known = {revision for service in STORIES for revision in steps_of(service)}
    assert set(release.databases.values()) - known == set()
    assert COMMON in release.databases


def test_only_the_newest_release_waits_for_its_commit():
    assert [release.version for release in RELEASES[1:] if release.commit is None] == []
