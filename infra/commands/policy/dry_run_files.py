"""Files of a dry run, read and written line by line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from infra.policy.dryrun.judging import DryRunResult
from infra.policy.dryrun.person import json_of

COLUMNS = tuple(DryRunResult("", None, "").row())


def lines_of(file: Path, read: Callable[[int], None]) -> Iterator[str]:
    """The people of a file as JSON lines; `read` is told how many bytes were taken."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield from _rows(_counted(text, read)) if file.suffix == ".csv" else _counted(text, read)


def _counted(text: IO[str], read: Callable[[int], None]) -> Iterator[str]:
    for line in text:
        read(len(line.encode()))
        if line.strip():
            yield line


def _rows(lines: Iterator[str]) -> Iterator[str]:
    """A row that does not fit becomes a line that says so when it is judged."""
    for row in csv.DictReader(lines):
        try:
            yield json_of({key: value or "" for key, value in row.items() if key is not None})
        except (KeyError, ValueError) as error:
            yield f"{type(error).__name__}: {error}"


@contextmanager
def answers_to(file: Path | None) -> Iterator[Callable[[str], None]]:
    """A function that writes JSON lines to the file, as they are or as .csv; without a file they are dropped."""
    if file is None:
        yield lambda rows: None
    elif file.suffix == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as text:
            table = csv.DictWriter(text, COLUMNS)
            table.writeheader()
            yield lambda rows: table.writerows(json.loads(row) for row in rows.splitlines())
    else:
        with file.open("w", encoding="utf-8") as text:
            yield lambda rows: _write(text, rows)


def _write(text: IO[str], rows: str) -> None:
    text.write(rows)
