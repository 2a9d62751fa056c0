"""`zhiping calendar` says in time that a year has not come in."""

import pytest
from typer.testing import CliRunner

from infra.cli import build
from shared.calendar import work_calendar

LAST = max(work_calendar().announced_years)


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        (f"{LAST}-11-30", []), (f"{LAST}-12-01", [LAST + 1]), (f"{LAST - 1}-12-31", []),
        (f"{LAST + 1}-01-01", [LAST + 1]), (f"{LAST + 1}-12-31", [LAST + 1, LAST + 2]),
    ],
)  # fmt: skip
def test_a_year_that_is_late_is_named(on, missing):
    answer = CliRunner().invoke(build(["calendar"]), ["calendar", "--on", on])
    assert answer.exit_code == (1 if missing else 0)
    assert f"announced: 2019 to {LAST}" in answer.output
    assert [str(year) in answer.output.partition("\n")[2] for year in (LAST + 1, LAST + 2)] == [
        year in missing for year in (LAST + 1, LAST + 2)
    ]
