"""`python -m infra.web`: install what package-lock.json names and copy the few files that the console serves."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from infra.paths import ROOT

HERE = Path(__file__).parent
VENDOR = ROOT / "services" / "gateway" / "console" / "static" / "vendor"
FILES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "echarts.simple.min.js": "echarts/dist/echarts.simple.min.js",
}
"""Name in the console, path in the package."""
LOCK = VENDOR / "files.json"
"""Digests of what lies there; a test compares."""


def main() -> None:
    """Copy and note the digests."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True)
        modules = Path(folder) / "node_modules"
        for name, path in FILES.items():
            text = (modules / path).read_text(encoding="utf-8")
            (VENDOR / name).write_text(_without_map(text), encoding="utf-8")
    LOCK.write_text(json.dumps(digests(), indent=1) + "\n", encoding="utf-8")


def digests() -> dict[str, str]:
    """SHA-256 of each file as it lies there."""
    return {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in FILES}


def _without_map(text: str) -> str:
    """The maps that the last line names are not served."""
    lines = text.rstrip().splitlines()
    return "\n".join(line for line in lines if "sourceMappingURL" not in line) + "\n"


if __name__ == "__main__":
    main()
