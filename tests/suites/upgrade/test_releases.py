"""Which tree is the released one: the changelog's lines, and what stands for a commit that is not there."""

import subprocess

import pytest

from tests.support.released import HistoryNeeded, releases, stand_in, unpack

pytestmark = pytest.mark.databases("sqlite")

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CHANGELOG = """# Changelog

## [Unreleased]

### Added

- Something that is on its way.

## [0.3.0] - 2027-01-15

Commit: {commit}
Databases: common_0001, audit_0002

### Changed

- Lists give a page.

## [0.2.0] - 2026-11-29

Commit: (filled in when it is released)
Databases: common_0001, audit_0001
"""


def newest(commit):
    return releases(CHANGELOG.format(commit=commit))[0]


def git(folder, *arguments):
    """Its output."""
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.cn", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path):
    """A repository with two commits, and the name of the first."""
    root = tmp_path / "clone"
    root.mkdir()
    git(root, "init", "-q")
    (root / "shared").mkdir()
    (root / "shared" / "tables.py").write_text("first")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "First")
    first = git(root, "rev-parse", "HEAD")
    (root / "shared" / "tables.py").write_text("second")
    git(root, "commit", "-q", "-a", "-m", "Second")
    return root, first


def test_a_release_names_its_commit_and_the_newest_revision_of_each_history():
    found = newest(COMMIT)
    assert (found.version, found.commit) == ("0.3.0", COMMIT)
    assert found.databases == {"common": "common_0001", "audit": "audit_0002"}


def test_every_release_is_found_the_newest_first_and_what_is_not_released_is_none():
    assert [(one.version, one.commit) for one in releases(CHANGELOG.format(commit=COMMIT))] == [
        ("0.3.0", COMMIT), ("0.2.0", None),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["Commit: ", "Databases: "])
def test_a_release_that_lacks_a_line_is_refused(line):
    with pytest.raises(ValueError, match=r"0\.3\.0"):
        releases(CHANGELOG.format(commit=COMMIT).replace(line, "", 1))


@pytest.mark.parametrize("placeholder", ["(filled in when it is released)", "abc", "main", COMMIT.upper()])
def test_until_the_commit_is_named_the_present_tree_is_the_release(tmp_path, placeholder):
    assert stand_in(newest(placeholder), {"common": "common_0009"}, tmp_path) == tmp_path


def test_a_commit_of_this_clone_is_unpacked(clone, tmp_path):
    root, first = clone
    assert stand_in(newest(first), {"common": "common_0009"}, root) is None
    unpack(first, tmp_path, root)
    assert (tmp_path / "shared" / "tables.py").read_text() == "first"


def test_the_present_tree_stands_for_a_commit_that_is_not_there_while_no_revision_followed(clone, tmp_path):
    same = {"common": "common_0001", "audit": "audit_0002"}
    for root in (clone[0], tmp_path / "no repository"):
        assert stand_in(newest(COMMIT), same, root) == root


@pytest.mark.parametrize("later", [{"audit": "audit_0003"}, {"newcomer": "newcomer_0001"}])
def test_the_history_is_asked_for_once_a_revision_followed(clone, later):
    present = {"common": "common_0001", "audit": "audit_0002"} | later
    with pytest.raises(HistoryNeeded, match=f"{COMMIT}.*{next(iter(later.values()))}.*--unshallow"):
        stand_in(newest(COMMIT), present, clone[0])
