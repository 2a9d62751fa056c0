"""The lock files are read whole or not at all."""

import pytest

from infra.supply.licences import LicenceUnknown, licence_of
from infra.supply.locked import CHECKS, IMAGES, RUNS, LockUnreadable, locked_images, locked_packages

A, B = "a" * 64, "b" * 64
LOCK = f"""kombu==5.7.0 \\
    --hash=sha256:{A} \\
    --hash=sha256:{B}
    # via
    #   -r requirements.in
    #   nameko
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{A}
    # via typer
"""


def test_a_pick_has_its_version_digests_marker_and_who_wants_it(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text(LOCK)
    kombu, colorama = locked_packages(lock)
    assert (kombu.name, kombu.version, kombu.marker, kombu.digests) == ("kombu", "5.7.0", None, (A, B))
    assert (kombu.picked, kombu.wanted_by) == (True, ("nameko",))
    assert (colorama.marker, colorama.picked, colorama.wanted_by) == ("sys_platform == 'win32'", False, ("typer",))


@pytest.mark.parametrize("lock", [RUNS, CHECKS], ids=lambda path: path.name)
def test_every_line_of_our_locks_is_read(lock):
    lines = [line for line in lock.read_text().splitlines() if "==" in line and line[0] not in " #"]
    assert [f"{one.name}=={one.version}" for one in locked_packages(lock)] == [line.split()[0] for line in lines]
    assert sum(len(one.digests) for one in locked_packages(lock)) == lock.read_text().count("--hash=")


@pytest.mark.parametrize("line", ["kombu>=5", "kombu==5.7.0", f"./kombu.whl \\\n    --hash=sha256:{A}", ""])
def test_a_line_that_is_no_hashed_pick_is_not_passed_over(tmp_path, line):
    lock = tmp_path / "requirements.txt"
    lock.write_text(line + "\n")
    with pytest.raises(LockUnreadable):
        locked_packages(lock)


def test_an_image_has_a_tag_and_a_digest(tmp_path):
    lock = tmp_path / "images.lock"
    lock.write_text(f"# remark\nregistry.example.cn:5000/base/python:3.11@sha256:{A}\n")
    (image,) = locked_images(lock)
    assert (image.name, image.tag, image.digest) == ("registry.example.cn:5000/base/python", "3.11", A)
    assert image.reference in lock.read_text()
    assert len(locked_images(IMAGES)) == 6


@pytest.mark.parametrize("line", ["postgres:15", f"postgres@sha256:{A}", "postgres:15@sha256:abc"])
def test_an_image_without_digest_or_tag_is_refused(tmp_path, line):
    lock = tmp_path / "images.lock"
    lock.write_text(line + "\n")
    with pytest.raises(LockUnreadable):
        locked_images(lock)


def test_a_licence_is_the_one_of_the_locked_release():
    versions = {package.name: package.version for package in locked_packages(RUNS)}
    assert licence_of("kombu", versions["kombu"]) == "BSD-3-Clause"
    assert licence_of("openpyxl", versions["openpyxl"]) == "MIT"
    assert licence_of("cel-python", versions["cel-python"]) == "Apache-2.0"
    with pytest.raises(LicenceUnknown):
        licence_of("kombu", "0.0.1")
    with pytest.raises(LicenceUnknown):
        licence_of("no-such-package", "1.0")
