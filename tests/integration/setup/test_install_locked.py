"""The set-up installs what the lock names, whatever has been released since: nothing is resolved at install time.

The lock is made as `make lock` makes it, from an index that later holds a newer release of everything. Tried with the
pip of Debian 12 and with the newest; both are fetched by name and hash (the two files beside this one).
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.paths import ROOT
from tests.support.commands import run

HERE = Path(__file__).parent
PIPS = ("pip-oldest.txt", "pip-newest.txt")
RELEASES = {
    "zp-app": ["zp-tool[toml]>=1.0", "zp-plain"],
    "zp-tool": ["zp-toml>=1.0; extra == 'toml'"],
    "zp-toml": [],
    "zp-plain": [],
}
"""Name -> what it depends on; zp-tool is asked for with an extra, as coverage[toml] is by pytest-cov."""


def wheel(folder: Path, name: str, version: str) -> None:
    """An empty package of that release, with its dependencies."""
    module, needs = name.replace("-", "_"), RELEASES[name]
    extras = ["Provides-Extra: toml"] if any("extra" in one for one in needs) else []
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *extras]
    info = f"{module}-{version}.dist-info"
    members = {
        f"{module}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": "\n".join([*head, *(f"Requires-Dist: {one}" for one in needs)]) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in members.items()]
    members[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]) + "\n"
    with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in members.items():
            archive.writestr(path, text)


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(lock file, index): locked while 1.0 was the newest release of everything; 2.0 has come out since."""
    index, folder = tmp_path_factory.mktemp("index"), tmp_path_factory.mktemp("project")
    for name in RELEASES:
        wheel(index, name, "1.0")
    (folder / "requirements.in").write_text("zp-app==1.0\n")
    made = run(
        Path(sys.executable).parent / "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
        "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-index", "--find-links", index,
        folder / "requirements.in", "-o", folder / "requirements.txt",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    for name in RELEASES:
        wheel(index, name, "2.0")
    return folder / "requirements.txt", index


@pytest.fixture(scope="module", params=PIPS)
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh virtual environment with that pip."""
    folder = tmp_path_factory.mktemp("venv")
    assert run(sys.executable, "-m", "venv", folder).returncode == 0
    there = folder / "bin" / "python"
    got = subprocess.run(
        [there, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r",
         HERE / request.param],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert got.returncode == 0, got.stderr
    wanted = (HERE / request.param).read_text().split()[0].removeprefix("pip==")
    assert run(there, "-m", "pip", "--version").stdout.split()[1] == wanted
    return there


def installed(python: Path) -> dict[str, str]:
    """The releases of our packages in that environment."""
    listed = run(python, "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check").stdout.split()
    return dict(line.split("==") for line in listed if line.startswith("zp-"))


def test_what_is_locked_is_installed_though_everything_has_a_newer_release(
    locked: tuple[Path, Path], python: Path
) -> None:
    lock, index = locked
    done = run("sh", ROOT / "infra/install_locked.sh", python, lock, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index))
    assert done.returncode == 0, done.stdout + done.stderr
    assert installed(python) == dict.fromkeys(RELEASES, "1.0")
    again = run("sh", ROOT / "infra/install_locked.sh", python, lock, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index))
    assert again.returncode == 0, again.stderr


def test_a_lock_that_leaves_something_out_is_noticed(locked: tuple[Path, Path], python: Path, tmp_path: Path) -> None:
    lock, index = locked
    run(python, "-m", "pip", "uninstall", "--yes", *RELEASES)
    short = tmp_path / "short.txt"
    kept = [part for part in lock.read_text().replace("\\\n", " ").splitlines() if not part.startswith("zp-plain")]
    short.write_text("\n".join(kept) + "\n")
    done = run("sh", ROOT / "infra/install_locked.sh", python, short, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index))
    assert done.returncode != 0
    assert "zp-plain" in done.stdout + done.stderr


@pytest.mark.parametrize("python", ["pip-oldest.txt"], indirect=True)
def test_the_index_is_one_at_which_resolving_fails_with_the_older_pip(locked: tuple[Path, Path], python: Path) -> None:
    """So that the first test could fail: what used to be run stops here."""
    lock, index = locked
    run(python, "-m", "pip", "uninstall", "--yes", *RELEASES)
    done = run(
        python, "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock,
        PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index),
    )  # fmt: skip
    assert done.returncode != 0
    assert "In --require-hashes mode" in done.stderr


def test_every_way_to_install_goes_through_the_one_script() -> None:
    for path in (ROOT / "infra/venv.sh", ROOT / "infra/docker/Dockerfile"):
        text = path.read_text()
        assert "install_locked.sh" in text
        assert "--require-hashes" not in text
