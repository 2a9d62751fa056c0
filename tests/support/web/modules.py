"""What tests take from npm."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from infra.paths import ROOT, VAR

WEB = ROOT / "tests" / "web"
LISTS = ("package.json", "package-lock.json")
SECONDS = 280


def node_modules() -> Path:
    """The folder with what tests/web/package-lock.json names, installed once for each lock."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = VAR / "npm" / lock
    if not (folder / "installed").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in LISTS:
            shutil.copy(WEB / name, folder)
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True, timeout=SECONDS)
        (folder / "installed").touch()
    return folder / "node_modules"
