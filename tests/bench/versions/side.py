"""One version at work: `python -m tests.bench.versions.side FOLDER` answers lines of JSON until its input ends.

["names"] is answered by the names of the works; ["prepare", name] by how many steps lie ready (["prepare", name, 2]:
that many), null where this version does not know the work; ["run", how many of them] by the seconds of processor time
that they took.
"""

import eventlet

eventlet.monkey_patch()

# ruff: noqa: E402 - patching comes first, as in every process of a service
import gc
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from tests.bench.versions.doors import Step, UnknownHere
from tests.bench.versions.works import Works


class Side:
    """What lies ready, and what is kept of a version between two lines."""

    def __init__(self, folder: Path) -> None:
        self._works = Works(folder)
        self._steps: list[Step] = []

    def names(self) -> list[str]:
        """Every work."""
        return self._works.names()

    def prepare(self, name: str, few: int | None = None) -> int | None:
        """Nothing of it is timed; as in a service that runs, what is there by now is spared by the collector."""
        try:
            self._steps = self._works.prepared(name, few)
        except UnknownHere:
            return None
        self._steps.reverse()
        gc.collect()
        gc.freeze()
        return len(self._steps)

    def run(self, count: int) -> float:
        """The next steps."""
        steps = [self._steps.pop() for _ in range(count)]
        began = time.process_time()
        for step in steps:
            step()
        return time.process_time() - began


def main(folder: str) -> None:
    """Answer."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a service prints is no answer
    side = Side(Path(folder))
    for line in sys.stdin:
        print(json.dumps(_answer(side, *json.loads(line))), file=answers, flush=True)


def _answer(side: Side, asked: str, *arguments: Any) -> dict[str, Any]:
    try:
        return {"answer": getattr(side, asked)(*arguments), "error": None}
    except Exception:
        return {"answer": None, "error": traceback.format_exc()}


if __name__ == "__main__":
    main(sys.argv[1])
