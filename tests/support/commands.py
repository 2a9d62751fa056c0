"""Commands as a machine would run them that knows nothing of this one's package settings."""

import os
import subprocess
from pathlib import Path


def run(*command: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command with the surroundings' own pip settings out of the way."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=240, check=False,
        env=surroundings | settings,
    )  # fmt: skip
