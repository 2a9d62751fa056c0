"""One version at work: see the package."""

import json
import os
import sys
import traceback
from typing import Any

from tests.support.upgrade.stories import open_story
from tests.support.upgrade.telling import Telling

STEPS = {"fill": Telling.fill, "use": Telling.use, "close": Telling.close}


def main(arguments: list[str]) -> int:
    """One step named by the arguments, or those that come in; 1 if the one step failed."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a service prints is no answer
    if arguments:
        found = take_step({}, *arguments)
        print(found or "done", file=answers)
        return 1 if found else 0
    opened: dict[tuple[str, ...], Telling] = {}
    for line in sys.stdin:
        print(json.dumps({"error": take_step(opened, *json.loads(line))}), file=answers, flush=True)
    return 0


def take_step(opened: dict[tuple[str, ...], Any], service: str, url: str, folder: str, step: str) -> str | None:
    """Take the step in the story of that database; how it failed, or None."""
    key = service, url, folder
    try:
        if key not in opened:
            opened[key] = open_story(service, url, folder, empty=step == "fill")
        STEPS[step](opened[key])
        if step == "close":
            del opened[key]
    except Exception:
        return traceback.format_exc()
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
