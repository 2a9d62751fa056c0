"""A stated no refuses; what nobody has stated is open, with who settles it and by when."""

from __future__ import annotations

import pytest

from tests.support.verdict_json import rule_json
from tests.unit.policy.people import profile
from tests.unit.policy.small_pack import judge, pack_with, path, requirement, rule

LETTER = "achievement.documented"


@pytest.mark.parametrize(
    ("settler", "until"),
    [
        (None, "2026-07-10"), ("unit", "2026-07-20"), ("department", "2026-07-20"), ("hr_bureau", "2026-07-20"),
        ("office", "2026-10-30"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["gate", "requirement"])
def test_an_open_point_names_its_settler_and_the_last_day(settler: str | None, until: str, place: str) -> None:
    word = {"settled_by": settler} if settler else {}
    rules = [rule("letter", LETTER, **word)] if place == "gate" else []
    asked = [requirement("letter", LETTER, **word)] if place == "requirement" else []
    pack = pack_with(rules=rules, frequency=[], paths=[path("way", *asked)])
    answer = judge(pack)
    [point] = answer.open_points
    wire = rule_json(point)
    assert (answer.outcome, wire["settled_by"], wire["settled_until"]) == ("conditional", settler, until)
    assert answer.unstated == ((point,) if settler is None else ())
    assert judge(pack, profile(documented=False)).outcome == "refused"
    assert judge(pack, profile(documented=True)).outcome == "eligible"


def test_a_rule_that_is_only_recorded_never_decides() -> None:
    pack = pack_with(rules=[rule("letter", LETTER, effect="record")], frequency=[], paths=[path("way")])
    for person in (profile(), profile(documented=False), profile(documented=True)):
        assert judge(pack, person).outcome == "eligible"


def test_a_path_of_whom_nobody_knows_whether_it_speaks_is_an_open_point() -> None:
    pack = pack_with(rules=[], frequency=[], paths=[path("way", when=['person.occupation == "doctor"'])])
    [point] = judge(pack).open_points
    assert (point.rule_id, point.settled_by, point.missing) == ("way.when", None, ("岗位类别",))
    assert judge(pack, profile(occupation="doctor")).outcome == "eligible"
    assert judge(pack, profile(occupation="nurse")).outcome == "refused"


def test_along_a_claimed_way_its_own_points_count() -> None:
    asked = requirement("letter", LETTER, settled_by="unit")
    pack = pack_with(rules=[], frequency=[], paths=[path("plain"), path("special", asked, kind="preferential")])
    answer = judge(pack)
    assert (answer.outcome, answer.route) == ("eligible", "ordinary")
    special = answer.along("special")
    assert special is not None
    assert (special.outcome, special.route, len(special.open_points)) == ("conditional", "special", 1)
    assert answer.along("nowhere") is None
    closed = judge(pack, profile(documented=False)).along("special")
    assert closed is None
