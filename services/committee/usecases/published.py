"""What everybody may read: draws by their digests and made again, results as they were posted."""

from __future__ import annotations

from collections import OrderedDict

from services.committee.domain.candidates import DigestedJson
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.session import Session
from services.committee.domain.taken import last_of
from services.committee.domain.transcript import differences
from services.committee.domain.transitions import STANDING
from services.committee.requests import GetResults, ListDraws, ListResults, VerifyDraw
from services.committee.results.published import (
    DrawCheck,
    DrawEntry,
    MaterialObjections,
    PublishedResults,
    ResultsLine,
)
from services.committee.usecases.clauses import clauses_of_draw
from services.committee.usecases.common import pack_of
from services.committee.usecases.ports import Ports
from services.committee.usecases.results import listed_person, listing_order, period_of
from shared.contracts.audit.organisation import Contact
from shared.kernel.canonical import digest
from shared.kernel.deadline import is_over
from shared.kernel.errors import not_found
from shared.persistence import Tx
from shared.policy import cited
from shared.policy.pack.procedure import PublicityRule
from shared.wire.types import Page, widened

BEFORE_THE_COUNT = frozenset({"seed_committed", "drawn", "plan_filed", "plan_consented", "plan_refused", "open",
                              "adjourned"})  # fmt: skip
"""States of a session whose panel nobody outside may know yet."""
MADE_AGAIN = 256
"""Transcripts of which it is remembered what came of making their draw again."""
_MADE_AGAIN: OrderedDict[str, tuple[str, ...]] = OrderedDict()


def list_draws(tx: Tx[Ports], request: ListDraws) -> Page[DrawEntry]:
    """Draws from the moment that their pool is frozen, the newest session first."""
    return tx.ports.published.draws(request).turned(lambda process: _draw(tx, process))


def verify_draw(tx: Tx[Ports], request: VerifyDraw) -> DrawCheck:
    """Make the draw again from the transcript that is kept, and hold it against the digests that were published."""
    session = tx.ports.sessions.get(request.session_id)
    if not isinstance(session, Session) or session.draw.commitment is None:
        raise not_found("draw_not_found", path="session_id")
    transcript = tx.ports.draws.transcript(session.id)
    frozen = tx.ports.draws.frozen(session.id)
    wrong = _wrong(session, transcript) if transcript else ()
    drawn = transcript or {}
    return widened(
        DrawCheck, _draw(tx, session),
        proven=not wrong if transcript else None, differences=wrong, pool_size=len(frozen["experts"]),
        panel_size=session.panel_size, eligible=drawn.get("eligible"), feasible_panels=drawn.get("feasible_panels"),
        alternates=_length(drawn, "alternates"), excluded=_length(drawn, "excluded"),
        transcript=None if session.state in BEFORE_THE_COUNT else transcript,
    )  # fmt: skip


def list_results(tx: Tx[Ports], request: ListResults) -> Page[ResultsLine]:
    """Results since their posting, the newest first."""
    page = tx.ports.published.results(request)
    counts = tx.ports.published.counts([process.id for process in page.items])
    return page.turned(lambda process: _line(tx, process, counts.get(process.id, 0)))


def get_results(tx: Tx[Ports], request: GetResults) -> PublishedResults:
    """The posted list with where to object; who lost his result since is not on it any more."""
    process = tx.ports.sessions.get(request.session_id)
    if process.dates.posting is None:
        raise not_found("results_not_posted", path="session_id")
    standing = [review for review in tx.ports.reviews.of_session(process.id) if review.state in STANDING]
    office, rule = tx.ports.organisations.find(process.office_id), _rule(tx, process)
    listed = tuple(map(listed_person, sorted(standing, key=listing_order)))
    return widened(
        PublishedResults, _line(tx, process, len(listed)), listed=listed,
        channel=office.contact if office else Contact(), material=_material(rule),
    )  # fmt: skip


def _draw(tx: Tx[Ports], process: ResultsProcess) -> DrawEntry:
    assert isinstance(process, Session)
    draw, committee = process.draw, tx.ports.committees.get(process.committee_id)
    taken = last_of(tx.ports.steps.of_session(process.id))
    frozen, drawn = taken.get("commit_seed"), taken.get("draw_panel")
    return DrawEntry(
        session_id=process.id, committee_id=committee.id, committee_name=committee.name, notice_id=process.notice_id,
        state="drawn" if draw.transcript_digest else "frozen",
        frozen_at=frozen.at if frozen else None, drawn_at=drawn.at if drawn else None,
        snapshot_digest=draw.snapshot_digest or "", commitment=draw.commitment or "",
        transcript_digest=draw.transcript_digest, clause=clauses_of_draw(pack_of(tx, process.notice_id)).get("draw"),
    )  # fmt: skip


def _wrong(session: Session, transcript: DigestedJson) -> tuple[str, ...]:
    """What comes out otherwise when the draw is made again, and which published value does not fit the transcript."""
    draw, found = session.draw, digest(transcript)
    published: dict[str, tuple[object, object]] = {
        "transcript_digest": (found, draw.transcript_digest),
        "snapshot_digest": (transcript.get("snapshot_digest"), draw.snapshot_digest),
        "commitment": (transcript.get("commitment"), draw.commitment),
    }
    unlike = {name for name, (kept, told) in published.items() if kept != told}
    return tuple(sorted({*_made_again(transcript, found), *unlike}))


def _made_again(transcript: DigestedJson, found: str) -> tuple[str, ...]:
    """What comes out otherwise, found once for each content: everybody may ask, and a large pool takes seconds."""
    if found not in _MADE_AGAIN:
        _MADE_AGAIN[found] = tuple(differences(transcript))
        if len(_MADE_AGAIN) > MADE_AGAIN:
            _MADE_AGAIN.popitem(last=False)
    return _MADE_AGAIN[found]


def _length(transcript: DigestedJson, name: str) -> int | None:
    return len(transcript[name]) if name in transcript else None


def _line(tx: Tx[Ports], process: ResultsProcess, people: int) -> ResultsLine:
    posting, rule = process.dates.posting, _rule(tx, process)
    assert posting is not None
    period, committee = period_of(tx, process, rule), tx.ports.committees.get(process.committee_id)
    closed, office = process.dates.closed_on, tx.ports.organisations.find(process.office_id)
    provisional = closed is None and period is not None and period.provisional
    running = process.state == "results_posted" and period is not None
    over = period is not None and not period.provisional and is_over(period.end, tx.now)
    return ResultsLine(
        session_id=process.id, kind=process.kind, publicity_id=posting.publicity_id, notice_id=process.notice_id,
        committee_id=committee.id, committee_name=committee.name, organisation_id=process.office_id,
        organisation_name=office.name if office else committee.office_name, level_group=committee.scope.level_group,
        posted_on=posting.posted_on, ends_on=posting.ends_on, working_days=rule.working_days,
        closes_at=rule.closes_at, provisional=provisional, clause=rule.cited, takes_objections=running and not over,
        closed_on=closed, people=people,
    )  # fmt: skip


def _rule(tx: Tx[Ports], process: ResultsProcess) -> PublicityRule:
    return pack_of(tx, process.notice_id).publicity_rule("result")


def _material(rule: PublicityRule) -> MaterialObjections | None:
    return MaterialObjections(by=rule.material.by, clause=cited(rule.material)) if rule.material else None
