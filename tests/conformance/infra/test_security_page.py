"""docs/security.md names every file of attacks, and no other."""

import re

from infra.paths import ROOT

ATTACKS = ROOT / "tests" / "attack"
NAMED = re.compile(r"`((?:\*|[a-z]+)/test_[a-z_]+\.py)`")


def test_the_page_and_the_attacks_agree():
    named = set(NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8")))
    there = {str(path.relative_to(ATTACKS)) for path in ATTACKS.glob("*/test_*.py")}
    meant = {name: {str(path.relative_to(ATTACKS)) for path in ATTACKS.glob(name)} for name in named}
    assert [name for name, found in meant.items() if not found] == []
    assert there - set().union(*meant.values()) == set()


def test_attacks_are_grouped_by_attacker():
    groups = {path.parent.name for path in ATTACKS.glob("*/test_*.py")}
    assert groups == {"stranger", "applicant", "clerk", "office", "portal", "administrator"}
