"""Two small identity sources on loopback: a province's portal, and a provider that signs whatever a test wants."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

APP, SECRET = "zhiping", "the application's secret"
CLIENT = "zhiping-door"


class Portal:
    """Changes each ticket once for the data that a test has put there; `spoiled`: under a wrong signature."""

    def __init__(self):
        self.people, self.asked, self.spoiled = {}, [], False

    def respond(self, method, path, body):
        if (method, path) != ("POST", "/exchange"):
            return 404, {}, b""
        asked = json.loads(body)
        sign = asked.pop("sign")
        pairs = "&".join(f"{name}={asked[name]}" for name in sorted(asked))
        self.asked.append(asked)
        data = self.people.pop(asked["ticket"], None) if hmac.compare_digest(sign, _sign(pairs.encode())) else None
        told = {"code": 0, "data": data} if data else {"code": 40101, "message": "ticket invalid"}
        answer = json.dumps(told, ensure_ascii=False).encode()
        signed = _sign(b"spoiled" if self.spoiled else asked["nonce"].encode() + answer)
        return 200, {"X-Sign": signed}, answer


def _sign(content):
    return hmac.new(SECRET.encode(), content, hashlib.sha256).hexdigest()


class Provider:
    """An OpenID Connect provider; `id_token` is what it answers to any code, `form` what it was asked with."""

    def __init__(self, kind="RS256"):
        self.key = _key(kind)
        self.algorithm, self.id_token, self.form, self.issuer, self.userinfo = kind, "", {}, "", None

    def respond(self, method, path, body):
        if path == "/.well-known/openid-configuration":
            names = ("authorization", "token", "userinfo")
            told = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in names}
            return _json({"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **told})
        if path == "/keys":
            return _json({"keys": [self.key.as_dict(private=False)]})
        if path == "/userinfo" and self.userinfo:
            return _json(self.userinfo)
        if path == "/token":
            self.form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            return _json({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": self.id_token})
        return 404, {}, b""

    def sign(self, claims, key=None, algorithm=None, **head):
        key = key or self.key
        return jwt.encode(
            {"alg": algorithm or self.algorithm, "kid": self.key.kid, **head}, claims, key,
            algorithms=[algorithm or self.algorithm],
        )  # fmt: skip


def _key(kind):
    told = {"kid": "provider-1", "use": "sig"}
    if kind == "RS256":
        return RSAKey.generate_key(2048, told, private=True)
    if kind == "ES256":
        return ECKey.generate_key("P-256", told, private=True)
    return OKPKey.generate_key("Ed25519", told, private=True)


def _json(told):
    return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()


@contextmanager
def served(source):
    """`with served(Portal()) as url`: it answers on loopback as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, head, answer = source.respond(self.command, self.path.partition("?")[0], body)
            self.send_response(status)
            for name, value in {**head, "Content-Length": str(len(answer))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = _do

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    source.issuer = f"http://127.0.0.1:{server.server_port}"
    try:
        yield source.issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
