"""Roster reports in their table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from services.audit.domain.report import Report
from services.audit.requests import ListReports
from services.audit.store.tables import REPORTS
from shared.persistence import Order, find, listed
from shared.wire.plain import plain, read_as
from shared.wire.types import Page

ORDER = Order(by={"reported_at": REPORTS.c.reported_at}, key=REPORTS.c.id, default="-reported_at")


class ReportRepository:
    """Rows to reports and back; a report never changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: Report) -> None:
        """A report just handed up."""
        row = {
            "id": report.report_id,
            "organisation_id": report.organisation_id,
            "level_group": report.level_group,
            "reported_at": report.reported_at,
            "content": plain(report),
        }
        self._connection.execute(insert(REPORTS), row)

    def reported(self, notice_id: str, level_group: str) -> set[str]:
        """Ids of all declarations that any organisation has reported under the notice."""
        kept = find(self._connection, REPORTS.c.content, level_group=level_group).scalars()
        return {one for report in kept if report["notice_id"] == notice_id for one in report["declaration_ids"]}

    def page(self, organisation_id: str, request: ListReports) -> Page[Report]:
        """An organisation's reports."""
        statement = select(REPORTS).where(REPORTS.c.organisation_id == organisation_id)
        return listed(self._connection, statement, ORDER, request).turned(_report)


def _report(row: Row[Any]) -> Report:
    return read_as(Report, row.content)
