"""The test's side: a process of a version, which takes steps in its own tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self


class Version:
    """The suite as the tree at `tree` has it, running; what it prints goes to `log`."""

    def __init__(self, tree: Path, log: Path) -> None:
        self.tree, self._log = tree, log
        environ = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": ""}
        with log.open("w") as printed:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "tests.support.upgrade"], cwd=tree, env=environ, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=printed,
            )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate(timeout=30)

    def takes(self, service: str, url: str, folder: Path, step: str) -> str | None:
        """The step is taken; how it failed, or None."""
        told, answers = self._process.stdin, self._process.stdout
        assert told is not None
        assert answers is not None
        try:
            print(json.dumps([service, url, str(folder), step]), file=told, flush=True)
            found: str | None = json.loads(answers.readline())["error"]
        except (BrokenPipeError, ValueError):
            raise AssertionError(f"{self.tree} came to an end:\n{self._log.read_text()[-4000:]}") from None
        return found
