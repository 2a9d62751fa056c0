"""Every work that `make bench-versions` times can be done in the present tree, by the process that would be timed."""

import pytest

from tests.bench.versions.__main__ import MODULE, commit_of
from tests.bench.versions.works import SERVICES
from tests.support.released import ROOT
from tests.support.upgrade.versions import Version

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture(scope="module")
def version(tmp_path_factory):
    """The present tree as one side."""
    folder = tmp_path_factory.mktemp("side")
    with Version(ROOT, folder / "log", MODULE, str(folder)) as found:
        yield found


@pytest.mark.parametrize("place", [*SERVICES, "bus", "engine"])
def test_every_work_is_prepared_and_done(version, place):
    works = [name for name in version.asked("names")["answer"] if name.startswith(f"{place}: ")]
    assert works
    for work in works:
        assert version.asked("prepare", work, 2) == {"answer": 2, "error": None}, work
        spent = version.asked("run", 2)
        assert spent["error"] is None, (work, spent["error"])
        assert spent["answer"] > 0


def test_a_work_that_fails_says_how(version):
    assert "KeyError" in version.asked("prepare", "notify: nothing of the kind")["error"]


def test_a_base_that_is_no_commit_is_refused():
    with pytest.raises(SystemExit, match="no commit of this clone"):
        commit_of("no-such-commit")
