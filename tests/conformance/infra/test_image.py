"""The image recipe: what reaches an image is enough for one service and its command line, and runs as nobody."""

import re
import shutil
import subprocess
import sys

import pytest

from infra.paths import ROOT
from infra.setting_names import DEPLOYED
from tests.conformance.infra.manifests import k8s_of_kind

DOCKERFILE = (ROOT / "infra" / "docker" / "Dockerfile").read_text()
IGNORED = [
    line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith(("#", "!", "*"))
]
KEPT = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!infra/")}
BUILDS = ("infra/install_locked.sh", "infra/docker/packages.sh", "infra/docker/strip.sh")
"""What only the stages before the last one run."""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """/app of an image without its service, laid out as the Dockerfile does; compiled once for all services."""
    folder = tmp_path_factory.mktemp("app")
    for name in ("shared", "infra"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("README.md"))
    (folder / "services").mkdir()
    shutil.copy(ROOT / "services" / "__init__.py", folder / "services")
    for path in [path for pattern in IGNORED for path in folder.glob(pattern)]:
        kept = str(path.relative_to(folder)) in KEPT
        shutil.rmtree(path) if path.is_dir() else kept or path.unlink()
    for name in BUILDS:
        (folder / name).unlink()
    return folder


@pytest.fixture(params=DEPLOYED)
def inside(request, app):
    """(service, /app of its image); no other service is there."""
    home = app / "services" / request.param
    shutil.copytree(ROOT / "services" / request.param, home, ignore=shutil.ignore_patterns("README.md"))
    yield request.param, app
    shutil.rmtree(home)


def test_the_recipe_copies_what_one_service_needs():
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)
    built = ["requirements.txt", "infra/install_locked.sh", "infra/docker/packages.sh"]
    assert copied == [*built, "shared/", "infra/", "services/__init__.py", "services/${SERVICE}/"]
    assert {*BUILDS, "infra/docker/entrypoint.sh"} == KEPT
    assert all(name in DOCKERFILE.partition("RUN sh infra/docker/strip.sh / && rm ")[2] for name in BUILDS)
    assert [pattern for pattern in IGNORED if not pattern.startswith("infra/")] == []


def test_it_runs_as_the_user_that_the_cluster_asks_for():
    user = re.findall(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE)[-1]
    jobs_and_services = k8s_of_kind("Deployment") | k8s_of_kind("Job")
    pods = [document["spec"]["template"]["spec"] for document in jobs_and_services.values()]
    assert {str(pod["securityContext"]["runAsUser"]) for pod in pods} == {user}


def test_the_command_line_of_an_image_knows_its_service_and_lists_its_commands(inside):
    service, app = inside
    program = f"import services.{service}.service, services.{service}.migrations, infra.cli; infra.cli.main()"
    command = [sys.executable, "-W", "ignore", "-c", program, "--help"]
    environment = {"PYTHONPATH": str(app), "PYTHONUTF8": "1"}
    shown = subprocess.run(command, cwd=app, env=environment, capture_output=True, text=True)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert " dead-letters " in shown.stdout
    assert " demo " not in shown.stdout
