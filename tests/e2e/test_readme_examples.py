"""Every example of the READMEs, run as a program of its own against the five service processes."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid

import pytest

from tests.support.scenario.playing import ROOT

SAID = {
    "top": ["chifeng-2026"],
    "top, in Chinese": ["chifeng-2026"],
    "audit": ["01a1f000-0000-7000-8000-000000000001 松山区第一小学 150404", "CHIFENG-2026-000001"],
    "declaration": [
        "k12-associate-senior 中小学教师系列高级教师 2026-07-10",
        "refused",
        "填写材料并提交申报 2026-07-10",
    ],
    "committee": ["职称评审委员会"],
    "docgen": ["专业技术职称评审表"],
    "notify": ["2026-07-03"],
}
"""Something that only a working example can print; the examples of each README in their order."""
EXAMPLES = [(readme, number) for readme, said in SAID.items() for number in range(len(said))]


@pytest.fixture(scope="module")
def ran(stack, tmp_path_factory):
    """Every example's exit code and output."""
    out = tmp_path_factory.mktemp("examples") / "found.json"
    told = json.dumps({"stack": stack.name, "site": f"x{uuid.uuid4().hex[:10]}", "out": str(out)})
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.scenario.examples", told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-8000:]
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("readme", "number"), EXAMPLES)
def test_the_example_runs_as_it_is_printed(ran, readme, number):
    example = ran[readme][number]
    assert example["code"] == 0, example["errors"]
    assert SAID[readme][number] in example["output"]


@pytest.mark.parametrize("readme", SAID)
def test_every_example_of_the_readme_was_run(ran, readme):
    assert len(ran[readme]) == len(SAID[readme])
