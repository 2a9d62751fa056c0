"""What a bureau does with files, no code changed: a notice of its own, and an amendment in the midst of the year."""

from __future__ import annotations

import pytest

from tests.support.amendments import amended, window
from tests.support.made_up_notice import made_up_notice
from tests.support.scenario.playing import FEW, played

AUDIT_LATER = (window("audit-senior", closes_on="2026-07-21"), window("audit-middle", closes_on="2026-06-26"))
"""One day more for those who audit, in the midst of filing: nobody is worse off."""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Options of the two runs: a notice that nobody shipped; a shipped one and its amendment."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "elsewhere-2025.yaml").write_text(made_up_notice(2025), encoding="utf-8")
    (folder / "amendment.json").write_text(amended(*AUDIT_LATER), encoding="utf-8")
    return {
        "made-up": FEW | {"notice": str(folder / "elsewhere-2025.yaml")},
        "amended": FEW | {"amendment": str(folder / "amendment.json")},
    }


@pytest.fixture(scope="module")
def embedded(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("embedded")
    return {name: played(folder, **options) for name, options in files.items()}


def count(summary, state):
    return sum(summary["declarations"].get(state, {}).values())


def test_a_sixth_notice_goes_from_its_file_to_certificates(embedded):
    summary = embedded["made-up"]
    assert summary["notice"] == "elsewhere-2025"
    assert count(summary, "certified") == summary["documents"]["certificate"] > 0
    assert summary["documents"]["evaluation_form"] > 0
    assert {row["clause"].split("/")[0] for row in summary["refusals"] if row["clause"]} == {"elsewhere-2025"}
    assert summary["dead_letters"] == 0


def test_an_amendment_in_the_midst_of_the_year_is_told_to_whom_it_concerns_and_loses_nothing(embedded):
    summary = embedded["amended"]
    told = [row for row in summary["ledger"]["messages"] if "amendment_followed" in row]
    assert told
    assert count(summary, "certified") == summary["documents"]["certificate"] > 0
    assert summary["dead_letters"] == 0


def test_the_same_comes_of_a_notice_of_its_own_on_the_real_stack_with_tls_on_every_wire(
    embedded, files, tls_stack, tmp_path
):
    """Calls, events, uploads, documents, certificates, doors."""
    assert played(tmp_path, tls_stack, **files["made-up"]) == embedded["made-up"]


def test_the_same_comes_of_the_amended_one_on_the_real_stack_with_two_replicas_of_each_service(
    embedded, files, stack, tmp_path
):
    assert played(tmp_path, stack, replicas=2, **files["amended"]) == embedded["amended"]
