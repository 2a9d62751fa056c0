"""The greenlet that works off the queue of letters beside the event handlers, never inside a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import eventlet

from services.notify.adapters.bounces import FAULTS
from services.notify.domain.channel import Channel
from services.notify.domain.outcome import LetterOutcome, kept, later, not_configured
from services.notify.usecases.letter_ports import ChannelSender, Letter, ReportSource
from services.notify.usecases.letters import (
    CLAIMED_FOR,
    claim_letters,
    note_outcome,
    note_report,
    take_over,
    waiting_channels,
)
from shared.kernel.caller import Caller
from shared.messaging import Application
from shared.telemetry import get_logger

PAUSE_SECONDS = 5.0
REPORTS_SECONDS = 60.0
IN_HAND_SECONDS = CLAIMED_FOR.total_seconds() / 2
"""How long a lot is worked at: what is left after that is claimed anew, well before anybody else could."""


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """Adapter of `letter_ports.ChannelSender` that sends nothing and says the same of every letter."""

    outcome: LetterOutcome

    @contextmanager
    def session(self) -> Iterator[Callable[[Letter], LetterOutcome]]:
        """Nothing is opened."""
        yield lambda letter: self.outcome


UNKNOWN = SameAnswer(not_configured())
TEST_MODE = SameAnswer(kept())
"""Nothing leaves the house."""


class LetterSender:
    """Sends queued letters, some over one connection; what one replica has claimed is left alone by the others."""

    def __init__(
        self, app: Application, senders: Mapping[Channel, ChannelSender], sources: Sequence[ReportSource] = ()
    ) -> None:
        self._app = app
        self._senders = senders
        self._sources = sources
        self._greenlet: Any = None
        self._reports_at = 0.0

    def start(self) -> None:
        """Begin to look every few seconds."""
        self._greenlet = eventlet.spawn(self._run)

    def stop(self) -> None:
        """Stop looking; a letter in hand is tried again later."""
        if self._greenlet is not None:
            self._greenlet.kill()

    def work_off(self) -> int:
        """Send what is due; returns the number of letters tried."""
        with self._transaction() as tx:
            while take_over(tx):
                pass
        with self._transaction() as tx:
            channels = waiting_channels(tx)
        return sum(map(self._work_off, channels))

    def read_reports(self) -> int:
        """Work in what providers say of letters they had taken; returns the number of messages it is about."""
        return sum(map(self._read, self._sources))

    def _work_off(self, channel: Channel) -> int:
        tried = 0
        while letters := self._claim(channel):
            tried += len(letters)
            self._send(channel, letters)
        return tried

    def _claim(self, channel: Channel) -> list[Letter]:
        with self._transaction() as tx:
            return claim_letters(tx, channel)

    def _send(self, channel: Channel, letters: list[Letter]) -> None:
        began = time.monotonic()
        with self._senders.get(channel, UNKNOWN).session() as send:
            for letter in letters:
                if time.monotonic() - began > IN_HAND_SECONDS:
                    return
                outcome = _sent(send, letter)
                with self._transaction() as tx:
                    note_outcome(tx, letter, outcome)

    def _read(self, source: ReportSource) -> int:
        about = 0
        try:
            with source.read() as reports:
                for report in reports:
                    with self._transaction() as tx:
                        about += note_report(tx, report)
        except FAULTS as fault:
            get_logger().warning("reports_not_read", source=type(source).__name__, fault=type(fault).__name__)
        return about

    def _transaction(self) -> Any:
        return self._app.transaction(Caller.system(self._app.name))

    def _run(self) -> None:
        while True:
            eventlet.sleep(PAUSE_SECONDS)
            try:
                self.work_off()
                if time.monotonic() >= self._reports_at:
                    self._reports_at = time.monotonic() + REPORTS_SECONDS
                    self.read_reports()
            except Exception as fault:
                get_logger().warning("letter_sender_failed", fault=type(fault).__name__)


def _sent(send: Callable[[Letter], LetterOutcome], letter: Letter) -> LetterOutcome:
    """A sender raises nothing; one that does all the same must not cost the letters behind it."""
    try:
        outcome = send(letter)
    except Exception as fault:
        outcome = later("fault", type(fault).__name__)
    if outcome.verdict in ("later", "refused"):
        get_logger().warning("letter_not_sent", letter_id=letter.id, channel=letter.channel.value, code=outcome.code)
    return outcome
