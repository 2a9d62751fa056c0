"""What tests take from npm."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from infra.devstack.state import locked
from infra.paths import ROOT, VAR

WEB = ROOT / "tests" / "web"
BROWSERS = WEB / "browsers"
LISTS = ("package.json", "package-lock.json", ".npmrc")
SECONDS = 280


def node_modules(lists: Path = WEB) -> Path:
    """The folder with what the package-lock.json in `lists` names, installed once for each lock."""
    lock = hashlib.sha256((lists / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = VAR / "npm" / lock
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder.with_suffix(".lock")):
        if not (folder / "installed").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in (name for name in LISTS if (lists / name).exists()):
                shutil.copy(lists / name, folder)
            subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True, timeout=SECONDS)
            (folder / "installed").touch()
    return folder / "node_modules"
