"""A sixth notice that nobody shipped: another year, its own clauses, regions, dates and numbers."""

import re

from shared.policy import clauses, shipped_text

NEXT_YEAR = re.compile(r"\b2026-(\d\d-\d\d)\b")
CHANGES = (
    ("chifeng-2026", "elsewhere-2027"),
    ("  year: 2026", "  year: 2027"),
    ("2026年", "2027年"),
    ("赤峰市", "某某市"),
    ("opens_on: 2026-06-11, closes_on: 2026-07-10", "opens_on: 2026-06-14, closes_on: 2026-07-12"),
    ("total: 49", "total: 31"),
    ("integrity: {years: 3", "integrity: {years: 4"),
)


def made_up_notice(year: int = 2027) -> str:
    """Its pack as YAML text; in a year whose holidays nobody has announced yet no publicity can be closed."""
    text = shipped_text("chifeng-2026")
    own = [clause for clause in clauses().values() if clause.id.startswith("chifeng-2026/")]
    for old, new in CHANGES:
        if old not in text:
            raise ValueError(f"the pack that this one is made from no longer says: {old}")
        text = text.replace(old, new)
    lines = [f'  "{clause.id.split("/")[1]}": {clause.title}' for clause in own]
    whole = NEXT_YEAR.sub(r"2027-\1", text) + "\nclauses:\n" + "\n".join(lines) + "\n"
    return whole.replace("2027", str(year))
