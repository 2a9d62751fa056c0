"""Writes `shared/calendar/data/china.yaml` from the `chinesecalendar` package (a tool, not run by the suite).

    python tests/unit/calendar/generate_holidays.py > shared/calendar/data/china.yaml

A year enters the file only when the State Council's arrangement for it is known to that package; every later year stays
provisional.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from chinese_calendar import constants

FIRST_YEAR = 2019


def announced_years() -> list[int]:
    """Years for which the package knows holidays, from FIRST_YEAR on."""
    return sorted({day.year for day in constants.holidays if day.year >= FIRST_YEAR})


def by_name(table: dict[date, str], year: int) -> dict[str, list[date]]:
    """Days of one year grouped under the Chinese name of their holiday, in calendar order."""
    groups: dict[str, list[date]] = defaultdict(list)
    for day in sorted(table):
        if day.year == year:
            groups[constants.Holiday(table[day]).chinese].append(day)
    return groups


def render() -> str:
    """The YAML text."""
    lines = [
        "# Chinese public holidays and make-up working days, as the State Council's yearly arrangement sets them.",
        "# holidays: days off (weekends inside a holiday included); make_up: weekend days that are worked.",
        "# Written by tests/unit/calendar/generate_holidays.py; a year that is not listed is provisional.",
        "region: CN",
        "years:",
    ]
    for year in announced_years():
        lines.append(f"  {year}:")
        for key, table in (("holidays", constants.holidays), ("make_up", constants.workdays)):
            lines.append(f"    {key}:")
            for name, days in by_name(table, year).items():
                lines.append(f"      {name}: [{', '.join(day.isoformat() for day in days)}]")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(render(), end="")
