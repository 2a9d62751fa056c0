"""What a service of this process writes to its log, line by line, as an operator would read it."""

import io
import logging

import structlog

from shared.telemetry import configure_logs


class Logged:
    """Takes the place of stderr from now on until `stop`; logs of libraries go on to where they went, too."""

    def __init__(self, service):
        self._stream, self._former = io.StringIO(), structlog.get_config()
        handlers, self._level = logging.root.handlers[:], logging.root.level
        configure_logs(service, "DEBUG", self._stream)
        [self._handler] = logging.root.handlers
        logging.root.handlers[:] = [*handlers, self._handler]

    @property
    def lines(self):
        """Everything written so far."""
        return self._stream.getvalue().splitlines()

    def stop(self):
        """Leave logging as it was found."""
        logging.root.removeHandler(self._handler)
        logging.root.setLevel(self._level)
        structlog.configure(**self._former)
