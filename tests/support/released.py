"""The newest release that CHANGELOG.md names, and its tree: what the next version is held against.

    ## [0.2.0] - 2026-11-29

    Commit: 40 hex digits
    Databases: common_0001, audit_0001, ...

As long as the line of the commit holds something else, the present tree is the release.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from shared.contracts.queues import SERVICES
from shared.persistence.schema.migrations import COMMON, newest
from tests.support.once import made_once

ROOT = Path(__file__).parents[2]
CHANGELOG = ROOT / "CHANGELOG.md"
_SECTION = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", re.MULTILINE)
_COMMIT = re.compile(r"^Commit: (.+)$", re.MULTILINE)
_DATABASES = re.compile(r"^Databases: (.+)$", re.MULTILINE)
_HEX = re.compile(r"[0-9a-f]{40}")


class HistoryNeeded(Exception):
    """The released tree cannot be had, and the present one cannot stand for it."""


@dataclass(frozen=True)
class Release:
    """One section of the changelog; `databases`: history -> its newest revision then; `commit` None: not yet."""

    version: str
    commit: str | None
    databases: dict[str, str]


def releases(text: str) -> list[Release]:
    """Every release of the changelog, the newest first; ValueError where one lacks a line."""
    _, *parts = _SECTION.split(text)
    return [_release(version, section) for version, section in zip(parts[::2], parts[1::2], strict=True)]


def newest_release() -> Release:
    """The one that the next version is held against."""
    return releases(CHANGELOG.read_text(encoding="utf-8"))[0]


def _release(version: str, section: str) -> Release:
    section = section.partition("\n## ")[0]
    commit, databases = _COMMIT.search(section), _DATABASES.search(section)
    if commit is None or databases is None:
        raise ValueError(f"CHANGELOG.md, {version}: a release names its commit and its databases")
    named = [name.strip() for name in databases[1].split(",")]
    return Release(
        version=version,
        commit=commit[1] if _HEX.fullmatch(commit[1]) else None,
        databases={name.rpartition("_")[0]: name for name in named},
    )


def newest_revisions() -> dict[str, str]:
    """The same of the present code."""
    found = {branch: newest(branch) for branch in (COMMON, *SERVICES)}
    return {branch: revision for branch, revision in found.items() if revision is not None}


def stand_in(release: Release, present: dict[str, str] | None = None, root: Path = ROOT) -> Path | None:
    """The tree that stands for the release without being unpacked; None: unpack its commit.

    The present one (`root`, with the newest revisions `present`) is the release that is not made yet, and it stands for
    one whose commit is not in this clone as long as no revision followed; HistoryNeeded where one did.
    """
    if release.commit is None:
        return root
    if _is_here(release.commit, root):
        return None
    later = (newest_revisions() if present is None else present).items() - release.databases.items()
    if later:
        raise HistoryNeeded(
            f"this clone lacks commit {release.commit} of version {release.version}, against which the later revisions "
            f"are tested ({', '.join(sorted(name for _, name in later))}): get the history, `git fetch --unshallow`"
        )
    return root


def unpack(commit: str, folder: Path, root: Path = ROOT) -> None:
    """The tree of a commit."""
    packed = subprocess.run(["git", "-C", str(root), "archive", commit], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed, check=True)


def released_tree(factory: pytest.TempPathFactory) -> Path:
    """The tree of the newest release, unpacked once for all workers; HistoryNeeded where it cannot be had."""
    release = newest_release()
    return stand_in(release) or made_once(
        factory, f"release-{release.version}", lambda folder: unpack(str(release.commit), folder)
    )


def _is_here(commit: str, root: Path) -> bool:
    command = ["git", "-C", str(root), "cat-file", "-e", f"{commit}^{{commit}}"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:  # no git: an unpacked archive
        return False
