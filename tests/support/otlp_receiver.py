"""A collector for tests: takes OTLP over HTTP and keeps the spans; on demand it keeps callers waiting."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


class Received(NamedTuple):
    """A span as it arrived; ids in hex, `parent` empty for a root."""

    service: str
    name: str
    trace: str
    span: str
    parent: str
    text: str


class Receiver:
    """Listens on a free loopback port from `start` to `stop`; `answers` is cleared to let nobody finish."""

    def __init__(self):
        self.bodies: list[bytes] = []
        self.asked = threading.Event()
        self.answers = threading.Event()
        self.answers.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self):
        self._thread.start()

    def stop(self):
        self.answers.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def spans(self) -> list[Received]:
        """Everything that has arrived so far."""
        return [one for body in list(self.bodies) for one in _spans(body)]

    def _handler(self):
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.asked.set()
                receiver.answers.wait(60)
                receiver.bodies.append(body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments):
                pass

        return Handler


def _spans(body):
    request = ExportTraceServiceRequest.FromString(body)
    for resource in request.resource_spans:
        service = next(one.value.string_value for one in resource.resource.attributes if one.key == "service.name")
        for scope in resource.scope_spans:
            for span in scope.spans:
                ids = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
                yield Received(service, span.name, *ids, str(span))
