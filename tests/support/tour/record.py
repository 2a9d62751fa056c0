"""docs/tour: the pictures, the list of what was found on each, and the page that shows them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from infra.paths import ROOT
from services.gateway.console.navigation import ROLE_NAMES
from tests.support.tour.pictures import file_of
from tests.support.tour.walk import SIZES, Shown

TOUR = ROOT / "docs" / "tour"
FINDINGS = TOUR / "findings.csv"
README = TOUR / "README.md"
NOT_LOOKED_AT = "not looked at"
MOST_BYTES_EACH = 31_000
"""Of a picture, on an average."""
FIELDS = ("page", "role", "title", "size", "finding", "what became of it")
HEAD = """# The console in pictures

Made by `make tour`: every page to which a link leads, at three sizes, from the visitors' site at the moments that
`tests/support/tour/visits.py` names, and those to which somebody's act leads (`stages.py`, `acts.py` beside it). Long
pages are cut. `200%` is a screen of 1366x768 at 200% zoom, taken as it is laid out there, in half the width. What
somebody found who looked at each stands in [findings.csv](findings.csv); pages that no picture shows stand with the
reason in `tests/support/tour/not_pictured.csv`. After a change of a page take them anew, look at them, and say in the
list what you found: a new page stands there as `not looked at`, which fails the tests. Commit the pictures that show
something else than before; one that differs in the menu or a number alone is better left as it is (`git restore`),
for the repository keeps every version.
"""


@dataclass(frozen=True)
class Finding:
    """What was found on one page at one size; "none" where nothing was."""

    page: str
    role: str
    title: str
    size: str
    finding: str
    outcome: str = ""


def findings() -> list[Finding]:
    """The list as it stands."""
    if not FINDINGS.exists():
        return []
    with FINDINGS.open(encoding="utf-8", newline="") as file:
        return [Finding(*(row[name] for name in FIELDS)) for row in csv.DictReader(file)]


def write(pages: Iterable[Shown]) -> None:
    """List these pages and no others, keep what was found on those that were there, make the page that shows them."""
    known = {(one.page, one.size): one for one in findings()}
    lines = []
    for shown in pages:
        for size in SIZES:
            old = known.get((shown.name, size))
            told = (old.finding, old.outcome) if old else (NOT_LOOKED_AT, "")
            lines.append(Finding(shown.name, shown.role, shown.title, size, *told))
    with FINDINGS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(FIELDS)
        rows.writerows((one.page, one.role, one.title, one.size, one.finding, one.outcome) for one in lines)
    README.write_text(index(lines), encoding="utf-8")
    wanted = {file_of(one.page, one.size) for one in lines}
    for picture in TOUR.glob("*.webp"):
        if picture.name not in wanted:
            picture.unlink()


def index(lines: list[Finding]) -> str:
    """The page, role by role."""
    told, role = [HEAD], None
    for one in lines:
        if one.size != next(iter(SIZES)):
            continue
        if one.role != role:
            role = one.role
            told.append(f"\n## {ROLE_NAMES.get(role, '公众')}\n\n| page | {' | '.join(SIZES)} |")
            told.append("| --- |" + " --- |" * len(SIZES))
        links = " | ".join(f"[{size}]({file_of(one.page, size)})" for size in SIZES)
        told.append(f"| {one.title} `{one.page}` | {links} |")
    return "\n".join(told) + "\n"
