"""A small year with TLS on every wire of real servers: calls, events, uploads, documents, certificates, doors."""

from tests.support.scenario.playing import played

FEW = {"applicants": 8, "seed": 3, "counties": 1}


def test_a_year_passes_over_tls(tls_stack, tmp_path):
    summary = played(tmp_path, tls_stack, **FEW)
    assert summary["documents"]["certificate"] == sum(summary["declarations"]["certified"].values()) > 0
    assert summary["documents"]["evaluation_form"] > 0
    assert summary["dead_letters"] == 0
