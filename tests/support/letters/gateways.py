"""Robots and gateways that check what they are sent, each by the rules of its maker."""

import base64
import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ROBOT, SECRET = "a" * 64, "SEC" + "b" * 64
WECOM = "0f8fad5b-d9cb-469f-a165-70867728950e"
KEY_ID, KEY = "zhiping", "gateway secret"


class Gateways:
    """`now`: the time by which signatures are judged; `answers`: what is said instead, in turn, by path."""

    def __init__(self, now):
        self.now, self.posts, self.answers, self.receipts, self.nonces = now, [], {}, [], set()

    def answer(self, path, query, headers, body):
        """Status, headers and JSON for a post."""
        if self.answers.get(path):
            return self.answers[path].pop(0)
        told = json.loads(body)
        if path == "/robot/send":
            return 200, {}, self._dingtalk(query, told)
        if path == "/cgi-bin/webhook/send":
            return 200, {}, self._wecom(query, told)
        if not self._signed(path, headers, body):
            return 401, {}, {"code": "SIGNATURE"}
        if path == "/receipts":
            self.receipts = [one for one in self.receipts if one["id"] not in told.get("heard", ())]
            return 200, {}, {"receipts": self.receipts}
        self.posts.append((path, told, headers))
        return 200, {}, {"code": "OK", "receipt": f"r-{len(self.posts)}"}

    def _dingtalk(self, query, told):
        stamp = query["timestamp"]
        mac = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
        fresh = abs(self.now().timestamp() * 1000 - int(stamp)) < 3_600_000
        if query["access_token"] != ROBOT or query["sign"] != base64.b64encode(mac).decode() or not fresh:
            return {"errcode": 310000, "errmsg": "sign not match"}
        self.posts.append(("dingtalk", told, {}))
        return {"errcode": 0, "errmsg": "ok"}

    def _wecom(self, query, told):
        if query["key"] != WECOM:
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        self.posts.append(("wecom", told, {}))
        return {"errcode": 0, "errmsg": "ok"}

    def _signed(self, path, headers, body):
        kind, _, given = headers["X-Signature"].partition(" ")
        digest = kind.removeprefix("hmac-")
        told = "\n".join(
            ("POST", path, headers["X-Timestamp"], headers["X-Nonce"], hashlib.new(digest, body).hexdigest())
        )
        right = base64.b64encode(hmac.new(KEY.encode(), told.encode(), digest).digest()).decode()
        fresh = abs(self.now().timestamp() * 1000 - int(headers["X-Timestamp"])) < 300_000
        new = headers["X-Nonce"] not in self.nonces
        self.nonces.add(headers["X-Nonce"])
        return headers["X-Key-Id"] == KEY_ID and hmac.compare_digest(given, right) and fresh and new


@contextmanager
def gateways_at_work(gateways):
    """The address of a server that answers so."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, answer = gateways.answer(parts.path, query, self.headers, body)
            said = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(said))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
