"""What docgen keeps is read back as it was, also what an earlier version kept."""

from datetime import date

import pytest

from services.docgen.domain.document import Document, DocumentSubject
from services.docgen.domain.known import KnownCase, KnownSession
from services.docgen.usecases.kept import CASE, SESSION, package_of
from shared.contracts import committee
from shared.contracts.base import ContractViolation
from shared.kernel.clock import parse_instant
from shared.wire.plain import plain
from tests.support.docgen_suite import orders

NOW = parse_instant("2026-06-15T09:30:00+08:00")


def test_what_is_kept_comes_back_as_it_was():
    case = KnownCase(
        unit_id="unit", decisions=tuple(signed.decision for signed in orders.course().decisions), revision=2
    )
    assert CASE.read(plain(case)) == case


def test_what_an_earlier_version_left_out_or_kept_beside_does_no_harm():
    assert CASE.read({}) == KnownCase()
    assert SESSION.read({"panel_size": 25, "members": 7}) == KnownSession(panel_size=25)


def test_what_does_not_fit_is_named_by_its_kind():
    with pytest.raises(ContractViolation, match=r"session: .*panel_size"):
        SESSION.read({"panel_size": "many"})


def test_a_letter_that_was_kept_without_its_rows_is_still_a_package():
    sample = committee.PACKAGE_REPORTED.sample
    letter = {name: value for name, value in sample.items() if name != "rows"}
    package = package_of(Document("d1", DocumentSubject("commitment_letter", "s1"), NOW, NOW, data=letter))
    assert (package.rows, package.meeting_on) == ((), date(2026, 9, 10))
    assert package_of(Document("d1", DocumentSubject("pass_roster", "s1"), NOW, NOW, data=sample)).rows
