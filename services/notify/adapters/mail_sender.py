"""The greenlet that works off the mail queue beside the event handlers, never inside a transaction."""

from __future__ import annotations

import smtplib
from typing import Any

import eventlet

from services.notify.usecases.mail import next_letter, note_outcome
from services.notify.usecases.ports import MailChannel
from shared.kernel.caller import Caller
from shared.messaging import Application
from shared.telemetry import get_logger

PAUSE_SECONDS = 5.0
_FAULTS = (OSError, smtplib.SMTPException)


class MailSender:
    """Sends queued letters one after the other; a letter claimed by one replica is left alone by the others."""

    def __init__(self, app: Application, channel: MailChannel) -> None:
        self._app = app
        self._channel = channel
        self._greenlet: Any = None

    def start(self) -> None:
        """Begin to look every few seconds."""
        self._greenlet = eventlet.spawn(self._run)

    def stop(self) -> None:
        """Stop looking; a letter in hand is tried again later."""
        if self._greenlet is not None:
            self._greenlet.kill()

    def work_off(self) -> int:
        """Send what is due; returns the number of letters tried."""
        tried = 0
        while self._send_next():
            tried += 1
        return tried

    def _send_next(self) -> bool:
        with self._transaction() as tx:
            letter = next_letter(tx)
        if letter is None:
            return False
        delivered = True
        try:
            self._channel.send(letter)
        except _FAULTS as fault:
            delivered = False
            get_logger().warning("mail_not_sent", message_id=letter.message_id, fault=type(fault).__name__)
        with self._transaction() as tx:
            note_outcome(tx, letter, delivered)
        return True

    def _transaction(self) -> Any:
        return self._app.transaction(Caller.system(self._app.name))

    def _run(self) -> None:
        while True:
            eventlet.sleep(PAUSE_SECONDS)
            try:
                self.work_off()
            except Exception as fault:
                get_logger().warning("mail_room_failed", fault=type(fault).__name__)
