"""The part of the wire surface that nobody has to sign in for: the register, draws, posted results, certificates."""

from __future__ import annotations

from services.committee import requests, results, usecases
from services.committee.results import published
from services.committee.usecases.ports import CommitteeTx as Tx
from shared.messaging import query
from shared.wire.types import Page


class OpenReads:
    """Questions that `access.csv` gives to the public; the service inherits them."""

    @query()
    def get_committee(self, tx: Tx, request: requests.GetCommittee) -> results.committees.CommitteeView:
        """One committee; its office also sees the report of the last import."""
        return usecases.views.get_committee(tx, request)

    @query()
    def list_committees(self, tx: Tx, request: requests.ListCommittees) -> Page[results.committees.CommitteeEntry]:
        """The register of committees, for everybody."""
        return usecases.views.list_committees(tx, request)

    @query()
    def list_draws(self, tx: Tx, request: requests.ListDraws) -> Page[published.DrawEntry]:
        """Draws by what was published of them, for everybody: from the moment that the pool is frozen."""
        return usecases.published.list_draws(tx, request)

    @query()
    def verify_draw(self, tx: Tx, request: requests.VerifyDraw) -> published.DrawCheck:
        """A draw made again and held against what was published, for everybody."""
        return usecases.published.verify_draw(tx, request)

    @query()
    def list_results(self, tx: Tx, request: requests.ListResults) -> Page[published.ResultsLine]:
        """Results since their posting, for everybody."""
        return usecases.published.list_results(tx, request)

    @query()
    def get_results(self, tx: Tx, request: requests.GetResults) -> published.PublishedResults:
        """The posted list of one session with where to object, for everybody."""
        return usecases.published.get_results(tx, request)

    @query()
    def verify_certificate(self, tx: Tx, request: requests.VerifyCertificate) -> results.certificates.CertificateCheck:
        """What anybody may check of a certificate."""
        return usecases.views.verify_certificate(tx, request)
