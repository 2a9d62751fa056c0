"""Folders that every test finds empty."""

import os
import shutil
from pathlib import Path


class ReusedFolder:
    """One folder for a whole session, with a sub-folder for each service whose suite runs in it."""

    def __init__(self, path):
        self._path = path

    def fresh(self, service):
        """The service's folder, without what the last test left in it."""
        own = self._path / service
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
        return own


def files_in(folder):
    """Every file in it, however deep."""
    return [Path(place, name) for place, _, names in os.walk(folder) for name in names]
