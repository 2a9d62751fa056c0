"""The released version and the present one, each running as a process of its own."""

import pytest

from tests.support.released import ROOT, newest_release, released_tree
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
def old_version(tmp_path_factory):
    """The released tree."""
    with Version(released_tree(tmp_path_factory), tmp_path_factory.mktemp("old") / "log") as version:
        yield version
