"""The wire surface of the docgen service: translate and delegate; and the render workers that run beside it."""

from __future__ import annotations

from typing import Any

import eventlet
from nameko.extensions import DependencyProvider

from services.docgen import requests, results
from services.docgen.bootstrap import DocgenApplication, bootstrap
from services.docgen.usecases import (
    follow_cases,
    follow_committees,
    follow_declarations,
    follow_notices,
    follow_publicity,
    follow_reviews,
    openings,
    read_documents,
)
from services.docgen.usecases.ports import Ports
from services.docgen.usecases.render_jobs import release_expired
from shared.contracts import audit, committee, declaration
from shared.contracts.openings import ListMyOpenings, ListOpenings, OpeningView
from shared.messaging import Event, Service, Wiring, consume, query, sweep
from shared.messaging.base.fault_log import log_fault
from shared.messaging.runtime.service import OPERATOR
from shared.persistence import Tx
from shared.persistence.events.status import status_counts
from shared.wire.requests import Query
from shared.wire.types import Page

_IDLE = 0.1
"""Seconds between two looks at an empty job list."""
_AFTER_FAULT = 1.0


class RenderWorkers(DependencyProvider):  # type: ignore[misc]
    """Keeps the render workers running, in greenlets of the container that handles events."""

    def start(self) -> None:
        """Begin to print."""
        self._stopping = eventlet.event.Event()
        self._running: list[Any] = []
        if getattr(self.container, "part", "events") != "events":
            return
        application = self.container.config["zhiping_applications"][self.container.service_name]
        for _ in range(application.workers):
            self._running.append(eventlet.spawn(self._run, application))

    def stop(self) -> None:
        """End after the batch in hand."""
        if not self._stopping.ready():
            self._stopping.send()
        for greenlet in self._running:
            greenlet.wait()

    def kill(self) -> None:
        """End at once; the leases run out by themselves."""
        for greenlet in self._running:
            greenlet.kill()

    def _run(self, application: DocgenApplication) -> None:
        while not self._stopping.ready():
            pause = self._turn(application)
            if pause:
                with eventlet.Timeout(pause, False):
                    self._stopping.wait()

    @staticmethod
    def _turn(application: DocgenApplication) -> float:
        """One batch; seconds to wait before the next."""
        try:
            assert application.render_jobs is not None
            return 0.0 if application.render_jobs.run_once() else _IDLE
        except Exception as error:
            log_fault("render_worker_failed", error, service=application.name)
            return _AFTER_FAULT


class DocgenService(Service):
    """Documents: requested by events, printed by render workers, given out by links."""

    name = "docgen"
    app = Wiring(bootstrap)
    render_workers = RenderWorkers()

    @consume(declaration.NOTICE)
    def on_notice(self, tx: Tx[Ports], event: Event) -> None:
        """Keep what forms cite of a notice."""
        follow_notices.apply_notice(tx, event)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx: Tx[Ports], event: Event) -> None:
        """Forms of a submitted revision."""
        follow_declarations.apply(tx, event)

    @consume(audit.ORGANISATION)
    def on_organisation(self, tx: Tx[Ports], event: Event) -> None:
        """Keep contacts and seals."""
        follow_notices.apply_organisation(tx, event)

    @consume(audit.CASE)
    def on_case(self, tx: Tx[Ports], event: Event) -> None:
        """One-time notices and audited forms."""
        follow_cases.apply(tx, event)

    @consume(audit.PUBLICITY)
    def on_publicity(self, tx: Tx[Ports], event: Event) -> None:
        """Publicity of units and rosters."""
        follow_publicity.apply(tx, event)

    @consume(audit.REPORT)
    def on_report(self, tx: Tx[Ports], event: Event) -> None:
        """Applicant rosters."""
        follow_publicity.apply_report(tx, event)

    @consume(committee.COMMITTEE)
    def on_committee(self, tx: Tx[Ports], event: Event) -> None:
        """Keep committees."""
        follow_committees.apply_committee(tx, event)

    @consume(committee.SESSION)
    def on_session(self, tx: Tx[Ports], event: Event) -> None:
        """Result publicity and the reporting package."""
        follow_committees.apply_session(tx, event)

    @consume(committee.REVIEW)
    def on_review(self, tx: Tx[Ports], event: Event) -> None:
        """Votes and certificates."""
        follow_reviews.apply(tx, event)

    @query()
    def list_documents(self, tx: Tx[Ports], request: requests.ListDocuments) -> Page[results.DocumentView]:
        """Own documents, as a clerk those of subjects that his organisation may read, publicity; a supervisor sees what
        an organisation of his division may read, an operator all, private ones excepted."""
        return read_documents.list_documents(tx, request)

    @query()
    def get_document(self, tx: Tx[Ports], request: requests.GetDocument) -> results.DocumentView:
        """One document, for whoever finds it in the list."""
        return read_documents.get_document(tx, request)

    @query(records=True)
    def get_download_link(self, tx: Tx[Ports], request: requests.GetDownloadLink) -> results.DownloadLink:
        """A link to the file, for whoever finds it in the list; it works for a while and needs no token.
        Those whom the file is about find it in `list_my_openings`.
        """
        return read_documents.get_download_link(tx, request)

    @query()
    def list_my_openings(self, tx: Tx[Ports], request: ListMyOpenings) -> Page[OpeningView]:
        """Who was given which papers about the caller, when and by which rule; his own looks are not kept."""
        return openings.list_my_openings(tx, request)

    @query()
    def list_openings(self, tx: Tx[Ports], request: ListOpenings) -> Page[OpeningView]:
        """What people were shown who acted for an organisation, for the supervisor of its place."""
        return openings.list_openings(tx, request)

    @query(roles=OPERATOR)
    def get_status(self, tx: Tx[Ports], request: Query) -> results.DocgenStatus:
        """The common figures; documents not stored yet count as pending."""
        return read_documents.status(tx, status_counts(tx.connection, tx.undelivered))

    @sweep()
    def run_due(self, tx: Tx[Ports]) -> int:
        """Free jobs whose render worker was not heard of again."""
        return release_expired(tx)
