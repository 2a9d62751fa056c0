"""The official divisions in their files: one file for each region of the country, named by the first two digits."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import islice

from services.audit.domain.division import Division
from services.audit.requests.regions import ListRegions
from shared.kernel.errors import invalid
from shared.wire.plain import read_as
from shared.wire.types import Page

BY_CODE = "code"


class RegionFiles:
    """Divisions by code; they change with a release of the files, not while the service runs."""

    def find(self, code: str) -> Division | None:
        """By code, None for what no file names."""
        return _regions().get(code)

    def page(self, request: ListRegions) -> Page[Division]:
        """Those that fit the filter, by code; a cursor is the code that the page before ended with."""
        if (request.sort or BY_CODE) != BY_CODE:
            raise invalid("sort_unknown", path="sort", allowed=BY_CODE)
        after = request.cursor
        if after is not None and after not in _regions():
            raise invalid("cursor_invalid", path="cursor")
        wanted = request.filter
        fitting = [
            one for one in _regions().values()
            if wanted.parent in (None, one.parent) and wanted.level in (None, one.level)
        ]  # fmt: skip
        rows = list(islice((one for one in fitting if after is None or one.code > after), request.limit + 1))
        more, rows = len(rows) > request.limit, rows[: request.limit]
        total = len(fitting) if request.with_total else None
        return Page(items=tuple(rows), next_cursor=rows[-1].code if more else None, total=total)


@cache
def _regions() -> Mapping[str, Division]:
    folder = files("services.audit").joinpath("data", "regions")
    rows = [
        row for file in sorted(folder.iterdir(), key=lambda one: one.name) if file.name.endswith(".csv")
        for row in csv.DictReader(file.read_text("utf-8").splitlines())
    ]  # fmt: skip
    return {row["code"]: read_as(Division, row | {"parent": row["parent"] or None}) for row in rows}
