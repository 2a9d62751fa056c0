"""The side that asks: a process of a version, which works in its own tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Version:
    """The suite as the tree at `tree` has it, running; what it prints goes to `log`."""

    def __init__(self, tree: Path, log: Path, module: str = "tests.support.upgrade", *arguments: str) -> None:
        self.tree, self._log = tree, log
        environ = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": ""}
        with log.open("w") as printed:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", module, *arguments], cwd=tree, env=environ, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=printed,
            )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate(timeout=30)

    def takes(self, service: str, url: str, folder: Path, step: str) -> str | None:
        """The step is taken; how it failed, or None."""
        found: str | None = self.asked(service, url, str(folder), step)["error"]
        return found

    def asked(self, *line: object) -> dict[str, Any]:
        """What the process answers to a line."""
        told, answers = self._process.stdin, self._process.stdout
        assert told is not None
        assert answers is not None
        try:
            print(json.dumps(line), file=told, flush=True)
            found: dict[str, Any] = json.loads(answers.readline())
        except (BrokenPipeError, ValueError):
            raise AssertionError(f"{self.tree} came to an end:\n{self._log.read_text()[-4000:]}") from None
        return found
