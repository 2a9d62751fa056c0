"""Roster reports in their table."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from services.audit.domain.posts import PostCount
from services.audit.domain.report import Report
from services.audit.requests import ListReports
from services.audit.store.tables import REPORTS
from shared.kernel.clock import parse_instant
from shared.persistence import Order, listed
from shared.wire.types import Page

ORDER = Order(by={"reported_at": REPORTS.c.reported_at}, key=REPORTS.c.id, default="-reported_at")


class ReportRepository:
    """Rows to reports and back; a report never changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: Report) -> None:
        """A report just handed up."""
        row = {
            "id": report.id,
            "organisation_id": report.organisation_id,
            "level_group": report.level_group,
            "reported_at": report.reported_at,
            "content": report.as_event(),
        }
        self._connection.execute(insert(REPORTS).values(row))

    def reported(self, notice_id: str, level_group: str) -> set[str]:
        """Ids of all declarations that any organisation has reported under the notice."""
        rows = self._connection.execute(select(REPORTS.c.content).where(REPORTS.c.level_group == level_group))
        contents = (row.content for row in rows if row.content["notice_id"] == notice_id)
        return {declaration_id for content in contents for declaration_id in content["declaration_ids"]}

    def page(self, organisation_id: str, request: ListReports) -> Page[Report]:
        """An organisation's reports."""
        statement = select(REPORTS).where(REPORTS.c.organisation_id == organisation_id)
        return listed(self._connection, statement, ORDER, request).turned(lambda row: _report(row.content))


def _report(content: dict[str, Any]) -> Report:
    values: dict[str, Any] = {each.name: content.get(each.name) for each in fields(Report) if each.name != "id"}
    values["declaration_ids"] = tuple(content["declaration_ids"])
    values["posts"] = tuple(_post_count(count) for count in content.get("posts", ()))
    values["reported_at"] = parse_instant(content["reported_at"])
    values["due_on"] = date.fromisoformat(content["due_on"]) if content["due_on"] else None
    return Report(id=content["report_id"], **values)


def _post_count(content: dict[str, Any]) -> PostCount:
    """What follows from the rest is counted again."""
    return PostCount(**{each.name: content[each.name] for each in fields(PostCount)})
