"""Chromium of 2021 and of 2022, as office machines still have it: packed in npm packages, unpacked once into var/.

Their libraries are those that Debian's chromium brings along; of the packages only the programs are used.
"""

import subprocess
import tarfile
from pathlib import Path

from infra.devstack.state import locked
from infra.paths import VAR
from tests.support.web.modules import BROWSERS, node_modules

PACKED = {"88": "chrome-aws-lambda", "108": "@sparticuz/chromium"}
"""Main version -> the npm package with its program."""
SECONDS = 120
_UNPACK = """
const [from, to] = process.argv.slice(1);
const {createReadStream, createWriteStream} = require('fs');
require('stream').pipeline(createReadStream(from), require('zlib').createBrotliDecompress(),
  createWriteStream(to, {mode: 0o755}), error => { if (error) throw error; });
"""


def program(version: str) -> Path:
    """The program of this main version, ready to be started."""
    folder = VAR / "browsers" / version
    folder.mkdir(parents=True, exist_ok=True)
    ready = folder / "chromium"
    with locked(folder / "lock"):
        if not ready.exists():
            packed = node_modules(BROWSERS) / PACKED[version] / "bin"
            _unpack(packed / "swiftshader.tar.br", folder / "swiftshader.tar")
            _extract(folder / "swiftshader.tar", folder)
            _unpack(packed / "chromium.br", folder / "unpacked")
            (folder / "unpacked").rename(ready)
    return ready


def _extract(archive: Path, into: Path) -> None:
    with tarfile.open(archive) as opened:
        if hasattr(tarfile, "data_filter"):
            opened.extractall(into, filter="data")
        else:
            opened.extractall(into)


def _unpack(packed: Path, to: Path) -> None:
    subprocess.run(["node", "-e", _UNPACK, str(packed), str(to)], check=True, timeout=SECONDS)
