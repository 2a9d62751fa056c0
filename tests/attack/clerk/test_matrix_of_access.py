"""All methods in all roles, from near and from far: what opens to whom is what the kept matrix says."""

import pytest

from infra.docs.access import PAGE, RELATIONS, kept, page
from infra.paths import ROOT
from infra.service_classes import service_class
from shared.contracts.queues import SERVICES
from shared.messaging import endpoints
from shared.security import AccessPolicy
from tests.support.adversary.matrix import ROLES, measured

ALONE = {"role_missing", "unfit_house"}
"""Relations in which nobody reaches more than a stranger of another house does."""


def lines(service):
    """(method, role) -> cells, as kept."""
    return {(method, role): tuple(cells) for name, method, role, *cells in kept() if name == service}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("service", SERVICES)
def test_every_answer_is_the_kept_one_and_the_same_over_http(service, tmp_path):
    matrix = measured(service, tmp_path)
    assert matrix.differences == []
    assert matrix.lines == lines(service)


@pytest.mark.parametrize("service", SERVICES)
def test_every_method_is_there_for_every_role_that_its_table_names(service):
    access = AccessPolicy(ROOT / "services" / service / "access.csv")
    offered = endpoints(service_class(service)).values()
    named = {
        (one.name, role)
        for one in offered
        for role in ROLES
        if role in one.roles or access.allows(role, one.name) or access.is_public(one.name)
    }
    assert lines(service).keys() == named


@pytest.mark.parametrize("service", SERVICES)
def test_without_a_role_that_fits_nobody_reaches_more_than_a_stranger(service):
    for (method, role), cells in lines(service).items():
        outcomes = dict(zip(RELATIONS, cells, strict=True))
        for relation in ALONE:
            assert outcomes[relation] != "open" or outcomes["other_house"] == "open", (method, role, relation)


def test_the_page_says_what_the_matrix_says():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"
