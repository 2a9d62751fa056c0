"""What was played is kept: a folder for each moment that somebody asked for, in which nobody writes any more.

Its name is a digest of the arguments and of the code that plays, so a changed version plays anew. `played/` is what
the demonstration left, `site/` the copy in which visitors work.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from infra.demo.embedded import EmbeddedKeys
from infra.paths import ROOT
from infra.serve.place import STATE
from shared.kernel.clock import iso
from shared.policy import Pack

PLAYING = ("services", "shared", "infra/demo", "infra/serve")
"""What decides what is played; the door only shows it, the story and the report only tell it."""
NOT_PLAYING = ("services/gateway", "infra/serve/site.py", "infra/demo/story", "infra/demo/report.py")
MOST_KEPT = 8


@dataclass(frozen=True)
class Wish:
    """What somebody wants to look at."""

    pack: Pack
    applicants: int
    seed: int
    at: datetime

    @property
    def digest(self) -> str:
        """The same for the same wish on the same code."""
        told = [self.pack.digest, str(self.applicants), str(self.seed), iso(self.at), _code()]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class KeptSite:
    """The folder of one wish."""

    folder: Path

    @property
    def played(self) -> Path:
        """As the demonstration left it."""
        return self.folder / "played"

    @property
    def is_played(self) -> bool:
        """The state is written last."""
        return (self.played / STATE).exists()

    def finish(self, keys: EmbeddedKeys, groups: list[dict[str, Any]], at: datetime) -> None:
        """All was played: write what is needed to open it again."""
        state = {"keyring": keys.keyring, "issuer": keys.issuer, "groups": groups}
        (self.played / "clock").write_text(iso(at), encoding="ascii")
        fresh = self.played / f"{STATE}.new"
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.played / STATE)

    def copy_to(self, place: Path) -> Path:
        """A copy to work in; what was there is replaced."""
        shutil.rmtree(place, ignore_errors=True)
        aside = place.with_name(f"{place.name}.new")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(self.played, aside)
        aside.rename(place)
        return place


def state_in(site: Path) -> tuple[EmbeddedKeys, list[dict[str, Any]]]:
    """Keys and people of a site."""
    state = json.loads((site / STATE).read_text(encoding="utf-8"))
    return EmbeddedKeys(state["keyring"], state["issuer"]), state["groups"]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else does it here meanwhile; who comes second waits."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def forget_old(root: Path) -> None:
    """Keep the sites that were looked at last."""
    sites = sorted((one for one in root.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in sites[MOST_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _code() -> str:
    digest = hashlib.sha256()
    for file in sorted(file for place in PLAYING for file in (ROOT / place).rglob("*") if _plays(file)):
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _plays(file: Path) -> bool:
    name = file.relative_to(ROOT).as_posix()
    return file.is_file() and file.suffix not in (".pyc", ".md") and not name.startswith(NOT_PLAYING)
