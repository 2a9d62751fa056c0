"""What several attackers look at."""

import json

import pytest

from tests.support.once import made_once
from tests.support.scenario.playing import told_by

FEW = {"applicants": 8, "seed": 3, "counties": 1}
"""Who certainly passes is among them: papers with numbers are made."""


@pytest.fixture(scope="session")
def pieced(tmp_path_factory):
    """What ID numbers are left for whom after a year in which everybody asks everything (scenario.pieced)."""
    folder = made_once(tmp_path_factory, "pieced", lambda made: told_by("scenario.pieced", FEW, made / "found.json"))
    return json.loads((folder / "found.json").read_text(encoding="utf-8"))
