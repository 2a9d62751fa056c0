"""The wheel: everything a service reads at run time is in it, and it works away from the checkout."""

import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest

from infra.paths import ROOT
from shared.kernel.errors import refused

PACKAGES = ("services", "shared", "infra")
DEPLOYMENT = ("infra/compose/", "infra/docker/", "infra/k8s/", "infra/supply/")
SPEAKS = """
import services.docgen
from infra.commands.policy.packs import load
from services.docgen.rendering.library import TEMPLATES
from shared.kernel.errors import refused
print(services.docgen.__file__)
print(len(list(TEMPLATES.iterdir())), bool(load("chifeng-2026").plans), refused("cursor_invalid").message)
"""


def source_files():
    """All files of the packages that are no reading matter, cache or deployment."""
    found = (path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file())
    names = {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}
    return {name for name in names if not name.endswith((".md", ".sh")) and not name.startswith(DEPLOYMENT)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from a copy of the checkout, so that no build folder is left in it; by the hook that pip calls."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "requirements.in"):
        shutil.copy(ROOT / name, copy)
    backend = tomllib.loads((copy / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["build-backend"]
    build = f"import os, {backend} as backend; os.mkdir('out'); backend.build_wheel('out')"
    subprocess.run([sys.executable, "-W", "ignore", "-c", build], cwd=copy, check=True, capture_output=True)
    return next((copy / "out").glob("*.whl"))


def test_it_holds_every_module_and_data_file_and_nothing_else(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == source_files()


def test_what_is_in_it_reads_packs_templates_and_catalogues_away_from_the_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    environment = {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", SPEAKS]
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    where, facts = said.splitlines()
    assert where.startswith(str(tmp_path))
    templates = len(list((ROOT / "services" / "docgen" / "templates").iterdir()))
    assert facts == f"{templates} True {refused('cursor_invalid').message}"
