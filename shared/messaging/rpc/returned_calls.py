"""A call that may end the process that carries it out: tried alone, under a note that survives the process.

The broker says of a call only that it came back, and it came back with every other call that the dead process had in
hand. So what came back is carried out one at a time, and before each trial a note is committed; whose trials ended with
the process is answered without another, the others just pass.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from datetime import datetime
from typing import Any

from shared.messaging.base.application import Application
from shared.messaging.base.fault_log import log_fault
from shared.persistence.events.poison import close_trial, open_trial
from shared.telemetry import get_logger

TRIALS = 2
"""Trials that end with the process before the call is given up; with the first time it ended three processes."""
ANSWERS = 1
"""Answers of one process to a call that came back, before it is dropped unanswered: the broker ends the connection over
some reply addresses that look like its own."""
_REMEMBERED = 1_000


class ReturnedCall:
    """The trial of one call; `begin` before it runs, `end` when the process has lived through it."""

    def __init__(self, app: Application, message: Any) -> None:
        self._app = app
        self._method = str(message.delivery_info.get("routing_key"))
        self.name = name_of(message)
        self._noted = False

    def begin(self) -> bool:
        """Whether the call may run; while the database is away there is no note, and no method gets far."""
        try:
            deaths = self._note()
        except Exception as error:
            log_fault("trial_not_noted", error, method=self._method)
            return True
        self._noted = True
        if len(deaths) < TRIALS:
            return True
        get_logger().error("call_given_up", method=self._method, deaths=1 + len(deaths))
        return False

    def end(self) -> None:
        """Take the note back."""
        if not self._noted:
            return
        try:
            with self._app.database.begin() as connection:
                close_trial(connection, self._handler, self.name)
        except Exception as error:
            log_fault("trial_not_closed", error, method=self._method)

    def _note(self) -> list[datetime]:
        with self._app.database.begin() as connection:
            return open_trial(connection, self._handler, self.name, self._app.clock.now())

    @property
    def _handler(self) -> str:
        return f"rpc-{self._app.name}"


def came_back(message: Any) -> bool:
    """Whether the call was in somebody's hands before."""
    return bool(message.delivery_info.get("redelivered"))


class Answered:
    """How often calls came back to this process after it had answered them: their answer breaks its connection."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, int] = OrderedDict()

    def note(self, call: str) -> None:
        """One more answer was sent."""
        self._times[call] = self._times.pop(call, 0) + 1
        if len(self._times) > _REMEMBERED:
            self._times.popitem(last=False)

    def in_vain(self, call: str) -> bool:
        """Whether another answer would be one too many."""
        return self._times.get(call, 0) >= ANSWERS


def name_of(message: Any) -> str:
    """The same for every delivery of the same call; tells nothing about what it holds."""
    body = message.body.encode("utf-8", "surrogatepass") if isinstance(message.body, str) else bytes(message.body)
    names = f"{message.delivery_info.get('routing_key')} {message.properties.get('correlation_id')} "
    return hashlib.sha256(names.encode("utf-8", "surrogatepass") + body).hexdigest()
