"""The released version and the present one, each running as a process of its own."""

import pytest

from tests.support.once import made_once
from tests.support.released import ROOT, newest_release, stand_in, unpack
from tests.support.upgrade.versions import Version


@pytest.fixture(scope="session")
def release():
    """The newest one of the changelog."""
    return newest_release()


@pytest.fixture(scope="session")
def new_version(tmp_path_factory):
    """The present tree."""
    with Version(ROOT, tmp_path_factory.mktemp("new") / "log") as version:
        yield version


@pytest.fixture(scope="session")
def old_version(release, tmp_path_factory):
    """The released tree."""
    tree = stand_in(release) or made_once(
        tmp_path_factory, f"release-{release.version}", lambda folder: unpack(release.commit, folder)
    )
    with Version(tree, tmp_path_factory.mktemp("old") / "log") as version:
        yield version
