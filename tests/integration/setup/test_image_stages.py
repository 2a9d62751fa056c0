"""What the stages of the Dockerfile run, run here: the environment of an image installs nothing more, and neither does
the rest of its file system."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from infra.paths import ROOT
from tests.support.commands import run

DOCKER = ROOT / "infra" / "docker"
RELEASES = {"zp-app": {"zp_app/__init__.py": "", "zp_app/tests/__init__.py": ""}, "faker": {"faker.py": ""},
            "setuptools": {"setuptools/__init__.py": "", "pkg_resources/__init__.py": ""}}  # fmt: skip
"""What runs, and the two packages of the lock that no image needs."""
BASE_FILES = (
    "usr/bin/python3", "usr/bin/apt-get", "usr/bin/dpkg", "usr/bin/perl", "usr/bin/gcc", "usr/bin/x86_64-linux-gnu-ld",
    "usr/bin/cat", "usr/sbin/dpkg-preconfigure", "usr/local/bin/pip3.11", "usr/local/bin/python3.11-config",
    "usr/local/bin/python3.11", "usr/lib/apt/methods/http", "usr/lib/python3/dist-packages/pip/__main__.py",
    "usr/local/lib/python3.11/site-packages/pip/__main__.py",
    "usr/local/lib/python3.11/site-packages/pip-24.0.dist-info/METADATA",
    "usr/local/lib/python3.11/site-packages/setuptools/__init__.py",
    "usr/local/lib/python3.11/site-packages/wheel-0.46.3.dist-info/METADATA",
    "usr/local/lib/python3.11/ensurepip/_bundled/pip-24.0-py3-none-any.whl",
    "usr/local/lib/python3.11/json/__init__.py", "usr/share/python-wheels/pip.whl", "var/lib/apt/lists/packages",
    "var/cache/apt/archives/one.deb", "var/lib/dpkg/info/libc6.list", "var/lib/dpkg/status", "root/.cache/pip/one",
)  # fmt: skip
"""Of a Debian with a Python of its own beside the system's, as the images of Python are made."""
KEPT = {
    "usr/bin/python3", "usr/bin/cat", "usr/local/bin/python3.11", "usr/local/lib/python3.11/json/__init__.py",
    "var/lib/dpkg/status",
}  # fmt: skip


def wheel(folder: Path, name: str, members: dict[str, str]) -> None:
    """A package with those files, release 1.0."""
    info = f"{name.replace('-', '_')}-1.0.dist-info"
    texts = members | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*texts, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl", "w") as archive:
        for path, text in (texts | {f"{info}/RECORD": record}).items():
            archive.writestr(path, text)


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """/opt/venv of an image whose lock names three small packages."""
    index, folder = tmp_path_factory.mktemp("index"), tmp_path_factory.mktemp("image")
    for name, members in RELEASES.items():
        wheel(index, name, members)
    (folder / "requirements.in").write_text("".join(f"{name}==1.0\n" for name in RELEASES))
    made = run(
        Path(sys.executable).parent / "uv", "pip", "compile", "--quiet", "--generate-hashes", "--no-header",
        "--no-emit-index-url", "--no-index", "--find-links", index, folder / "requirements.in", "-o",
        folder / "requirements.txt",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    done = run(
        "sh", DOCKER / "packages.sh", folder / "venv", folder / "requirements.txt",
        PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "venv"


def test_the_environment_of_an_image_runs_and_installs_nothing_more(venv: Path) -> None:
    python = venv / "bin" / "python"
    assert run(python, "-c", "import zp_app").returncode == 0
    for module in ("pip", "setuptools", "pkg_resources", "wheel", "faker", "zp_app.tests"):
        assert run(python, "-c", f"import {module}").returncode != 0, module
    refused = run(python, "-m", "pip", "--version")
    assert (refused.returncode, "No module named pip" in refused.stderr) == (1, True)
    assert sorted(path.name for path in (venv / "bin").iterdir() if "python" not in path.name) == []


def test_what_is_left_of_the_base_neither_installs_nor_builds_and_still_says_what_it_is(tmp_path: Path) -> None:
    for name in BASE_FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    done = run("sh", DOCKER / "strip.sh", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == KEPT
