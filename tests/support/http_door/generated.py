"""A client that nobody has written: what openapi-generator makes of docs/openapi.json, once for each description."""

import hashlib
import importlib
import os
import shutil
import subprocess
import sys

from infra.docs.openapi import PAGE
from infra.paths import VAR

PACKAGE = "zhiping_client"
SECONDS = 280
_WITHOUT_PAPERS = "apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false"


def generated_client():
    """The package, imported."""
    folder = _made(hashlib.sha256(PAGE.read_bytes()).hexdigest()[:16])
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    return importlib.import_module(PACKAGE)


def _made(digest):
    folder = VAR / "client" / digest
    if not folder.exists():
        fresh = folder.with_name(f"{digest}.{os.getpid()}")
        _generate(fresh)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    return folder


def _generate(folder):
    program = "import sys; from openapi_generator_cli import run; sys.exit(run(sys.argv[1:]).returncode)"
    told = ["-g", "python", "-i", str(PAGE), "-o", str(folder), "--package-name", PACKAGE]
    done = subprocess.run(
        [sys.executable, "-c", program, "generate", *told, "--global-property", _WITHOUT_PAPERS],
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
