"""The rules by themselves."""

import re
from datetime import date
from pathlib import Path

import pytest

from services.declaration.domain.choice import check_open
from services.declaration.domain.transitions import DECLARATION, FINAL, TRANSITIONS, DeclarationState, Move
from shared.kernel.catalogue import catalogue
from shared.kernel.errors import ZhipingError
from shared.policy import cut_off_basis, shipped_pack

ROOT = Path(__file__).parents[3]
README = (ROOT / "services/declaration/README.md").read_text(encoding="utf-8")
PACK = shipped_pack("chifeng-2026")


def test_the_readme_has_the_transition_table_of_the_code():
    rows = re.findall(r"^\| (\w+) \| (\w+) \| (\w+) \| ([\w.]+) \|$", README, re.MULTILINE)
    code = [(row.move.value, row.source.value, row.target.value, row.cause) for row in TRANSITIONS]
    assert [row for row in rows if row[0] in {move.value for move in Move}] == code


def test_every_move_not_in_the_table_is_refused():
    allowed = {(row.move, row.source) for row in TRANSITIONS}
    for move in Move:
        for state in DeclarationState:
            if (move, state) not in allowed:
                with pytest.raises(ZhipingError) as caught:
                    DECLARATION.after(state, move)
                assert caught.value.slug == "step_not_possible"


def test_the_final_states_are_those_that_nothing_leaves():
    ends = ("not_passed", "revoked", "lapsed", "rejected", "withdrawn", "cancelled")
    assert {DeclarationState(end) for end in ends} == FINAL


def test_every_state_has_a_chinese_name():
    assert {f"state_{state.value}" for state in DeclarationState} <= set(catalogue())


def slugs_raised():
    """Slugs that the service's code raises, as written."""
    found = set()
    for path in (ROOT / "services/declaration").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'(?:invalid|forbidden|not_found|conflict|refused|unavailable)\(\s*"(\w+)"', text))
        found |= set(re.findall(r'Deficiency\("(\w+)"', text))
        found |= set(re.findall(r'conflict_on_duplicate\("(\w+)"', text))
    return found


def test_every_error_has_a_chinese_message():
    assert slugs_raised() - set(catalogue()) == set()


def test_every_step_of_the_timeline_has_a_chinese_label():
    found = set()
    for path in (ROOT / "services/declaration/usecases").glob("*.py"):
        calls = re.findall(r'log_step\(\s*tx,\s*[\w.\[\]"]+,\s*"(\w+)"', path.read_text(encoding="utf-8"))
        found |= {f"progress_{key}" for key in calls}
    assert len(found) > 10
    assert found - set(catalogue()) == set()


@pytest.mark.parametrize(
    ("day", "slug"),
    [(date(2026, 6, 10), "window_not_open"), (date(2026, 7, 11), "window_closed")],
)
def test_a_plan_is_open_from_its_first_to_its_last_day(day, slug):
    plan = PACK.plan("k12-associate-senior")
    assert check_open(plan, date(2026, 6, 11)) == check_open(plan, date(2026, 7, 10))
    with pytest.raises(ZhipingError) as caught:
        check_open(plan, day)
    assert caught.value.slug == slug


def test_evidence_counts_to_the_close_of_the_window_of_its_level():
    assert cut_off_basis(PACK, PACK.plan("k12-associate-senior"), "achievements") == (
        date(2026, 7, 10),
        "chifeng-2026/3.2",
    )
    assert cut_off_basis(PACK, PACK.plan("k12-city-middle"), "achievements")[0] == date(2026, 6, 10)
