"""The life of a document's job."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.docgen.domain.document import BACK_OFF, Document, DocumentState, DocumentSubject, Printed, object_key
from services.docgen.domain.document import DOCUMENT as MOVES
from services.docgen.domain.kinds import KINDS
from services.docgen.rendering.library import TEMPLATES
from shared.kernel.errors import ZhipingError

NOW = datetime(2026, 6, 15, tzinfo=UTC)
README = Path(__file__).parents[3] / "services" / "docgen" / "README.md"
DOCUMENT = Document("d1", DocumentSubject("certificate", "s1", "holder"), NOW, NOW)
PRINTED = Printed("ab" * 32, 10, "documents/x")


def test_the_readme_shows_the_moves_of_the_code():
    rows = re.findall(
        r"^\| (\w+) \| (waiting|rendering|stored) \| (waiting|rendering|stored) \|$", README.read_text(), re.M
    )
    assert {(DocumentState(source), move): (DocumentState(target),) for move, source, target in rows} == MOVES.table


@pytest.mark.parametrize("move", ["stored", "failed", "postponed", "expired", "claimed"])
@pytest.mark.parametrize("state", list(DocumentState))
def test_a_move_that_the_table_does_not_hold_is_refused(state, move):
    document = Document("d1", DOCUMENT.subject, NOW, NOW, state=state)
    arguments = {
        "stored": (PRINTED, NOW),
        "failed": ("x", NOW),
        "postponed": ("x", NOW),
        "expired": (NOW,),
        "claimed": ("c", NOW),
    }
    name = {"stored": "store", "failed": "fail", "postponed": "postpone", "expired": "expire", "claimed": "claim"}[move]
    if (state, name) in MOVES.table:
        assert getattr(document, move)(*arguments[move]).state is MOVES.target(state, name)
    else:
        with pytest.raises(ZhipingError, check=lambda error: error.slug == "step_not_possible"):
            getattr(document, move)(*arguments[move])


def test_pauses_grow_and_the_last_repeats():
    document, pauses = DOCUMENT, []
    for _ in range(8):
        document = document.claimed("c", NOW).failed("broken", NOW)
        pauses.append((document.due_at - NOW) // timedelta(seconds=1))
    assert pauses == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]
    assert document.failing


def test_object_keys_are_ascii_and_name_kind_id_and_digest_only():
    assert object_key(DOCUMENT, "ab" * 32) == "documents/certificate/d1/abababababababab.docx"


def test_every_kind_has_its_template_and_no_template_is_left_over():
    named = {kind.template_for(variant) for kind in KINDS.values() for variant in (None, *kind.variants)}
    assert named == {path.name for path in TEMPLATES.iterdir()}


def test_a_template_that_is_no_variant_is_not_used():
    assert KINDS["applicant_roster"].template_for("green_roster") == "green_roster.xlsx"
    assert KINDS["applicant_roster"].template_for("certificate") == "applicant_roster.xlsx"
