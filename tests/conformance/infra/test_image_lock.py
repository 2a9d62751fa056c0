"""Every image that is pulled is named with a tag that does not move and a digest, once in images.lock and as there."""

import re

import pytest

from infra.paths import ROOT
from infra.setting_names import DEPLOYED
from infra.supply.locked import locked_images
from tests.conformance.infra.manifests import compose, k8s_documents

DOCKERFILE = (ROOT / "infra" / "docker" / "Dockerfile").read_text()
STAGES = set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE))
OURS = {f"zhiping/{service}" for service in DEPLOYED}
LOCKED = {image.reference for image in locked_images()}
EXACT = re.compile(r"RELEASE\.\d{4}-\d\d-\d\dT[\dZ-]+|\d+\.\d+(\.\d+)?(-[a-z]+)*")
"""A release with its last number; `3.13` of what has patch releases would move, see `PATCHED`."""
PATCHED = {"python": 3, "postgres": 2, "rabbitmq": 3, "chrislusf/seaweedfs": 2, "haproxy": 3, "minio/minio": 0}
"""How many numbers a full version of each has."""


def named_in_the_dockerfile():
    """What its stages begin from, the argument and its own stages resolved; `scratch` is nothing."""
    (base,) = re.findall(r"^ARG BASE=(\S+)$", DOCKERFILE, re.MULTILINE)
    begun = set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))
    copied = set(re.findall(r"--from=(\S+)", DOCKERFILE))
    return {base if name == "${BASE}" else name for name in begun | copied} - STAGES - {"scratch"}


def named_in_compose():
    return {entry["image"] for entry in compose()["services"].values()} - OURS


def named_in_the_cluster():
    """Images of every container of the base."""
    pods = [one["spec"]["template"]["spec"] for _, one in k8s_documents() if one["kind"] in ("Deployment", "Job")]
    return {one["image"] for pod in pods for one in pod["containers"] + pod.get("initContainers", [])}


def test_images_that_are_pulled_are_those_of_the_lock_and_no_line_of_it_is_idle():
    assert named_in_the_dockerfile() | named_in_compose() == LOCKED
    assert len(LOCKED) == len(locked_images())


def test_the_cluster_runs_our_images_only():
    assert named_in_the_cluster() == OURS


@pytest.mark.parametrize("image", locked_images(), ids=lambda image: image.name)
def test_a_tag_names_one_release(image):
    assert EXACT.fullmatch(image.tag)
    numbers = re.match(r"[\d.]*", image.tag).group().split(".")
    assert len([one for one in numbers if one]) == PATCHED[image.name]


def test_every_stage_begins_from_the_base_or_from_nothing():
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["${BASE}", "${BASE}", "scratch"]


def test_what_is_taken_out_of_the_tree_lies_in_no_layer_below():
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert last.startswith("scratch\n")
    assert "COPY --from=tree / /" in last
    assert "RUN" not in last
    assert DOCKERFILE.index("strip.sh /") < DOCKERFILE.index("FROM scratch")
