"""A folder that every test finds empty."""

import os
import shutil
from pathlib import Path


class ReusedFolder:
    """One folder for a whole session."""

    def __init__(self, path):
        self._path = path

    def fresh(self):
        """The folder, without what the last test left in it."""
        with os.scandir(self._path) as entries:
            for entry in entries:
                shutil.rmtree(entry) if entry.is_dir() else os.unlink(entry)
        return self._path


def files_in(folder):
    """Every file in it, however deep."""
    return [Path(place, name) for place, _, names in os.walk(folder) for name in names]
